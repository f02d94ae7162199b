"""``hrplan ingest``, ``plans`` and ``remove``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened, tell_waiting
from api.cli.output import CliError, say
from api.cli.samples import mixed_in, samples_in
from api.settings import Settings

if TYPE_CHECKING:
    from retriever.catalogue import PlanSummary


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="ไฟล์หรือโฟลเดอร์แผน / plan files or folders")],
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="ข้ามเมื่อคลังมีแผนแล้ว / only into an empty library")
    ] = False,
) -> None:
    """อ่านแผนเข้าคลัง / Read plans into the library."""
    settings = Settings()
    for path in paths:
        if not path.exists():
            raise CliError(f"ไม่พบ {path} กรุณาตรวจสอบชื่อ", f"{path} doesn't exist", exit_code=2)
    from api.cli.intake import read_in
    from ingest.models import IngestError
    from ingest.pipeline import find_files

    # Chroma in the data folder is brought in step by the next server, in the background; one
    # that others share, at once.
    with opened(settings, vectors=settings.chroma_url is not None) as library:
        if if_empty and library.plans():
            return
        before = library.plans()
        try:
            counts = read_in(find_files(paths), library, settings.data_dir)
        except IngestError as error:
            raise CliError(error.thai, error.english) from error
        mixed = mixed_in(before, library.plans())
    skipped = counts.pop("skipped", 0)
    if not counts:
        raise CliError("ไม่มีไฟล์ใดที่อ่านเป็นแผนได้", "no file could be read as a plan")
    read = counts.total()
    say(f"อ่านแล้ว {read:,} แผน ข้าม {skipped:,} ไฟล์ / {read:,} read, {skipped:,} skipped")
    if mixed:
        say(
            f"คลังยังมีแผนตัวอย่าง (หน่วยงานสมมุติ) {mixed:,} แผน ลบด้วย hrplan remove --samples / "
            f"{mixed:,} sample plans of invented municipalities are still in the library; "
            "remove them with: hrplan remove --samples"
        )


def plans() -> None:
    """รายชื่อแผนในคลัง / List the plans."""
    with opened(Settings()) as library:
        found = library.plans()
    for plan in found:
        organization = plan.organization.name if plan.organization else "(ไม่ทราบหน่วยงาน)"
        years = ", ".join(map(str, plan.fiscal_years)) or "-"
        say(f"{plan.id}  {organization}  ปี {years}  {plan.source}")
    if not found:
        say("คลังยังว่าง เพิ่มแผนด้วย hrplan ingest / the library is empty; use hrplan ingest")


def remove(
    plan: Annotated[
        str | None, typer.Argument(help="รหัสหรือชื่อไฟล์ของแผน / a plan's id or file name")
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="ลบแผนตัวอย่างทั้งหมด / all sample plans")
    ] = False,
) -> None:
    """ลบแผนออกจากคลัง / Remove a plan, or the samples."""
    if (plan is None) != samples:
        raise CliError("กรุณาระบุแผนหนึ่งแผน หรือ --samples", "name one plan, or --samples", exit_code=2)
    from retriever.changes import changing

    settings = Settings()
    with opened(settings, vectors=settings.chroma_url is not None) as library:
        named = _named(plan, library.plans()) if plan else samples_in(library.plans())
        if samples and not named:
            raise CliError("ไม่มีแผนตัวอย่างในคลัง", "the library holds no sample plans")
        if not named:
            raise CliError(
                f"ไม่พบแผน {plan} ดูรายชื่อด้วย hrplan plans",
                f"there is no plan {plan}; hrplan plans lists them",
            )
        if plan and len(named) > 1:
            raise CliError(
                f"มีหลายแผนชื่อ {plan} กรุณาระบุรหัส", f"several plans are called {plan}; give the id"
            )
        for each in named:
            with changing(settings.data_dir, tell_waiting):
                library.remove(each.id)
            say(f"ลบแล้ว {each.source}")


def _named(plan: str, plans: Iterable[PlanSummary]) -> list[PlanSummary]:
    return [each for each in plans if plan in (each.id, each.source)]

"""``hrplan ingest``: once, or whenever files change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened, tell_waiting
from api.cli.output import CliError, on_terminal, say
from api.cli.samples import mixed_in
from api.settings import Settings

if TYPE_CHECKING:
    from api.cli.intake import Tally
    from retriever.catalogue import PlanSummary
    from retriever.library import Library


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="ไฟล์หรือโฟลเดอร์แผน / plan files or folders")],
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="ข้ามเมื่อคลังมีแผนแล้ว / only into an empty library")
    ] = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="ลบแผนที่ไฟล์หายไปจากโฟลเดอร์ / remove plans whose files are gone"
        ),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="เฝ้าดูและอ่านเมื่อไฟล์เปลี่ยน / go on reading what changes")
    ] = False,
) -> None:
    """อ่านแผนเข้าคลัง / Read plans into the library."""
    if if_empty + prune + watch > 1:
        raise CliError(
            "--if-empty --prune และ --watch ใช้ได้ครั้งละหนึ่งอย่าง",
            "use one of --if-empty, --prune and --watch",
            exit_code=2,
        )
    for path in paths:
        if not path.exists():
            raise CliError(f"ไม่พบ {path} กรุณาตรวจสอบชื่อ", f"{path} doesn't exist", exit_code=2)
    settings = Settings()
    if watch:
        from api.cli.watching import keep_watching

        keep_watching(paths, settings)
        return
    # Chroma in the data folder is brought in step by the next server, in the background; one
    # that others share, at once.
    with opened(settings, vectors=settings.chroma_url is not None) as library:
        if not (if_empty and library.plans()):
            _ingest(paths, library, settings, prune)


def _ingest(paths: list[Path], library: Library, settings: Settings, prune: bool) -> None:
    from api.cli.intake import read_in
    from ingest.models import IngestError
    from ingest.pipeline import find_files

    before = library.plans()
    try:
        files = find_files(paths)
        tally = read_in(files, library, settings.data_dir)
    except IngestError as error:
        raise CliError(error.thai, error.english) from error
    _offer_removal(paths, library, settings, prune)
    if not tally.counts:
        raise CliError("ไม่มีไฟล์ใดที่อ่านเป็นแผนได้", "no file could be read as a plan")
    _sum_up(tally, len(files))
    tell_duplicates(tally, library)
    _tell_mixed(mixed_in(before, library.plans()))


def _sum_up(tally: Tally, files: int) -> None:
    if files > 1:
        tally.tell()
    read, skipped = tally.counts.total(), len(tally.skipped)
    say(f"อ่านแล้ว {read:,} แผน ข้าม {skipped:,} ไฟล์ / {read:,} read, {skipped:,} skipped")


def tell_duplicates(tally: Tally, library: Library) -> None:
    """Name the plans of the same organisation, kind and years, if some are new."""
    from retriever.editions import possible_duplicates

    for group in possible_duplicates(library.plans(), set(tally.kept)):
        names = ", ".join(f"{plan.source} ({plan.id})" for plan in group)
        organization = group[0].organization
        assert organization is not None  # what duplicates are told by
        years = " ".join(map(str, group[0].fiscal_years)) or "-"
        say(
            f"อาจเป็นแผนเดียวกัน {organization.name} ปี {years}: {names} "
            "เก็บไว้ทุกไฟล์ ลบไฟล์ที่ไม่ใช้ด้วย hrplan remove / "
            "possible duplicates, all are kept; hrplan remove ID drops one"
        )


def _offer_removal(paths: list[Path], library: Library, settings: Settings, prune: bool) -> None:
    """Plans whose files are gone from the folders: told, and removed where that is wanted."""
    gone = library.gone_under([path for path in paths if path.is_dir()])
    if not gone:
        return
    tell_gone(gone)
    if prune or (on_terminal() and typer.confirm("ลบแผนเหล่านี้ออกจากคลังหรือไม่ / remove them?")):
        from retriever.changes import changing

        for plan in gone:
            with changing(settings.data_dir, tell_waiting):
                library.remove(plan.id)
            say(f"ลบแล้ว {plan.source} / removed")
    else:
        say("แผนยังอยู่ในคลัง ลบด้วย hrplan ingest --prune / still kept; --prune removes them")


def tell_gone(plans: Sequence[PlanSummary]) -> None:
    """Name plans whose files aren't there any more."""
    for plan in plans:
        say(f"ไม่มีไฟล์แล้ว {plan.source} ({plan.id}) / its file is gone")


def _tell_mixed(samples: int) -> None:
    if samples:
        say(
            f"คลังยังมีแผนตัวอย่าง (หน่วยงานสมมุติ) {samples:,} แผน ลบด้วย hrplan remove --samples / "
            f"{samples:,} sample plans of invented municipalities are still in the library; "
            "remove them with: hrplan remove --samples"
        )

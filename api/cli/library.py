"""``hrplan plans`` and ``remove``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened, tell_waiting
from api.cli.output import CliError, say
from api.cli.samples import samples_in
from api.settings import Settings

if TYPE_CHECKING:
    from retriever.catalogue import PlanSummary


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

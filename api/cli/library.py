"""``hrplan ingest``, ``plans`` and ``remove``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import CliError, complain, say
from api.settings import Settings

if TYPE_CHECKING:
    from ingest.models import Plan
    from retriever.library import Library

OUTCOMES = {"added": "เพิ่ม", "replaced": "แทนที่", "unchanged": "เหมือนเดิม"}


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
    from api.library import open_library
    from ingest.pipeline import find_files

    library = open_library(settings)
    if if_empty and library.plans():
        return
    counts = Counter(_ingest_each(find_files(paths), library))
    read = sum(counts[outcome] for outcome in OUTCOMES)
    if not read:
        raise CliError("ไม่มีไฟล์ใดที่อ่านเป็นแผนได้", "no file could be read as a plan")
    say(
        f"อ่านแล้ว {read:,} แผน ข้าม {counts['skipped']:,} ไฟล์ / {read:,} read, "
        f"{counts['skipped']:,} skipped"
    )


def _ingest_each(files: list[Path], library: Library) -> Iterator[str]:
    """Each file's outcome, told as it happens; a file that can't be read is skipped, aloud."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from ingest.models import IngestError
    from ingest.pipeline import parse_file

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(files))
        for file in files:
            progress.update(task, description=file.name)
            try:
                plan = parse_file(file)
            except IngestError as error:
                complain(f"ข้าม {file.name}: {error}", 1)
                outcome = "skipped"
            else:
                outcome = library.add(plan)
                say(f"{OUTCOMES[outcome]} {plan.source}: {_counts(plan)}")
            progress.advance(task)
            yield outcome


def _counts(plan: Plan) -> str:
    rows = sum(len(table.rows) for table in plan.tables)
    return (
        f"{len(plan.passages):,} ข้อความ {len(plan.tables):,} ตาราง {rows:,} แถว "
        f"{len(plan.warnings):,} คำเตือน"
    )


def plans() -> None:
    """รายชื่อแผนในคลัง / List the plans."""
    from rich.console import Console
    from rich.table import Table

    from api.library import open_library

    found = open_library(Settings()).plans()
    if not found:
        say("คลังยังว่าง เพิ่มแผนด้วย hrplan ingest / the library is empty; use hrplan ingest")
        return
    table = Table("รหัส", "หน่วยงาน", "ปีงบประมาณ", "ไฟล์", "ชื่อแผน")
    for plan in found:
        organization = plan.organization.name if plan.organization else "-"
        years = ", ".join(map(str, plan.fiscal_years)) or "-"
        table.add_row(plan.id, organization, years, plan.source, plan.title)
    Console().print(table)


def remove(
    plan: Annotated[str, typer.Argument(help="รหัสหรือชื่อไฟล์ของแผน / a plan's id or file name")],
) -> None:
    """ลบแผนออกจากคลัง / Remove a plan."""
    from api.library import open_library

    library = open_library(Settings())
    named = [each for each in library.plans() if plan in (each.id, each.source)]
    if not named:
        raise CliError(
            f"ไม่พบแผน {plan} ดูรายชื่อด้วย hrplan plans", f"no plan {plan}; hrplan plans lists them"
        )
    if len(named) > 1:
        raise CliError(
            f"มีหลายแผนชื่อ {plan} กรุณาระบุรหัส", f"several plans are called {plan}; give the id"
        )
    library.remove(named[0].id)
    say(f"ลบแล้ว {named[0].source}")

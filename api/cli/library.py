"""``hrplan ingest``, ``plans`` and ``remove``."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import CliError, complain, say
from api.settings import Settings

if TYPE_CHECKING:
    from ingest.models import IngestError, Plan
    from retriever.library import Change, Library

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

    with open_library(settings) as library:
        if if_empty and library.plans():
            return
        counts = _ingest(find_files(paths), library)
    skipped = counts.pop("skipped", 0)
    if not counts:
        raise CliError("ไม่มีไฟล์ใดที่อ่านเป็นแผนได้", "no file could be read as a plan")
    read = counts.total()
    say(f"อ่านแล้ว {read:,} แผน ข้าม {skipped:,} ไฟล์ / {read:,} read, {skipped:,} skipped")


def _ingest(files: list[tuple[Path, str]], library: Library) -> Counter[str]:
    """How many files had which outcome, told one by one as it happens.

    A file that can't be read is skipped, aloud, and the others go on.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from ingest.models import IngestError
    from ingest.pipeline import parse_file, readable_name

    counts: Counter[str] = Counter()
    parsed: deque[Plan] = deque()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=len(files))

        def plans_read() -> Iterator[tuple[Plan, str]]:
            for file, source in files:
                progress.update(task, description=file.name)
                try:
                    plan = parse_file(file, source)
                except (IngestError, OSError) as error:
                    complain(f"ข้าม {source}: {_reason(error)}", 1)
                    counts["skipped"] += 1
                    progress.advance(task)
                else:
                    parsed.append(plan)
                    yield plan, readable_name(str(file.resolve()))

        def tell(change: Change) -> None:
            # Changes are reported in the order in which plans were given.
            plan = parsed.popleft()
            counts[change.kind] += 1
            progress.advance(task)
            say(f"{OUTCOMES[change.kind]} {plan.source}: {_counts(plan)}")

        library.add_many(plans_read(), on_progress=tell)
    return counts


def _reason(error: IngestError | OSError) -> str:
    if isinstance(error, OSError):
        return f"เปิดไฟล์ไม่ได้ / can't be opened: {error.strerror}"
    return str(error)


def _counts(plan: Plan) -> str:
    rows = sum(len(table.rows) for table in plan.tables)
    return (
        f"{len(plan.passages):,} ข้อความ {len(plan.tables):,} ตาราง {rows:,} แถว "
        f"{len(plan.warnings):,} คำเตือน"
    )


def plans() -> None:
    """รายชื่อแผนในคลัง / List the plans."""
    from api.library import open_library

    with open_library(Settings()) as library:
        found = library.plans()
    for plan in found:
        organization = plan.organization.name if plan.organization else "(ไม่ทราบหน่วยงาน)"
        years = ", ".join(map(str, plan.fiscal_years)) or "-"
        say(f"{plan.id}  {organization}  ปี {years}  {plan.source}")
    if not found:
        say("คลังยังว่าง เพิ่มแผนด้วย hrplan ingest / the library is empty; use hrplan ingest")


def remove(
    plan: Annotated[str, typer.Argument(help="รหัสหรือชื่อไฟล์ของแผน / a plan's id or file name")],
) -> None:
    """ลบแผนออกจากคลัง / Remove a plan."""
    from api.library import open_library

    with open_library(Settings()) as library:
        named = [each for each in library.plans() if plan in (each.id, each.source)]
        if not named:
            raise CliError(
                f"ไม่พบแผน {plan} ดูรายชื่อด้วย hrplan plans",
                f"there is no plan {plan}; hrplan plans lists them",
            )
        if len(named) > 1:
            raise CliError(
                f"มีหลายแผนชื่อ {plan} กรุณาระบุรหัส", f"several plans are called {plan}; give the id"
            )
        library.remove(named[0].id)
    say(f"ลบแล้ว {named[0].source}")

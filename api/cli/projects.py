"""``hrplan projects``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened
from api.cli.output import CliError, say
from api.messages import MessageError, checked_message
from api.settings import Settings

if TYPE_CHECKING:
    from api.projects import FoundProjects
    from api.schemas import ProjectItem, ProjectPage
    from retriever.library import Library

SORTS = ("organization", "name", "year", "budget")
MAX_BAHT = 10**15
PIPE_WIDTH = 160  # columns where there is no terminal whose width could be asked

Baht = Annotated[int | None, typer.Option(min=0, max=MAX_BAHT, help="บาท / baht, inclusive")]


def projects(
    query: Annotated[str, typer.Option(help="คำในชื่อโครงการ / words of the name")] = "",
    organization: Annotated[str | None, typer.Option(help="หน่วยงาน / organisation")] = None,
    position: Annotated[str | None, typer.Option(help="ตำแหน่งที่โครงการระบุ / position")] = None,
    year: Annotated[
        int | None, typer.Option(min=2500, max=2700, help="ปีงบประมาณ พ.ศ. / fiscal year (B.E.)")
    ] = None,
    budget_min: Baht = None,
    budget_max: Baht = None,
    sort: Annotated[
        str, typer.Option(help=f"{', '.join(SORTS)}; -budget กลับลำดับ / turns round")
    ] = SORTS[0],
    limit: Annotated[int, typer.Option(min=1, help="จำนวนที่แสดง / how many are shown")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์ผลเป็น JSON / print JSON")] = False,
    csv: Annotated[Path | None, typer.Option(help="เขียนทุกรายการที่พบ / write all as CSV")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="เขียนทุกรายการที่พบ / write all as XLSX")] = None,
) -> None:
    """โครงการของทุกแผน กรองและเรียงได้ / The projects of all plans."""
    _check(query, sort, budget_min, budget_max)
    settings = Settings()
    from api.projects import ProjectFilter, Sort, find_projects
    from api.views import project_page

    wanted = ProjectFilter(query, organization, position, year, budget_min, budget_max, Sort(sort))
    with opened(settings) as library:
        found = find_projects(library, wanted)
        written = _write(library, found, csv, xlsx)
        page = project_page(library, found, 0, limit)
    if as_json:
        say(page.model_dump_json())
    elif written:
        say(f"เขียนแล้ว {len(found.lines):,} โครงการ / written: {', '.join(map(str, written))}")
    else:
        _show(page)


def _check(query: str, sort: str, budget_min: int | None, budget_max: int | None) -> None:
    if query:
        try:
            checked_message(query, max_chars=200)
        except MessageError as error:
            raise CliError(error.thai, error.english, exit_code=2) from error
    if sort.removeprefix("-") not in SORTS:
        choices = ", ".join(SORTS)
        raise CliError(f"--sort ต้องเป็น {choices}", f"--sort must be one of {choices}", exit_code=2)
    if budget_min is not None and budget_max is not None and budget_min > budget_max:
        raise CliError(
            "--budget-min ต้องไม่มากกว่า --budget-max",
            "--budget-min must not be above --budget-max",
            exit_code=2,
        )


def _write(
    library: Library, found: FoundProjects, csv: Path | None, xlsx: Path | None
) -> list[Path]:
    """Writes the files that are asked for and gives them back."""
    from api.exports import csv_pieces, xlsx_file
    from api.projects import read_projects

    if csv is not None:
        with csv.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_pieces(read_projects(library, found)))
    if xlsx is not None:
        xlsx.write_bytes(xlsx_file(read_projects(library, found)))
    return [path for path in (csv, xlsx) if path is not None]


def _show(page: ProjectPage) -> None:
    if not page.total:
        say("ไม่พบโครงการตามเงื่อนไข / no project was found")
        return
    from rich.console import Console
    from rich.table import Table

    from ingest.text.numbers import money

    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    table = Table(show_lines=True, header_style="bold")
    table.add_column("โครงการ", ratio=5, overflow="fold")
    table.add_column("หน่วยงาน", ratio=3, overflow="fold")
    table.add_column("ปี", ratio=1, overflow="fold")
    table.add_column("งบประมาณ (บาท)", justify="right", min_width=14)
    table.add_column("ระยะเวลา", ratio=2, overflow="fold")
    table.add_column("ที่มา", ratio=3, overflow="fold")
    for item in page.projects:
        table.add_row(*_cells(item))
    console.print(table)
    say(
        f"แสดง {len(page.projects):,} จาก {page.total:,} โครงการ "
        f"รวมงบประมาณที่ระบุ {money(page.budget_sum)} จาก {page.budget_count:,} โครงการ "
        "(ไม่รวมรายการที่ไม่ระบุงบ)"
    )


def _cells(item: ProjectItem) -> tuple[str, ...]:
    from rich.markup import escape

    from api.places import SCANNED
    from ingest.text.numbers import grouped

    budgets = {"no_budget": "ไม่ใช้งบประมาณ", "not_stated": "ไม่ระบุ"}
    baht, others = item.budget.baht, ", ".join(item.budget.shared_with)
    unstated = f"รวมกับ {others}" if others else budgets.get(item.budget.kind, "")
    unsure = f"\n{SCANNED}" if item.unverified else ""
    texts = (
        item.name,
        item.organization or "-",
        ", ".join(map(str, item.fiscal_years)) or "-",
        (unstated if baht is None else grouped(baht)) + unsure,
        item.timing or "-",
        f"{item.source}\nบรรทัด {item.line_start}",
    )
    return tuple(map(escape, texts))

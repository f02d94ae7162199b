"""``hrplan check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import CliError, say
from api.cli.projects import PIPE_WIDTH

if TYPE_CHECKING:
    from api.checking import PlacedFinding
    from ingest.models import Plan

_SEVERITIES = {"error": ("ผิด", "red"), "warning": ("ควรแก้", "yellow"), "note": ("ควรดู", "cyan")}
_RUNS = 3  # lines in a row are told as a span from this many on


def check(
    file: Annotated[Path, typer.Argument(help="ไฟล์แผน / the plan's file")],
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์ผลเป็น JSON / print JSON")] = False,
) -> None:
    """ตรวจแผนก่อนใช้ ว่ามีอะไรควรแก้ / What is to be looked at in a plan."""
    plan = _read(file)
    from api.checking import placed_findings

    found = placed_findings(plan)
    if as_json:
        _print_json(found)
    elif found:
        _show(found)
    else:
        say("ตรวจแล้ว ไม่พบข้อที่ควรแก้ไข / checked: nothing to look at was found")


def _read(file: Path) -> Plan:
    from ingest.evidence import require_plan
    from ingest.pipeline import find_files, parse_file

    if file.is_dir():
        raise CliError(
            f"{file} เป็นโฟลเดอร์ กรุณาระบุไฟล์แผนทีละไฟล์",
            f"{file} is a folder; name one plan file",
            exit_code=2,
        )
    found = find_files([file])
    plan = parse_file(*found[0]) if found else parse_file(file)
    require_plan(plan)
    return plan


def _print_json(found: Sequence[PlacedFinding]) -> None:
    from pydantic import TypeAdapter

    from api.draft_schemas import CheckFinding
    from api.draft_views import finding_view

    views = [finding_view(*each) for each in found]
    say(TypeAdapter(list[CheckFinding]).dump_json(views, indent=2).decode())


def _show(found: Sequence[PlacedFinding]) -> None:
    """A row for each thing said; what is said of several lines is said once."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    table = Table(show_lines=True, header_style="bold")
    table.add_column("ระดับ", no_wrap=True)
    table.add_column("บรรทัด", ratio=2, overflow="fold")
    table.add_column("ข้อที่พบ", ratio=6, overflow="fold")
    table.add_column("ที่ควรเป็น", ratio=3, overflow="fold")
    table.add_column("ที่พบในแผน", ratio=3, overflow="fold")
    for same in _grouped(found):
        first = same[0].finding
        name, colour = _SEVERITIES[first.severity.value]
        texts = (_where(same), first.message, first.expected or "-", first.found or "-")
        table.add_row(f"[{colour}]{name}[/]", *map(escape, texts))
    console.print(table)
    say(_summary(found))


def _grouped(found: Sequence[PlacedFinding]) -> list[list[PlacedFinding]]:
    groups: dict[tuple[str, ...], list[PlacedFinding]] = {}
    for each in found:
        finding = each.finding
        said = (finding.code, finding.message, finding.expected, finding.found)
        groups.setdefault(said, []).append(each)
    return list(groups.values())


def _where(same: Sequence[PlacedFinding]) -> str:
    """The lines, and in a file of pages or tables where these are."""
    places = dict.fromkeys(each.place for each in same)
    return "\n".join((_lines(same), *filter(None, places)))


def _lines(same: Sequence[PlacedFinding]) -> str:
    """``12, 40-42, 59``."""
    spans = [each.finding.span for each in same]
    numbers = sorted({n for s in spans for n in range(s.line_start, s.line_end + 1)})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = (
        f"{run[0]}-{run[-1]}" if len(run) >= _RUNS else ", ".join(map(str, run)) for run in runs
    )
    return ", ".join(told)


def _summary(found: Sequence[PlacedFinding]) -> str:
    counts = Counter(each.finding.severity.value for each in found)
    each = [f"{name} {counts[key]:,}" for key, (name, _) in _SEVERITIES.items() if counts[key]]
    english = [f"{counts[key]:,} {key}" for key in _SEVERITIES if counts[key]]
    return f"พบ {len(found):,} จุด: {' '.join(each)} / found: {', '.join(english)}"

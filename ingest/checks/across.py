"""What two tables say of the same thing: a strategy's budget, the people of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from ingest.checks.grid import Grid, GridRow, grid_of
from ingest.checks.models import Finding, Severity
from ingest.checks.wording import amount, quoted
from ingest.models import ColumnRole, Plan, Project
from ingest.structure.passages import is_project_table
from ingest.text.normalize import arabic_digits, fold

_STRATEGY = re.compile(r"(?:ยุทธศาสตร์|ประเด็น(?:การพัฒนา|ยุทธศาสตร์)?|ด้าน)(?:ที่)?(\d+)?[.:)]*")
_SAME = 70  # likeness (0..100) of two names of one strategy; OCR spoils a letter or a word


def check(plan: Plan) -> Iterator[Finding]:
    """``totals-disagree``: figures of one table that another contradicts."""
    grids = [grid for table in plan.tables if (grid := grid_of(table))]
    projects = [fact for fact in plan.facts if isinstance(fact, Project) and fact.strategy]
    for grid in grids:
        if not is_project_table(grid.table):
            yield from _of_strategies(grid, projects)
    yield from _of_people([g for g in grids if not is_project_table(g.table) and g.totals])


def _of_strategies(grid: Grid, projects: Sequence[Project]) -> Iterator[Finding]:
    """Rows of a table of budgets by strategy, beside what the strategy's projects add up to."""
    found = []
    for row in grid.rows:
        own = [p for p in projects if row.is_summed and _is_same(row.label, p.strategy)]
        printed = _budget(grid, row)
        if own and printed is not None:
            found.append((row, printed, Decimal(sum(p.budget.baht or 0 for p in own))))
    if len(found) < 2:
        return
    several = len(grid.parts) > 1
    for row, printed, summed in found:
        if summed and printed != summed:
            message = (
                f"{quoted(row.label)} ตารางนี้ให้ไว้ {amount(printed)} บาท"
                f" แต่โครงการในตารางโครงการรวมได้ {amount(summed)} บาท"
            )
            yield Finding(
                "totals-disagree",
                Severity.NOTE if several else Severity.WARNING,
                message,
                row.span,
                amount(summed),
                amount(printed),
            )


def _budget(grid: Grid, row: GridRow) -> Decimal | None:
    """What a row gives in all: its total, or else its amounts together."""
    money = [c for c in grid.columns if grid.role(c) is ColumnRole.BUDGET]
    if not money:
        return None
    totals = [c for c in grid.totals if c in money or c > money[-1]]
    values = [row.figures[c].value for c in (totals[-1:] or money)]
    return None if None in values else sum((v for v in values if v is not None), Decimal(0))


def _is_same(label: str, strategy: Sequence[str]) -> bool:
    """Whether a row's label is a project's strategy: the same name, and the same number where
    both have one."""
    number, name = _parts(label)
    return any(
        (number is None or other is None or number == other) and fuzz.ratio(name, core) >= _SAME
        for other, core in map(_parts, strategy)
    )


def _parts(label: str) -> tuple[str | None, str]:
    plain = fold(label)
    match = _STRATEGY.match(plain)
    return (match[1], plain[match.end() :]) if match else (None, plain)


def _of_people(grids: Sequence[Grid]) -> Iterator[Finding]:
    """Two tables that split the same groups, one by age, say, one by schooling: where they agree
    on most groups, the others are to agree too."""
    for index, grid in enumerate(grids):
        own = _groups(grid)
        for earlier in grids[:index]:
            theirs = _groups(earlier)
            common = [name for name in own if name in theirs]
            differ = [n for n in common if own[n][1] != theirs[n][1]]
            if len(common) < 2 or len(differ) * 2 > len(common):
                continue
            for name in differ:
                yield _disagree(own[name], theirs[name])


def _groups(grid: Grid) -> Mapping[str, tuple[GridRow, Decimal]]:
    """Rows by name, each with its last total."""
    column = grid.totals[-1]
    return {
        fold(row.label): (row, value)
        for row in grid.rows
        if (row.is_summed or row.is_total) and (value := row.figures[column].value) is not None
    }


def _disagree(own: tuple[GridRow, Decimal], theirs: tuple[GridRow, Decimal]) -> Finding:
    (row, value), (other, expected) = own, theirs
    line = other.span.line_start
    message = (
        f"{quoted(arabic_digits(row.label))} ตารางนี้ให้ไว้ {amount(value)}"
        f" แต่ตารางก่อนหน้า (บรรทัด {line}) ให้ไว้ {amount(expected)}"
    )
    return Finding(
        "totals-disagree", Severity.WARNING, message, row.span, amount(expected), amount(value)
    )

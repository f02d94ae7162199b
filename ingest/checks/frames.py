"""Staffing frames: the posts that are there, what is added and taken away, and what that gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.grid import CHANGE, Figure, Grid, GridRow, grid_of
from ingest.checks.models import Finding, Severity
from ingest.checks.wording import amount, quoted
from ingest.models import Plan
from ingest.structure.kinds import year_of
from ingest.text.normalize import fold

_OLD = re.compile(r"เดิม|ปัจจุบัน|มีอยู่")
_NEW = re.compile(r"ใหม่|หลังปรับ|คงเหลือ|สุทธิ")
_FEWEST = 2  # rows that show how a table counts
_MOSTLY = Decimal("0.6")  # share of the rows that it has to fit


@dataclass(frozen=True, slots=True)
class _Step:
    """Columns: ``after`` is ``before`` with ``added`` and without ``taken``."""

    before: int
    after: int
    added: tuple[int, ...]
    taken: tuple[int, ...] = ()

    def result(self, row: GridRow) -> Decimal | None:
        """What a row would have to have, None where a figure can't be read."""
        columns = (self.before, *self.added, *self.taken)
        if row.figures[self.before].blank or any(_value(row.figures[c]) is None for c in columns):
            return None
        signs = ((self.before, 1), *((c, 1) for c in self.added), *((c, -1) for c in self.taken))
        values = ((_value(row.figures[c]) or Decimal(0)) * sign for c, sign in signs)
        return sum(values, Decimal(0))


def _value(figure: Figure) -> Decimal | None:
    return Decimal(0) if figure.blank else figure.value


def check(plan: Plan) -> Iterator[Finding]:
    """``total-differs`` for rows whose posts aren't those before with what changes. A table that
    counts otherwise, most rows not fitting, is left alone. Rows of totals are summed elsewhere."""
    for table in plan.tables:
        grid = grid_of(table)
        if grid is None:
            continue
        rows = [row for row in grid.rows if row.is_summed]
        off: dict[int, Decimal] = {}
        for step in (*_by_year(grid), *_at_once(grid)):
            for row, expected in _misses(step, rows, off):
                yield _finding(grid, row, step, expected)


def _by_year(grid: Grid) -> Iterator[_Step]:
    """Posts by year after the posts that are there, beside the changes by year."""
    changes = {y: c for c in grid.columns if (y := _year(grid, c)) and _is_change(grid, c)}
    posts = {y: c for c in grid.columns if (y := _year(grid, c)) and not _is_change(grid, c)}
    old = [c for c in grid.columns if not _year(grid, c) and _OLD.search(_label(grid, c))]
    years = sorted(posts)
    if len(old) != 1 or len(years) < 2 or sorted(changes) != years:
        return
    before = old[0]
    for year in years:
        yield _Step(before, posts[year], (changes[year],))
        before = posts[year]


def _at_once(grid: Grid) -> Iterator[_Step]:
    """Old posts, added, taken away, new posts: a column each."""
    plain = [c for c in grid.columns if not _year(grid, c)]
    old = [c for c in plain if _OLD.search(_label(grid, c)) and not _is_change(grid, c)]
    new = [c for c in plain if _NEW.search(_label(grid, c)) and not _is_change(grid, c)]
    changes = [c for c in plain if _is_change(grid, c)]
    if len(old) == len(new) == 1 and changes and old != new:
        taken = tuple(c for c in changes if re.match(r"ลด|ยุบ", fold(grid.header(c))))
        yield _Step(old[0], new[0], tuple(c for c in changes if c not in taken), taken)


def _label(grid: Grid, column: int) -> str:
    return fold(grid.table.columns[column].label)


def _year(grid: Grid, column: int) -> int | None:
    return year_of(grid.header(column))


def _is_change(grid: Grid, column: int) -> bool:
    return CHANGE.search(_label(grid, column)) is not None


def _misses(
    step: _Step, rows: Sequence[GridRow], off: dict[int, Decimal]
) -> Iterator[tuple[GridRow, Decimal]]:
    """Rows that don't fit, with what they would have to have. ``off`` is by how much a row missed
    the year before: one wrong figure is told once."""
    known = [
        (row, result, result - found)
        for row in rows
        if (result := step.result(row)) is not None
        and (found := row.figures[step.after].value) is not None
    ]
    right = sum(not miss for _, _, miss in known)
    if right < _FEWEST or right < len(known) * _MOSTLY:
        return
    for row, result, miss in known:
        if miss and miss + off.get(row.index, 0):
            yield row, result
            off[row.index] = miss


def _finding(grid: Grid, row: GridRow, step: _Step, expected: Decimal) -> Finding:
    found = row.figures[step.after]
    message = (
        f"{quoted(row.label)} {quoted(grid.header(step.after))} พิมพ์ไว้ {amount(found.value)}"
        f" แต่จาก {quoted(grid.header(step.before))} เมื่อเพิ่มและลดแล้วได้ {amount(expected)}"
    )
    return Finding(
        "total-differs", Severity.ERROR, message, found.span, amount(expected), amount(found.value)
    )

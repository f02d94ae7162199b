"""Which cells of a table sum up which others, and where they don't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from ingest.checks.grid import CHANGE, Figure, Grid, GridRow
from ingest.models import ColumnRole
from ingest.structure.passages import is_project_table
from ingest.text.normalize import fold

# A total of all, not only of the rows since the total before it.
_GRAND = re.compile(r"ทั้งสิ้น|ทั้งหมด|รวมทั้ง|รวมทุก|รวมสุทธิ")


# Columns of which the sums over the whole plan are known.
_MONEY = {ColumnRole.BUDGET, ColumnRole.TOTAL}


class Axis(StrEnum):
    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Miss:
    """A total that isn't the sum of its parts. ``unsure`` where a part that is blank or not in
    the file may be what is missing."""

    axis: Axis
    total: Figure
    parts: tuple[Figure, ...]
    expected: Decimal
    unsure: bool = False

    def needed(self, figure: Figure) -> Decimal | None:
        """What one of its figures would have to be for the sum to be right."""
        off = (self.total.value or Decimal(0)) - self.expected
        if figure == self.total:
            return self.expected
        return (figure.value or Decimal(0)) + off if figure in self.parts else None


def column_misses(
    grid: Grid, elsewhere: Sequence[Decimal], torn: bool, twice: frozenset[int] = frozenset()
) -> Iterator[Miss]:
    """Totals at the foot of columns that are wrong or blank. ``elsewhere`` are sums over earlier
    tables that a total of money may stand for; ``torn``: the table's first rows aren't there;
    ``twice``: first lines of rows that are parts of another row."""
    rows = [row for row in grid.rows if row.span.line_start not in twice]
    for total in (row for row in rows if row.is_total):
        readings = [list(_down(grid, total, some, torn)) for some in _summed_rows(rows, total)]
        for miss in min(readings, key=len, default=[]):
            if miss.total.value is not None and miss.total.value in elsewhere:
                continue
            if not (elsewhere and _of_all(grid, total)):
                yield miss
            elif grid.role(miss.total.column) in _MONEY:
                yield _of_plan(miss, elsewhere[0])


def _of_all(grid: Grid, total: GridRow) -> bool:
    """Whether a total stands right below the only other one of its table: it sums up more."""
    above = [row for row in grid.rows[: total.index] if row.is_total]
    return is_grand(total) and len(above) == 1 and above[0].index == total.index - 1


def _of_plan(miss: Miss, expected: Decimal) -> Miss:
    return replace(miss, parts=(), expected=expected, unsure=True)


def is_grand(row: GridRow) -> bool:
    return _GRAND.search(fold(row.label)) is not None


def _summed_rows(rows: Sequence[GridRow], total: GridRow) -> list[list[GridRow]]:
    """What a total may be the sum of, the likeliest first: the rows since the last total, since
    a strategy began, or from the top; below it where none is above."""
    above = [row for row in rows if row.index < total.index]
    if not any(row.is_summed for row in above):
        below = [row for row in rows if row.index > total.index]
        end = next((i for i, row in enumerate(below) if row.is_total), len(below))
        found = [row for row in below[:end] if row.is_summed]
        return [found] if found else []
    starts = [0]
    for row, following in pairwise(above):
        if row.is_total or row.scope != following.scope:
            starts.append(following.index)
    if above[-1].is_total:
        starts.append(total.index)
    segments = [[row for row in above if row.index >= start and row.is_summed] for start in starts]
    segments = [segment for segment in segments if segment]
    return segments if is_grand(total) else segments[::-1]


def _down(grid: Grid, total: GridRow, rows: Sequence[GridRow], torn: bool) -> Iterator[Miss]:
    wanted = _wanted(grid)
    for column in grid.columns:
        parts = tuple(row.figures[column] for row in rows)
        miss = _compared(Axis.COLUMN, total.figures[column], parts, torn)
        if miss and (not miss.total.blank or column in wanted):
            yield miss


def _wanted(grid: Grid) -> set[int]:
    """Columns whose total may not be left blank: money, and what the table itself sums up. Hours
    and the like may."""
    wanted = {c for c in grid.columns if grid.role(c) is ColumnRole.BUDGET}
    if not is_project_table(grid.table):
        rows = [row for row in grid.rows if row.is_summed or row.is_total]
        for column in grid.totals:
            if chosen := _summed_columns(grid, column, rows):
                wanted |= {column, *chosen}
    return wanted


def row_misses(grid: Grid) -> Iterator[Miss]:
    """Totals at the end of rows that are wrong or blank, of columns that elsewhere in the table
    are sums. A total that a blank cell may make up for is left alone."""
    rows = [row for row in grid.rows if row.is_summed or row.is_total]
    for column in _sum_columns(grid):
        chosen = _summed_columns(grid, column, rows)
        if not chosen or any(CHANGE.search(grid.header(c)) for c in chosen):
            continue
        for row in rows:
            parts = tuple(row.figures[c] for c in chosen)
            counted = [row] if row.is_summed else rows
            torn = any(one.figures[c].blank for one in counted for c in chosen)
            miss = _compared(Axis.ROW, row.figures[column], parts, torn)
            if miss and not miss.unsure and not (miss.total.blank and row.is_total):
                yield miss


def _sum_columns(grid: Grid) -> Iterator[int]:
    """Columns that sum others: totals, and the posts of which some are filled, some vacant."""
    yield from grid.totals
    yield from (c for c in grid.parts if _posts(grid, c))


def _posts(grid: Grid, column: int) -> list[int]:
    """The columns of filled and vacant posts, where this one is of all posts."""
    if not grid.header(column).startswith("กรอบ"):
        return []
    filled = [c for c in grid.columns if "ครอง" in grid.header(c)]
    vacant = [c for c in grid.columns if grid.header(c).startswith("ว่าง")]
    return [*filled, *vacant] if len(filled) == len(vacant) == 1 else []


def _summed_columns(grid: Grid, total: int, rows: Sequence[GridRow]) -> tuple[int, ...]:
    """The columns whose sum the total is in most rows; none where no choice fits half of them."""
    best: tuple[int, ...] = ()
    most = 0
    for chosen in _choices(grid, total):
        full = [r for r in rows if _known(r, (total, *chosen))]
        right = sum(_adds_up(row, total, chosen) for row in full)
        if right > most and right * 2 >= len(full):
            best, most = chosen, right
    return best


def _choices(grid: Grid, total: int) -> Iterator[tuple[int, ...]]:
    """Sets of columns that a total column may sum up, the likeliest first."""
    if posts := _posts(grid, total):
        yield tuple(posts)
        return
    before = [c for c in grid.columns if c < total]
    last = max((c for c in before if c in grid.totals), default=-1)
    left = [c for c in before if c > last]
    right = [c for c in grid.parts if c > total]
    yield tuple(left)
    group = grid.table.columns[total].path[:-1]
    if group:
        yield tuple(c for c in grid.parts if grid.table.columns[c].path[:-1] == group)
    yield tuple(c for c in grid.parts if c < total)
    yield tuple(c for c in before if c in grid.totals)
    yield from (tuple(left[i:]) for i in range(1, len(left) - 1))
    if not left:
        yield tuple(right)
        yield from (tuple(right[:i]) for i in range(len(right) - 1, 1, -1))


def _known(row: GridRow, columns: Sequence[int]) -> bool:
    return all(row.figures[c].value is not None for c in columns)


def _adds_up(row: GridRow, total: int, columns: Sequence[int]) -> bool:
    if len(columns) < 2:
        return False
    return row.figures[total].value == sum(row.figures[c].value or 0 for c in columns)


def _compared(axis: Axis, total: Figure, parts: tuple[Figure, ...], torn: bool) -> Miss | None:
    """The miss of a total, None where it is right, or where a part can't be read."""
    if any(part.value is None and not part.blank for part in parts):
        return None
    expected = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    if total.blank:
        return Miss(axis, total, parts, expected) if expected else None
    if total.value is None or total.value == expected:
        return None
    lacking = torn or any(part.blank for part in parts)
    return Miss(axis, total, parts, expected, unsure=lacking and total.value > expected)

"""The figures of a table in rows and columns, as they are summed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.facts.cells import RowCells
from ingest.models import BudgetKind, ColumnRole, Row, RowKind, Span, Table
from ingest.structure.kinds import CellKind, cell_kind, year_of
from ingest.structure.passages import is_project_table, logical_rows
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import is_blank, number, parse_budget

# What is no sum of its parts: an average, a share, a rate.
_RATE = re.compile(r"ร้อยละ|เปอร์เซ็นต์|%|สัดส่วน|อัตราส่วน")
_AVERAGE = re.compile(r"เฉลี่ย|อายุราชการ|^อายุ(?: \(|$)|มัธยฐาน|ต่อคน|ต่อหัว|สูงสุด|ต่ำสุด")
_TOTAL = re.compile(r"^(?:ยอด|จำนวน|ผล)?รวม(?!ถึง)|ทั้งสิ้น$|^ทั้งหมด|^คน$")
# Rows and columns "ทุกช่วงอายุ", "ทุกประเภท" are totals where they add up in most places.
_EVERY = re.compile(r"^ทุก")
# "เพิ่ม/ลด": what is added, or with a minus taken away.
CHANGE = re.compile(r"เพิ่ม|ลด|ยุบ")
_SIGNED = re.compile(r"([+\-−–])\s*(\d{1,3})")
# Columns of a project table that are summed; its numbers, targets and dates aren't.
_SUMMED = {ColumnRole.BUDGET, ColumnRole.TOTAL, ColumnRole.AUDIENCE}


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that is summed. ``value`` is None where it is blank or can't be read as one number;
    a dash, "no budget" and a cell that is merged with the one above add nothing, so 0."""

    row: int
    column: int
    value: Decimal | None
    printed: str
    blank: bool
    span: Span


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its continuations. ``label`` are its words, digits Arabic."""

    index: int
    kind: RowKind
    label: str
    scope: tuple[str, ...]
    span: Span
    figures: dict[int, Figure]

    @property
    def is_rate(self) -> bool:
        return _RATE.search(self.label) is not None

    @property
    def is_summed(self) -> bool:
        return self.kind is RowKind.BODY and not self.is_rate and not _AVERAGE.search(self.label)

    @property
    def is_total(self) -> bool:
        return self.kind is RowKind.TOTAL and not self.is_rate and not _AVERAGE.search(self.label)


@dataclass(frozen=True, slots=True)
class Grid:
    """``columns`` are those that are summed, ``totals`` those of them that sum others up, and
    ``rates`` columns of percentages."""

    table: Table
    rows: tuple[GridRow, ...]
    columns: tuple[int, ...]
    totals: tuple[int, ...]
    rates: tuple[int, ...]

    def header(self, column: int) -> str:
        """The lowest label of a column, digits Arabic: ``2569``."""
        path = self.table.columns[column].path
        return arabic_digits(" ".join(path[-1].split())) if path else ""

    def role(self, column: int) -> ColumnRole | None:
        return self.table.columns[column].role

    @property
    def parts(self) -> tuple[int, ...]:
        return tuple(c for c in self.columns if c not in self.totals)


def grid_of(table: Table) -> Grid | None:
    """The figures of a table, None where no column has any."""
    numeric = tuple(_numeric_columns(table))
    if not numeric:
        return None
    labels = {c: " ".join(table.columns[c].path) for c in numeric}
    rates = tuple(c for c in numeric if _RATE.search(labels[c]) or _has_percent(table, c))
    other = {c for c in numeric if _AVERAGE.search(labels[c]) or _are_years(table, c)}
    columns = tuple(c for c in numeric if c not in rates and c not in other)
    totals = tuple(c for c in columns if _sums_up(table, c))
    read = (*columns, *rates)
    rows = tuple(
        _grid_row(table, index, rows, read) for index, rows in enumerate(logical_rows(table))
    )
    return Grid(table, tuple(_with_totals(table, rows, columns)), columns, totals, rates)


def _with_totals(
    table: Table, rows: Sequence[GridRow], columns: Sequence[int]
) -> Iterator[GridRow]:
    """Rows that are totals by their words though another cell comes first, as such. Not in a
    table of projects, where ``ทุกส่วนราชการ`` and ``รวมพลัง`` are names."""
    above: list[GridRow] = []
    for row in rows:
        label = fold(row.label)
        if row.kind is RowKind.BODY and not is_project_table(table) and above:
            said = _TOTAL.search(label) or (_EVERY.search(label) and _adds_up(row, above, columns))
            row = replace(row, kind=RowKind.TOTAL) if said else row
        yield row
        above.append(row)


def _adds_up(row: GridRow, above: Sequence[GridRow], columns: Sequence[int]) -> bool:
    sums = {c: sum(one.figures[c].value or 0 for one in above if one.is_summed) for c in columns}
    right = sum(row.figures[c].value == total for c, total in sums.items())
    return right * 2 > len(columns)


def _numeric_columns(table: Table) -> Iterator[int]:
    projects = is_project_table(table)
    for index, column in enumerate(table.columns):
        summed = column.role in _SUMMED or _counts(table, index)
        if column.role is ColumnRole.NUMBER or (projects and not summed):
            continue
        if column.role is ColumnRole.BUDGET or (column.path and _all_numbers(table, index)):
            yield index


def _counts(table: Table, column: int) -> bool:
    """Whether a column of times or targets of a project table is one of money or people."""
    role, label = table.columns[column].role, table.columns[column].label
    if role is ColumnRole.TARGET:
        return "(คน)" in label
    texts = [c.text for row in table.rows if (c := row.cell(column)) and not is_blank(c.text)]
    return role is ColumnRole.TIMING and any("," in text for text in texts)


def _all_numbers(table: Table, column: int) -> bool:
    texts = [c.text for row in table.rows if (c := row.cell(column)) and not is_blank(c.text)]
    return bool(texts) and all(
        cell_kind(text) is CellKind.NUMBER
        or number(text) is not None
        or signed(table, column, text) is not None
        for text in texts
    )


def signed(table: Table, column: int, text: str) -> Decimal | None:
    """A figure with its sign, ``+1`` or ``-2``, in a column of what is added or taken away."""
    match = _SIGNED.fullmatch(arabic_digits(text).strip())
    if match is None or not CHANGE.search(table.columns[column].label):
        return None
    return Decimal(match[2]) * (1 if match[1] == "+" else -1)


def _are_years(table: Table, column: int) -> bool:
    texts = [c.text for row in table.rows if (c := row.cell(column)) and not is_blank(c.text)]
    years = table.columns[column].role is not ColumnRole.BUDGET and all(map(year_of, texts))
    return years and any(len(text.strip()) > 2 for text in texts)  # 68 may be so many people


def _has_percent(table: Table, column: int) -> bool:
    return any("%" in cell.text for row in table.rows if (cell := row.cell(column)))


def _sums_up(table: Table, column: int) -> bool:
    path = table.columns[column].path
    leaf = fold(path[-1]) if path else ""
    return bool(_TOTAL.search(leaf) or _EVERY.search(leaf))


def _grid_row(table: Table, index: int, rows: Sequence[Row], columns: Sequence[int]) -> GridRow:
    cells = RowCells(table, rows)
    words = [
        cells.joined(i)
        for i, column in enumerate(table.columns)
        if i not in columns and column.role is not ColumnRole.NUMBER
    ]
    first = rows[0].cell(0)
    label = next((text for text in words if text), first.text if first else "")
    return GridRow(
        index=index,
        kind=rows[0].kind,
        label=arabic_digits(label),
        scope=rows[0].scope,
        span=Span(rows[0].span.line_start, rows[-1].span.line_end),
        figures={column: _figure(cells, index, column) for column in columns},
    )


def _figure(cells: RowCells, row: int, column: int) -> Figure:
    found = [cell for one in cells.rows if (cell := one.cell(column))]
    stands = found[0].span if found and not found[0].filled else cells.rows[0].span
    printed = arabic_digits(cells.joined(column))
    value: Decimal | None = None
    if not printed:
        merged = any(cell.filled for cell in found)
        dash = any(cell.text.strip() for cell in found)
        return Figure(
            row, column, Decimal(0) if merged or dash else None, "-" if dash else "",
            not (merged or dash), stands,
        )  # fmt: skip
    if cells.table.columns[column].role is ColumnRole.BUDGET:
        budget = parse_budget(printed, cells.scale(column))
        if budget is not None:
            value = Decimal(budget.baht) if budget.baht is not None else Decimal(0)
            if budget.kind is BudgetKind.NOT_STATED:
                value = None
    elif (count := number(printed)) is not None:
        value = Decimal(str(count))
    else:
        value = signed(cells.table, column, printed)
    return Figure(row, column, value, printed, False, stands)

"""The cells of a logical row by what their columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import NO_BUDGET, Cell, Column, ColumnRole, Row, Table
from ingest.structure.kinds import year_of
from ingest.text.numbers import is_blank, parse_budget, unit_scale
from ingest.text.years import find_years


def budget_years(table: Table) -> dict[int, int]:
    """The fiscal year (B.E.) of each budget column that is of one year; empty unless two are.

    ``งบประมาณ › ๒๕๖๗`` and ``งบประมาณ ปี ๒๕๖๗ (บาท)`` are; a table whose one budget column names
    a year is like any other.
    """
    years = {
        index: year
        for index, column in enumerate(table.columns)
        if column.role is ColumnRole.BUDGET and (year := _year(column)) is not None
    }
    return years if len(set(years.values())) > 1 else {}


def _year(column: Column) -> int | None:
    leaf = column.path[-1] if column.path else ""
    named = find_years(leaf)
    return year_of(leaf) or (named[0] if len(named) == 1 else None)


@dataclass(frozen=True, slots=True)
class RowCells:
    """A body row and its continuation rows, read by column role."""

    table: Table
    rows: Sequence[Row]

    def joined(self, column: int) -> str:
        """The text of a column over the row and its continuations; "" if it is blank. An amount
        that is merged with the row above stays with that row."""
        texts = [
            cell.text
            for row in self.rows
            if (cell := row.cell(column)) and cell.text and not self._is_of_above(cell)
        ]
        text = " ".join(" ".join(texts).split())
        return "" if is_blank(text) else text

    def merged(self, role: ColumnRole) -> list[Cell]:
        """The cells of a role that are those of a row above, reaching down over this one."""
        found = (self.rows[0].cell(i) for i, _ in self.columns(role))
        return [cell for cell in found if cell and cell.filled]

    def without_budget(self, column: int) -> str:
        """What a merged cell says for all of its rows alike: that no budget is used."""
        cell = self.rows[0].cell(column)
        return cell.text if cell and cell.filled and parse_budget(cell.text) == NO_BUDGET else ""

    def _is_of_above(self, cell: Cell) -> bool:
        columns = self.table.columns
        role = columns[cell.column].role if cell.column < len(columns) else None
        return cell.filled and role is ColumnRole.BUDGET

    def scale(self, column: int) -> int:
        """Baht in the unit of a budget column, by its header or the table's caption."""
        header = unit_scale(" ".join(self.table.columns[column].path))
        caption = self.table.caption or ""
        return header if header != 1 or "หน่วย" not in caption else unit_scale(caption)

    def texts(self, role: ColumnRole) -> list[str]:
        """The filled cells of all columns of the role, from the left."""
        found = [self.joined(i) for i, column in self.columns(role)]
        return [text for text in found if text]

    def text(self, role: ColumnRole) -> str:
        return " ".join(self.texts(role))

    def columns(self, role: ColumnRole) -> list[tuple[int, Column]]:
        return [(i, c) for i, c in enumerate(self.table.columns) if c.role is role]

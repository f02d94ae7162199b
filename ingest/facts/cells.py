"""The cells of a logical row by what their columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Column, ColumnRole, Row, Table
from ingest.text.numbers import is_blank


@dataclass(frozen=True, slots=True)
class RowCells:
    """A body row and its continuation rows, read by column role."""

    table: Table
    rows: Sequence[Row]

    def joined(self, column: int) -> str:
        """The text of a column over the row and its continuations; "" if it is blank."""
        texts = [cell.text for row in self.rows if (cell := row.cell(column)) and cell.text]
        text = " ".join(" ".join(texts).split())
        return "" if is_blank(text) else text

    def texts(self, role: ColumnRole) -> list[str]:
        """The filled cells of all columns of the role, from the left."""
        found = [self.joined(i) for i, column in self.columns(role)]
        return [text for text in found if text]

    def text(self, role: ColumnRole) -> str:
        return " ".join(self.texts(role))

    def columns(self, role: ColumnRole) -> list[tuple[int, Column]]:
        return [(i, c) for i, c in enumerate(self.table.columns) if c.role is role]

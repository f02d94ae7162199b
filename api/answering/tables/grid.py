"""Tables of numbers, and what can be read off them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.tables.labels import column_label, row_label
from api.answering.understanding.terms import Doc, doc
from ingest.checks.grid import grid_of
from ingest.checks.sums import Miss, column_misses, row_misses
from ingest.models import Measure, Table
from ingest.text.normalize import arabic_digits, fold

Header = tuple[str, ...]

_YEAR = re.compile(r"(?:(?:ปี|พ\.ศ\.)\s*)*2[45]\d\d")
_TOTAL_HEADER = re.compile("รวม|จำนวน|ทั้งหมด|ทุก|คน(?![ก-๙])")
_EVERY = ("ทุก", "ทั้งหมด", "ทั้งสิ้น")  # a row of all that isn't called a total: ทุกช่วงอายุ
_PERCENT_ROW = ("ร้อยละ", "คิดเป็นร้อยละ", "%")
_KEPT = 64  # plans whose tables of numbers are kept between questions


@dataclass(frozen=True, eq=False)
class Grid:
    """A table of numbers: its cells by row and column."""

    reading: Reading
    cells: tuple[Measure, ...]

    @cached_property
    def headers(self) -> list[Header]:
        return list(dict.fromkeys(c.header for c in self.cells))

    @cached_property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(c.row for c in self.cells))

    @cached_property
    def body(self) -> list[str]:
        """Rows that are neither totals nor percentages."""
        totals = {self.total_row, *(c.row for c in self.cells if c.is_total)}
        return [row for row in self.rows if row not in totals]

    def cell(self, row: str, header: Header) -> Measure | None:
        return next((c for c in self.cells if c.row == row and c.header == header), None)

    def stated(self, row: str | None, header: Header | None) -> Measure | None:
        """A cell that has a number; None too where there is no such row or column."""
        cell = self.cell(row, header) if row and header else None
        return cell if cell and cell.value is not None else None

    @cached_property
    def table(self) -> Table:
        return next(t for t in self.reading.plan.tables if t.id == self.cells[0].table_id)

    @cached_property
    def heading(self) -> str:
        """What stands over the labels of the rows: ``ประเภทตำแหน่ง``."""
        numeric = {c.header for c in self.cells}
        paths = (tuple(map(arabic_digits, column.path)) for column in self.table.columns)
        return " ".join(" ".join(path) for path in paths if path not in numeric)

    def column_in_words(self, header: Header) -> str:
        return column_label(header, self.cells[0].subject)

    def row_in_words(self, row: str) -> str:
        return row_label(row, self.heading)

    @cached_property
    def misses(self) -> dict[str, Miss]:
        """The totals that their parts don't add up to, by the cell's id."""
        checked = grid_of(self.table)
        if checked is None:
            return {}
        found = [*column_misses(checked, (), torn=False), *row_misses(checked)]
        at = {(m.span.line_start, m.id.rpartition(".")[2]): m.id for m in self.cells}
        places = [((m.total.span.line_start, str(m.total.column)), m) for m in found]
        return {
            at[place]: miss
            for place, miss in places
            if place in at and not miss.unsure and miss.total.value is not None
        }

    @cached_property
    def year_headers(self) -> list[Header]:
        """Columns that are years."""
        return [h for h in self.headers if _YEAR.fullmatch(h[-1].strip())]

    @cached_property
    def words(self) -> Doc:
        """What a question of the table says: its labels, its subject and its title."""
        labels = " ".join({*self.rows, *(" ".join(h) for h in self.headers)})
        title = f"{self.table.caption or ''} {' '.join(self.table.section[-1:])}"
        return doc((labels, 1.0), (self.cells[0].subject, 1.0), (title, 0.8))

    @cached_property
    def total_row(self) -> str | None:
        totals = [c.row for c in self.cells if c.is_total]
        totals = [row for row in totals if not fold(row).startswith(_PERCENT_ROW)]
        totals += [row for row in self.rows if fold(row).startswith(_EVERY)]
        return next(iter(totals), None)

    @cached_property
    def percent_row(self) -> str | None:
        return next((r for r in self.rows if fold(r).startswith(_PERCENT_ROW)), None)

    @cached_property
    def total_header(self) -> Header | None:
        return next((h for h in self.headers if _TOTAL_HEADER.match(fold(h[-1]))), None)

    @property
    def parts(self) -> list[Header]:
        """Columns that are parts of the whole: no total, no average."""
        return [h for h in self.headers if h != self.total_header and not is_average(h)]

    @property
    def title(self) -> str:
        subject = self.cells[0].subject[:80]
        return subject if subject.startswith("ตาราง") else f"ตาราง {subject}"


def is_average(header: Header) -> bool:
    return "เฉลี่ย" in header[-1]


def grids(case: Case) -> list[Grid]:
    """The tables of numbers of the plans asked."""
    return [grid for reading in case.scope.readings for grid in _grids_of(reading)]


@lru_cache(_KEPT)
def _grids_of(reading: Reading) -> tuple[Grid, ...]:
    tables: dict[str, list[Measure]] = {}
    for measure in reading.measures:
        tables.setdefault(measure.table_id, []).append(measure)
    return tuple(Grid(reading, tuple(cells)) for cells in tables.values())

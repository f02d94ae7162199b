"""Tables of any layout as sheets of records: rows whose cells stand under named fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from api.answering.evidence.case import Case
from api.answering.evidence.rows import column_label
from api.answering.evidence.shelf import Reading
from api.answering.understanding.terms import Doc, doc
from ingest.models import ColumnRole, Row, RowKind, Table
from ingest.structure.kinds import CellKind, cell_kind, is_time
from ingest.structure.passages import logical_rows, row_passage_id
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import NUMBER, is_blank
from ingest.text.segment import tokens
from ingest.text.years import find_years

_KEPT = 64  # plans whose tables are kept as sheets between questions
_VALUE = re.compile(rf"[<>=≤≥~\s]*(?:ร้อยละ\s*)?({NUMBER.pattern})\s*(?:%|[ก-๙][ก-๙./ ]{{0,13}})?")
_YEAR = re.compile(r"2[45]\d\d")
_TOTAL = re.compile(r"(?:ยอด|ผล)?รวม(?!ถึง|กลุ่ม)|ทั้งสิ้น|ทั้งหมด")
_MARK = re.compile(r"[\s■□●○▪◆★▲◉✓✔☑√xX/*\uf0fc\uf0fe]+")
_CODE = re.compile(r"ที่|ลำดับ(?:ที่)?|รหัส|ข้อ|เลขที่")
_MOSTLY = 0.6  # share of a column's cells that are one number, so that it counts something


@dataclass(frozen=True, slots=True)
class Field:
    """A column: ``label`` is its header in words, ``leaf`` the lowest line of it. ``counts``:
    most of its cells are one number."""

    index: int
    label: str
    leaf: str
    role: ColumnRole | None
    counts: bool

    @property
    def is_code(self) -> bool:
        """Whether it only numbers the rows."""
        return self.role is ColumnRole.NUMBER or _CODE.fullmatch(fold(self.label)) is not None

    @property
    def is_time(self) -> bool:
        """Whether it is a month, a quarter or a year, so that a mark in it says when."""
        return is_time(self.leaf)


@dataclass(frozen=True, eq=False)
class Record:
    """A row. ``texts`` has its cells by field, digits Arabic, "" where the plan leaves one
    blank; ``part`` is the heading of the rows around it."""

    passage_id: str
    texts: tuple[str, ...]
    part: str
    is_total: bool
    document: Doc

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its own cells."""
        return frozenset(tokens("\n".join(self.texts)))

    @cached_property
    def values(self) -> tuple[Decimal | None, ...]:
        return tuple(map(value_of, self.texts))

    def says(self, field: Field) -> str:
        """A cell's text, "" where it says nothing; a dash among numbers says that there is none."""
        text = self.texts[field.index]
        return text if not is_blank(text) or (text and field.counts) else ""

    def marked(self, fields: Sequence[Field]) -> list[Field]:
        """The fields of time that have a mark in this row."""
        return [f for f in fields if f.is_time and is_mark(self.texts[f.index])]


@dataclass(frozen=True, eq=False)
class Sheet:
    """Records of one kind: a table, or those of one plan that have the same header. ``ends`` are
    the last lines of these tables."""

    reading: Reading
    fields: tuple[Field, ...]
    records: tuple[Record, ...]
    title: str
    ends: tuple[int, ...]

    @cached_property
    def body(self) -> list[Record]:
        return [record for record in self.records if not record.is_total]

    @cached_property
    def named_by(self) -> Field:
        """The field that names the records: ``ชื่อหลักสูตร``, else the first that has words, one
        that tells them apart before others."""
        return _naming(self.fields, [record.texts for record in self.records])

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that its title names, else its plan's, with those that stand in it."""
        own = find_years(self.title) or self.reading.plan.fiscal_years
        cells = (text for record in self.body for text in record.texts)
        texts = (*(field.label for field in self.fields), *cells)
        return frozenset(own).union(year for text in texts for year in find_years(text))

    @cached_property
    def around(self) -> Doc:
        """Its title and headers: what a question of it says beside a row's own words."""
        return doc((self.title, 1.0), (" ".join(f.label for f in self.fields), 1.0))


def value_of(text: str) -> Decimal | None:
    """The one number of a cell, with its unit or without: ``12,500 บาท/ที่``. None for a year."""
    match = _VALUE.fullmatch(text)
    if match is None or _YEAR.fullmatch(match[1]):
        return None
    return Decimal(match[1].replace(",", ""))


def is_mark(text: str) -> bool:
    """Whether a cell has a tick, a square or the like and no words."""
    ticked = cell_kind(text) is CellKind.TICK
    return bool(text.strip()) and (ticked or _MARK.fullmatch(text) is not None)


def sheets(case: Case) -> list[Sheet]:
    """The tables with a header of the plans asked, and of the years: who retires three years on
    isn't told from a sheet of this year's courses."""
    every = [sheet for reading in case.scope.readings for sheet in sheets_of(reading)]
    return [sheet for sheet in every if sheet.years.issuperset(case.query.years)]


@lru_cache(_KEPT)
def sheets_of(reading: Reading) -> tuple[Sheet, ...]:
    groups: dict[tuple[str, ...], list[Table]] = {}
    for table in reading.plan.tables:
        labels = tuple(fold(arabic_digits(column.label)) for column in table.columns)
        if len(labels) > 1 and any(labels):
            groups.setdefault(labels, []).append(table)
    return tuple(_sheet(reading, tables) for tables in groups.values())


def _sheet(reading: Reading, tables: Sequence[Table]) -> Sheet:
    rows = [(table, *found) for table in tables for found in _rows(table)]
    fields = _fields(tables[0], [texts for _, _, texts in rows])
    naming = _naming(fields, [texts for _, _, texts in rows])
    labels = " ".join(field.label for field in fields)
    records = tuple(
        _record(reading, table, logical, texts, labels, _is_total(logical, texts, naming))
        for table, logical, texts in rows
    )
    ends = tuple(table.span.line_end for table in tables)
    return Sheet(reading, fields, records, _title_of_all(tables), ends)


def _fields(table: Table, cells: Sequence[tuple[str, ...]]) -> tuple[Field, ...]:
    return tuple(
        Field(
            index,
            _label(column.path),
            arabic_digits(column.path[-1]) if column.path else "",
            column.role,
            _counts([texts[index] for texts in cells]),
        )
        for index, column in enumerate(table.columns)
    )


def _label(path: Sequence[str]) -> str:
    label = column_label(path)
    return f"ปี {label}" if _YEAR.fullmatch(label) else label


def _naming(fields: Sequence[Field], cells: Sequence[tuple[str, ...]]) -> Field:
    words = [f for f in fields if not (f.counts or f.is_code or f.is_time)]
    named = sorted(words, key=lambda f: f.role is not ColumnRole.NAME)
    apart = (f for f in named if len({texts[f.index] for texts in cells}) >= _MOSTLY * len(cells))
    return next(apart, None) or next(iter(words), fields[0])


def _is_total(rows: Sequence[Row], texts: Sequence[str], naming: Field) -> bool:
    """Whether a row adds up others: so called where the names stand, or beside a blank name."""
    if rows[0].kind is RowKind.TOTAL:
        return True
    name = texts[naming.index]
    return any(_TOTAL.match(text) for text in ([name] if name else texts))


def _record(
    reading: Reading,
    table: Table,
    rows: tuple[Row, ...],
    texts: tuple[str, ...],
    labels: str,
    is_total: bool,
) -> Record:
    part = " ".join(dict.fromkeys((_title(table), *rows[0].scope)))
    document = doc(("\n".join(texts), 1.0), (labels, 0.85), (part, 0.85))
    passage_id = row_passage_id(reading.plan.id, rows)
    return Record(passage_id, texts, part, is_total, document)


def _rows(table: Table) -> Iterator[tuple[tuple[Row, ...], tuple[str, ...]]]:
    for rows in logical_rows(table):
        yield rows, tuple(_text(rows, index) for index in range(len(table.columns)))


def _text(rows: Sequence[Row], index: int) -> str:
    texts = (cell.text for row in rows if (cell := row.cell(index)) and not _is_above(row, index))
    return arabic_digits(" ".join(" ".join(texts).split()))


def _is_above(row: Row, index: int) -> bool:
    """Whether a blank number was taken from the row above: it is that row's alone."""
    cell = row.cell(index)
    return bool(cell and cell.filled and value_of(arabic_digits(cell.text)) is not None)


def _counts(texts: Sequence[str]) -> bool:
    stated = [text for text in texts if not is_blank(text)]
    numbers = [text for text in stated if value_of(text) is not None]
    return len(numbers) > 0 and len(numbers) >= _MOSTLY * len(stated)


def _title_of_all(tables: Sequence[Table]) -> str:
    """A table's own title; of several the heading that they stand under."""
    above = tables[0].section[:-1]
    if len(tables) == 1 or not above or any(table.section[:-1] != above for table in tables):
        return _title(tables[0])
    return " ".join(arabic_digits(above[-1]).split())[:120]


def _title(table: Table) -> str:
    own = (table.section[-1:] or (table.caption or "",))[0]
    return " ".join(arabic_digits(own).split())[:120]

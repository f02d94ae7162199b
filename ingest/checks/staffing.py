"""Courses and individual plans for positions that the plan's own staffing list doesn't have.

Only where the plan has such a list, and only for classes of positions that the list covers: a list
of officials says nothing of teachers or contract employees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.checks.models import Finding, Severity
from ingest.checks.wording import quoted
from ingest.lexicon import Position, PositionClass, position, positions
from ingest.lexicon.match import find_positions
from ingest.models import Column, ColumnRole, Plan, PositionPlan, Project, RowKind, Span, Table
from ingest.text.normalize import fold

_FEWEST = 5  # positions; fewer are no list of a whole staff
_CERTAIN = 0.9  # as sure as a full name or a cued one: an everyday word is no position
_CLASSES = {"บริหารท้องถิ่น", "อำนวยการท้องถิ่น", "วิชาการ", "ทั่วไป"}
_COUNTS = re.compile(r"กรอบ|อัตรา|มีคนครอง|คนครอง|ว่าง|จำนวน")
_LISTS = re.compile(r"อัตรากำลัง|กรอบอัตรา|สายงานของ|บัญชีแสดง|โครงสร้าง(?:ส่วนราชการ|อัตรา)|ตำแหน่งในสังกัด")
_PARTIAL = re.compile(r"เกษียณ|ว่าง(?:ลง)?$|ขอเพิ่ม|ยุบเลิก|สูญเสีย|ความต้องการ|หลักสูตร|รายบุคคล|idp")


@dataclass(frozen=True, slots=True)
class _List:
    """The positions of a staffing list: their families, classes, and where the list stands."""

    families: frozenset[str]
    classes: frozenset[PositionClass]
    span: Span

    def lacks(self, found: Position) -> bool:
        return found.grade in self.classes and not _family(found) & self.families


def check(plan: Plan) -> Iterator[Finding]:
    listed = _list_of(plan)
    if listed is None:
        return
    for fact in plan.facts:
        if isinstance(fact, PositionPlan):
            yield from _missing(fact.position, fact.span, listed, "แผนพัฒนารายบุคคลของตำแหน่ง")
        elif isinstance(fact, Project):
            for course in fact.courses:
                yield from _missing(course, fact.span, listed, "หลักสูตรของตำแหน่ง")
    for table in plan.tables:
        if {ColumnRole.NAME, ColumnRole.POSITION} <= {column.role for column in table.columns}:
            yield from _of_courses(table, listed)


def _of_courses(table: Table, listed: _List) -> Iterator[Finding]:
    """Rows of a table that says which positions take its courses."""
    columns = [at for at, column in enumerate(table.columns) if column.role is ColumnRole.POSITION]
    for row in table.rows:
        cells = [cell for at in columns if (cell := row.cell(at)) and not cell.filled]
        for cell in cells if row.kind is RowKind.BODY else ():
            yield from _missing(cell.text, row.span, listed, "หลักสูตรของตำแหน่ง")


def _missing(text: str, span: Span, listed: _List, what: str) -> Iterator[Finding]:
    for name in dict.fromkeys(match.canonical for match in find_positions(text, _CERTAIN)):
        found = position(name)
        if found is not None and listed.lacks(found):
            yield Finding(
                "position-not-listed",
                Severity.NOTE,
                f"มี{what} {quoted(name)} แต่ตำแหน่งนี้ไม่มีในบัญชีอัตรากำลังของแผน "
                f"(บรรทัด {listed.span.line_start})",
                span,
                "",
                name,
            )


def _list_of(plan: Plan) -> _List | None:
    """All staffing lists of the plan as one, None where it has none."""
    tables = [table for table in plan.tables if _is_list(table)]
    found = {
        match.canonical: position(match.canonical)
        for table in tables
        for text in _position_texts(table)
        for match in find_positions(text, _CERTAIN)
    }
    known = [one for one in found.values() if one is not None]
    if len(known) < _FEWEST:
        return None
    return _List(
        frozenset(name for one in known for name in _family(one)),
        frozenset(one.grade for one in known),
        tables[0].span,
    )


def _is_list(table: Table) -> bool:
    labels = [fold(column.label) for column in table.columns]
    if sum(label in _CLASSES for label in labels) > 1:
        return True
    above = fold(" ".join((table.caption or "", *table.section[-1:])))
    counted = [label for label in labels if not label.startswith("ว่าง")]  # beside the filled ones
    if _PARTIAL.search(above) or any(_PARTIAL.search(label) for label in counted):
        return False
    counts = any(_COUNTS.search(label) for label in labels)
    return counts and bool(_LISTS.search(above)) and any(map(_names_position, table.columns))


def _names_position(column: Column) -> bool:
    label = fold(column.label)
    return column.role is ColumnRole.POSITION or "ตำแหน่ง" in label or "สายงาน" in label


def _position_texts(table: Table) -> Iterable[str]:
    """Cells that name positions: of such columns, or all where columns are classes of them."""
    columns = {at for at, column in enumerate(table.columns) if _names_position(column)}
    for row in table.rows:
        if row.kind is RowKind.TOTAL:
            continue
        for cell in row.cells:
            if cell.text and not cell.filled and (not columns or cell.column in columns):
                yield cell.text


def _family(found: Position) -> frozenset[str]:
    """The position, its line of work, and the posts of that line."""
    line = found.line or found.name
    kin = {one.name for one in positions() if one.line == line}
    return frozenset({found.name, line, *kin})

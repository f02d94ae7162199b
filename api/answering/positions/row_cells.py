"""The other cells of a development plan's row: who offers it, when, which level, as asked."""

from __future__ import annotations

import re

from api.answering.evidence.row_owners import beside_learning
from api.answering.evidence.rows import column_label, row_text
from api.answering.evidence.shelf import Reading
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Want
from ingest.models import ColumnRole, PositionPlan
from ingest.structure.headers import role_of
from ingest.text.segment import tokens

_TIMES = frozenset({Want.TIMING, Want.DATE, Want.YEAR, Want.FREQUENCY})
_OFFERS = re.compile("หน่วย|จัด|รับผิดชอบ|รับรอง|สถาบัน")
_TOLD = {ColumnRole.POSITION, ColumnRole.SKILL, ColumnRole.GOAL, ColumnRole.METHOD}
_LEVEL = re.compile("ระดับ|ช่องว่าง|คะแนน|ชั่วโมง|วัน|คาดหวัง|ประเมิน")


def cells_asked(query: Query, reading: Reading, row: PositionPlan) -> list[tuple[str, str]]:
    """The cells that a question asks for beside what is to be learnt, each with its header."""
    said = set(beside_learning(query))
    found = []
    for label, value in _cells(reading, row):
        leaf = label.rpartition(" › ")[2]
        is_level = _is_level(label, value)
        told = role_of(leaf) in _TOLD and not is_level
        if not told and _is_asked(query, label, leaf, said, is_level=is_level):
            found.append((label, value))
    return found


def levels_of(reading: Reading, row: PositionPlan) -> list[tuple[str, int]]:
    """The cells of a row that are levels, each with its header."""
    found = _cells(reading, row)
    return [(label, int(value)) for label, value in found if _is_level(label, value)]


def _is_level(label: str, value: str) -> bool:
    return _LEVEL.search(label) is not None and value.isdigit()


def _cells(reading: Reading, row: PositionPlan) -> list[tuple[str, str]]:
    """The row's own cells with their headers, not those that a blank took from the row above."""
    passage = reading.passages[row.passage_id]
    table = next((t for t in reading.plan.tables if t.id == passage.table_id), None)
    own = (r for r in table.rows if r.span.line_start == passage.span.line_start) if table else ()
    of_above = {cell.column for one in own for cell in one.cells if cell.filled}
    labels = {column_label(table.columns[i].path) for i in of_above} if table else set()
    lines = row_text(reading.plan, passage).split("\n")
    parted = (line.partition(": ") for line in lines)
    return [(name, value.strip()) for name, colon, value in parted if colon and name not in labels]


def has_cells_asked(query: Query, reading: Reading, row: PositionPlan) -> bool:
    """Whether a row has what is asked for; of what is counted, a cell of that unit."""
    cells = cells_asked(query, reading, row)
    return any(not query.units or any(u in label for u in query.units) for label, _ in cells)


def _is_asked(query: Query, label: str, leaf: str, said: set[str], *, is_level: bool) -> bool:
    role = role_of(leaf) or role_of(label)
    if query.wants & _TIMES and role is ColumnRole.TIMING:
        return True
    if Want.UNIT in query.wants and (role is ColumnRole.UNIT or _OFFERS.search(label)):
        return True
    if is_level and any(unit in label for unit in query.units):
        return True
    return bool(said & set(tokens(label)))

"""The other cells of a development plan's row: who offers it, when, which level, as asked."""

from __future__ import annotations

import re

from api.answering.row_owners import beside_learning
from api.answering.rows import row_text
from api.answering.shelf import Reading
from api.answering.understand import Query
from api.answering.vocabulary import Want
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
    lines = row_text(reading.plan, reading.passages[row.passage_id]).split("\n")
    for line in lines:
        label, colon, value = line.partition(": ")
        leaf = label.rpartition(" › ")[2]
        is_level = bool(_LEVEL.search(label)) and value.replace(" ", "").isdigit()
        told = role_of(leaf) in _TOLD and not is_level
        if colon and not told and _is_asked(query, label, leaf, said, is_level=is_level):
            found.append((label, value))
    return found


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

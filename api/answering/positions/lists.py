"""Which positions have development plans: of a department, a kind of employee, a level, or all."""

from __future__ import annotations

import re

from api.answering.evidence.case import Case
from api.answering.evidence.naming import clean
from api.answering.evidence.row_owners import is_of_kind
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.positions.row_cells import levels_of
from api.answering.positions.rows import asks_to_learn, tell_rows
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import PositionPlan
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from prompts import say

_OF_PLAN = re.compile(r"idp|รายบุคคล|ช่องว่าง")
_ASKS = re.compile(r"ตำแหน่ง(?:ไหน|ใด|อะไร|บ้าง|ทั้งหมด)|กี่ตำแหน่ง|ใคร(?:บ้าง)?(?=\S*(?:ช่องว่าง|ระดับ))")
_LEVEL = re.compile(r"(?P<over>เกิน|มากกว่า)?\s?(?P<level>\d+)\s?ระดับ\s?(?P<up>ขึ้นไป)?")
_TOLD = 40


def position_list(case: Case) -> Answer | None:
    """The positions of a plan's development plans that a question narrows down, or how many
    there are; of a kind of hired staff what they are to develop."""
    query = case.query
    if query.positions or query.own_position or query.wants - {Want.SKILLS, Want.METHODS}:
        return None
    for reading in case.scope.readings:
        if _asks_positions(query) and (rows := _rows(query, reading)):
            return _tell(query, reading, rows)
        if query.employees and asks_to_learn(query) and not query.units:
            rows = [row for row in reading.position_plans if _is_hired(row, query)]
            writer = Writer()
            if tell_rows(writer, case, [(reading, row) for row in rows]):
                return writer.answer()
    return None


def _asks_positions(query: Query) -> bool:
    asks = "ตำแหน่ง" in query.text and query.does(Operation.LIST, Operation.COUNT)
    narrows = query.departments or _OF_PLAN.search(query.text)
    return bool(narrows and (asks or _ASKS.search(query.text)))


def _is_hired(row: PositionPlan, query: Query) -> bool:
    return bool(row.employee_type) and is_of_kind(row, query.employees)


def _rows(query: Query, reading: Reading) -> list[PositionPlan]:
    rows = reading.position_plans
    if query.departments:
        rows = [row for row in rows if fold(row.department) in query.department_names]
    if query.employees:
        rows = [row for row in rows if is_of_kind(row, query.employees)]
    asked = _LEVEL.search(query.text)
    return [row for row in rows if _has_level(query, reading, row, asked)] if asked else rows


def _has_level(query: Query, reading: Reading, row: PositionPlan, asked: re.Match[str]) -> bool:
    """Whether a level of the row that the question names is the one it asks for, or above."""
    wanted = int(asked["level"])
    words = set(query.words)
    for label, level in levels_of(reading, row):
        if words.isdisjoint(tokens(label.rpartition(" › ")[2])):
            continue
        if level > wanted if asked["over"] else level == wanted or (asked["up"] and level > wanted):
            return True
    return False


def _tell(query: Query, reading: Reading, rows: list[PositionPlan]) -> Answer:
    writer = Writer()
    writer.facts(rows)
    marks = writer.cite(reading, [row.passage_id for row in rows])
    name = rows[0].department if query.departments else reading.organization
    writer.line(say("positions_in_idp", name=name, count=len(rows)), marks)
    for row in rows[:_TOLD]:
        where = "" if query.departments else row.department
        beside = " ".join(filter(None, (where, row.employee_type)))
        kind = f" ({beside})" if beside else ""
        writer.line(f"- {clean(row.position)}{kind}", writer.cite(reading, [row.passage_id]))
    if len(rows) > _TOLD:
        writer.line(say("more_positions", count=len(rows) - _TOLD).strip(), marks)
    writer.line(say("source", whose=whose(reading)), marks)
    return writer.answer()

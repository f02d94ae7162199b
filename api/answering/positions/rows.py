"""The rows of individual development plans (IDP): whose they are, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.evidence.case import Case, Ranked
from api.answering.evidence.naming import clean
from api.answering.evidence.row_owners import Asked, Row, is_of_kind, rows_of
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.positions.legends import codes_in, legend_for
from api.answering.positions.row_cells import cells_asked
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Want
from ingest.lexicon.match import find_departments, find_positions
from ingest.models import PositionPlan
from ingest.text.normalize import fold
from ingest.text.years import find_years
from prompts import say

_SKILLS = 420
_GOALS = 200
_ROWS = 8
LEARNING_WANTS = {Want.COURSE, Want.SKILLS, Want.METHODS}
_TOLD = LEARNING_WANTS | {Want.TARGET, Want.UNIT}
_LEARNING = re.compile(
    r"อบรม|เรียนอะไร|พัฒนา(?:อะไร|เรื่อง)|ต้อง(?:ได้|รับ|การ|มี)*พัฒนา|พัฒนางาน|งาน(?:ที่)?จำเป็น|train"
    r"|(?:ต้อง|ควร|จะ|ให้\S{0,6})(?:ได้|รับ|การ|ไป|เข้า)*(?:ฝึก|เสริม|เติม|เรียน|เก่ง|พัฒนา)"
    r"|(?:ฝึก|เสริม|เพิ่ม(?:พูน)?|เติม)(?:ทักษะ|ความรู้|สมรรถนะ|งาน|เรื่อง|ด้าน|อะไร)"
)
_CONTENT = re.compile(
    "(?:(?:พัฒนา|ฝึก|เสริม|อบรม|เรียน)(?:ทักษะ|เรื่อง|ด้าน|งาน)?|เรื่อง|ทักษะ|สมรรถนะ|ความรู้)(?:อะไร|ไหน|ใด)"
)
_EMPTY_ITEM = re.compile(r"\s+\d{1,2}[.)]\s*$")  # "… งานการเงิน ฯลฯ 5.": a number without its item


def asks_to_learn(query: Query) -> bool:
    """Whether a question, or the one it follows, is for what somebody is to learn."""
    named = query.wants_any(*LEARNING_WANTS)
    return named or _LEARNING.search(" ".join((query.text, *query.weak))) is not None


def asks_what_to_learn(query: Query) -> bool:
    """Whether it is the contents that are asked for, not how one applies or when."""
    return query.wants_any(*LEARNING_WANTS) or _CONTENT.search(query.text) is not None


def tell_row_of(case: Case, found: Ranked) -> Answer | None:
    """The rows of the position that a row of a development plan is of; None for any other
    passage and where anything but what is to be developed is asked for."""
    reading, rows = found.reading, found.reading.position_plans
    row = next((row for row in rows if row.passage_id == found.passage.id), None)
    query = case.query
    if row is None or not asks_to_learn(query) or query.wants - _TOLD or query.units:
        return None
    own = [(reading, other) for other in rows if fold(other.position) == fold(row.position)]
    writer = Writer()
    tell_rows(writer, case, own)
    return writer.answer()


def in_own_department(case: Case, position_held: str) -> Case:
    """The case with the department in which the development plan has the position that the
    asker holds, where "กองของผม" is meant and it is in one department alone."""
    readings = frozenset(m.canonical for m in find_positions(position_held))
    held = Asked(readings or frozenset([position_held]))
    rows = rows_of(case.query, case.scope.readings, held)
    named = {row.department for _, row in rows if row.department}
    departments = {m.canonical for name in named for m in find_departments(name)} or named
    if len(departments) != 1:
        return case
    return replace(case, query=replace(case.query, departments=tuple(departments)))


def tell_rows(writer: Writer, case: Case, rows: Sequence[Row]) -> bool:
    """Every row, whose it is and what is to be developed; False where there are none."""
    told = rows[:_ROWS]
    goals = {fold(row.goals) for _, row in told}
    for reading, row in told:
        _tell(writer, case, reading, row, with_goals=len(goals) > 1)
    if not told:
        return False
    cited = "".join(writer.cite(reading, [row.passage_id]) for reading, row in told)
    if len(rows) > _ROWS:
        writer.line(say("more_rows", count=len(rows) - _ROWS), cited)
    reading, row = told[0]
    if len(goals) == 1 and row.goals and not _asks_methods(case, row):
        writer.line(say("target", text=shortened(clean(row.goals), _GOALS)), cited)
    years = _years(reading, row)
    owner = whose(reading)
    if years:
        owner = say("whose", organization=reading.organization, years=years)
    mark = writer.cite(reading, [row.passage_id])
    writer.line(say("source_idp", whose=owner), mark)
    return True


def _tell(
    writer: Writer, case: Case, reading: Reading, row: PositionPlan, *, with_goals: bool
) -> None:
    marks = writer.cite(reading, [row.passage_id])
    writer.facts([row])
    by_method = _asks_methods(case, row)
    if by_method:
        _tell_methods(writer, reading, row)
    if not by_method or _CONTENT.search(case.query.text):
        skills = _EMPTY_ITEM.sub("", clean(row.skills))
        writer.line(say("to_develop", name=called(row), skills=shortened(skills, _SKILLS)), marks)
        if row.goals and (with_goals or (by_method and Want.TARGET in case.query.wants)):
            writer.line(say("target", text=shortened(clean(row.goals), _GOALS)), marks)
    cells = cells_asked(case.query, reading, row)
    if cells:
        writer.line(" · ".join(f"{label}: {value}" for label, value in cells), marks)


def _tell_methods(writer: Writer, reading: Reading, row: PositionPlan) -> None:
    """How the position is developed; codes in the words of the plan's legend."""
    codes = codes_in(" ".join(row.methods))
    legend = legend_for(reading, reading.passages[row.passage_id], codes) if codes else None
    methods = ", ".join(legend.meanings[c] for c in codes) if legend else ", ".join(row.methods)
    by_code = f" (สัญลักษณ์ {' '.join(codes)})" if legend else ""
    sources = [row.passage_id, *(legend.passage_ids if legend else ())]
    marks = writer.cite(reading, dict.fromkeys(sources))
    writer.line(say("methods", name=called(row), methods=methods + by_code), marks)


def _asks_methods(case: Case, row: PositionPlan) -> bool:
    return Want.METHODS in case.query.wants and bool(row.methods)


def tell_kind_lacking(writer: Writer, case: Case, rows: Sequence[Row]) -> None:
    """That a position's rows are of other kinds of employees than the one asked for."""
    kinds = case.query.employees
    named = any(row.employee_type for reading, _ in rows for row in reading.position_plans)
    if not kinds or not named or any(is_of_kind(row, kinds) for _, row in rows):
        return
    marks = "".join(writer.cite(reading, [row.passage_id]) for reading, row in rows[:_ROWS])
    writer.line(f"แผนไม่มีแถวของตำแหน่งนี้ที่เป็น{' หรือ '.join(kinds)} มีเพียง", marks)


def called(row: PositionPlan) -> str:
    """A row's position with its place: ``นายช่างโยธา (กองช่าง พนักงานจ้างตามภารกิจ)``."""
    where = " ".join(part for part in (row.department, row.employee_type) if part)
    return f"{clean(row.position)}{f' ({where})' if where else ''}"


def _years(reading: Reading, row: PositionPlan) -> str:
    """The years that the row's section or its table's columns state, if other than the plan's:
    a plan may hold the tables of the plan before. ``2564-2566``; "" if none are stated."""
    passage = reading.passages[row.passage_id]
    table = next((t for t in reading.plan.tables if t.id == passage.table_id), None)
    labels = " ".join(column.label for column in table.columns) if table else ""
    for text in (" ".join(passage.section[-1:]), (table.caption or "") if table else "", labels):
        years = find_years(text)
        if years:
            return str(years[0]) if len(years) == 1 else f"{min(years)}-{max(years)}"
    return ""

"""The rows of individual development plans (IDP): whose they are, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.case import Case, Ranked
from api.answering.models import Answer
from api.answering.naming import clean
from api.answering.shelf import Reading
from api.answering.understand import Query
from api.answering.vocabulary import Want
from api.answering.writer import Writer, shortened, whose
from ingest.lexicon import position_names
from ingest.lexicon.match import find_departments, find_positions
from ingest.lexicon.positions import position
from ingest.models import PositionPlan
from ingest.text.normalize import fold
from ingest.text.years import find_years

_SKILLS = 420
_GOALS = 200
_ROWS = 8
LEARNING_WANTS = {Want.COURSE, Want.SKILLS, Want.METHODS}
_TOLD = LEARNING_WANTS | {Want.TARGET, Want.UNIT}
_LEARNING = re.compile(
    r"อบรม|เรียนอะไร|พัฒนาอะไร|ต้อง(?:ได้|รับ|การ|มี)*พัฒนา|พัฒนางาน|งาน(?:ที่)?จำเป็น|train"
)
_EMPTY_ITEM = re.compile(r"\s+\d{1,2}[.)]\s*$")  # "… งานการเงิน ฯลฯ 5.": a number without its item

Row = tuple[Reading, PositionPlan]


@dataclass(frozen=True, slots=True)
class Asked:
    """A position that a question names: ``readings`` are those that the name may mean."""

    readings: frozenset[str]

    @property
    def spelt(self) -> frozenset[str]:
        """All its names and those of its line of work."""
        return frozenset(n for p in self.readings for n in (p, *position_names(p)) if len(n) > 2)

    @property
    def names(self) -> frozenset[str]:
        """The same, folded."""
        return frozenset(map(fold, self.spelt))

    @property
    def is_assistant(self) -> bool:
        known = [position(name) for name in self.readings]
        return any(p is not None and p.is_assistant for p in known)


def asked_positions(case: Case) -> list[Asked]:
    """The positions that a question names, each once; two readings of one name are one."""
    wanted = case.query.positions
    places: dict[tuple[int, int], list[str]] = {}
    for match in find_positions(case.query.text):
        if match.canonical in wanted:
            places.setdefault((match.start, match.end), []).append(match.canonical)
    groups = list(dict.fromkeys(frozenset(found) for found in places.values()))
    inherited = frozenset(wanted) - frozenset(name for group in groups for name in group)
    return [Asked(group) for group in (*groups, inherited) if group]


def asks_to_learn(query: Query) -> bool:
    """Whether a question, or the one it follows, is for what somebody is to learn."""
    named = query.wants_any(*LEARNING_WANTS)
    return named or _LEARNING.search(" ".join((query.text, *query.weak))) is not None


def rows_of(case: Case, asked: Asked) -> list[Row]:
    """The rows of a position, in the departments and of the kind of employee asked for if it has
    rows there: its own, else those of its line of work (นักบริหารงานช่าง for ผู้อำนวยการกองช่าง).

    Who assists in a position doesn't hold it: ผู้ช่วยนักพัฒนาชุมชน has no row of นักพัฒนาชุมชน.
    """
    every = [(r, row) for r in case.scope.readings for row in r.position_plans]
    found = [(r, row) for r, row in every if _is_own(row, asked)]
    if not found and not asked.is_assistant:
        found = [(r, row) for r, row in every if fold(row.position) in asked.names]
    departments = case.query.department_names
    found = [(r, row) for r, row in found if fold(row.department) in departments] or found
    kinds = case.query.employees
    return [(r, row) for r, row in found if row.employee_type in kinds] or found


def _is_own(row: PositionPlan, asked: Asked) -> bool:
    named = {m.canonical for m in find_positions(row.position) if m.exact}
    readings = asked.readings
    return bool(named & readings) or fold(row.position) in {fold(name) for name in readings}


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


def is_anothers(case: Case, found: Ranked) -> bool:
    """Whether a passage is of a table of development plans, and no row of the positions asked
    for."""
    reading = found.reading
    tables = {reading.passages[row_id].table_id for row_id in reading.position_rows}
    if not case.query.positions or found.passage.table_id not in tables - {None}:
        return False
    rows = {row.passage_id for one in asked_positions(case) for _, row in rows_of(case, one)}
    return found.passage.id not in rows


def in_own_department(case: Case, position_held: str) -> Case:
    """The case with the department in which the development plan has the position that the
    asker holds, where "กองของผม" is meant and it is in one department alone."""
    readings = frozenset(m.canonical for m in find_positions(position_held))
    held = Asked(readings or frozenset([position_held]))
    named = {row.department for _, row in rows_of(case, held) if row.department}
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
        writer.line(f"และอีก {len(rows) - _ROWS} แถวของตำแหน่งนี้", cited)
    reading, row = told[0]
    if len(goals) == 1 and row.goals and not _asks_methods(case, row):
        writer.line(f"เป้าหมาย: {shortened(clean(row.goals), _GOALS)}", cited)
    years = _years(reading, row)
    owner = f"{reading.organization} ปีงบประมาณ {years}" if years else whose(reading)
    mark = writer.cite(reading, [row.passage_id])
    writer.line(f"ตามแผนพัฒนารายบุคคล (IDP) ของ{owner}", mark)
    return True


def _tell(
    writer: Writer, case: Case, reading: Reading, row: PositionPlan, *, with_goals: bool
) -> None:
    marks = writer.cite(reading, [row.passage_id])
    writer.facts([row])
    if _asks_methods(case, row):
        writer.line(f"{called(row)} พัฒนาได้ด้วยวิธี: {', '.join(row.methods)}", marks)
        return
    skills = _EMPTY_ITEM.sub("", clean(row.skills))
    writer.line(f"{called(row)} ต้องพัฒนา: {shortened(skills, _SKILLS)}", marks)
    if with_goals and row.goals:
        writer.line(f"เป้าหมาย: {shortened(clean(row.goals), _GOALS)}", marks)


def _asks_methods(case: Case, row: PositionPlan) -> bool:
    return Want.METHODS in case.query.wants and bool(row.methods)


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

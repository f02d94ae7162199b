"""Answers for a position: its courses, the projects they belong to, its development plan."""

from __future__ import annotations

import re

from api.answering.case import Case, Matched
from api.answering.models import Answer
from api.answering.naming import budget_text, clean, project_name, timing_text
from api.answering.shelf import Reading
from api.answering.terms import doc, topic
from api.answering.understand import Query
from api.answering.vocabulary import Operation, Want, vocabulary
from api.answering.writer import Writer, whose
from ingest.lexicon import position_names
from ingest.lexicon.match import find_positions
from ingest.models import PositionPlan, Project
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from ingest.text.years import find_years

_LEARNING = re.compile(r"อบรม|เรียนอะไร|พัฒนาอะไร|train")
_SKILLS = 420
_PROJECTS = 6


def position_answer(case: Case) -> Answer | None:
    """Courses and the development plan of the position asked for; None if the question is not
    about what a position is to learn."""
    query = case.query
    about_learning = asks_to_learn(query)
    about_work = query.does(Operation.LIST) and (query.own_position or len(query.words) <= 3)
    if _is_about_a_project(case):
        return None
    if (
        not query.positions
        or not (about_learning or about_work)
        or query.units
        or Want.PEOPLE in query.wants
    ):
        return None
    writer = Writer()
    plans = _plans(case)
    prefers_plan = query.wants_any(Want.SKILLS, Want.METHODS) and Want.COURSE not in query.wants
    said = False
    if prefers_plan:
        said = _tell_plans(writer, case, plans)
    courses = [] if said and prefers_plan else _courses(case)
    for match, course in courses[:3]:
        _tell_course(writer, match, course)
        said = True
    if not said and not prefers_plan:
        said = _tell_plans(writer, case, plans) or _tell_projects(writer, case)
    return writer.answer() if said else None


def asks_to_learn(query: Query) -> bool:
    """Whether a question, or the one it follows, is for what somebody is to learn."""
    named = query.wants_any(Want.COURSE, Want.SKILLS, Want.METHODS)
    return named or _LEARNING.search(" ".join((query.text, *query.weak))) is not None


def missing_course(case: Case) -> Answer | None:
    """That a plan which lists courses by position has none for the position asked for."""
    query = case.query
    if not query.positions or Want.COURSE not in query.wants or _is_about_a_project(case):
        return None
    listed = [m for m in case.projects if len(m.fact.courses) > 2]
    if not listed or any(_is_for(case, m.fact) for m in case.projects):
        return None
    writer = Writer()
    writer.line(f"แผนไม่มีหลักสูตรสำหรับตำแหน่ง{query.positions[0]}")
    for match in listed[:2]:
        name = project_name(match.fact, 80)
        marks = writer.cite(match.reading, [match.fact.passage_id])
        writer.line(f"{name}ระบุไว้ {len(match.fact.courses)} หลักสูตรของตำแหน่งอื่น", marks)
    return writer.answer(answerable=False)


def _is_about_a_project(case: Case) -> bool:
    """Whether the question names something beside the position, and a project is about it:
    "อบรมภาษาอังกฤษให้เทศกิจ" is no question for the courses of เทศกิจ."""
    names = {
        token for p in case.query.positions for n in (p, *position_names(p)) for token in tokens(n)
    }
    extra = [w for w in case.query.words if w not in names and w not in vocabulary().learning]
    if not extra or case.query.own_position:
        return False
    wanted = topic(extra, (), case.scope.corpus)
    return any(wanted.covered(doc((m.fact.name, 1.0))) > 0.7 for m in case.projects[:5])


def department_positions(case: Case) -> Answer | None:
    """Which positions of a department have development plans."""
    query = case.query
    asks = "ตำแหน่ง" in query.text and query.does(Operation.LIST, Operation.COUNT)
    if not asks or not query.departments or query.positions:
        return None
    names = query.department_names
    for reading in case.scope.readings:
        rows = [p for p in reading.position_plans if fold(p.department) in names]
        if rows:
            writer = Writer()
            writer.facts(rows)
            marks = writer.cite(reading, [row.passage_id for row in rows])
            department = rows[0].department
            writer.line(f"{department}มี {len(rows)} ตำแหน่งในแผนพัฒนารายบุคคล (IDP)", marks)
            for row in rows:
                kind = f" ({row.employee_type})" if row.employee_type else ""
                writer.line(
                    f"- {clean(row.position)}{kind}", writer.cite(reading, [row.passage_id])
                )
            writer.line(f"ตามแผนของ{whose(reading)}", marks)
            return writer.answer()
    return None


def names_position(case: Case, text: str) -> bool:
    """Whether a text names the position asked for, under any of its names."""
    folded = fold(text)
    return any(name in folded for name in case.names)


def _plans(case: Case) -> list[tuple[Reading, PositionPlan]]:
    """The rows of development plans for the position, in the departments asked for if it has
    rows there."""
    found = []
    for reading in case.scope.readings:
        for row in reading.position_plans:
            named = {m.canonical for m in find_positions(row.position) if m.exact}
            if named & set(case.query.positions) or fold(row.position) in case.names:
                found.append((reading, row))
    departments = case.query.department_names
    return [(r, row) for r, row in found if fold(row.department) in departments] or found


def _tell_plans(writer: Writer, case: Case, plans: list[tuple[Reading, PositionPlan]]) -> bool:
    wants_methods = Want.METHODS in case.query.wants
    for reading, row in plans[:3]:
        marks = writer.cite(reading, [row.passage_id])
        writer.facts([row])
        where = " ".join(part for part in (row.department, row.employee_type) if part)
        head = f"{clean(row.position)}{f' ({where})' if where else ''}"
        if wants_methods and row.methods:
            writer.line(f"{head} พัฒนาได้ด้วยวิธี: {', '.join(row.methods)}", marks)
        else:
            writer.line(f"{head} ต้องพัฒนา: {clean(row.skills)[:_SKILLS]}", marks)
            if row.goals:
                writer.line(f"เป้าหมาย: {clean(row.goals)[:200]}", marks)
    if plans:
        reading = plans[0][0]
        years = _years(reading, plans[0][1])
        owner = f"{reading.organization} ปีงบประมาณ {years}" if years else whose(reading)
        writer.line(
            f"ตามแผนพัฒนารายบุคคล (IDP) ของ{owner}",
            writer.cite(reading, [plans[0][1].passage_id]),
        )
    return bool(plans)


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


def _courses(case: Case) -> list[tuple[Matched[Project], str]]:
    found = []
    for match in case.projects:
        for course in match.fact.courses:
            named = {m.canonical for m in find_positions(course.removeprefix("หลักสูตร")) if m.exact}
            wanted = fold(course.removeprefix("หลักสูตร"))
            if wanted in case.names or named & set(case.query.positions):
                found.append((match, course))
                break
    return found


def _tell_course(writer: Writer, match: Matched[Project], course: str) -> None:
    project, reading = match.fact, match.reading
    marks = writer.cite(reading, project.passage_ids)
    writer.facts([project])
    parts = [budget_text(project)]
    parts += filter(None, [timing_text(project)])
    if project.unit:
        parts.append(f"หน่วยงาน {clean(project.unit)}")
    writer.line(f"มี{course} อยู่ใน{project_name(project, 110)}", marks)
    writer.line(" · ".join(parts), marks)
    writer.line(f"ตามแผนของ{whose(reading)}", marks)


def _tell_projects(writer: Writer, case: Case) -> bool:
    """Projects that name the position or its workplace in their name, aim or audience."""
    found = [m for m in case.projects if _is_for(case, m.fact)]
    if not found:
        return False
    reading = found[0].reading
    writer.line(
        f"โครงการของ{whose(reading)} ที่ระบุถึงตำแหน่งหรือหน่วยงานของตำแหน่งนี้",
        writer.cite(reading, [m.fact.passage_id for m in found[:_PROJECTS]]),
    )
    for match in found[:_PROJECTS]:
        project = match.fact
        marks = writer.cite(match.reading, project.passage_ids)
        writer.facts([project])
        timing = f" · {timing_text(project)}" if project.timing else ""
        writer.line(f"- {project_name(project, 160)}: {budget_text(project)}{timing}", marks)
    return True


def _is_for(case: Case, project: Project) -> bool:
    text = f"{project.name} {project.objective} {project.audience} {project.target}"
    return names_position(case, text)

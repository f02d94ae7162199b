"""Answers for a position: its courses, the projects they belong to, its development plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from api.answering.evidence.case import Case, Matched, Ranked
from api.answering.evidence.naming import budget_text, clean, project_name, timing_text
from api.answering.evidence.row_owners import (
    Asked,
    asked_positions,
    beside_learning,
    others_rows,
    rows_of,
)
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.positions.row_cells import has_cells_asked
from api.answering.positions.rows import (
    LEARNING_WANTS,
    asks_to_learn,
    asks_what_to_learn,
    tell_kind_lacking,
    tell_rows,
)
from api.answering.projects.beside import tell_beside
from api.answering.projects.fields import asked_fields
from api.answering.understanding.terms import doc, topic
from api.answering.understanding.vocabulary import Operation, Want
from ingest.lexicon.match import find_positions
from ingest.models import Project
from ingest.text.normalize import fold
from prompts import say

_OF_LEARNING = re.compile("หลักสูตร|อบรม|พัฒนา|ทักษะ|สมรรถนะ|วิชา(?!การ)")  # in a header
_IN_OTHER_CELLS = {Want.TIMING, Want.DATE, Want.YEAR, Want.FREQUENCY, Want.PERCENT, Want.PERSON}
_PROJECTS = 6
_NEAREST = 6
_CLASS = re.compile(
    "(?:สาย(?:งาน)?|ระดับ|ประเภท|กลุ่ม)(?:ของ)?(?:นัก|ผู้)?(?:บริหาร|อำนวยการ|วิชาการ|ทั่วไป|ปฏิบัติ|สนับสนุน|หัวหน้า)"
)
_OF_CLASS = 0.85  # of the topic, in a text on a class of positions
_SAYS_IT = 0.9  # of the topic, in a passage that names the position


def position_answer(case: Case) -> Answer | None:
    """Courses and the development plan of the positions asked for; None if the question is not
    about what a position is to learn."""
    query = case.query
    about_work = query.does(Operation.LIST) and (query.own_position or len(query.words) <= 3)
    if not query.positions or not (asks_to_learn(query) or about_work):
        return None
    if Want.PEOPLE in query.wants or _is_about_a_project(case) or _is_of_a_class(case):
        return None
    writer = Writer()
    asked = asked_positions(case.query)
    prefers_plan = query.wants_any(Want.SKILLS, Want.METHODS) and Want.COURSE not in query.wants
    ways = [_tell_plans, _tell_courses] if prefers_plan else [_tell_courses, _tell_plans]
    ways = [_tell_plans] if query.units and Want.COURSE not in query.wants else ways
    said = any(tell(writer, case, asked) for tell in ways)
    said = said or (not (prefers_plan or query.units) and _tell_projects(writer, case))
    return writer.answer() if said else None


def missing_position(case: Case) -> Answer | None:
    """That the plans have neither a course nor a development plan for the position asked for,
    with what they have for others, as that: never another position's as the asker's."""
    query = case.query
    if not query.positions or not asks_to_learn(query) or _is_about_a_project(case):
        return None
    if _is_of_a_class(case):
        return None
    lists = [m for m in case.projects if _lists_positions(m.fact)]
    by_course = Want.COURSE in query.wants and lists and not query.units
    if not by_course and not _asks_only_to_learn(case):
        return None
    by_plan = query.own_position and Want.SKILLS in query.wants
    if not by_plan and any(_is_for(case, m.fact) for m in case.projects):
        return None
    writer = Writer()
    lacking = "no_course_for" if by_course else "no_plan_for"
    writer.line(say(lacking, names=say("or").join(query.positions)))
    _tell_other_courses(writer, lists)
    _tell_other_rows(writer, case)
    return writer.answer(answerable=False)


def _lists_positions(project: Project) -> bool:
    """Whether a project's courses are those of positions: หลักสูตรนิติกร, not one of Excel."""
    names = [course.removeprefix("หลักสูตร") for course in project.courses]
    return sum(any(m.exact for m in find_positions(name)) for name in names) > 2


def _asks_only_to_learn(case: Case) -> bool:
    """Whether nothing but what the position is to learn is asked for, and no passage says it. Of
    the asker's own, all else that a question says beside is about them."""
    query = case.query
    if query.own_position:
        more = query.wants - LEARNING_WANTS - {Want.UNIT, Want.TARGET, Want.TIMING, Want.PLACE}
        if more or not asks_what_to_learn(query) or set(query.units) - {"ระดับ"}:
            return False
    else:
        beside = query.wants - LEARNING_WANTS or beside_learning(query)
        if query.units or beside or query.operations - {Operation.LIST, Operation.PROCEDURE}:
            return False
    own = [r for r in case.ranked[:5] if names_position(case, r.passage.text)]
    others = others_rows(query, case.scope)
    own = [r for r in own if r.passage.id not in others]
    return not any(_says_what_to_learn(r) for r in own)


def _says_what_to_learn(found: Ranked) -> bool:
    """Whether a passage that names the position is on what it is to learn: by its words, or a
    row by the headers of its table."""
    if found.passage.table_id:
        return any(_OF_LEARNING.search(header) for header in found.passage.headers)
    return found.coverage >= _SAYS_IT


def _tell_other_courses(writer: Writer, lists: Sequence[Matched[Project]]) -> None:
    for match in lists[:2]:
        name = project_name(match.fact, 80)
        marks = writer.cite(match.reading, [match.fact.passage_id])
        writer.line(say("courses_of_others", name=name, count=len(match.fact.courses)), marks)


def _tell_other_rows(writer: Writer, case: Case) -> None:
    """The positions that have development plans, those of the nearest names first."""
    for reading in case.scope.readings:
        rows = {fold(row.position): row for row in reading.position_plans}
        if not rows:
            continue
        near = sorted(rows, key=lambda name: -max(fuzz.ratio(name, n) for n in case.names))
        told = [rows[name] for name in near[:_NEAREST]]
        names = ", ".join(clean(row.position) for row in told)
        more = say("more_positions", count=len(rows) - len(told)) if len(rows) > len(told) else ""
        marks = writer.cite(reading, [row.passage_id for row in told])
        writer.line(say("plans_of_others", names=names + more), marks)


def _is_about_a_project(case: Case) -> bool:
    """Whether the question names something beside the position, and a project is about it:
    "อบรมภาษาอังกฤษให้เทศกิจ" is no question for the courses of เทศกิจ."""
    extra = beside_learning(case.query)
    if not extra or case.query.own_position:
        return False
    wanted = topic(extra, (), case.scope.corpus)
    return any(wanted.covered(doc((m.fact.name, 1.0))) > 0.7 for m in case.projects[:5])


def _is_of_a_class(case: Case) -> bool:
    """Whether the asker asks for what all of their class are to have, "สายผู้บริหารแบบผม", and a
    text says it: the row of their own position only refers to that."""
    if not case.query.own_position or not _CLASS.search(case.query.text):
        return False
    first = next(iter(case.ranked), None)
    return first is not None and not first.passage.table_id and first.coverage >= _OF_CLASS


def names_position(case: Case, text: str) -> bool:
    """Whether a text names the position asked for, under any of its names."""
    folded = fold(text)
    return any(name in folded for one in asked_positions(case.query) for name in one.names)


def _tell_plans(writer: Writer, case: Case, asked: Sequence[Asked]) -> bool:
    """The rows of each position; one that has none is said to have none beside the others. Not
    for a date or another cell that these lines don't tell."""
    found = [(one, rows_of(case.query, case.scope.readings, one)) for one in asked]
    every = [row for _, rows in found for row in rows]
    beyond = case.query.wants & _IN_OTHER_CELLS or case.query.units
    if beyond and not any(has_cells_asked(case.query, reading, row) for reading, row in every):
        return False
    tell_kind_lacking(writer, case, every)
    said = tell_rows(writer, case, every)
    lacking = [one for one, rows in found if not rows]
    if said and lacking:
        reading, row = next(rows[0] for _, rows in found if rows)
        marks = writer.cite(reading, [row.passage_id])
        writer.line(say("not_in_idp", names=_listed(lacking)), marks)
    return said


def _tell_courses(writer: Writer, case: Case, asked: Sequence[Asked]) -> bool:
    """The courses of each position, with the projects they belong to."""
    found = [(match, courses) for match in case.projects if (courses := _courses(match, asked))]
    for match, courses in found[:3]:
        _tell_course(writer, case, match, list(courses))
    having = {one for _, courses in found for one in courses.values()}
    lacking = [one for one in asked if one not in having]
    if found and lacking:
        match = found[0][0]
        marks = writer.cite(match.reading, match.fact.passage_ids)
        writer.line(say("no_course_for", names=_listed(lacking)), marks)
    return bool(found)


def _listed(asked: Sequence[Asked]) -> str:
    return say("and").join(sorted(one.readings)[0] for one in asked)


def _courses(match: Matched[Project], asked: Sequence[Asked]) -> dict[str, Asked]:
    """The courses of a project that are a position's asked for, with that position."""
    found = {}
    for course in match.fact.courses:
        of = course.removeprefix("หลักสูตร")
        named = {m.canonical for m in find_positions(of) if m.exact}
        for one in asked:
            if fold(of) in one.names or named & one.readings:
                found[course] = one
    return found


def _tell_course(
    writer: Writer, case: Case, match: Matched[Project], courses: Sequence[str]
) -> None:
    """The courses, then what the question asks of their project and what helps to use them."""
    project, reading = match.fact, match.reading
    marks = writer.cite(reading, project.passage_ids)
    writer.facts([project])
    name = project_name(project, 110)
    writer.line(say("course_in", courses=say("and").join(courses), project=name), marks)
    asked = dict(asked_fields(case, project))
    asked.pop("courses", None)
    usual = {
        "budget": budget_text(project),
        "timing": timing_text(project),
        "unit": say("unit", unit=clean(project.unit)) if project.unit else "",
    }
    told = [*asked.values(), *(text for name, text in usual.items() if name not in asked and text)]
    writer.line(" · ".join([*told, *tell_beside(case, match, told)]), marks)
    writer.line(say("source", whose=whose(reading)), marks)


def _tell_projects(writer: Writer, case: Case) -> bool:
    """Projects that name the position or its workplace in their name, aim or audience."""
    found = [m for m in case.projects if _is_for(case, m.fact)]
    if not found:
        return False
    reading = found[0].reading
    writer.line(
        say("projects_for_position", whose=whose(reading)),
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

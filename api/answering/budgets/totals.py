"""Sums and extremes of budgets, computed from cells, each with its row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.budgets.parts import Total, plan_total
from api.answering.budgets.whole import (
    asks_sum_of_all,
    asks_whole,
    remarks,
    speaks_of_parts,
    tell_departments,
    tell_extreme_part,
    tell_parts,
)
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import project_name
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import Baht, Project
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from prompts import say

_SHOWN = 10
_FITS, _BARELY = 0.6, 0.3
_NUMBERS = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}
SO_MANY = re.compile(r"(?:ทั้ง|รวม)?\s?(สอง|สาม|สี่|ห้า|[2-9])\s?(?:โครงการ|กิจกรรม|รายการ|ตัว)")
_SPREAD = re.compile(r"ส่วนราชการ(?!ใด|ไหน)|ทุกกอง|แต่ละกอง|ทั้ง\s*\d+\s*กอง|รายกอง")
_EVERY_ROW = re.compile("ทุก(?:โครงการ|กิจกรรม|รายการ)|(?:โครงการ|กิจกรรม|รายการ)ทั้งหมด")


def all_projects_answer(case: Case) -> Answer | None:
    """The whole budget of a plan: by departments or strategies, or every project's row."""
    summed = asks_sum_of_all(case.query)
    if not summed and not asks_whole(case.query):
        return None
    total = plan_total(case)
    if total is None or case.query.does(Operation.DIFFERENCE):
        return None
    if case.query.does(Operation.MAXIMUM, Operation.MINIMUM):
        largest = Operation.MAXIMUM in case.query.operations
        return tell_extreme_part(total, largest) if speaks_of_parts(case.query) else None
    rows = _EVERY_ROW.search("".join(case.query.text.split()))
    if speaks_of_parts(case.query) and len(total.parts) > 1 and not rows:
        return tell_parts(total)
    if total.departments and not rows:
        return tell_departments(total)
    projects = [p for p in _of_part(case, total.reading) if p.budget.baht]
    return _tell_all(total, projects, "items_stated") if projects else None


def _of_part(case: Case, reading: Reading) -> list[Project]:
    """The projects of the part of a plan that the question names, else all: an office binds a
    management plan and a development plan into one file."""
    parts: dict[str, list[Project]] = {}
    sections = [_section(project, reading) for project in reading.projects]
    depth = next((d for d in range(4) if len({s[: d + 1] for s in sections}) > 1), 0)
    for project, section in zip(reading.projects, sections, strict=True):
        parts.setdefault(" ".join(section[depth : depth + 1]), []).append(project)
    asked = set(tokens(case.query.text))
    named = {part: len(asked & set(tokens(part))) / (len(set(tokens(part))) or 1) for part in parts}
    order = sorted(named, key=lambda part: -named[part])
    if len(order) > 1 and named[order[0]] > named[order[1]] + 0.1:
        return parts[order[0]]
    return reading.projects


def _section(project: Project, reading: Reading) -> tuple[str, ...]:
    """Where a project stands, its strategy or area aside: that is no part of a file."""
    own = {fold(label) for label in project.strategy}
    section = reading.passages[project.passage_id].section
    return tuple(title for title in section if fold(title) not in own)


def matched_sum(case: Case) -> Answer | None:
    """The sum of the projects that the question's words fit, where it asks for one."""
    query = case.query
    wanted = query.does(Operation.SUM) and Want.MONEY in query.wants and query.words
    if not wanted or query.strategies or query.positions:
        return None
    fit = _named_number(case) or [
        m for m in case.projects if m.coverage >= max(_FITS, 0.85 * case.projects[0].coverage)
    ]
    stated = [m.fact for m in fit if m.fact.budget.baht]
    readings = {m.reading.plan.id for m in fit}
    if len(stated) < 2 or len(readings) != 1:
        return None
    return _tell_all(Total(fit[0].reading), stated, "items_named")


def _named_number(case: Case) -> list[Matched[Project]]:
    """As many projects as the question says: "ทั้งสองโครงการ" takes the two best."""
    match = SO_MANY.search(case.query.text)
    if not match:
        return []
    number = _NUMBERS.get(match[1]) or int(match[1])
    best = [m for m in case.projects[:number] if m.coverage >= _BARELY]
    return best if len(best) == number else []


def _sum(projects: Sequence[Project]) -> Baht:
    return sum(p.budget.baht or 0 for p in projects)


def _tell_all(total: Total, projects: Sequence[Project], what: str) -> Answer:
    writer, reading = Writer(), total.reading
    writer.facts(projects)
    marks = writer.cite(reading, [p.passage_id for p in projects])
    items = say(what, count=len(projects))
    writer.line(say("total", money=money(_sum(projects)), items=items), marks)
    for project in projects[:_SHOWN]:
        line = f"- {project_name(project, 90)}: {money(project.budget.baht or 0)}"
        writer.line(line, writer.cite(reading, [project.passage_id]))
    rest = projects[_SHOWN:]
    if rest:
        marks = writer.cite(reading, [p.passage_id for p in rest])
        writer.line(say("rest", count=len(rest), money=money(_sum(rest))), marks)
    if len(projects) == len(total.projects):
        _tell_printed(writer, total)
    first = writer.cite(reading, [projects[0].passage_id])
    writer.line(say("source", whose=whose(reading)), first)
    return writer.answer()


def _tell_printed(writer: Writer, total: Total) -> None:
    if total.departments and total.value != total.computed:
        writer.line(
            say("table_says", money=money(total.value)),
            writer.cite(total.reading, [c.passage_id for c in total.departments]),
        )
    remarks(writer, total)

"""The projects that a department answers for, and what they cost together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.budgets.scoping import mentions, units_of, without_departments
from api.answering.budgets.totals import SO_MANY
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import budget_text, clean, unit_name
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.projects.lists import cite_projects, tell_items
from api.answering.refuse import no_department_budget
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.selecting import whole_words
from api.answering.understanding.vocabulary import Operation, Want
from api.answering.understanding.wording import corrected_words
from ingest.lexicon.match import find_departments
from ingest.models import BudgetKind, Project
from ingest.text.normalize import fold
from prompts import say

_WANTS = {Want.MONEY, Want.UNIT, Want.NAME, Want.COURSE}
_EVERYONE = re.compile("(?:ทุก|แต่ละ)(?:ส่วนราชการ|กอง|สำนัก|หน่วยงาน|ฝ่าย)")


def department_answer(case: Case) -> Answer | None:
    """What a department has: "งบอบรมกองช่างเท่าไร", "กองคลังรับผิดชอบโครงการใดบ้าง".

    Only where the question has no topic beside the department. Where no project names it as
    responsible, that is said, with the projects that are about it or the departments that have
    some: never the figure of another.
    """
    query = case.query
    asks_money = Want.MONEY in query.wants
    if not query.departments or not (asks_money or query.does(Operation.LIST, Operation.COUNT)):
        return None
    if query.positions or query.strategies or query.wants - _WANTS or _topic(query):
        return None
    if SO_MANY.search(query.text):  # "ทั้งสองโครงการ": of those that fit best
        return None
    names = query.department_names
    found = [m for m in case.projects if mentions(m.fact.unit, names)]
    if found:
        return _tell(case, sorted(found, key=lambda m: m.fact.span.line_start))
    return _tell_none(case, names) if asks_money else None


def _topic(query: Query) -> set[str]:
    """What the question is about beside departments and plans as a whole."""
    words = set(corrected_words(without_departments(query.text))) & set(query.words)
    counted = {unit for unit in query.units if "บาท" not in unit}
    return words - whole_words() | counted


def _tell(case: Case, found: Sequence[Matched[Project]]) -> Answer:
    writer = Writer()
    writer.facts([m.fact for m in found])
    for reading in case.scope.readings:
        own = [m for m in found if m.reading is reading]
        if own:
            _tell_plan(writer, case, own)
    stated = any(m.fact.budget.kind is not BudgetKind.NOT_STATED for m in found)
    return writer.answer(answerable=stated or Want.MONEY not in case.query.wants)


def _tell_plan(writer: Writer, case: Case, own: Sequence[Matched[Project]]) -> None:
    """Of one plan: how many, what they cost together, and each."""
    marks = cite_projects(writer, own)
    count = say("responsible_for", name=_called(case, own), count=len(own))
    writer.line(f"{count} {_together(own)}", marks)
    writer.line(say("source", whose=whose(own[0].reading)), cite_projects(writer, own[:1]))
    if len(own) > 1 or not case.query.does(Operation.SUM):
        tell_items(writer, case, own, budget_text)
    everyone = [
        m for m in case.projects if m.reading is own[0].reading and _EVERYONE.search(m.fact.unit)
    ]
    if everyone:
        head = say("for_everyone", count=len(everyone))
        writer.line(head, cite_projects(writer, everyone))


def _called(case: Case, own: Sequence[Matched[Project]]) -> str:
    """The department as its plan calls it (``สำนักคลัง`` to who asks for กองคลัง), where every row
    has it alone."""
    units = {fold(m.fact.unit): clean(m.fact.unit) for m in own}
    unit = next(iter(units.values()))
    alone = len(units) == len(case.query.departments) == len(find_departments(unit)) == 1
    return unit if alone else ", ".join(case.query.departments)


def _together(own: Sequence[Matched[Project]]) -> str:
    stated = [m.fact.budget.baht for m in own if m.fact.budget.baht is not None]
    if stated:
        return say("budget_together" if len(own) > 1 else "budget", money=money(sum(stated)))
    if any(m.fact.shared_with for m in own):
        return say("no_separate_budget")
    none = all(m.fact.budget.kind is BudgetKind.NO_BUDGET for m in own)
    return say("no_budget" if none else "budget_unstated")


def _tell_none(case: Case, names: frozenset[str]) -> Answer:
    """That no project is the department's, with those that are about it or who has some."""
    about = [m for m in case.projects if mentions(_of_whom(m.fact), names)]
    if not about:
        return no_department_budget(case, units_of([m.fact for m in case.projects]))
    writer = Writer()
    department, marks = ", ".join(case.query.departments), cite_projects(writer, about)
    writer.line(say("mentioned_only", count=len(about), name=department), marks)
    writer.line(say("source", whose=whose(about[0].reading)), cite_projects(writer, about[:1]))
    tell_items(writer, case, about, _with_unit)
    return writer.answer()


def _with_unit(project: Project) -> str:
    unit = [say("unit", unit=unit_name(project.unit))] if project.unit else []
    return " · ".join([budget_text(project), *unit])


def _of_whom(project: Project) -> str:
    return " ".join((project.name, project.audience, project.target, project.objective))

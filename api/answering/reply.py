"""From a question to its answer: understand, scope, find, say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from api.answering import refuse
from api.answering.budgets.department_totals import department_totals
from api.answering.budgets.matrix import matrix_answer
from api.answering.budgets.part_totals import parts_answer
from api.answering.budgets.printed import printed_answer
from api.answering.budgets.ratios import ratio_answer
from api.answering.budgets.totals import all_projects_answer, matched_sum
from api.answering.budgets.whole import asks_whole
from api.answering.compare import compare_answer
from api.answering.drafting import asks_to_draft, drafting
from api.answering.evidence.case import Case
from api.answering.evidence.claims import judged
from api.answering.evidence.shelf import shelf_of
from api.answering.greeting import greeting, greets
from api.answering.models import Answer, Ask
from api.answering.positions.answers import (
    missing_position,
    position_answer,
)
from api.answering.positions.lists import position_list
from api.answering.positions.posts import posts_answer
from api.answering.positions.rows import asks_to_learn, in_own_department
from api.answering.projects.answers import project_answer
from api.answering.projects.departments import department_answer
from api.answering.projects.examples import examples_answer
from api.answering.projects.extremes import extreme_project
from api.answering.projects.lists import (
    all_projects,
    budget_list,
    no_budget_list,
    timed_list,
)
from api.answering.projects.notices import notice_answer
from api.answering.projects.premise import denied_answer
from api.answering.projects.several import several_projects
from api.answering.scope import Choice, choose, known_organizations
from api.answering.tables.absent import absent_answer
from api.answering.tables.blanks import blank_row
from api.answering.tables.counts import column_count
from api.answering.tables.lookup import lookup_answer
from api.answering.tables.measures import measure_answer
from api.answering.tables.selections import selection_answer
from api.answering.tables.superlatives import superlative_answer
from api.answering.texts.clauses import clauses_answer
from api.answering.texts.committee import committee_answer
from api.answering.texts.contacts import contact_answer
from api.answering.texts.duties import duty_answer
from api.answering.texts.named_lists import named_list_answer
from api.answering.texts.ordinals import ordinal_answer
from api.answering.texts.passages import passage_answer
from api.answering.texts.signing import signer_answer
from api.answering.texts.surveys import no_survey
from api.answering.understanding.organizations import find_organizations
from api.answering.understanding.query import Query
from api.answering.understanding.understand import understand
from api.answering.understanding.vocabulary import Operation, Want
from api.answering.year_labels import year_is_a_label
from ingest.models import Organization
from prompts import speaking
from retriever.catalogue import PlanSummary
from retriever.library import Hit, Library, NotFound

# In this order each may answer; the first that can does.
_WAYS: tuple[Callable[[Case], Answer | None], ...] = (
    notice_answer,
    committee_answer,
    signer_answer,
    contact_answer,
    duty_answer,
    denied_answer,
    no_survey,
    superlative_answer,
    printed_answer,
    ordinal_answer,
    no_budget_list,
    budget_list,
    timed_list,
    ratio_answer,
    extreme_project,
    all_projects,
    parts_answer,
    matrix_answer,
    department_totals,
    department_answer,
    all_projects_answer,
    posts_answer,
    position_answer,
    missing_position,
    several_projects,
    matched_sum,
    named_list_answer,
    absent_answer,
    selection_answer,
    measure_answer,
    column_count,
    position_list,
    blank_row,
    lookup_answer,
    clauses_answer,
    project_answer,
    passage_answer,
)
# Plans may be replaced again and again while a question is answered, this often at most.
_ATTEMPTS = 4
Result = TypeVar("Result")
_PRIVATE = re.compile(
    "นาย|นาง|มือถือ|ส่วนตัว|บ้าน|บัตร|ไลน์|line"
    "|(?<!สำนัก)(?<!สำนักงาน)ปลัด|คุณ(?!ธรรม|ภาพ|วุฒิ)|หัวหน้า|ผู้อำนวยการ|ผอ"
)
_FIGURES = (Want.MONEY, Want.TIMING, Want.UNIT, Want.PEOPLE, Want.TARGET)


@dataclass(frozen=True, slots=True)
class Considered:
    """An answer with what it was found by: how the question was understood, the plans that may
    answer it, a case for each organisation named, and ``known``, the library's organisations. All
    are missing where no plan was asked."""

    answer: Answer
    query: Query | None = None
    cases: tuple[Case, ...] = ()
    known: tuple[Organization, ...] = ()


def answer(ask: Ask, library: Library) -> Answer:
    """The answer to a question, with its citations, or why there is none."""
    return consider(ask, library).answer


def consider(ask: Ask, library: Library) -> Considered:
    """The same, with the plans in scope, for who wants to say more from them."""
    return _undisturbed(lambda: _consider(ask, library))


def _undisturbed(work: Callable[[], Result]) -> Result:
    """``work``, done again where a plan that it had begun to read was replaced or removed."""
    for _ in range(_ATTEMPTS):
        try:
            return work()
        except NotFound:
            continue
    return work()


def _consider(ask: Ask, library: Library) -> Considered:
    plans = library.plans()
    if not plans:
        return Considered(refuse.empty_library())
    known = known_organizations(plans)
    if greets(ask.message):
        return Considered(greeting(ask.message, known))
    if asks_to_draft(ask.message):
        return Considered(drafting(ask.message))
    query = understand(ask, known)
    with speaking(query.english):
        return _considered(query, ask, known, plans, library)


def _considered(
    query: Query,
    ask: Ask,
    known: Sequence[Organization],
    plans: Sequence[PlanSummary],
    library: Library,
) -> Considered:
    refused = _refused(query, ask, known)
    if refused:
        return Considered(refused, query)
    choice = choose(query, ask, plans, library)
    cases = _cases(query, choice, library)
    if query.own_department and not query.departments and ask.profile_position:
        cases = [in_own_department(case, ask.profile_position) for case in cases]
        query = cases[0].query
    said = _answer(ask, query, choice, cases, known)
    return Considered(said, query, tuple(cases), tuple(known))


def _answer(
    ask: Ask, query: Query, choice: Choice, cases: list[Case], known: Sequence[Organization]
) -> Answer:
    if choice.years_missing and not year_is_a_label(cases, choice.years_missing):
        return _uncovered(choice, query.english)
    if len(cases) == 1 and (shown := examples_answer(cases[0])):
        return shown
    is_example = query.does(Operation.EXAMPLE) and cases[0].scope.readings
    if len(cases) > 1 or (is_example and choice.named):
        return compare_answer(cases, _first) or refuse.not_contained(cases[0])
    return _needs(query, ask, known, cases[0]) or _first(cases[0])


def evidence(ask: Ask, library: Library, k: int) -> list[Hit]:
    """The passages that ``answer`` would weigh, best first."""
    return _undisturbed(lambda: _evidence(ask, library, k))


def _evidence(ask: Ask, library: Library, k: int) -> list[Hit]:
    plans = library.plans()
    query = understand(ask, known_organizations(plans))
    cases = _cases(query, choose(query, ask, plans, library), library)
    summaries = {plan.id: plan for plan in plans}
    ranked = [r for case in cases for r in case.ranked[:k]]
    ranked.sort(key=lambda r: -r.score)
    return [Hit(r.passage, summaries[r.reading.plan.id], r.score, {}) for r in ranked[:k]]


def _uncovered(choice: Choice, english: bool) -> Answer:
    plans = [plan for group in choice.groups for plan in group]
    return refuse.uncovered_year(choice.years_missing, plans, english)


def _first(case: Case) -> Answer:
    for way in _WAYS:
        found = way(case)
        if found:
            return judged(case.query, found)
    return refuse.not_contained(case)


def _cases(query: Query, choice: Choice, library: Library) -> list[Case]:
    shelf = shelf_of(library)
    return [
        Case(query, shelf.scope([plan.id for plan in group], choice.years), library)
        for group in choice.groups
    ]


def _refused(query: Query, ask: Ask, known: Sequence[Organization]) -> Answer | None:
    """What can't be answered whatever the plans say."""
    if query.unknown and not query.organizations:
        return refuse.unknown_organization(query.unknown, known, query.english)
    if Want.PHONE in query.wants and (query.positions or _PRIVATE.search(query.text)):
        return refuse.personal(query.english)
    if Want.SALARY in query.wants:
        return refuse.personal(query.english)
    named = ask.organization or ask.profile_organization
    if named and not query.organizations and not find_organizations(named, known).named:
        return refuse.unknown_organization([named], known, query.english)
    return None


def _needs(query: Query, ask: Ask, known: Sequence[Organization], case: Case) -> Answer | None:
    """What the asker must say first, where several answers would be right."""
    asks_own = query.own_position and not ask.profile_position
    if asks_own and asks_to_learn(query) and not query.units:
        return refuse.ask_position(query.english)
    placed = query.organizations or ask.organization or ask.profile_organization
    asks_department = query.own_department and not query.departments and _selects_rows(query)
    if asks_department and (placed or len(known) < 2):
        return refuse.ask_department(case)
    if placed or len(known) < 2:
        return None
    if query.own_organization or query.own_position or query.own_department:
        return refuse.ask_organization(known, query.english)
    if _selects(query):
        return refuse.ask_organization(known, query.english)
    figures = query.wants_any(*_FIGURES) or query.units or query.does(Operation.SUM)
    if query.does(Operation.DEFINE) and not query.wants_any(Want.MONEY, Want.PEOPLE):
        figures = False  # what a word means is much the same everywhere
    holders = {m.reading.organization for m in case.projects if m.coverage >= 0.55}
    holders |= {r.reading.organization for r in case.ranked[:8] if r.coverage >= 0.55}
    return refuse.ask_organization(known, query.english) if figures and len(holders) > 1 else None


def _selects_rows(query: Query) -> bool:
    """Whether some of a plan's rows are asked for, by their department: "กองเราจัดเองได้ไหม" is
    of all departments alike."""
    picks = query.does(Operation.LIST, Operation.COUNT, Operation.SUM)
    return bool(picks or query.units or query.wants - {Want.SKILLS, Want.METHODS})


def _selects(query: Query) -> bool:
    """Whether of all of a plan's projects some are to be picked, or all be added up."""
    extreme = query.does(Operation.MAXIMUM, Operation.MINIMUM) and Want.MONEY in query.wants
    return asks_whole(query) or (not query.words and bool(extreme or query.bounds))

"""Answers from projects: what one costs, when it is, who runs it, what it aims at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from api.answering.evidence.case import Case, Matched
from api.answering.evidence.figures import strategy_numbers
from api.answering.evidence.naming import budget_text, place_of_project, project_name
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.projects.beside import aspects, row_lines, tell_beside
from api.answering.projects.fields import (
    asked_fields,
    budget_parent,
    by_use,
    described,
    fields,
    is_dated,
    states_each,
    states_figure,
    whom,
)
from api.answering.projects.lists import tell_list
from api.answering.understanding.vocabulary import Operation, Want, vocabulary
from ingest.models import BudgetKind, Project
from ingest.text.normalize import arabic_digits
from prompts import say

# Share of the question's words that a project must have; chosen on the sample questions,
# where the wrong projects taken lie below 0.45 and the right ones above 0.5.
ENOUGH = 0.45
_MEANT = 0.6  # as ``ENOUGH``, of the project that a question surely means
_NEAR, _AS_WELL = 4, 0.85
_BESIDE_COUNTS = {Want.MONEY, Want.TIMING, Want.UNIT, Want.OBJECTIVE, Want.PLACE}
_TIE = 0.02
_ONE_WORD = 0.9  # coverage of a one-word topic said in another form than the question's
_NAME = 110
_WHOLE_NAME = 320
# Each of several projects: "มีโครงการอะไรบ้าง แต่ละโครงการงบเท่าไร".
_EACH = re.compile(
    "(?:โครงการ|กิจกรรม)(?:อะไร|ใด|ไหน)บ้าง.*(?:เท่า|กี่|ใคร|เมื่อ|ไหน|ใด)|แต่ละ(?:โครงการ|กิจกรรม)"
)
_CELLS = (Want.TARGET, Want.PERCENT, Want.OBJECTIVE, Want.FREQUENCY)
_WANTS = (
    Want.FREQUENCY,
    Want.MONEY, Want.TIMING, Want.UNIT, Want.TARGET, Want.PERCENT, Want.PEOPLE, Want.OBJECTIVE,
    Want.NAME, Want.COURSE, Want.PLACE, Want.TEACHER, Want.AUDIENCE,
)  # fmt: skip


def may_tell(case: Case, passage_id: str) -> bool:
    """Whether a passage may answer as a project: any other passage may."""
    match = next((m for m in case.projects if passage_id in m.fact.passage_ids), None)
    if match is None:
        return True
    blocked = _is_about_everybody(case) or _misses_strategy(case, match.fact)
    return not blocked and _holds(case, match)


def tell_project(case: Case, passage_id: str) -> Answer | None:
    """The project whose row a passage is, told as a project; None if it is none."""
    match = next((m for m in case.projects if passage_id in m.fact.passage_ids), None)
    if match is None:
        return None
    writer = Writer()
    tell_match(writer, case, match)
    return writer.answer(_next_questions(case, match), answerable=_states(case, match.fact))


def project_answer(case: Case) -> Answer | None:
    """The project that the question is about, or None if none is or a passage fits better."""
    query = case.query
    if Want.PERSON in query.wants:
        return None
    if not case.projects or not (query.wants_any(*_WANTS) or query.units or query.does(*_LISTING)):
        return None
    best = _best(case)
    if not _is_enough(case, best) or not _holds(case, best):
        return None
    if _is_about_everybody(case) or _misses_strategy(case, best.fact):
        return None
    if _passage_is_better(case, best) or _another_row_says(case, best):
        return None
    fit = _fitting(case) if query.does(Operation.LIST) else []
    if len(fit) > 1 and _EACH.search(query.text):
        return tell_list(case, fit, told=lambda project: _told_of_each(case, project))
    named = query.wants_any(Want.MONEY, Want.TIMING, Want.UNIT, *_CELLS)
    if len(fit) > 1 and not named:
        return tell_list(case, fit)
    others = _as_fitting(case, best) or _equals(case.projects, best)
    matches = [best, *(m for m in others if _counts(case, m) or not _counts(case, best))]
    writer = Writer()
    for match in matches[:3]:
        tell_match(writer, case, match)
    stated = any(_states(case, match.fact) for match in matches)
    return writer.answer(_next_questions(case, best), answerable=stated)


def _told_of_each(case: Case, project: Project) -> str:
    return " · ".join(dict(asked_fields(case, project)).values()) or budget_text(project)


def _is_enough(case: Case, best: Matched[Project]) -> bool:
    return best.coverage >= ENOUGH or case.is_sure(best.fact.passage_id)


def _is_about_everybody(case: Case) -> bool:
    """Whether people are counted and nobody in particular is meant: no project's figure."""
    asks = Want.PEOPLE in case.query.wants
    return asks and set(case.query.words) <= vocabulary().anybody | vocabulary().staff


def _misses_strategy(case: Case, project: Project) -> bool:
    """Whether a strategy is asked of by its number and the project is of another; or of none,
    where a total is asked for."""
    asked = set(case.query.strategies)
    numbers = set(strategy_numbers(" ".join(project.strategy)))
    if not asked or asked & numbers:
        return False
    return bool(numbers) or case.query.does(Operation.SUM)


_LISTING = (Operation.LIST, Operation.EXAMPLE)


def _holds(case: Case, match: Matched[Project]) -> bool:
    """Whether the row has what is counted ("กี่ครั้ง"), where something is, or is the one named
    and has what else is asked for."""
    if _counts(case, match):
        return True
    asks_more = case.query.wants & _BESIDE_COUNTS
    return bool(asks_more) and match.coverage >= _MEANT and _states(case, match.fact)


def _counts(case: Case, match: Matched[Project]) -> bool:
    """Whether a cell of the row counts what is asked for, where something is."""
    counts = [aspect for aspect in aspects(case.query) if aspect.counts]
    if not counts:
        return True
    project = match.fact
    cells = (project.name, project.indicator, project.target, project.audience, project.timing)
    text = arabic_digits(" ".join(cells))
    if any(aspect.is_in(text) for aspect in counts):
        return True
    lines = [line.partition(": ") for line in row_lines(match)]
    return any(aspect.is_told_by(label, cell) for aspect in counts for label, _, cell in lines)


def _best(case: Case) -> Matched[Project]:
    """The project that fits best; of those that fit nearly as well one that counts what is
    asked for."""
    best = case.projects[0]
    near = (m for m in case.projects[:_NEAR] if m.coverage >= _AS_WELL * best.coverage)
    return next((m for m in near if _counts(case, m)), best)


def _passage_is_better(case: Case, best: Matched[Project]) -> bool:
    """Whether running text covers the topic clearly better than the project's row."""
    rows = {passage_id for m in case.projects for passage_id in m.fact.passage_ids}
    prose = next(
        (r for r in case.ranked[:10] if r.passage.id not in rows and not r.passage.table_id), None
    )
    if prose is None or case.query.wants_any(Want.MONEY, Want.UNIT):
        return False
    return prose.coverage > best.coverage + 0.12


def _another_row_says(case: Case, best: Matched[Project]) -> bool:
    """Whether the project's row is silent on what is asked and a row of another kind of table
    fits as well: who teaches a course stands in the list of courses, not in its calendar."""
    if _states(case, best.fact):
        return False
    projects = {passage_id for m in case.projects for passage_id in m.fact.passage_ids}
    rows = [r for r in case.ranked[:5] if r.passage.table_id and r.passage.id not in projects]
    return any(r.coverage >= best.coverage for r in rows)


def _equals(others: Iterable[Matched[Project]], best: Matched[Project]) -> list[Matched[Project]]:
    """Other projects that fit as well: the same one twice in a plan, say."""
    same = []
    for match in others:
        if match is best:
            continue
        if match.coverage < best.coverage - _TIE:
            break
        if match.fact.name == best.fact.name or match.coverage >= best.coverage - _TIE / 2:
            same.append(match)
    return same


def _as_fitting(case: Case, best: Matched[Project]) -> list[Matched[Project]]:
    """Projects that each say the one word a question asks for, in that or another form: "ดูงาน"
    fits a study visit and an excursion alike."""
    if len(case.topic.terms) != 1 or best.coverage < _ONE_WORD:
        return []
    others = [m for m in case.projects if m.reading is best.reading and m is not best]
    return [m for m in others if m.coverage >= _ONE_WORD]


def _states(case: Case, project: Project) -> bool:
    """Whether the row states what is asked; a blank is not stated."""
    query = case.query
    if Want.EACH in query.wants and not states_each(project):
        return False
    asked = [
        (Want.MONEY, _tells_budget(project)),
        (Want.TIMING, bool(project.timing) and is_dated(case, project)),
        (Want.PLACE, bool(place_of_project(project))),
        (Want.TEACHER, False),
        (Want.AUDIENCE, bool(whom(project))),
        (Want.UNIT, bool(project.unit)),
        (Want.OBJECTIVE, bool(project.objective)),
        (Want.PERCENT, states_figure(case, project)),
    ]
    stated = [is_stated for want, is_stated in asked if want in query.wants]
    return any(stated) or not stated


def _tells_budget(project: Project) -> bool:
    stated = project.budget.kind is not BudgetKind.NOT_STATED
    return stated or bool(project.parent or project.shared_with)


def tell_match(writer: Writer, case: Case, match: Matched[Project]) -> None:
    """First what is asked, then whose it is, then what else helps to use it."""
    project, reading = match.fact, match.reading
    marks = writer.cite(reading, project.passage_ids)
    writer.facts([project])
    asked = asked_fields(case, project) or described(case, project)
    told = dict(asked)
    parent = budget_parent(case, project)
    with_parent = writer.cite(reading, parent.passage_ids) if parent else ""
    listing = case.query.does(Operation.LIST, Operation.COUNT)
    name = project_name(project, _WHOLE_NAME if listing else _NAME)
    writer.line(
        f"{name}: {' · '.join(told.values())}", marks + (with_parent if "budget" in told else "")
    )
    beside = tell_beside(case, match, [name, *told.values()])
    if beside:
        writer.line(" · ".join(beside), marks)
    writer.line(say("source", whose=whose(reading)) + _strategy(project), marks)
    rest = {text: name for name, text in fields(case, project) if name not in told and text}
    if rest:
        helpful = by_use(case, list(rest))[:2]
        budget = with_parent if "budget" in [rest[text] for text in helpful] else ""
        writer.line(" · ".join(shortened(text, 120) for text in helpful), marks + budget)


def _strategy(project: Project) -> str:
    return f" ({shortened(project.strategy[0], 70)})" if project.strategy else ""


def _fitting(case: Case) -> list[Matched[Project]]:
    """All projects that fit, best first."""
    enough = max(ENOUGH, case.projects[0].coverage * 0.75)
    return [m for m in case.projects if m.coverage >= enough]


def _next_questions(case: Case, best: Matched[Project]) -> list[str]:
    name = project_name(best.fact, 60)
    wanted = case.query.wants
    choices = [
        (Want.TIMING, say("ask_when", name=name)),
        (Want.UNIT, say("ask_unit", name=name)),
        (Want.MONEY, say("ask_budget", name=name)),
        (Want.TARGET, say("ask_target", name=name)),
    ]
    return [question for want, question in choices if want not in wanted][:3]

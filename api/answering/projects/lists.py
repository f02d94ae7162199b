"""Lists of projects: all, those within an amount, a month or a quarter, those without a budget."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from api.answering.budgets.parts import Total
from api.answering.budgets.scoping import named_in, rows_of
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import budget_text, project_name, timing_text
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.saying import money, time_said
from api.answering.understanding.months import (
    Period,
    asked_period,
    is_year_long,
    may_last_to,
    months_of,
    without_period,
)
from api.answering.understanding.selecting import selecting_pattern, whole_words
from api.answering.understanding.vocabulary import Operation, Want
from api.answering.understanding.wording import corrected_words, is_stop
from ingest.models import BudgetKind, Project
from prompts import say

SHOWN = 10
_FITS = 0.6
_NAME = 110
_OWNERS = 8  # plans named above a list
_PROJECT = re.compile("โครงการ|กิจกรรม|อบรม|รายการ|หลักสูตร|วิชา|project|training|course")

Told = Callable[[Project], str]


def all_projects(case: Case) -> Answer | None:
    """Every project of the plans asked, where a question has no topic: "มีโครงการอะไรบ้าง"."""
    query = case.query
    asks = query.does(Operation.LIST, Operation.COUNT) or Want.NAME in query.wants
    if query.words or query.positions or not asks or not _PROJECT.search(query.text):
        return None
    found = _in_strategies(case, case.projects)
    return tell_list(case, found) if found else None


def tell_list(
    case: Case,
    matches: Sequence[Matched[Project]],
    heading: str = "",
    told: Told | None = None,
) -> Answer:
    """A list of projects, each with what is ``told`` of it, else budget and time, in the order
    given; past ten their number, unless the question asks for all."""
    writer = Writer()
    plans = list(dict.fromkeys(whose(m.reading) for m in matches))
    everything = cite_projects(writer, matches)
    more = say("more_plans", count=len(plans) - _OWNERS) if len(plans) > _OWNERS else ""
    owners = "; ".join(plans[:_OWNERS]) + more
    counted = heading or say("found", count=len(matches))
    writer.line(say("in_plans", what=counted, whose=owners), everything)
    tell_items(writer, case, matches, told or _with_timing)
    return writer.answer()


def budget_list(case: Case) -> Answer | None:
    """The projects whose budgets lie within the bounds of the question."""
    query, bounds = case.query, case.query.bounds
    if bounds is None or not _asks_which(case):
        return None
    stated = [m for m in about(case, query.words) if m.fact.budget.baht is not None]
    if not stated:
        return None
    found = [m for m in stated if bounds.hold(m.fact.budget.baht or 0)]
    if found:
        found.sort(key=lambda m: -(m.fact.budget.baht or 0))
        return tell_list(case, found, say("found_within", count=len(found), bounds=bounds.said))
    writer = Writer()
    near = sorted(stated, key=lambda m: m.fact.budget.baht or 0)
    low, high = near[0], near[-1]
    marks = cite_projects(writer, list(dict.fromkeys((low, high))))
    writer.line(say("none_within", bounds=bounds.said, whose=whose(low.reading)), marks)
    lowest, highest = money(low.fact.budget.baht or 0), money(high.fact.budget.baht or 0)
    writer.line(say("between_stated", lowest=lowest, highest=highest), marks)
    writer.facts([low.fact, high.fact])
    return writer.answer()


def timed_list(case: Case) -> Answer | None:
    """The projects of a month or quarter; those that run all year are told apart."""
    query = case.query
    period = asked_period(query.text)
    if period is None or not _asks_which(case):
        return None
    words = [w for w in corrected_words(without_period(query.text)) if not is_stop(w)]
    words = [w for w in words if w in query.words]
    found = sorted(about(case, words), key=lambda m: (m.reading.plan.id, m.fact.span.line_start))
    inside = [m for m in found if months_of(m.fact) & period.months]
    if not found or not any(months_of(m.fact) for m in found):
        return None
    return _tell_timed(case, period, inside, found)


def _tell_timed(
    case: Case, period: Period, inside: Sequence[Matched[Project]], all_: Sequence[Matched[Project]]
) -> Answer:
    year_long = [m for m in inside if is_year_long(m.fact)]
    own = [m for m in inside if not is_year_long(m.fact)]
    open_ended = [m for m in all_ if m not in inside and may_last_to(m.fact, period)]
    writer = Writer()
    whom = whose(all_[0].reading)
    if own:
        head = say("found_in_period", period=time_said(period.said), count=len(own), whose=whom)
        writer.line(head, cite_projects(writer, own))
        tell_items(writer, case, own, _with_timing)
    else:
        cited = cite_projects(writer, (*year_long, *open_ended, *all_)[:1])
        writer.line(say("none_in_period", period=time_said(period.said), whose=whom), cited)
    if year_long:
        head = say("all_year", period=time_said(period.said), count=len(year_long))
        writer.line(head, cite_projects(writer, year_long))
        tell_items(writer, case, year_long, budget_text)
    if open_ended:
        head = say("open_ended", count=len(open_ended))
        writer.line(head, cite_projects(writer, open_ended))
    return writer.answer()


_MISSING_MONEY = (
    (Operation.UNSTATED, BudgetKind.NOT_STATED, "budget_unstated"),
    (Operation.NO_BUDGET, BudgetKind.NO_BUDGET, "no_budget"),
)


def no_budget_list(case: Case) -> Answer | None:
    """The projects that use no budget, or those whose plan leaves it blank, in a strategy or the
    whole plan."""
    query = case.query
    asked = next((one for one in _MISSING_MONEY if query.does(one[0])), None)
    if asked is None or not query.does(Operation.LIST, Operation.COUNT):
        return None
    _, kind, said = asked
    projects = _in_strategies(case, case.projects)
    found = [m for m in projects if m.fact.budget.kind is kind and not m.fact.shared_with]
    writer = Writer()
    if projects and not found and kind is BudgetKind.NOT_STATED:
        owner = whose(projects[0].reading)
        none = say("none_without", said=say(said), count=len(projects), whose=owner)
        writer.line(none, cite_projects(writer, projects))
        return writer.answer()
    if not found:
        return None
    head = say("found_without", count=len(found), said=say(said), whose=whose(found[0].reading))
    writer.line(head, cite_projects(writer, found))
    tell_items(writer, case, found, budget_text)
    return writer.answer()


def _asks_which(case: Case) -> bool:
    """Whether projects are to be named: "มีกิจกรรมอะไร", "โครงการที่งบต่ำกว่า 5 พัน"."""
    query = case.query
    if query.positions or query.claimed is not None:
        return False
    asks = query.does(Operation.LIST, Operation.COUNT) or Want.NAME in query.wants
    return asks or _PROJECT.search(query.text) is not None


def about(case: Case, words: Sequence[str]) -> list[Matched[Project]]:
    """The projects that ``words`` of the question fit; all where these name no topic beside the
    strategies, areas and departments asked for."""
    found = _in_strategies(case, case.projects)
    if not words or _topic(case, words) <= whole_words():
        return found
    best = case.projects[0].coverage if case.projects else 0.0
    return [m for m in found if m.coverage >= max(_FITS, 0.85 * best)]


def _topic(case: Case, words: Sequence[str]) -> set[str]:
    named = (named_in(case.query, Total(reading)) for reading in case.scope.readings)
    return set.intersection(set(words), *(set(one.topic) for one in named))


def _in_strategies(case: Case, found: Sequence[Matched[Project]]) -> list[Matched[Project]]:
    """Those of the strategies, areas and departments asked for, in reading order."""
    ordered = sorted(found, key=lambda m: (m.reading.plan.id, m.fact.span.line_start))
    inside: set[str] = set()
    for reading in case.scope.readings:
        total = Total(reading)
        inside |= {project.id for project in rows_of(named_in(case.query, total), total)}
    return [m for m in ordered if m.fact.id in inside]


def tell_items(writer: Writer, case: Case, matches: Sequence[Matched[Project]], told: Told) -> None:
    """A line a project, in the order given; past ten how many more, unless all are asked for."""
    everything = selecting_pattern("all_items").search(case.query.text)
    shown = len(matches) if everything or len(matches) == SHOWN + 1 else SHOWN
    writer.facts([m.fact for m in matches[:shown]])
    owners = {m.reading.organization for m in matches}
    for match in matches[:shown]:
        name = project_name(match.fact, _NAME)
        owner = f" ({match.reading.organization})" if len(owners) > 1 else ""
        writer.line(f"- {name}{owner}: {told(match.fact)}", cite_projects(writer, [match]))
    if matches[shown:]:
        marks = cite_projects(writer, matches[shown:])
        writer.line(say("and_more_items", count=len(matches) - shown), marks)


def _with_timing(project: Project) -> str:
    return " · ".join(filter(None, (budget_text(project), timing_text(project))))


def cite_projects(writer: Writer, matches: Sequence[Matched[Project]]) -> str:
    """The marks of the projects' rows."""
    return "".join(writer.cite(m.reading, m.fact.passage_ids) for m in matches)

"""Several organisations side by side: one project of each, in a small table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from api.answering.budgets.part_totals import compare_parts
from api.answering.budgets.parts import Total, plan_total
from api.answering.budgets.whole import asks_whole
from api.answering.compare_strategies import compare_strategies
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import budget_text, clean, project_name
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.projects.examples import tell_side_by_side
from api.answering.saying import money, time_said
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import BudgetKind, Project
from prompts import say

ENOUGH = 0.42
_EXAMPLES = 3
_COMPARING = {
    Operation.COMPARE, Operation.DIFFERENCE, Operation.EXAMPLE,
    Operation.MAXIMUM, Operation.MINIMUM,
}  # fmt: skip
_CITED = re.compile(r"\[\d+\]")


def compare_answer(cases: Sequence[Case], alone: Callable[[Case], Answer]) -> Answer | None:
    """One row an organisation. ``cases`` are the same question over each one's plans; ``alone``
    answers it for one of them, as if no other were named."""
    if asks_whole(cases[0].query):
        return _totals(cases)
    if answer := compare_parts(cases):
        return answer
    if cases[0].query.words and "ยุทธศาสตร์" in cases[0].query.text and not cases[0].query.strategies:
        answer = compare_strategies(cases)
        if answer:
            return answer
    if cases[0].query.does(Operation.EXAMPLE):
        found = [_examples(case) for case in cases]
        if any(found):
            return _side_by_side(cases, found)
    answers = [alone(_only(case)) for case in cases]
    found = [_project_of(case, said) for case, said in zip(cases, answers, strict=True)]
    if any(found) and all(m or not a.answerable for m, a in zip(found, answers, strict=True)):
        return _rows(cases, found)
    return _by_answers(cases, answers)


def _only(case: Case) -> Case:
    """A case as if its organisation were the only one named: nothing is compared."""
    operations = case.query.operations - _COMPARING
    return Case(replace(case.query, operations=operations), case.scope, case.library)


def _project_of(case: Case, said: Answer) -> list[Matched[Project]]:
    """The one project that an answer is of; none where it tells of several, or of something
    else."""
    told = [fact for fact in said.facts if isinstance(fact, Project)]
    if len(told) != 1 or len(told) < len(said.facts) or not said.answerable:
        return []
    return [match for match in case.projects if match.fact.id == told[0].id][:1]


def _rows(cases: Sequence[Case], found: Sequence[list[Matched[Project]]]) -> Answer:
    writer = Writer()
    _conclude(writer, cases, found)
    _table(writer, cases, found)
    return writer.answer()


def _side_by_side(cases: Sequence[Case], found: Sequence[list[Matched[Project]]]) -> Answer:
    writer = Writer()
    _tell_missing(writer, cases, found)
    tell_side_by_side(writer, [match for matches in found for match in matches])
    return writer.answer()


def _examples(case: Case) -> list[Matched[Project]]:
    """The projects of a case that fit, of each name one."""
    fit = [m for m in case.projects if m.coverage >= ENOUGH]
    near = [m for m in fit if m.coverage >= 0.8 * fit[0].coverage]
    names = dict((m.fact.name, m) for m in reversed(near[:_EXAMPLES]))
    return sorted(names.values(), key=lambda m: -m.coverage)


def _conclude(
    writer: Writer, cases: Sequence[Case], found: Sequence[list[Matched[Project]]]
) -> None:
    """First the result: who has most, and by how much they differ."""
    budgets = [
        (matches[0], matches[0].fact.budget.baht)
        for matches in found
        if matches and matches[0].fact.budget.baht is not None
    ]
    query = cases[0].query
    if Want.MONEY in query.wants and len(budgets) > 1:
        ordered = sorted(budgets, key=lambda b: -(b[1] or 0))
        (top, most), (low, least) = ordered[0], ordered[-1]
        marks = "".join(writer.cite(m.reading, [m.fact.passage_id]) for m, _ in budgets)
        if most == least:
            writer.line(say("same_budget", money=money(most or 0)), marks)
        else:
            difference = (most or 0) - (least or 0)
            name, lowest = top.reading.organization, low.reading.organization
            writer.line(
                say(
                    "differs_by",
                    difference=money(difference),
                    most=name,
                    highest=money(most or 0),
                    least=lowest,
                    lowest=money(least or 0),
                ),
                marks,
            )
    _tell_missing(writer, cases, found)


def _tell_missing(
    writer: Writer, cases: Sequence[Case], found: Sequence[list[Matched[Project]]]
) -> None:
    missing = [c for c, matches in zip(cases, found, strict=True) if not matches]
    for case in missing:
        name = case.scope.readings[0].organization if case.scope.readings else ""
        writer.line(say("not_in_plan_of", name=name))


def _table(writer: Writer, cases: Sequence[Case], found: Sequence[list[Matched[Project]]]) -> None:
    query = cases[0].query
    columns: list[tuple[str, Callable[[Project], str]]] = [
        (say("head_project"), lambda p: project_name(p, 90)),
        (say("head_budget"), _budget),
    ]
    if query.wants_any(Want.TARGET, Want.PERCENT, Want.PEOPLE, Want.FREQUENCY):
        columns.append((say("head_aim"), _aim))
    if query.wants_any(Want.OBJECTIVE):
        columns.append((say("head_objective"), lambda p: _cell(p.objective, 160)))
    if query.wants_any(Want.TIMING, Want.FREQUENCY):
        columns.append((say("head_time"), lambda p: _cell(time_said(p.timing), 80)))
    if query.wants_any(Want.UNIT):
        columns.append((say("head_unit"), lambda p: _cell(p.unit, 60)))
    writer.line("")
    heads = (say("head_organization"), *(name for name, _ in columns), say("head_source"))
    writer.line(f"| {' | '.join(heads)} |")
    writer.line("|---" * (len(columns) + 2) + "|")
    for match in (m for matches in found for m in matches):
        marks = writer.cite(match.reading, [match.fact.passage_id])
        writer.facts([match.fact])
        values = " | ".join(read(match.fact).replace("|", "/") for _, read in columns)
        writer.line(f"| {whose(match.reading)} | {values} | {marks} |")


def _budget(project: Project) -> str:
    text = budget_text(project)
    is_amount = project.budget.kind is BudgetKind.AMOUNT
    return text.removeprefix(say("budget", money="")) if is_amount else text


def _cell(text: str, length: int) -> str:
    return shortened(clean(text), length) or say("unstated_cell")


def _aim(project: Project) -> str:
    parts = [clean(text) for text in (project.indicator, project.target) if text]
    return _cell(" / ".join(parts), 320)


def _by_answers(cases: Sequence[Case], answers: Sequence[Answer]) -> Answer | None:
    """What each plan says, one after the other, as it is said alone."""
    if not any(answer.answerable for answer in answers):
        return None
    writer = Writer()
    for case, answer in zip(cases, answers, strict=True):
        if not case.scope.readings:
            continue
        if not answer.answerable or not answer.citations:
            writer.line(say("not_in_plan_of", name=case.scope.readings[0].organization))
            continue
        writer.facts(answer.facts)
        reading = next(r for r in case.scope.readings if r.plan.id == answer.citations[0].plan_id)
        writer.line(f"{whose(reading)}: {_cited_anew(writer, answer, reading)}")
    return writer.answer()


def _cited_anew(writer: Writer, answer: Answer, reading: Reading) -> str:
    """An answer's text with the marks of another, its source aside, which is told before."""
    marks = {f"[{c.id}]": writer.cite_again(c) for c in answer.citations}
    source = say("quoted_from", whose=whose(reading)), say("source", whose=whose(reading))
    lines = [line for line in answer.text.split("\n") if _CITED.sub("", line).strip() not in source]
    return _CITED.sub(lambda mark: marks.get(mark[0], mark[0]), "\n".join(lines))


def _totals(cases: Sequence[Case]) -> Answer | None:
    """The whole budget of each organisation, who has most or least, and the difference."""
    found = [(case, plan_total(case)) for case in cases]
    totals = [total for _, total in found if total is not None]
    if not totals:
        return None
    writer = Writer()
    if len(totals) > 1:
        _rank(writer, cases[0].query, totals)
    writer.line("")
    heads = ("head_organization", "head_total", "head_basis", "head_source")
    writer.line(f"| {' | '.join(map(say, heads))} |")
    writer.line("|---|---|---|---|")
    for total in totals:
        marks = writer.cite(total.reading, total.sources)
        writer.facts(total.departments or total.projects)
        amount = say("sum", money=money(total.value))
        basis = (
            say("basis_departments")
            if total.departments
            else say("basis_items", count=len(total.projects))
        )
        writer.line(f"| {whose(total.reading)} | {amount} | {basis} | {marks} |")
    for case, missing in found:
        if missing is None and case.scope.readings:
            name = case.scope.readings[0].organization
            writer.line(say("no_budget_of", name=name))
    return writer.answer()


def _rank(writer: Writer, query: Query, totals: Sequence[Total]) -> None:
    ordered = sorted(totals, key=lambda t: -t.value)
    if query.does(Operation.MINIMUM):
        ordered.reverse()
    end = "total_smallest" if query.does(Operation.MINIMUM) else "total_largest"
    first, last = ordered[0], ordered[-1]
    marks = writer.cite(first.reading, first.sources) + writer.cite(last.reading, last.sources)
    if first.value == last.value:
        writer.line(say("same_total", money=money(first.value)), marks)
        return
    difference = max(first.value, last.value) - min(first.value, last.value)
    than = say("differs_from", name=last.reading.organization, money=money(difference))
    than = than if len(totals) == 2 else ""
    writer.line(
        say(end, name=first.reading.organization, money=money(first.value)) + than,
        marks if than else writer.cite(first.reading, first.sources),
    )

"""Several organisations side by side: one project of each, in a small table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from api.answering.budgets.part_totals import compare_parts
from api.answering.budgets.parts import Total, plan_total
from api.answering.budgets.whole import asks_whole
from api.answering.evidence.case import Case, Matched
from api.answering.evidence.naming import budget_text, clean, project_name
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.projects.examples import tell_side_by_side
from api.answering.saying import money, time_said
from api.answering.texts.passages import passage_answer
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import BudgetKind, Project
from ingest.text.normalize import arabic_digits
from prompts import say

ENOUGH = 0.42
_EXAMPLES = 3
_STRATEGY = re.compile(r"^\s*ยุทธศาสตร์(?:การพัฒนา)?ที่\s*(\d{1,2})\s*:?\s*(.+)$")


def compare_answer(cases: Sequence[Case]) -> Answer | None:
    """One row an organisation. ``cases`` are the same question over each one's plans."""
    if asks_whole(cases[0].query):
        return _totals(cases)
    if answer := compare_parts(cases):
        return answer
    if cases[0].query.words and "ยุทธศาสตร์" in cases[0].query.text and not cases[0].query.strategies:
        answer = _strategies(cases)
        if answer:
            return answer
    found = [_best(case) for case in cases]
    if not any(found):
        return _by_passages(cases)
    writer = Writer()
    _conclude(writer, cases, found)
    if cases[0].query.does(Operation.EXAMPLE):
        tell_side_by_side(writer, [match for matches in found for match in matches])
    else:
        _table(writer, cases, found)
    return writer.answer()


def _best(case: Case) -> list[Matched[Project]]:
    """The project of a case that fits; for examples, several."""
    fit = [m for m in case.projects if m.coverage >= ENOUGH]
    if not fit:
        return []
    if Operation.EXAMPLE in case.query.operations:
        near = [m for m in fit if m.coverage >= 0.8 * fit[0].coverage]
        names = dict((m.fact.name, m) for m in reversed(near[:_EXAMPLES]))
        return sorted(names.values(), key=lambda m: -m.coverage)
    return fit[:1]


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
    if Want.MONEY in query.wants and len(budgets) > 1 and not query.does(Operation.EXAMPLE):
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
    if query.wants_any(Want.TARGET, Want.PERCENT, Want.PEOPLE):
        columns.append((say("head_aim"), _aim))
    if query.wants_any(Want.OBJECTIVE):
        columns.append((say("head_objective"), lambda p: _cell(p.objective, 160)))
    if query.wants_any(Want.TIMING):
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


def _by_passages(cases: Sequence[Case]) -> Answer | None:
    """What each plan says, one after the other, where no project fits."""
    answers = [(case, passage_answer(case)) for case in cases]
    if not any(answer for _, answer in answers):
        return None
    writer = Writer()
    for case, answer in answers:
        if not case.scope.readings:
            continue
        if answer is None:
            writer.line(say("not_in_plan_of", name=case.scope.readings[0].organization))
            continue
        by_plan = {r.plan.id: r for r in case.scope.readings}
        marks = "".join(map(writer.cite_again, answer.citations))
        body = re.sub(r"\s*\[\d+\]", "", answer.text)
        writer.line(f"{whose(by_plan[answer.citations[0].plan_id])}: {body}", marks)
    return writer.answer()


def _strategies(cases: Sequence[Case]) -> Answer | None:
    """The strategies of each plan, how many more one has, and which those are."""
    listed = [_strategies_of(case) for case in cases]
    if not all(listed):
        return None
    writer = Writer()
    order = sorted(range(len(cases)), key=lambda i: -len(listed[i]))
    most, least = order[0], order[-1]
    sources = [(i, [passage for _, _, passage in listed[i]]) for i in range(len(cases))]
    marks = "".join(
        writer.cite(cases[i].scope.readings[0], ids)
        for i, ids in sources
        if _same_plan(cases[i], ids)
    )
    difference = len(listed[most]) - len(listed[least])
    name = cases[most].scope.readings[0].organization
    other = cases[least].scope.readings[0].organization
    writer.line(
        say(
            "more_strategies",
            name=name,
            count=len(listed[most]),
            other=other,
            fewer=len(listed[least]),
            difference=difference,
        ),
        marks,
    )
    shared = {number for number, _, _ in listed[least]}
    for number, title, passage in listed[most]:
        if number not in shared:
            writer.line(
                say("strategy_beside", number=number, title=title),
                writer.cite(cases[most].scope.readings[0], [passage]),
            )
    return writer.answer()


def _same_plan(case: Case, passage_ids: Sequence[str]) -> bool:
    return all(passage_id in case.scope.readings[0].passages for passage_id in passage_ids)


def _strategies_of(case: Case) -> list[tuple[int, str, str]]:
    """Number, title and passage of each strategy that the first plan with any lists."""
    for reading in sorted(case.scope.readings, key=lambda r: -len(r.projects)):
        found: dict[int, tuple[int, str, str]] = {}
        for passage in reading.plan.passages:
            if passage.table_id:
                continue
            for line in arabic_digits(passage.text).split("\n"):
                match = _STRATEGY.match(line)
                if match and int(match[1]) not in found:
                    found[int(match[1])] = (int(match[1]), match[2].strip(), passage.id)
        if found:
            case.scope = type(case.scope)((reading,), case.scope.corpus)
            return [found[number] for number in sorted(found)]
    return []


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

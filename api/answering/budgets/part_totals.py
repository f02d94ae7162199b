"""What strategies, areas or departments of one plan are budgeted: alone, together, compared."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.budgets.amounts import (
    Amount,
    asks_times,
    cite_amounts,
    tell_difference,
    tell_extreme,
    tell_notes,
    tell_sum,
)
from api.answering.budgets.matrix import asks_of_all_departments
from api.answering.budgets.parts import Total
from api.answering.budgets.scoping import (
    Named,
    amount_in_cells,
    amount_in_rows,
    by_departments,
    mentions,
    named_in,
    names_of,
    rows_of,
    scope_name,
    units_of,
)
from api.answering.evidence.case import Case
from api.answering.evidence.naming import budget_text, project_name
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, Want
from api.answering.understanding.wording import corrected_words
from ingest.lexicon.match import find_departments
from ingest.models import BudgetKind, Project
from ingest.text.numbers import grouped
from prompts import say

_SHOWN = 10
_WANTS = {Want.MONEY, Want.UNIT, Want.NAME, Want.COURSE, Want.SKILLS, Want.YEAR}
_OTHERWISE = (Operation.NO_BUDGET, Operation.UNSTATED)
_ROWS = (Operation.LIST, Operation.COUNT)
_COMPARING = (Operation.DIFFERENCE, Operation.COMPARE)
_EXTREME = (Operation.MAXIMUM, Operation.MINIMUM)


def parts_answer(case: Case) -> Answer | None:
    """The budget of what the question names: "งบยุทธศาสตร์ที่ 2 ของกองคลัง", "ยุทธศาสตร์ที่ 1
    มากกว่ายุทธศาสตร์ที่ 3 กี่บาท". None where it has a topic beside, as a project."""
    query = case.query
    if query.wants - _WANTS or query.positions or query.bounds or query.does(*_OTHERWISE):
        return None
    if _asks_rows(query) and not query.departments:
        return None
    for reading in case.scope.readings:
        total = Total(reading)
        named = named_in(query, total)
        spread = asks_of_all_departments(query) and bool(reading.department_cells)
        if _asks_rows(query) and not named.parts:
            continue
        if named.is_all or spread or _has_topic(case, total, named):
            continue
        items = named.each()
        told = _several(case, total, items) if len(items) > 1 else _one(case, total, named)
        if told:
            return told
    return None


def _asks_rows(query: Query) -> bool:
    """Whether projects are asked for: a department's in a strategy are told one by one."""
    return query.does(*_ROWS) or Want.NAME in query.wants


def _has_topic(case: Case, total: Total, named: Named) -> bool:
    """Whether words beside the scope narrow it further; of a sum those do that a row says and
    that are not of the scope's own name: "ช่องรวมว่าง ช่วยบวกให้หน่อย" is of all of them."""
    if not case.query.does(Operation.SUM):
        return bool(named.topic)
    name = {w for p in rows_of(named, total) for w in corrected_words(" ".join(p.strategy))}
    docs = (document.tokens for _, document in total.reading.of(Project))
    return any(word in words for words in docs for word in named.topic - name)


def compare_parts(cases: Sequence[Case]) -> Answer | None:
    """The same strategy, area or department of several organisations' plans, one beside the
    other; None where one has none or the question names none."""
    amounts = [amount for case in cases if (amount := _of_organization(case)) is not None]
    if len(amounts) < 2 or len(amounts) < len(cases) or Want.MONEY not in cases[0].query.wants:
        return None
    writer = Writer()
    _tell_together(writer, cases[0], amounts)
    tell_notes(writer, amounts)
    for one in amounts:
        marks = writer.cite(one.reading, one.sources)
        writer.line(f"- {whose(one.reading)}: {money(one.baht)}", marks)
    return writer.answer()


def _of_organization(case: Case) -> Amount | None:
    for reading in case.scope.readings:
        total = Total(reading)
        named = named_in(case.query, total)
        if named.topic or named.is_all or len(named.parts) > 1 or len(named.departments) > 1:
            continue
        in_cells = by_departments(total, named)
        amount = amount_in_cells(named, total) if in_cells else amount_in_rows(named, total)
        if amount is not None:
            return amount.of(f"{scope_name(named)} {reading.organization}")
    return None


def _several(case: Case, total: Total, items: Sequence[Named]) -> Answer | None:
    query = case.query
    compares = query.does(*_COMPARING, *_EXTREME)
    if Want.MONEY not in query.wants and not (compares or query.does(Operation.SUM)):
        return None
    in_cells = by_departments(total, *items)
    if not in_cells and not compares and not items[0].numbers and not items[0].parts:
        return None  # two departments' projects are listed one by one
    read = amount_in_cells if in_cells else amount_in_rows
    amounts = [read(item, total) for item in items]
    stated = [amount for amount in amounts if amount is not None]
    if not stated:
        return None
    writer = Writer()
    if len(stated) == len(items) and not _is_one_number(case, items):
        _tell_together(writer, case, stated)
    if not in_cells or len(stated) < len(items):
        for item, amount in zip(items, amounts, strict=True):
            _tell_each(writer, total, item, amount)
    if in_cells:
        tell_notes(writer, stated)
    return _ended(writer, stated)


def _is_one_number(case: Case, items: Sequence[Named]) -> bool:
    """Whether one number that two halves of a plan give names several."""
    return len(case.query.strategies) == 1 and len(items[0].departments) < 2


def _tell_together(writer: Writer, case: Case, amounts: Sequence[Amount]) -> None:
    query = case.query
    if query.does(*_EXTREME):
        tell_extreme(writer, amounts, Operation.MAXIMUM in query.operations)
    elif query.does(*_COMPARING):
        tell_difference(writer, amounts, asks_times(query.text))
    else:
        tell_sum(writer, amounts)


def _tell_each(writer: Writer, total: Total, item: Named, amount: Amount | None) -> None:
    if amount is None:
        _tell_blank(writer, total, item)
    elif item.is_part:
        _tell_part(writer, total, item)
    else:
        marks = cite_amounts(writer, [amount])
        told = say("from_items", money=money(amount.baht), count=len(amount.sources))
        writer.line(f"{amount.name} {told}", marks)


def _ended(writer: Writer, amounts: Sequence[Amount]) -> Answer:
    reading = amounts[0].reading
    writer.line(say("source", whose=whose(reading)), writer.cite(reading, amounts[0].sources[:1]))
    return writer.answer()


def _one(case: Case, total: Total, named: Named) -> Answer | None:
    """One strategy or area, or the rows of a department in it."""
    query = case.query
    rows = _asks_rows(query)
    asks = rows or Want.MONEY in query.wants or query.does(Operation.SUM)
    if not asks or query.does(*_EXTREME) or not named.parts:
        return None
    if by_departments(total, named) and not rows:
        return None
    if not rows_of(named, total):
        return _none(named, total) if named.departments else None
    writer = Writer()
    amount = amount_in_rows(named, total)
    if amount is None:
        return _without_amount(named, total)
    if named.is_part:
        _tell_part(writer, total, named)
    else:
        _tell_rows(writer, total, named, amount)
    return _ended(writer, [amount])


def _without_amount(named: Named, total: Total) -> Answer:
    """A scope none of whose rows states an amount."""
    writer = Writer()
    free = _tell_blank(writer, total, named)
    marks = writer.cite(total.reading, [rows_of(named, total)[0].passage_id])
    writer.line(say("source", whose=whose(total.reading)), marks)
    return writer.answer(answerable=free)


def _tell_blank(writer: Writer, total: Total, named: Named) -> bool:
    """Whether the plan says of each row that it needs no budget; else it is silent on it."""
    rows = rows_of(named, total)
    writer.facts(rows)
    marks = writer.cite(total.reading, [p.passage_id for p in rows])
    free = bool(rows) and all(p.budget.kind is BudgetKind.NO_BUDGET for p in rows)
    said = say("no_budget" if free else "budget_unstated")
    writer.line(say("scope_has", name=scope_name(named), count=len(rows), said=said), marks)
    return free


def _tell_part(writer: Writer, total: Total, named: Named) -> None:
    """A whole strategy or area: its total as printed, beside what its rows add up to."""
    reading, part, name = total.reading, named.parts[0], scope_name(named)
    rows = [p for p in rows_of(named, total) if p.budget.baht]
    computed = sum(p.budget.baht or 0 for p in rows)
    sources = [p.passage_id for p in rows]
    if part.printed is not None and not named.tactics:
        writer.facts([part.printed])
        marks = writer.cite(reading, [part.printed.passage_id])
        writer.line(say("printed_total", name=name, money=money(part.value)), marks)
        if computed and computed != part.value:
            writer.facts(rows)
            note = say("rows_unlike_printed", money=money(computed))
            writer.line(note, writer.cite(reading, sources))
        return
    writer.facts(rows)
    blank = [part.blank.passage_id] if part.blank and not named.tactics else []
    writer.line(
        say("rows_total", name=name, money=money(computed)),
        writer.cite(reading, [*blank, *sources]),
    )
    terms = " + ".join(f"{project_name(p, 45)} {grouped(p.budget.baht or 0)}" for p in rows)
    writer.line(terms, writer.cite(reading, sources))


def _tell_rows(writer: Writer, total: Total, named: Named, amount: Amount) -> None:
    """The rows of a department in a strategy."""
    rows = rows_of(named, total)
    writer.facts(rows)
    head = say("scope_total", name=amount.name, money=money(amount.baht), count=len(rows))
    writer.line(head, writer.cite(total.reading, [p.passage_id for p in rows]))
    for project in rows[:_SHOWN]:
        line = (
            f"- {project_name(project, 90)}: {budget_text(project)}{_with_others(project, named)}"
        )
        writer.line(line, writer.cite(total.reading, project.passage_ids))


def _with_others(project: Project, named: Named) -> str:
    own = names_of(named.departments)
    others = [m.canonical for m in find_departments(project.unit) if not mentions(m.canonical, own)]
    return say("shared_with", names=", ".join(others)) if others else ""


def _none(named: Named, total: Total) -> Answer | None:
    """That a department has no row in a strategy, and who has."""
    part = named.parts[0]
    units = units_of(part.projects)
    if not units:
        return None
    writer = Writer()
    marks = writer.cite(total.reading, [p.passage_id for p in part.projects])
    department = ", ".join(named.departments)
    writer.line(say("scope_has_none", name=part.called, department=department), marks)
    writer.line(say("units_are", names=", ".join(units)), marks)
    writer.line(say("source", whose=whose(total.reading)), marks)
    return writer.answer(answerable=False)

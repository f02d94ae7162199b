"""What each department is budgeted, by the rows of projects, where a plan has no table of it."""

from __future__ import annotations

from api.answering.budgets.amounts import Amount, cite_amounts, tell_extreme
from api.answering.budgets.matrix import asks_of_all_departments, asks_which_department
from api.answering.budgets.parts import Total
from api.answering.budgets.scoping import named_in, rows_of, units_of
from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import Project
from prompts import say

_EXTREME = (Operation.MAXIMUM, Operation.MINIMUM)


def department_totals(case: Case) -> Answer | None:
    """Each department's, or who has most or least: "กองไหนได้งบมากที่สุด". Rows of several
    departments or of none are no one's: they are told apart."""
    query = case.query
    extreme = query.does(*_EXTREME) and asks_which_department(query)
    if Want.MONEY not in query.wants or query.departments or query.positions or query.bounds:
        return None
    if not extreme and not asks_of_all_departments(query):
        return None
    for reading in case.scope.readings:
        total = Total(reading)
        named = named_in(query, total)
        if not named.topic and not reading.department_cells:
            rows = [p for p in rows_of(named, total) if p.budget.baht]
            told = _tell(case, total, rows)
            if told:
                return told
    return None


def _tell(case: Case, total: Total, rows: list[Project]) -> Answer | None:
    own = [p for p in rows if len(units_of([p])) == 1]
    others = [p for p in rows if p not in own]
    amounts = [
        _amount(total, name, [p for p in own if units_of([p]) == [name]]) for name in units_of(own)
    ]
    if len(amounts) < 2:
        return None
    writer = Writer()
    if case.query.does(*_EXTREME):
        tell_extreme(writer, amounts, Operation.MAXIMUM in case.query.operations)
    else:
        for one in sorted(amounts, key=lambda a: -a.baht):
            marks = cite_amounts(writer, [one])
            told = say("from_items", money=money(one.baht), count=len(one.sources))
            writer.line(f"- {one.name}: {told}", marks)
    if others:
        rest = _amount(total, "", others)
        said = say("others_items", count=len(others), money=money(rest.baht))
        why = say("many_units")
        writer.line(f"{said} {why}", cite_amounts(writer, [rest]))
    first = writer.cite(total.reading, amounts[0].sources[:1])
    writer.line(say("source_rows_by_unit", whose=whose(total.reading)), first)
    return writer.answer()


def _amount(total: Total, name: str, rows: list[Project]) -> Amount:
    baht = sum(p.budget.baht or 0 for p in rows)
    return Amount(name, total.reading, baht, tuple(p.passage_id for p in rows), tuple(rows))

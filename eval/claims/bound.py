"""Figures that stand in the cited lines but belong to something else there.

A figure is bound by what is said beside it: an amount of money by the budget column and by the
department before it, a fiscal year by the plan's own, a year after a month by that month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.answering.months import month_mentions
from eval.claims.evidence import Evidence
from ingest.lexicon.match import find_departments
from ingest.models import BudgetCell, PositionPlan, Project
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import NUMBER
from ingest.text.years import find_years

_MONEY = re.compile(rf"({NUMBER.pattern})(?:\s*/-)?\s*(?:บาท|baht)")
_FISCAL = re.compile(r"ปีงบประมาณ\s*(?:พ\.\s?ศ\.\s*)?(2[4-6]\d\d)(?:\s*-\s*(2[4-6]\d\d))?")
_YEAR_AFTER = re.compile(r"\s*(?:พ\.\s?ศ\.\s*)?(\d{4}|\d\d)(?![\d,.])")


def misplaced(sentence: str, evidence: Sequence[Evidence], allowed: frozenset[float]) -> list[str]:
    """Figures of ``sentence`` that the cited lines give to something else.

    ``allowed`` are sums and differences, which no cell holds. ``กองคลัง 69,000 บาท`` is
    misplaced where the row gives 69,000 to กองช่าง.
    """
    plain = arabic_digits(sentence)
    return [
        *_not_money(plain, evidence, allowed),
        *_of_another_department(plain, evidence),
        *_of_another_fiscal_year(plain, evidence),
        *_of_another_month(plain, evidence),
    ]


def _not_money(
    plain: str, evidence: Sequence[Evidence], allowed: frozenset[float]
) -> Iterator[str]:
    budgets = frozenset[float]().union(*(e.amounts for e in evidence))
    if not budgets:
        return
    printed = {_value(n) for e in evidence for n in _MONEY.findall(arabic_digits(e.text))}
    for number in _MONEY.findall(plain):
        if _value(number) not in budgets | printed | allowed:
            yield number


def _of_another_department(plain: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    cells = [f for e in evidence for f in e.facts if isinstance(f, BudgetCell) and f.department]
    if not cells:
        return
    given = {
        (match.canonical, float(cell.budget.baht))
        for cell in cells
        if cell.budget.baht is not None
        for match in find_departments(cell.department)
    }
    amounts = {amount for _, amount in given}
    named = [(m.start, m.end, m.canonical) for m in find_departments(plain)]
    for start, end, department in named:
        following = min((at for at, _, _ in named if at > start), default=len(plain))
        number = next((n for n in NUMBER.findall(plain[end:following]) if _value(n) in amounts), "")
        if number and (department, _value(number)) not in given:
            yield f"{plain[start:end]} {number}"


def _of_another_fiscal_year(plain: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Fiscal years and their ranges; a year that only dates a month in a row is none."""
    known = {span for e in evidence for span in _own_fiscal_years(e)}
    if known:
        yield from ("-".join(map(str, span)) for span in _fiscal(plain) if span not in known)


def _own_fiscal_years(one: Evidence) -> Iterator[tuple[int, ...]]:
    yield from _fiscal(arabic_digits(f"{one.text}\n{one.context}"))
    spans = [one.years]
    for fact in one.facts:
        if isinstance(fact, Project):
            spans.append(frozenset(year.year for year in fact.yearly))
        elif isinstance(fact, PositionPlan):
            spans.append(frozenset(fact.years))
    for years in filter(None, spans):
        yield from ((year,) for year in years)
        yield (min(years), max(years))


def _fiscal(plain: str) -> list[tuple[int, ...]]:
    return [tuple(int(year) for year in m.groups() if year) for m in _FISCAL.finditer(plain)]


def _of_another_month(plain: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    dated = {pair for e in evidence for pair in _dated(arabic_digits(f"{e.text}\n{e.context}"))}
    for month, year in dict.fromkeys(_dated(plain)):
        if (month, year) not in dated:
            yield f"{month}/{year}"


def _dated(plain: str) -> Iterator[tuple[int, int]]:
    """Month (1..12) and B.E. year where the one follows the other: ``ต.ค. 68`` is 10, 2568."""
    for month, start, end in month_mentions(plain):
        after = _YEAR_AFTER.match(plain, end)
        for year in find_years(plain[start : after.end()]) if after else ():
            yield month, year


def _value(number: str) -> float:
    return float(number.replace(",", ""))

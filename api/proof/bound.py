"""Figures that stand in the cited lines but belong to something else there.

A figure is bound by what is said beside it: an amount of money by the budget column and by the
project, organisation or department before it, a fiscal year by the plan's own, a year after a
month by that month. That a budget isn't used or stated is bound by the budget cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.answering.understanding.months import month_mentions
from api.proof.evidence import Evidence, amounts_of
from api.proof.figures import figures_in
from api.proof.reading import Piece
from ingest.lexicon.match import find_departments
from ingest.models import BudgetCell, BudgetKind, PositionPlan, Project
from ingest.text.normalize import arabic_digits
from ingest.text.years import find_years

_WITHOUT = {
    BudgetKind.NO_BUDGET: re.compile(r"ไม่ใช้งบ(?:ประมาณ)?"),
    BudgetKind.NOT_STATED: re.compile(r"ไม่ได้ระบุงบประมาณ"),
}
_NAME = 30  # letters of a project's name that answers never cut
_FISCAL = re.compile(
    r"ปี(?:\S{0,6}?)งบประมาณ\s*(?:พ\.\s?ศ\.\s*)?(2[4-6]\d\d)(?:\s*-\s*(2[4-6]\d\d))?"
)
_YEAR_AFTER = re.compile(r"[ \t]*(?:พ\.\s?ศ\.\s*)?(\d{4}|\d\d)(?!\d|[,.]\d)")


def misplaced(sentence: str, evidence: Sequence[Evidence], allowed: frozenset[float]) -> list[str]:
    """Figures of ``sentence`` that the cited lines give to something else.

    ``allowed`` are sums and differences, which no cell holds. ``กองคลัง 69,000 บาท`` is
    misplaced where the row gives 69,000 to กองช่าง.
    """
    plain = arabic_digits(sentence)
    return [
        *_not_money(plain, evidence, allowed),
        *_of_another_row(plain, evidence, allowed),
        *_not_without_budget(plain, evidence),
        *_of_another_department(plain, evidence),
        *_of_another_fiscal_year(plain, evidence, allowed),
        *_of_another_month(plain, evidence),
    ]


def _not_money(
    plain: str, evidence: Sequence[Evidence], allowed: frozenset[float]
) -> Iterator[str]:
    budgets = frozenset[float]().union(*(e.amounts for e in evidence))
    if not budgets:
        return
    printed = {f.value for e in evidence for f in figures_in(e.text) if f.is_money}
    for figure in figures_in(plain):
        if figure.is_money and figure.value not in budgets | printed | allowed:
            yield figure.text


def _of_another_row(
    plain: str, evidence: Sequence[Evidence], allowed: frozenset[float]
) -> Iterator[str]:
    """Amounts after the name of a project, or of an organisation, that has another one."""
    owners = sorted(_owners(" ".join(plain.split()), evidence))
    if len({name for _, name, _ in owners}) < 2:
        return
    for figure in figures_in(" ".join(plain.split())):
        before = [amounts for at, _, amounts in owners if at < figure.start]
        if figure.is_money and before and before[-1] and figure.value not in before[-1] | allowed:
            yield figure.text


def _owners(
    plain: str, evidence: Sequence[Evidence]
) -> Iterator[tuple[int, str, frozenset[float]]]:
    """Where a cited project or organisation is named, its name, and its amounts."""
    amounts: dict[str, set[float]] = {}
    for one in evidence:
        if one.organization:
            amounts.setdefault(one.organization.name, set()).update(one.amounts)
        for fact in one.facts:
            if isinstance(fact, Project):
                name = " ".join(arabic_digits(fact.name).split())[:_NAME]
                amounts.setdefault(name, set()).update(amounts_of(fact))
    for name, own in amounts.items():
        at = plain.find(name)
        if at >= 0 and name:
            yield at, name, frozenset(own)


def _not_without_budget(plain: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """``ไม่ใช้งบประมาณ`` of rows that all state another thing."""
    kinds = frozenset[BudgetKind]().union(*(e.kinds for e in evidence))
    for kind, said in _WITHOUT.items():
        match = said.search(plain)
        if kinds and match and kind not in kinds:
            yield match[0]


def _of_another_department(plain: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    cells = [f for e in evidence for f in e.facts if isinstance(f, BudgetCell) and f.department]
    if not cells:
        return
    given = {
        (match.canonical, amount)
        for cell in cells
        for amount in amounts_of(cell)
        for match in find_departments(cell.department)
    }
    amounts = {amount for _, amount in given}
    named = [(m.start, m.end, m.canonical) for m in find_departments(plain)]
    for start, end, department in named:
        following = min((at for at, _, _ in named if at > start), default=len(plain))
        own = next((f for f in figures_in(plain[end:following]) if f.value in amounts), None)
        if own and (department, own.value) not in given:
            yield f"{plain[start:end]} {own.text}"


def _of_another_fiscal_year(
    plain: str, evidence: Sequence[Evidence], allowed: frozenset[float]
) -> Iterator[str]:
    """Fiscal years and their ranges; a year that only dates a month in a row is none."""
    known = {span for e in evidence for span in _own_fiscal_years(e)}
    if known:
        yield from (
            "-".join(map(str, span))
            for span in _fiscal(plain)
            if span not in known and not allowed.issuperset(span)
        )


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
    dated |= {
        (month, piece.year)
        for one in evidence
        for piece in one.pieces
        if piece.year
        for month, _, _ in month_mentions(_of_cell(piece))
    }
    for month, year in dict.fromkeys(_dated(plain)):
        if (month, year) not in dated:
            yield f"{month}/{year}"


def _of_cell(piece: Piece) -> str:
    """A cell; of one that only has a mark, what its column is called: ``✓`` under ``ธ.ค.``."""
    text = piece.seen.plain.strip()
    return piece.cell.header if len(text) == 1 and not text.isalnum() else text


@lru_cache(1_024)
def _dated(plain: str) -> tuple[tuple[int, int], ...]:
    return tuple(_month_years(plain))


def _month_years(plain: str) -> Iterator[tuple[int, int]]:
    """Month (1..12) and B.E. year where the one follows the other: ``ต.ค. 68`` is 10, 2568."""
    for month, start, end in month_mentions(plain):
        after = _YEAR_AFTER.match(plain, end)
        for year in find_years(plain[start : after.end()]) if after else ():
            yield month, year

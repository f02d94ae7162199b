"""Figures that are computed from the cited rows: sums, counts, differences, shares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from api.proof.evidence import Evidence
from api.proof.figures import figures_in
from api.spreads import amount_of, median
from ingest.models import BudgetCell, Fact, Measure, PositionPlan, Project
from ingest.text.numbers import NUMBER, numbers

# Words by which a sentence says that it computed, and what it may have counted.
_SUM = re.compile(r"รวม|บวก|ทั้งสิ้น|ทั้งหมด|\+|total|sum", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"ต่าง|กว่า|เพิ่ม|ลด|เหลือ|ห่าง|ขาด|เกิน|differ|more|less|higher|lower", re.IGNORECASE
)
_SHARE = re.compile(r"ร้อยละ|%|เฉลี่ย|สัดส่วน|percent|average", re.IGNORECASE)
_MIDDLE = re.compile(r"มัธยฐาน|median", re.IGNORECASE)
_COUNTED = (
    "รายการ|โครงการ|กิจกรรม|ขั้นตอน|ตำแหน่ง|ส่วนราชการ|หน่วยงาน|ข้อ|ยุทธศาสตร์|กลยุทธ์|หลักสูตร|แห่ง|แถว"
    "|ด้าน|วิธี|สายงาน|แผน|projects?|items?|steps?|positions?|departments?|plans?|courses?"
)
_COUNT = re.compile(rf"({NUMBER.pattern})\s*(?:{_COUNTED})", re.IGNORECASE)
_ADDENDS = re.compile(r"[^()+]*(?:\+[^()+]*)+")
_CLOSE = 0.006  # a share is printed with two decimals


def computed(
    sentence: str, stated: frozenset[float], evidence: Sequence[Evidence], listed: int
) -> frozenset[float]:
    """Figures that ``sentence`` may state beside those ``stated`` in the cited lines.

    Of sums, counts and the like only those that its words announce. ``listed`` is how many
    items the sentences that follow it list.
    """
    facts = {fact.id: fact for one in evidence for fact in one.facts}
    said = [figure.value for figure in figures_in(sentence)]
    known = [n for n in said if n in stated]
    found: set[float] = set()
    if _MIDDLE.search(sentence):
        found |= set(_medians(list(facts.values())))
    if _SUM.search(sentence) or "+" in sentence:
        found |= set(_sums(list(facts.values()))) | set(_added(sentence, stated))
    counted = {numbers(m[1])[0] for m in _COUNT.finditer(sentence)}
    found |= counted & {float(n) for n in _counts(list(facts.values()), evidence, listed)}
    known += [n for n in said if n in found]
    if _DIFFERENCE.search(sentence):
        found |= {abs(a - b) for a, b in permutations(known, 2)}
    if _SHARE.search(sentence):
        ratios = {a / b for a, b in permutations(known, 2) if b}
        shares = ratios | {100 * ratio for ratio in ratios}
        found |= {n for n in said if any(abs(n - share) < _CLOSE for share in shares)}
    return frozenset(found)


def _added(sentence: str, stated: frozenset[float]) -> Iterator[float]:
    """The sum of addends that the sentence itself gives: ``(ก 140 + ข 3)``, each of them stated."""
    for chain in _ADDENDS.findall(sentence):
        last = [numbers(part)[-1:] for part in chain.split("+")]
        if all(last) and all(value in stated for (value,) in last):
            yield sum(value for (value,) in last)


def _sums(facts: Sequence[Fact]) -> Iterator[float]:
    """Of all the cited facts, by what they have in common: a column, or a row."""
    groups: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Project):
            groups["projects",].append(float(fact.budget.baht or 0))
            for year in fact.yearly:
                groups["projects", str(year.year)].append(float(year.budget.baht or 0))
        elif isinstance(fact, BudgetCell) and fact.budget.baht is not None:
            kind = "totals" if fact.is_total else "cells"
            groups[kind, "row", fact.row].append(float(fact.budget.baht))
            groups[kind, "department", fact.department].append(float(fact.budget.baht))
        elif isinstance(fact, Measure) and fact.value is not None and not fact.is_total:
            groups["row", fact.table_id, fact.row].append(fact.value)
            groups["column", fact.table_id, *fact.header].append(fact.value)
    return map(sum, groups.values())


def _medians(facts: Sequence[Fact]) -> Iterator[float]:
    """Of what the cited projects cost in a year."""
    projects = [fact for fact in facts if isinstance(fact, Project)]
    amounts = [amount for fact in projects if (amount := amount_of(fact)) is not None]
    if amounts:
        yield float(median(amounts))


def _counts(facts: Sequence[Fact], evidence: Sequence[Evidence], listed: int) -> Iterator[int]:
    for kind in (Project, BudgetCell, PositionPlan, Measure):
        yield sum(isinstance(fact, kind) for fact in facts)
    projects = [fact for fact in facts if isinstance(fact, Project)]
    yield sum(project.budget.baht is not None for project in projects)
    yield sum(len(project.courses) for project in projects)
    yield from (len(evidence), sum(e.rows for e in evidence), sum(e.lines for e in evidence))
    yield listed

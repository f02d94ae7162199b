"""Figures that are computed from the cited rows: sums, counts, differences, shares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from api.proof.evidence import Evidence
from api.proof.figures import figures_in
from api.spreads import amount_of, median
from ingest.models import BudgetCell, Fact, Measure, PositionPlan, Project
from ingest.text.numbers import NUMBER, numbers

# Words by which a sentence says that it computed, and what it may have counted.
_SUM = re.compile(r"รวม|บวก|ทั้งสิ้น|ทั้งหมด|ทั้งแผน|หาร|\+|total|sum|adds? up|divided", re.IGNORECASE)
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
_TWICE = re.compile(r"ซ้ำ|twice", re.IGNORECASE)
_BOUND = re.compile(
    r"(?:(?P<least>มากกว่า|ตั้งแต่|more than|at least)|(?P<most>น้อยกว่า|ไม่เกิน|less than|at most))"
    rf"\s*(?P<baht>{NUMBER.pattern})\s*(?:บาท|baht)"
)
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
        found |= set(_sums(list(facts.values())).values()) | set(_added(sentence, stated))
    tallies = _counts(list(facts.values()), evidence).values()
    found |= _counted(sentence) & {float(n) for n in (*tallies, listed)}
    found |= set(_bounds(sentence, list(facts.values())))
    known += [n for n in said if n in found]
    if _DIFFERENCE.search(sentence):
        found |= {abs(a - b) for a, b in permutations(known, 2)}
    if _SHARE.search(sentence):
        ratios = {a / b for a, b in permutations(known, 2) if b}
        shares = ratios | {100 * ratio for ratio in ratios}
        found |= {n for n in said if any(abs(n - share) < _CLOSE for share in shares)}
    return frozenset(found)


def contributes(sentence: str, one: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a sum or count that ``sentence`` gives of all its ``evidence`` is another without
    ``one``, which holds an addend of it or is one of those counted."""
    others = [e for e in evidence if e is not one]
    every, rest = _facts(evidence), _facts(others)
    said = {figure.value for figure in figures_in(sentence)}
    sums, fewer = _sums(every), _sums(rest)
    is_sum = _SUM.search(sentence) is not None
    if is_sum and any(v in said and fewer.get(key) != v for key, v in sums.items()):
        return True
    counted, tallies, left = _counted(sentence), _counts(every, evidence), _counts(rest, others)
    if any(n and n in counted and left[kind] != n for kind, n in tallies.items()):
        return True
    return _is_addend(sentence, every, rest) or _is_of_pair(sentence, counted, every, rest)


def _facts(evidence: Sequence[Evidence]) -> list[Fact]:
    return list({fact.id: fact for one in evidence for fact in one.facts}.values())


def _is_addend(sentence: str, every: Sequence[Fact], rest: Sequence[Fact]) -> bool:
    """Whether ``ก 30,000 + ข 30,000`` needs two rows of the same amount."""
    chains = _ADDENDS.findall(sentence)
    said = Counter(n for chain in chains for part in chain.split("+") for n in numbers(part)[-1:])
    all_, left = Counter(_amounts(every)), Counter(_amounts(rest))
    return any(left[n] < min(times, all_[n]) for n, times in said.items())


def _is_of_pair(
    sentence: str, counted: set[float], every: Sequence[Fact], rest: Sequence[Fact]
) -> bool:
    """Whether so many things are said to be there twice, and one of them isn't any more."""
    both = len(list(_amounts(every)))
    twice = _TWICE.search(sentence) is not None and any(2 * n == both for n in counted)
    return twice and len(list(_amounts(rest))) < both


def _amounts(facts: Sequence[Fact]) -> Iterator[float]:
    return (float(f.budget.baht) for f in facts if isinstance(f, Project) and f.budget.baht)


def counts(sentence: str, items: int) -> bool:
    """Whether the sentence says that there are so many items."""
    return items in _counted(sentence)


def _counted(sentence: str) -> set[float]:
    return {numbers(match[1])[0] for match in _COUNT.finditer(sentence)}


def _bounds(sentence: str, facts: Sequence[Fact]) -> Iterator[float]:
    """Amounts that all the cited projects lie above or below, as the sentence says."""
    amounts = list(_amounts(facts))
    for match in _BOUND.finditer(sentence):
        bound = numbers(match["baht"])[0]
        if amounts and all(n >= bound if match["least"] else n <= bound for n in amounts):
            yield bound


def _added(sentence: str, stated: frozenset[float]) -> Iterator[float]:
    """The sum of addends that the sentence itself gives: ``(ก 140 + ข 3)``, each of them stated."""
    for chain in _ADDENDS.findall(sentence):
        last = [numbers(part)[-1:] for part in chain.split("+")]
        if all(last) and all(value in stated for (value,) in last):
            yield sum(value for (value,) in last)


def _sums(facts: Sequence[Fact]) -> dict[tuple[str, ...], float]:
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
    return {key: sum(values) for key, values in groups.items()}


def _medians(facts: Sequence[Fact]) -> Iterator[float]:
    """Of what the cited projects cost in a year."""
    projects = [fact for fact in facts if isinstance(fact, Project)]
    amounts = [amount for fact in projects if (amount := amount_of(fact)) is not None]
    if amounts:
        yield float(median(amounts))


def _counts(facts: Sequence[Fact], evidence: Sequence[Evidence]) -> dict[str, int]:
    """How many of each kind are cited."""
    kinds = (Project, BudgetCell, PositionPlan, Measure)
    counts = {kind.__name__: sum(isinstance(fact, kind) for fact in facts) for kind in kinds}
    projects = [fact for fact in facts if isinstance(fact, Project)]
    departments = {f.department for f in facts if isinstance(f, BudgetCell) and f.department}
    return counts | {
        "stated": sum(project.budget.baht is not None for project in projects),
        "courses": sum(len(project.courses) for project in projects),
        "departments": len(departments),
        "citations": len(evidence),
        "rows": sum(e.rows for e in evidence),
        "lines": sum(e.lines for e in evidence),
    }

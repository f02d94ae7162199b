"""Dates, months, quarters, years, ordinals and codes that the lines don't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from api.answering.understanding.months import is_year_long, month_mentions, months_of
from api.proof.evidence import Evidence
from api.proof.models import Lack
from api.proof.quantities import Seen, see
from api.proof.reading import Piece
from ingest.models import PositionPlan, Project
from ingest.text.normalize import fold

_TO = re.compile(r"[\s\d.พศ]*(?:-|–|—|ถึง|จนถึง|to)(?:\s*เดือน)?[\s\d]*")
_OF_PLAN = re.compile(r"แผน.*ปีงบประมาณ(?:\s*พ\.ศ\.)?[\d\s–-]*$")
_WEEKDAY = re.compile("วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)")
_QUARTERS = re.compile(
    r"ไตรมาส(?:ที่)?\s*(\d)\s*(?:(?:ไป)?จนถึง|ถึง|-|–)\s*(?:สิ้น)?(?:ไตรมาส(?:ที่)?\s*)?(\d)"
)
BEGINS = re.compile(r"เริ่ม(?:ต้น|ตั้งแต่|จาก|ใน|ที่)*\s*ไตรมาส(?:ที่)?\s*(\d)")
STOPS = re.compile(r"(?:สิ้นสุด|จบ)(?:ใน|ที่|ลง)*\s*ไตรมาส(?:ที่)?\s*(\d)")
_PLAN_YEAR = re.compile(r"ปีงบประมาณ|fiscal|plan", re.IGNORECASE)
# Labels by which a sentence may number the items of a list itself.
_RANKS = frozenset({"ข้อ", "ลำดับ", "อันดับ", "ขั้น", "กลุ่ม", "วัน"})
_ROUND = re.compile(
    r"(รุ่น|รอบ|ครั้ง|ระยะ|ภาค|งวด)\s*(?:ที่\s*)?(\d+|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย)(?!\s*เดือน)"
)
_FIRST = {"แรก": "1", "หนึ่ง": "1", "สอง": "2", "สาม": "3", "สี่": "4"}
_FAR = 80  # letters before a year in which a sentence says that it is the plan's
_SOON = 30  # letters behind a round in which its month stands


def missing_times(
    said: Seen, evidence: Sequence[Evidence], pieces: Sequence[Piece], around: Sequence[Piece]
) -> Iterator[Lack]:
    everywhere = (*pieces, *around)
    dates = {date for piece in everywhere for date in piece.seen.dates}
    yield from (Lack("month", f"{d}/{m}") for d, m in said.dates if (d, m) not in dates)
    yield from _ordinals(said, evidence, pieces, around)
    yield from _years(said, evidence, pieces)
    yield from _ranges(said, evidence, everywhere)
    yield from _rounds(said, everywhere)
    folded = "".join(fold(piece.seen.plain) for piece in pieces)
    for match in _WEEKDAY.finditer(said.plain):
        if match[0] not in folded:
            yield Lack("name", match[0])
    yield from _quarters(said, evidence, folded)
    yield from _turns(said, evidence, folded)
    yield from (Lack("figure", code) for code in said.codes if fold(code) not in folded)


def _quarters(said: Seen, evidence: Sequence[Evidence], folded: str) -> Iterator[Lack]:
    """Quarters told as a span, of what lasts longer or shorter."""
    facts = [fact for one in evidence for fact in one.facts]
    spans = {
        (f.quarters[0], f.quarters[-1]) for f in facts if isinstance(f, Project) and f.quarters
    }
    spans |= {(int(m[1]), int(m[2])) for m in _QUARTERS.finditer(folded)}
    for match in _QUARTERS.finditer(said.plain):
        if (int(match[1]), int(match[2])) not in spans:
            yield Lack("month", match[0])


def _turns(said: Seen, evidence: Sequence[Evidence], folded: str) -> Iterator[Lack]:
    """``เริ่มไตรมาสที่ 2`` of what begins in the first quarter."""
    spans = [(int(m[1]), int(m[2])) for m in _QUARTERS.finditer(folded)]
    facts = [fact for one in evidence for fact in one.facts if isinstance(fact, Project)]
    spans += [(f.quarters[0], f.quarters[-1]) for f in facts if f.quarters]
    for at, pattern in enumerate((BEGINS, STOPS)):
        for match in pattern.finditer(said.plain):
            if spans and int(match[1]) not in {span[at] for span in spans}:
                yield Lack("month", match[0])
    begins, stops = BEGINS.search(said.plain), STOPS.search(said.plain)
    if begins and stops and spans and (int(begins[1]), int(stops[1])) not in spans:
        yield Lack("month", begins[0])


def _ordinals(
    said: Seen, evidence: Sequence[Evidence], pieces: Sequence[Piece], around: Sequence[Piece]
) -> Iterator[Lack]:
    known = {pair for piece in pieces for pair in piece.seen.ordinals}
    known |= {pair for piece in around for pair in piece.seen.ordinals if pair[0] != "ไตรมาส"}
    known |= {
        ("ไตรมาส", str(quarter))
        for one in evidence
        for fact in one.facts
        if isinstance(fact, Project)
        for quarter in fact.quarters
    }
    for label, number in said.ordinals:
        is_rank = label in _RANKS and _is_ranked(number, pieces)
        if (label, number) not in known and not is_rank:
            yield Lack("figure", f"{label} {number}")


def _is_ranked(number: str, pieces: Sequence[Piece]) -> bool:
    """A list item or a row of that number: ``(2) …`` is the second step."""
    return any(re.match(rf"\W*{number}\W", piece.seen.plain + " ") for piece in pieces)


def _years(said: Seen, evidence: Sequence[Evidence], pieces: Sequence[Piece]) -> Iterator[Lack]:
    columns = {p.year: False for p in pieces if p.year}
    for piece in pieces:
        if piece.year and piece.cell.text.strip(" -–."):
            columns[piece.year] = True
    known = {year for piece in pieces for year, _ in piece.seen.years}
    known |= {year for piece in pieces for year, _ in see(piece.cell.about).years if not columns}
    known |= {year for piece in pieces for year, _ in see(piece.cell.header).years if not columns}
    known |= {year for year, filled in columns.items() if filled}
    known |= {year for one in evidence for year in _years_of(one)}
    plans = frozenset[int]().union(*(one.years for one in evidence))
    blank = {year for year, filled in columns.items() if not filled}
    if not any(columns.values()) or _PLAN_YEAR.search(said.plain):
        known |= plans
    blank -= _stated(pieces)
    if "ไม่ได้ระบุ" in said.plain:  # of the years whose cells are blank
        full = {year for year, filled in columns.items() if filled} if blank else set()
        until = said.plain.index("ไม่ได้ระบุ")
        yield from (Lack("year", str(y)) for y, at in said.years if y in full and at < until)
        blank = set()
    for year, at in said.years:
        if _OF_PLAN.search(said.plain[max(0, at - _FAR) : at]) and year in plans | _captioned(
            pieces
        ):
            continue
        if year not in known or year in blank:
            yield Lack("year", str(year))


def _captioned(pieces: Sequence[Piece]) -> set[int]:
    return {year for piece in pieces for year, _ in see(piece.cell.about).years}


def _stated(pieces: Sequence[Piece]) -> set[int]:
    return {year for piece in pieces if piece.ours for year, _ in piece.seen.years}


def _years_of(one: Evidence) -> Iterator[int]:
    for fact in one.facts:
        if isinstance(fact, PositionPlan):
            yield from fact.years
        elif isinstance(fact, Project):
            yield from (year for year, _ in see(fact.timing).years)


def _ranges(said: Seen, evidence: Sequence[Evidence], pieces: Sequence[Piece]) -> Iterator[Lack]:
    """``มี.ค. - พ.ค.`` said of what lasts from March to June."""
    known = {pair for piece in pieces for pair in _month_ranges(piece.seen.plain)}
    projects = [f for one in evidence for f in one.facts if isinstance(f, Project)]
    for first, last in _month_ranges(said.plain):
        if (first, last) not in known and not any(_lasts(p, first, last) for p in projects):
            yield Lack("month", f"{first}-{last}")


def _rounds(said: Seen, pieces: Sequence[Piece]) -> Iterator[Lack]:
    """``รุ่นที่ 1 พ.ค.`` where the lines have the first in November."""
    known: dict[tuple[str, str], set[int]] = {}
    for piece in pieces:
        for which, month in _round_months(piece.seen.plain):
            known.setdefault(which, set()).add(month)
    for which, month in _round_months(said.plain):
        if which in known and month not in known[which]:
            yield Lack("month", " ".join(which))


@lru_cache(4_096)
def _round_months(plain: str) -> tuple[tuple[tuple[str, str], int], ...]:
    found = []
    for match in _ROUND.finditer(plain):
        months = month_mentions(plain[match.end() : match.end() + _SOON])
        if months:
            found.append(((match[1], _FIRST.get(match[2], match[2])), months[0][0]))
    return tuple(found)


@lru_cache(4_096)
def _month_ranges(plain: str) -> tuple[tuple[int, int], ...]:
    mentions = month_mentions(plain)
    return tuple(
        (first, last)
        for (first, _, end), (last, start, _) in pairwise(mentions)
        if _TO.fullmatch(plain[end:start])
    )


def _lasts(project: Project, first: int, last: int) -> bool:
    """All year round, told as October to September, or quarters told as their months."""
    if is_year_long(project):
        return (first, last) == (10, 9)
    months = {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return bool(project.quarters) and months == set(months_of(project))

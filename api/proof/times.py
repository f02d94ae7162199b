"""Dates, months, quarters, years, ordinals and codes that the lines don't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.answering.months import is_year_long, month_mentions, months_of
from api.proof.evidence import Evidence
from api.proof.models import Lack
from api.proof.quantities import Seen, see
from api.proof.reading import Piece
from ingest.models import PositionPlan, Project
from ingest.text.normalize import fold

_TO = re.compile(r"[\s\d.พศ]*(?:-|–|—|ถึง|จนถึง|to)(?:\s*เดือน)?[\s\d]*")
_PLAN_YEAR = re.compile(r"แผน|ปีงบประมาณ|fiscal|plan", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"วันที่\s*(\d{1,2})(?!\d)")


def missing_times(
    said: Seen, evidence: Sequence[Evidence], pieces: Sequence[Piece], around: Sequence[Piece]
) -> Iterator[Lack]:
    everywhere = (*pieces, *around)
    dates = {date for piece in everywhere for date in piece.seen.dates}
    yield from (Lack("month", f"{d}/{m}") for d, m in said.dates if (d, m) not in dates)
    yield from _ordinals(said, evidence, pieces, around)
    yield from _years(said, evidence, pieces)
    yield from _ranges(said, evidence, everywhere)
    folded = "".join(fold(piece.seen.plain) for piece in pieces)
    yield from (Lack("figure", code) for code in said.codes if fold(code) not in folded)


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
        if (label, number) not in known and not (label == "ข้อ" or _is_ranked(number, pieces)):
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
    if not columns or _PLAN_YEAR.search(said.plain):
        known |= plans
    for year, _ in said.years:
        if year not in known or (year in blank - _stated(pieces) and "ไม่ได้ระบุ" not in said.plain):
            yield Lack("year", str(year))


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


def _month_ranges(plain: str) -> list[tuple[int, int]]:
    mentions = month_mentions(plain)
    return [
        (first, last)
        for (first, _, end), (last, start, _) in zip(mentions, mentions[1:], strict=False)
        if _TO.fullmatch(plain[end:start])
    ]


def _lasts(project: Project, first: int, last: int) -> bool:
    """All year round, told as October to September, or quarters told as their months."""
    if is_year_long(project):
        return (first, last) == (10, 9)
    months = {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return bool(project.quarters) and months == set(months_of(project))

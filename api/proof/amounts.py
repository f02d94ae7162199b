"""Figures of a sentence that the lines don't hold, or hold of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from api.proof.models import Lack
from api.proof.quantities import Quantity, Seen, bounds_in, is_total
from api.proof.reading import Piece
from ingest.text.normalize import fold

# A figure's qualifiers that may be left out, and those that say nearly the same.
_MAY_GO = frozenset({"within", "ahead", "only", "before", "after"})
# What the items of a list may be called, and what our statements call them.
LISTED = frozenset(
    [
        *("item", "topic", "project", "clause", "issue", "course", "subject", "line", "step"),
        *("aspect", "way", "task", "duty", "kind", "strategy", "tactic", "group", "round"),
        *("cohort", "channel", "plan", "point", "position"),
    ]
)
_COUNTED = frozenset({"item"})
_DIGITS = re.compile(r"\d")
_IN_YEAR = re.compile(r"\s*(?:ใน|ของ|สำหรับ|in)?\s*(?:ปี(?:งบประมาณ)?|fiscal year)?\s*(?:พ\.ศ\.)?\s*")
_AFTER_YEAR = re.compile(r"(2[45]\d\d)\s*(?:จำนวน|คือ|เป็นเงิน|เป็น|ตั้งไว้|มี|อยู่ที่|:|=|\|)?\s*$")
_JOINED = re.compile(r"\s*(?:ใน|in\b)")
_ENDED = re.compile(r"\s*(?:-|–|ถึง)\s*\d|\s*(?:ปี)?ขึ้นไป")
_BEGUN = re.compile(r"(?:\d\s*(?:-|–|ถึง)|[<>≤≥]=?)\s*$")
_LASTING = frozenset({"day", "month", "week", "hour", "year"})
_IN = re.compile(r"(?<!ภาย)ใน\s*$")
_ADDED = re.compile(r"\([^()]*$")  # where a sum tells its parts
_SUMMED = re.compile(r"รวม\s*\d?\s*ปี|รวม(?:ทั้งสิ้น|ทั้งหมด)?$")
_EACH = re.compile(r"(?:รุ่น|ครั้ง|คน|ราย|วัน|ปี|เดือน)ละ\s*$")
_SIGN = re.compile(r"(?:≥|>=)\s*$")
_CENT = 0.01
_SAME = {"within": "at_most", "at_most": "within", "ahead": "ahead"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in the grounds."""

    own: Quantity
    piece: Piece


def places_of(pieces: Sequence[Piece]) -> dict[float, list[Place]]:
    found: dict[float, list[Place]] = {}
    for piece in pieces:
        for own in piece.seen.quantities:
            found.setdefault(own.value, []).append(Place(own, piece))
    return found


def missing_amounts(
    said: Seen,
    places: dict[float, list[Place]],
    budgets: frozenset[float],
    is_whole: bool,
    tallies: Mapping[str, frozenset[int]],
) -> Iterator[Lack]:
    """Of each figure the first thing that is wrong: value, unit, bound, total, year.

    ``budgets`` are the baht of the cited rows, however a cell writes them. ``is_whole``: told of
    an organisation as such, so that totals need no word that says so. ``tallies`` are how many
    of a unit the grounds list.
    """
    for quantity in said.quantities:
        there = places.get(quantity.value, [])
        if quantity.unit == "money" and quantity.value in budgets and not there:
            continue
        if quantity.value in tallies.get(quantity.unit, ()) or _counts_items(quantity, places):
            continue
        if not there:
            yield Lack("figure", quantity.text)
            continue
        is_budget = quantity.unit == "money" and quantity.value in budgets
        there = [
            p
            for p in there
            if is_budget or p.piece.fits(quantity, p.own) or _is_of_range(quantity, p)
        ]
        if _is_guessed(quantity, there) and _is_told_otherwise(quantity, places):
            there = []
        if not there or (not quantity.unit and all(p.own.unit == "percent" for p in there)):
            yield Lack("unit", quantity.text)
        elif not (there := [p for p in there if _is_meant(quantity, said, p)]):
            yield Lack("qualifier", quantity.text)
        elif not (is_whole or is_total(said.plain) or _is_sum(quantity, said)) and all(
            is_sum(p) for p in there
        ):
            yield Lack("figure", quantity.text)
        elif not any(_year_agrees(quantity, said, p) for p in there):
            yield Lack("year", quantity.text)


def _is_guessed(said: Quantity, there: Sequence[Place]) -> bool:
    """Whether nothing but a bare figure says that it counts what the sentence says."""
    return bool(there) and all(not p.own.unit and said.unit not in p.piece.units for p in there)


def _is_told_otherwise(said: Quantity, places: dict[float, list[Place]]) -> bool:
    """Whether our statement says what the figure counts, and it is money or a share."""
    units = {p.own.unit for p in places[said.value] if p.piece.ours}
    return bool(said.unit) and said.unit not in units and bool(units & {"money", "percent"})


def _counts_items(said: Quantity, places: dict[float, list[Place]]) -> bool:
    """``4 เรื่อง`` of a list numbered 1 to 4, or of 4 that our statement counts as รายการ."""
    if said.unit not in LISTED or said.bounds:
        return False
    there = places.get(said.value, [])
    return any(
        (p.piece.ours and p.own.unit in _COUNTED) or p.piece.listed == said.value for p in there
    )


def _is_meant(quantity: Quantity, said: Seen, place: Place) -> bool:
    is_bound = _bounds_agree(quantity, place) or _spans_on(quantity, place)
    return is_bound and _shared_alike(quantity, said, place)


def _shared_alike(quantity: Quantity, said: Seen, place: Place) -> bool:
    """``รุ่นละ 35,000`` of lines that say รุ่นละ of that figure, if they say it of any."""
    each = _EACH.search(said.plain[: quantity.start])
    if not each or quantity.unit != "money":
        return True
    piece = place.piece
    return bool(_EACH.search(piece.seen.plain[: place.own.start])) or "ละ" in piece.cell.header


def _is_sum(quantity: Quantity, said: Seen) -> bool:
    """Whether the sentence gives the parts that make the figure."""
    parts = [q.value for q in said.quantities if q.unit == quantity.unit and q is not quantity]
    return len(parts) > 1 and abs(sum(parts) - quantity.value) < _CENT


def _is_of_range(said: Quantity, place: Place) -> bool:
    """``45 - 54 ปี`` of lines that leave out that such ranges are of years of age."""
    plain, own = place.piece.seen.plain, place.own
    return (
        said.unit == "year"
        and not own.unit
        and bool(_ENDED.match(plain, own.end) or _BEGUN.search(plain[: own.start]))
    )


def _bounds_agree(said: Quantity, place: Place) -> bool:
    own = place.own
    if said.unit in _LASTING and _IN.search(place.piece.seen.plain[: own.start]):
        own = replace(own, bounds=own.bounds | {"within"})  # ใน 10 วัน
    if "at_least" in said.bounds and _SIGN.search(
        place.piece.seen.plain[: own.start] or place.piece.cell.header
    ):
        own = replace(own, bounds=own.bounds | {"at_least"})
    over = place.piece.cell.over
    own = replace(own, bounds=own.bounds | bounds_in(over)) if over else own
    may_go = _MAY_GO | {"average"} if place.piece.is_bare else _MAY_GO  # of a column's header
    near = own.bounds | {_SAME.get(bound, bound) for bound in own.bounds}
    kept = said.bounds | {_SAME.get(bound, bound) for bound in said.bounds}
    return said.bounds <= near | {"only"} and place.own.bounds - may_go <= kept


def _spans_on(said: Quantity, place: Place) -> bool:
    """``45 ปีขึ้นไป`` of our sum of ``45 - 54`` and ``55 ขึ้นไป``."""
    plain = place.piece.seen.plain
    return (
        said.bounds == {"at_least"}
        and place.piece.ours
        and bool(_ENDED.match(plain, place.own.end))
        and "ขึ้นไป" in plain[place.own.end :]
    )


def is_sum(place: Place) -> bool:
    """Whether a figure is given as a sum, by a row of totals or by our statement."""
    is_share = place.own.unit == "percent" or "percent" in place.piece.units
    return (place.piece.cell.total and not is_share) or (
        place.piece.ours
        and not _ADDED.search(place.piece.seen.plain, 0, place.own.start)
        and is_total(place.piece.seen.plain[: place.own.start])
    )


def _year_agrees(quantity: Quantity, said: Seen, place: Place) -> bool:
    """A figure from a year's column is told of that year, where the sentence names years."""
    piece = place.piece
    if piece.is_bare and _SUMMED.search(piece.cell.header) and not is_total(said.plain):
        return len({year for year, _ in said.years}) != 1
    if not piece.year and piece.seen.years and said.years:
        mine, theirs = _close_year(quantity, said), _close_year(place.own, piece.seen)
        return not mine or not theirs or mine == theirs
    if not piece.year or not said.years or _year_of(quantity, said) == piece.year:
        return True
    name = fold(_DIGITS.sub("", piece.cell.header))  # such as ปีฐาน
    return fold(piece.cell.about).count(name) == 1 and name in fold(said.plain)


def _year_of(quantity: Quantity, said: Seen) -> int:
    """The year right before a figure, or right behind it; else the last before it, the next."""
    close = _close_year(quantity, said)
    if close:
        return close
    before = [year for year, at in said.years if at < quantity.start]
    return before[-1] if before else said.years[0][0]


def _close_year(quantity: Quantity, said: Seen) -> int:
    """The year beside a figure; one that ``ใน`` joins to it before one that stands before."""
    for year, at in said.years:
        behind = said.plain[quantity.end : at]
        if at >= quantity.end and _JOINED.match(behind) and _IN_YEAR.fullmatch(behind):
            return year
    close = _AFTER_YEAR.search(said.plain[: quantity.start])
    if close:
        return int(close[1])
    for year, at in said.years:
        if at >= quantity.end and _IN_YEAR.fullmatch(said.plain, quantity.end, at):
            return year
    return 0

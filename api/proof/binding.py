"""Figures and dates that stand in the lines but are told of something else there.

Each figure of a sentence has a label: the words before it, back to the figure before. The place
where the lines have the figure must bear out the label better than places of other figures of the
same unit: ``กรอบ 52 อัตรา`` is wrong where 52 stands under มีคนครอง and 58 under กรอบอัตรา. And of
several rows, a figure or a date must be told of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.proof.amounts import Place
from api.proof.lexicon import beside_figures
from api.proof.models import Lack
from api.proof.quantities import Quantity, Seen, see
from api.proof.reading import Piece
from api.proof.tokens import loose, with_degrees, words
from ingest.text.normalize import fold

# What follows a figure may name what it is of, instead of what precedes it.
_OF = re.compile(r"\s*(?:สำหรับ|ของ|ให้(?:แก่|กับ)?|เป็น(?:ของ)?|แก่|for|of|to)\s*")
_DIFFERENCE = re.compile(r"ต่าง|กว่า|ห่าง|more|less|differ")
_NEAR = 60  # letters
_APART = re.compile(
    r"ส่วน(?!ราชการ|ท้องถิ่น|ตำบล|จังหวัด)|และ|แล้ว(?=[\u0e01-\u0e2eเแโใไ])|ขณะที่|กับ(?=\S*โครงการ)|, |; "
)
_CLEAR = 4  # letters of words that one row alone has
_SUM = re.compile("รวม|ทั้งหมด")
_ALL = re.compile("รวม(?!ถึง)|ทั้งหมด|ทั้งสิ้น")
_YEAR = re.compile(r"2[45]\d\d")
_AS_SUM = 18  # weight of what both call a sum, be it in other words
_KEY = 80  # letters of a cell that names its row


@dataclass(frozen=True, slots=True)
class Line:
    """A cited row, or a line outside of tables: its pieces and its words, joined."""

    pieces: tuple[Piece, ...]
    folded: str
    tokens: frozenset[str]
    keys: frozenset[str]


def line_of(pieces: Sequence[Piece], owner: str = "") -> Line:
    """``owner`` is whose plan it stands in."""
    text = " ".join((*(piece.seen.plain for piece in pieces), owner))
    counted = {f"{q.value:g} {q.unit}" for piece in pieces for q in piece.seen.quantities}
    keys = {fold(p.cell.text) for p in pieces if p.cell.row >= 0 and not p.is_bare}
    named = frozenset(key for key in keys if _CLEAR <= len(key) < _KEY)
    return Line(tuple(pieces), fold(text), _content(text) | counted, named)


def misbound(said: Seen, places: Mapping[float, Sequence[Place]]) -> Iterator[Lack]:
    """Figures whose label fits another figure of the lines, in either way to read labels."""
    for at, quantity in enumerate(said.quantities):
        label = said.plain[_end_before(quantity, said) : quantity.start]
        if not _is_crossed(quantity, label, said.plain, places):
            continue
        after = said.plain[quantity.end : _start_after(at, said)]
        names_it = _OF.match(after) and _own_score(quantity, after, places)
        if not names_it or _is_crossed(quantity, after, said.plain, places):
            yield Lack("figure", quantity.text)


def _is_crossed(
    quantity: Quantity, label: str, plain: str, places: Mapping[float, Sequence[Place]]
) -> bool:
    own = _fitting(quantity, places.get(quantity.value, ()))
    if not own or not quantity.unit:
        return False
    ours = all(place.piece.ours for place in own)
    if ours and _DIFFERENCE.search(plain):
        return False
    others = [
        place
        for value, there in places.items()
        if value != quantity.value
        for place in _fitting(quantity, there)
        if place.own.unit == own[0].own.unit and (place.piece.ours or not ours)
    ]
    best = max(_score(label, place) for place in own)
    if _ALL.search(label) and not _YEAR.search(plain) and any(map(_is_sum, own)):
        best = max(best, _AS_SUM + max(3 * _shared(label, p.piece.cell.label) for p in own))
    return bool(others) and max(_score(label, place) for place in others) > best


def _is_sum(place: Place) -> bool:
    return _SUM.search(place.piece.cell.header) is not None


def _fitting(quantity: Quantity, there: Sequence[Place]) -> list[Place]:
    return [place for place in there if place.piece.fits(quantity, place.own)]


def _own_score(quantity: Quantity, label: str, places: Mapping[float, Sequence[Place]]) -> int:
    own = _fitting(quantity, places.get(quantity.value, ()))
    return max((_score(label, place) for place in own), default=0)


def _score(label: str, place: Place) -> int:
    """Letters that label and place share; those of its column and of the words before it weigh
    more than those of its row."""
    near = _text_before(place)
    return 3 * _shared(label, near) + _shared(label, place.piece.cell.label)


@lru_cache(16_384)
def _shared(one: str, other: str) -> int:
    """Letters of words that both have, be it inside of others: ว่าง in ตำแหน่งว่าง."""
    mine, theirs = _content(one), _content(other)
    joined, against = loose(fold(one)), loose(fold(other))
    return sum(len(w) for w in mine | theirs if w in joined and w in against)


def _text_before(place: Place) -> str:
    plain = place.piece.seen.plain
    before = max((end for _, end in place.piece.seen.marks if end <= place.own.start), default=0)
    return (
        f"{place.piece.cell.header} {plain[max(before, place.own.start - _NEAR) : place.own.start]}"
    )


def _end_before(quantity: Quantity, said: Seen) -> int:
    before = max((end for _, end in said.marks if end <= quantity.start), default=0)
    return max(before, quantity.start - _NEAR)


def _start_after(at: int, said: Seen) -> int:
    end = said.quantities[at].end
    return min((start for start, _ in said.marks if start >= end), default=end + _NEAR)


def mixed_rows(said: Seen, lines: Sequence[Line]) -> Iterator[Lack]:
    """Figures and dates of one row told of another, where several are cited."""
    if len(lines) < 2:
        return
    at = dict[str, int]()
    for quantity in said.quantities:
        own = [line for line in lines if _has(line, quantity)]
        region = said.plain[at.get(quantity.unit, 0) : quantity.start]
        at[quantity.unit] = quantity.end
        if own and _is_of_another(region, own, lines):
            yield Lack("figure", quantity.text)
    start = 0
    for date, (begin, end) in zip(said.dates, said.date_spans, strict=True):
        own = [line for line in lines if any(date in p.seen.dates for p in line.pieces)]
        if own and _is_of_another(said.plain[start:begin], own, lines):
            yield Lack("month", f"{date[0]}/{date[1]}")
        start = end


def _has(line: Line, quantity: Quantity) -> bool:
    return any(
        own.value == quantity.value
        and (piece.fits(quantity, own) or (quantity.unit == "money" and piece.is_bare))
        for piece in line.pieces
        for own in piece.seen.quantities
    )


def _is_of_another(region: str, own: Sequence[Line], lines: Sequence[Line]) -> bool:
    region = _APART.split(region)[-1]
    tokens, told = _tokens(region), _told(fold(region), lines)
    mine = max(_alone(tokens, line, lines) for line in own)
    called = max(_named(told, line, lines) for line in own)
    others = [
        _alone(tokens, line, lines) + max(0, _named(told, line, lines) - called)
        for line in lines
        if line not in own
    ]
    return max(others, default=0) >= max(_CLEAR, 2 * mine + 1)


@lru_cache(1_024)
def _tokens(region: str) -> frozenset[str]:
    return _content(region) | {f"{q.value:g} {q.unit}" for q in see(region).quantities}


def _alone(tokens: frozenset[str], line: Line, lines: Sequence[Line]) -> int:
    """Letters of the tokens that this line has and no other."""
    return sum(
        len(token)
        for token in tokens & line.tokens
        if not any(token in other.tokens for other in lines if other is not line)
    )


def _told(region: str, lines: Sequence[Line]) -> set[str]:
    """Cells that are said whole, and not as a part of another: ชำนาญการ of ชำนาญการพิเศษ."""
    keys = {key for line in lines for key in line.keys if key in region}
    return {
        key
        for key in keys
        if region.count(key) > sum(region.count(o) for o in keys if key in o and key != o)
    }


def _named(told: set[str], line: Line, lines: Sequence[Line]) -> int:
    """Letters of the cells that this line has and no other."""
    others = frozenset[str]().union(*(other.keys for other in lines if other is not line))
    return sum(map(len, (told & line.keys) - others))


@lru_cache(8_192)
def _content(text: str) -> frozenset[str]:
    plain = beside_figures()
    return frozenset(w for w in words(with_degrees(text)) if len(w) > 1 and w not in plain)

"""Comparisons and superlatives that the figures of the lines themselves prove."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.quantities import Quantity, Seen
from api.proof.reading import Piece
from api.proof.tokens import words
from ingest.text.normalize import arabic_digits

_CLAUSE = re.compile(r"ส่วน(?!ราชการ)|ขณะที่|แต่|(?<=[\u0e01-\u0e4e])ครับ|ค่ะ|โดย(?!เฉลี่ย)|ซึ่ง|คือ|  ")
_OF_SEVERAL = re.compile("ต่าง|รวม|ห่าง|ทั้งหมด")
_NEAR = 60  # letters between a superlative and its figure
_CENT = 0.01


def is_proved(word: str, is_high: bool, said: Seen, pieces: Sequence[Piece]) -> bool:
    """Whether the figure beside ``มากที่สุด`` is the highest of those told with it, in one of our
    statements."""
    at = said.plain.find(word)
    beside = [q for q in said.quantities if abs(q.start - at) <= _NEAR] if at >= 0 else []
    rows = list(_rows(pieces))
    for piece in pieces if beside else ():
        values = [q.value for q in piece.seen.quantities if q.unit in ("", beside[0].unit)]
        values = [v for v in values if abs(2 * v - sum(values)) > _CENT]  # but their total
        if piece.ours and len(values) > 1 and beside[0].value in values:
            return beside[0].value == _end(values, is_high)
    return any(q.value == _end(row, is_high) for q in beside for row in rows if len(row) > 2)


def _end(values: Sequence[float], is_high: bool) -> float:
    return max(values) if is_high else min(values)


def _rows(pieces: Sequence[Piece]) -> Iterator[list[float]]:
    """Figures of a row that stand under one header: ``ช่วงอายุ › 45 - 54``."""
    found: dict[tuple[int, str], list[float]] = {}
    for piece in pieces:
        above, _, _ = piece.cell.header.rpartition(" › ")
        if piece.is_bare and above:
            values = [q.value for q in piece.seen.quantities]
            found.setdefault((piece.cell.row, above), []).extend(values)
    yield from found.values()


def decided(left: str, right: str, pieces: Sequence[Piece]) -> float | None:
    """By how much what the left side names has more than what the right side names, or if it
    names nothing than all others; None if the lines don't tell that."""
    found = _decided(left, right, list(_owned([p for p in pieces if p.ours])))
    return _decided(left, right, list(_owned(pieces))) if found is None else found


def _decided(left: str, right: str, own: Sequence[tuple[str, Quantity]]) -> float | None:
    mine = _figure_of(_CLAUSE.split(left)[-1], own)
    if not mine:
        return None
    unit, value = mine
    rest = [(label, q) for label, q in own if q.unit == unit and q.value != value]
    other = _figure_of(_CLAUSE.split(right)[0], rest)
    if other:
        return value - other[1]
    values = {q.value for _, q in rest}
    if not values or (min(values) < value < max(values)):
        return None
    return value - values.pop()


def _owned(pieces: Sequence[Piece]) -> Iterator[tuple[str, Quantity]]:
    """Each figure, and the words that say whose it is."""
    for piece in pieces:
        at = 0
        for quantity in piece.seen.quantities:
            label = f"{arabic_digits(piece.cell.header)} {piece.seen.plain[at : quantity.start]}"
            at = quantity.end
            if not _OF_SEVERAL.search(label):
                yield label, quantity


def _figure_of(side: str, own: Sequence[tuple[str, Quantity]]) -> tuple[str, float] | None:
    """The one figure whose label shares most with a side; None if there isn't one."""
    of: dict[str, set[float]] = {}
    for label, q in own:
        for word in _words(label):
            of.setdefault(word, set()).add(q.value)
    clear = {word for word in _words(side) if len(of.get(word, ())) == 1}
    scores = [(sum(map(len, clear & _words(label))), q) for label, q in own]
    best = max((score for score, _ in scores), default=0)
    values = {(q.unit, q.value) for score, q in scores if score == best}
    return values.pop() if best > 3 and len(values) == 1 else None


@lru_cache(512)
def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in words(text) if len(w) > 2)

"""Figures that stand in the lines but are told of something else there.

Each figure of a sentence has a label: the words before it, back to the figure before. The place
where the lines have the figure must bear out the label better than places of other figures of the
same unit: ``กรอบ 52 อัตรา`` is wrong where 52 stands under มีคนครอง and 58 under กรอบอัตรา.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from api.proof.amounts import Place
from api.proof.models import Lack
from api.proof.quantities import Quantity, Seen
from ingest.text.segment import words

# Words that stand beside any figure and tell none from another.
_PLAIN = frozenset(
    [
        "ที่",
        "ของ",
        "ใน",
        "ได้",
        "มี",
        "เป็น",
        "และ",
        "กับ",
        "จำนวน",
        "โดย",
        "ให้",
        "คือ",
        "จะ",
        "ต้อง",
        "ไม่",
        "เกิน",
        "น้อยกว่า",
        "อย่างน้อย",
        "บาท",
        "คน",
        "ละ",
        "ว่า",
        "ไว้",
        "ซึ่ง",
        "ส่วน",
        "ตั้ง",
        "ใช้",
        "จาก",
        "ปี",
        "วัน",
        "เดือน",
        "ครั้ง",
        "ร้อยละ",
        "ถึง",
        "หรือ",
        "แห่ง",
        "ราย",
        "นับ",
        "ภายใน",
        "อีก",
        "แล้ว",
        "the",
        "of",
        "a",
        "is",
        "are",
        "and",
        "for",
        "in",
        "at",
    ]
)
# What follows a figure may name what it is of, instead of what precedes it.
_OF = re.compile(r"\s*(?:สำหรับ|ของ|ให้(?:แก่|กับ)?|เป็น(?:ของ)?|แก่|for|of|to)\s*")
_NEAR = 60  # letters


def misbound(said: Seen, places: Mapping[float, Sequence[Place]]) -> Iterator[Lack]:
    """Figures whose label fits another figure of the lines, in either way to read labels."""
    readings = [_labels_before(said)]
    if any(_OF.match(said.plain, q.end) for q in said.quantities):
        readings.append(_labels_after(said))
    verdicts = [list(_crossed(said, places, labels)) for labels in readings]
    if all(verdicts):
        yield from verdicts[0]


def _crossed(
    said: Seen, places: Mapping[float, Sequence[Place]], labels: Sequence[frozenset[str]]
) -> Iterator[Lack]:
    for quantity, label in zip(said.quantities, labels, strict=True):
        own = [p for p in places.get(quantity.value, ()) if p.piece.fits(quantity, p.own)]
        if not own or not label or not quantity.unit or all(p.piece.ours for p in own):
            continue
        others = [
            place
            for value, there in places.items()
            if value != quantity.value
            for place in there
            if place.piece.fits(quantity, place.own) and place.own.unit == own[0].own.unit
        ]
        best = max(_score(label, place) for place in own)
        if others and max(_score(label, place) for place in others) > best:
            yield Lack("figure", quantity.text)


def _score(label: frozenset[str], place: Place) -> int:
    """Letters of the label's words at a place; those of its column and of the words before it
    weigh more than those of its row."""
    near = _words_before(place)
    row = _row_words(place)
    return sum(len(w) * (3 if w in near else 1) for w in label if w in near or w in row)


def _words_before(place: Place) -> frozenset[str]:
    plain = place.piece.seen.plain
    before = max((end for _, end in place.piece.seen.marks if end <= place.own.start), default=0)
    start = max(before, place.own.start - _NEAR)
    return _content(f"{place.piece.cell.header} {plain[start : place.own.start]}")


def _row_words(place: Place) -> frozenset[str]:
    return _content(place.piece.cell.label)


def _labels_before(said: Seen) -> list[frozenset[str]]:
    return [_content(said.plain[_end_before(q, said) : q.start]) for q in said.quantities]


def _labels_after(said: Seen) -> list[frozenset[str]]:
    starts = [start for start, _ in said.marks]
    return [
        _content(said.plain[q.end : min((s for s in starts if s >= q.end), default=q.end + _NEAR)])
        for q in said.quantities
    ]


def _end_before(quantity: Quantity, said: Seen) -> int:
    before = max((end for _, end in said.marks if end <= quantity.start), default=0)
    return max(before, quantity.start - _NEAR)


@lru_cache(8_192)
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in words(text) if len(w) > 1 and w not in _PLAIN)

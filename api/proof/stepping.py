"""First and last steps, and what comes after what, by the numbers of the lines; and from whom
something passes to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.lexicon import joining
from api.proof.models import Lack
from api.proof.reading import Piece
from api.proof.tokens import words
from ingest.text.normalize import fold

_ITEM = re.compile(r"^\W*(\d{1,2})(?:\)|\.(?!\d))\s*(.+)")
_FIRST = re.compile(r"(?:ขั้น(?:ตอน)?|ขั้นที่|อันดับ|ลำดับ)แรก|เริ่ม(?:ต้น)?(?:จาก|ด้วย|ที่)|first step")
_LAST = re.compile(r"(?:ขั้น(?:ตอน)?|ลำดับ)?(?:สุดท้าย|ท้ายสุด)|last step")
_THEN = re.compile(r"แล้วจึง|จากนั้น(?:จึง)?|ต่อ(?:จากนั้น|มา|ด้วย)|ถัดไป|ตามด้วย|แล้ว|\bthen\b")
_CLAUSE = re.compile(rf"{_THEN.pattern}|และ(?:ต้อง)?|แล้ว|ซึ่ง|โดย|ส่วน|พร้อม")
_FROM = re.compile(r"จาก(.{4,80}?)(?:ไป(?:สู่|ยัง|ให้)|ให้(?:กับ|แก่)|สู่|ถึง)(.{4,80})")
_CLEAR = 8  # letters by which a step is known


def missteps(text: str, pieces: Sequence[Piece]) -> Iterator[Lack]:
    items = _items(tuple(piece.cell.text for piece in pieces))
    if items:
        yield from _ends(text, items)
        at = [_step(part, items) for part in _THEN.split(text)]
        known = [step for step in at if step]
        if known != sorted(known):
            yield Lack("qualifier", text[: _CLEAR * 2])
    yield from _passed(text, pieces)


def _ends(text: str, items: Sequence[tuple[int, str]]) -> Iterator[Lack]:
    first = _FIRST.search(text)
    if first:
        step = _step(_CLAUSE.split(text[first.end() :])[0], items)
        if step > 1:
            yield Lack("qualifier", first[0])
    last = _LAST.search(text)
    if last:
        behind = text[last.end() :]
        step = max((_step(part, items) for part in (behind, *_THEN.split(behind))), default=0)
        if step and step < max(number for number, _ in items):
            yield Lack("qualifier", last[0])


@lru_cache(256)
def _items(texts: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    found = []
    for text in texts:
        for line in text.split("\n"):
            match = _ITEM.match(fold_digits(line))
            if match:
                found.append((int(match[1]), fold(match[2])))
    return tuple(dict.fromkeys(found))


def fold_digits(line: str) -> str:
    """Thai digits as Arabic ones."""
    return line.translate({0x0E50 + digit: str(digit) for digit in range(10)})


def _step(part: str, items: Sequence[tuple[int, str]]) -> int:
    """The number of the item that shares most with the part of a sentence; 0 if that isn't
    clear."""
    own = _content(part)
    scores = sorted(
        ((sum(len(w) for w in own if w in item), number) for number, item in items), reverse=True
    )
    if not scores or scores[0][0] < _CLEAR:
        return 0
    best = {number for score, number in scores if score == scores[0][0]}
    return best.pop() if len(best) == 1 else 0


def _passed(text: str, pieces: Sequence[Piece]) -> Iterator[Lack]:
    """``จากผู้เรียนไปสู่ผู้สอน`` of lines that have it the other way round."""
    for said in _FROM.finditer(text):
        giver, taker = _content(said[1]), _content(said[2])
        for piece in pieces:
            for match in _FROM.finditer(piece.seen.plain):
                one, other = fold(match[1]), fold(match[2])
                straight = _letters(giver, one) + _letters(taker, other)
                crossed = _letters(giver, other) + _letters(taker, one)
                if crossed > straight + _CLEAR // 2:
                    yield Lack("qualifier", said[0][: _CLEAR * 3])


def _letters(own: frozenset[str], there: str) -> int:
    return sum(len(word) for word in own if word in there)


@lru_cache(1_024)
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in words(text) if len(w) > 2 and w not in joining())

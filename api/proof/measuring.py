"""What a figure is told of: all of a group or one member, a sum or one row, who passes or who
comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from api.proof.amounts import Place
from api.proof.lexicon import paraphrase
from api.proof.models import Lack
from api.proof.quantities import Quantity, Seen
from api.proof.reading import Piece
from api.proof.tokens import words
from ingest.text.normalize import fold

_MEMBERS = re.compile(r"\s*(?:ซึ่ง)?(?:ประกอบ(?:ไป)?ด้วย|แบ่ง(?:ออก)?เป็น|จำแนกเป็น|ได้แก่)")
_BETWEEN = re.compile(r"\s*(?:,|และ|หรือ|\s)\s*")
_MEMBER = 8  # letters of the name of a group
_SUM = re.compile(r"รวม(?!ถึง|ทั้ง[^ส])|ทั้งหมด|ทั้งสิ้น")
_NEAR = 40  # letters before a figure that say what it is of
_LABEL = 8  # letters of words by which a row is called
_OF_ALL = re.compile("รวม|ทั้งหมด|จำนวน|^(?:คน|อัตรา|บาท)$")
# What a share is of, where a target is measured by persons.
_MEASURES = {
    "attend": re.compile("เข้าร่วม|เข้ารับ|เข้าอบรม|ได้รับการ(?:อบรม|ฝึกอบรม|พัฒนา)"),
    "pass": re.compile("ผ่าน(?!มา)"),
    "content": re.compile("พึงพอใจ"),
    "know": re.compile("มีความรู้|ความเข้าใจ|มีทักษะ"),
    "apply": re.compile("นำความรู้|นำไปใช้|ประยุกต์"),
}


def mismeasured(said: Seen, places: Mapping[float, Sequence[Place]]) -> Iterator[Lack]:
    for quantity in said.quantities:
        there = places.get(quantity.value, ())
        before = said.plain[max(0, quantity.start - _NEAR) : quantity.start]
        wrong = (
            _is_of_all(quantity, said.plain, there)
            or _is_of_one_row(before, said.plain, there)
            or (quantity.unit == "percent" and _is_of_others(before, there))
        )
        if wrong:
            yield Lack("figure", quantity.text)


def _is_of_all(quantity: Quantity, plain: str, there: Sequence[Place]) -> bool:
    """``621 ราย ประกอบด้วย ...`` told of one of those that are listed behind it."""
    return bool(there) and all(_is_member_told(quantity, plain, place) for place in there)


def _is_member_told(quantity: Quantity, plain: str, place: Place) -> bool:
    lines = place.piece.seen.plain
    listed = _MEMBERS.match(lines, place.own.end)
    if not listed or _MEMBERS.search(plain):
        return False
    told, before = fold(plain), fold(lines[: place.own.start])
    members = [fold(m) for m in _BETWEEN.split(lines[listed.end() :]) if len(m) >= _MEMBER]
    starts = {_begun(member, told) for member in members[:8]}
    return len({start for start in starts if start and start not in before}) == 1


def _begun(member: str, told: str) -> str:
    """As much of its beginning as is told: ``พนักงานจ้าง`` of ``พนักงานจ้างทั่วไป``."""
    sizes = range(len(member), _MEMBER - 1, -1)
    return next((member[:size] for size in sizes if member[:size] in told), "")


def _is_of_one_row(before: str, plain: str, there: Sequence[Place]) -> bool:
    """A figure of one row told as a sum, without what the row is called."""
    if not there or not _SUM.search(before):
        return False
    return all(_is_uncalled(place.piece, plain) for place in there)


def _is_uncalled(piece: Piece, plain: str) -> bool:
    cell = piece.cell
    if not piece.is_bare or cell.total or _OF_ALL.search(cell.header) or _OF_ALL.search(cell.label):
        return False
    label = [w for w in words(cell.label) if len(w) > 2 and w not in paraphrase()]
    folded = fold(plain)
    size = sum(map(len, label))
    return size >= _LABEL and 3 * sum(len(w) for w in label if w in folded) < size


def _is_of_others(before: str, there: Sequence[Place]) -> bool:
    """``เข้าร่วมร้อยละ 80`` of lines whose 80 % are those who pass."""
    told = _measures(before)
    if len(told) != 1 or not there:
        return False
    held = [_measures(place.piece.seen.plain) for place in there]
    return all(held) and not any(told & own for own in held)


def _measures(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _MEASURES.items() if pattern.search(text))

"""Who is more, and who is what: comparisons keep their sides, roles their holders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.models import Lack
from api.proof.quantities import Quantity, Seen
from api.proof.ranking import decided
from api.proof.reading import Piece
from api.proof.tokens import words
from ingest.lexicon.match import find_positions
from ingest.text.normalize import fold

_MORE = r"มากกว่า|สูงกว่า|เยอะกว่า|นานกว่า|more than|higher than|larger than"
_LESS = r"น้อยกว่า|ต่ำกว่า|less than|lower than|fewer than"
_COMPARED = re.compile(rf"(?<!ไม่)(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?!\s*\d|\s*ร้อยละ)")
_ROLE = re.compile(
    r"รองประธาน(?:คณะ)?(?:กรรมการ)?|ประธาน(?:คณะ)?(?:กรรมการ)?|กรรมการและเลขานุการ|กรรมการและผู้ช่วยเลขานุการ"
    r"|ผู้ช่วยเลขานุการ|เลขานุการ(?!สภา|องค์การ)|กรรมการ(?!กลั่นกรอง|สอบ|ทุน|พัฒนา|ติดตาม)"
)
# Who decides in a local government, by the beginning of the title.
_HOLDER = re.compile(
    r"นายก(?:เทศมนตรี|องค์การ|\s?อบ[ตจ])?|รองปลัด|ปลัด|หัวหน้า(?:ส่วนราชการ|สำนัก|งาน|ฝ่าย|กอง)?"
    r"|ผู้อำนวยการ|ผู้บังคับบัญชา|คณะกรรมการ|กองคลัง|กองการเจ้าหน้าที่|งานการเจ้าหน้าที่|ก\.\S{1,6}\."
)
_BODY = re.compile(r"(?:เทศบาล|อบต\.|อบจ\.|องค์การบริหารส่วน|กอง|สำนัก)[^\s\d,(]{3,}")
_BY = r"(?:กัน)?\s*(?:อยู่|เป็นเงิน|จำนวน|คือ|ที่|:)*\s*(\d[\d,.]*)(?=\s*บาท)"
_DIFFERENCE = re.compile(rf"(?:แตกต่าง|ต่าง|ห่าง){_BY}")
# By how much one is more than the other; not what the other has: ``กว่า ก ที่ตั้งไว้ 500 บาท``.
_BY_HOW_MUCH = re.compile(
    r"(?:มาก|สูง|น้อย|ต่ำ)กว่า(?:(?!ที่|ซึ่ง|ตั้ง|ได้|คือ)[^\d,\s]){4,60}\s?(\d[\d,.]*)(?=\s*บาท)"
)
_CALLED = 4  # letters behind a comparison by which a column's name is known
_ASIDE = re.compile("ส่วน(?!ราชการ)|ขณะที่")
_WHO = re.compile(r"\s*(?:คือ|ได้แก่|:)")
_HANDS = re.compile("เสนอ|รายงาน|ยื่น|ส่ง|มอบ")


def turned(said: Seen, pieces: Sequence[Piece]) -> Iterator[Lack]:
    """Comparisons whose sides stand the other way round, or nowhere."""
    for match in _COMPARED.finditer(said.plain):
        if _is_called(said.plain[match.start() : match.end() + _CALLED], pieces):
            continue
        says_more = bool(match["more"])
        left, right = _figures_beside(said, match.start(), match.end())
        ours = list(_statements(pieces))
        if left and right and left.unit == right.unit and not ours:
            if (left.value > right.value) != says_more:
                yield Lack("qualifier", match[0])
            continue
        sides = said.plain[: match.start()], said.plain[match.end() :]
        if _last_body(sides[0]) and sides[1].lstrip().startswith(_last_body(sides[0])):
            yield Lack("qualifier", match[0])
            continue
        more = decided(*sides, pieces)
        if more is not None and (more > 0) == says_more:
            continue
        if more is not None or not any(_agrees(sides, says_more, one) for one in ours):
            yield Lack("qualifier", match[0])


def _is_called(words: str, pieces: Sequence[Piece]) -> bool:
    """Whether a column is called so: ``ต่ำกว่า ปวช.``."""
    return any(fold(words) in fold(piece.cell.header) for piece in pieces if piece.cell.header)


def _last_body(side: str) -> str:
    """The organisation or department named last, without what it is said to have."""
    found = _BODY.findall(side)
    return re.split("มี|ได้|ตั้ง|ใช้|กำหนด", found[-1])[0] if found else ""


def differing(said: Seen, pieces: Sequence[Piece]) -> Iterator[Lack]:
    """A difference or a sum other than the one that our statement, or a line, gives as such."""
    known = {m[1] for p in pieces if p.ours for m in _DIFFERENCE.finditer(p.seen.plain)}
    told = [m[1] for m in _DIFFERENCE.finditer(said.plain)]
    told += [m[1] for m in _BY_HOW_MUCH.finditer(said.plain)]
    yield from (Lack("figure", figure) for figure in told if known and figure not in known)


def _figures_beside(said: Seen, start: int, end: int) -> tuple[Quantity | None, Quantity | None]:
    before = [q for q in said.quantities if q.end <= start]
    after = [q for q in said.quantities if q.start >= end]
    return (before[-1] if before else None, after[0] if after else None)


def _statements(pieces: Sequence[Piece]) -> Iterator[tuple[str, str, bool]]:
    """What stands left and right of each comparison in the grounds, and whether left is more."""
    for piece in pieces:
        plain = piece.seen.plain
        for match in _COMPARED.finditer(plain):
            yield plain[: match.start()], plain[match.end() :], bool(match["more"])


def _agrees(sides: tuple[str, str], says_more: bool, other: tuple[str, str, bool]) -> bool:
    left, right, is_more = other
    if says_more != is_more:
        left, right = right, left
    straight = _shared(sides[0], left) + _shared(sides[1], right)
    crossed = _shared(sides[0], right) + _shared(sides[1], left)
    return straight > crossed


def _shared(one: str, other: str) -> int:
    return sum(map(len, _words(one) & _words(other)))


@lru_cache(512)
def _words(text: str) -> frozenset[str]:
    return frozenset(words(text))


def misordered(text: str, pieces: Sequence[Piece]) -> Iterator[Lack]:
    """``นายกเสนอปลัดอนุมัติ`` where the plan has ปลัดเสนอนายกอนุมัติ."""
    said = _handed(text)
    if not said:
        return
    there = {pair for piece in pieces for pair in _handed(piece.seen.plain)}
    for giver, taker in said:
        if (taker, giver) in there and (giver, taker) not in there:
            yield Lack("name", f"{giver} - {taker}")


@lru_cache(1_024)
def _handed(text: str) -> frozenset[tuple[str, str]]:
    """Who hands something to whom: the names on both sides of a verb such as เสนอ."""
    verbs = list(_HANDS.finditer(text))
    if not verbs:
        return frozenset()
    names = [(m.start(), m.end(), m[0]) for m in _HOLDER.finditer(text)]
    pairs = set()
    for verb in verbs:
        before = [name for _, end, name in names if end <= verb.start()]
        after = [name for start, _, name in names if start >= verb.end()]
        if before and after and before[-1] != after[0]:
            pairs.add((before[-1], after[0]))
    return frozenset(pairs)


def miscast(text: str, pieces: Sequence[Piece]) -> Iterator[Lack]:
    """Roles in a committee given to another than the row or line that names the role."""
    rows = _roles(pieces)
    if not rows:
        return
    at = 0
    for match in _ROLE.finditer(text):
        behind = _WHO.match(text, match.end())
        following = _ROLE.search(text, match.end())
        until = following.start() if following else len(text)
        holder = text[behind.end() : until] if behind else text[at : match.start()]
        holder = _ASIDE.split(holder)[0 if behind else -1]
        at = match.end()
        named = [(_named(holder, other), role) for other, role in rows]
        best = max(score for score, _ in named)
        if best and match[0] not in {_short(r) for s, r in named if s == best} | {
            r for s, r in named if s == best
        }:
            yield Lack("name", match[0])


def _short(role: str) -> str:
    return role.removesuffix("กรรมการ").removesuffix("คณะ")


def _roles(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Holder and role of each row or line that ends with a role."""
    lines: dict[object, list[str]] = {}
    for at, piece in enumerate(pieces):
        key = piece.cell.row if piece.cell.row >= 0 else f"line {at}"
        lines.setdefault(key, []).append(piece.seen.plain)
    found = []
    for cells in lines.values():
        joined = "\t".join(cells)
        roles = list(_ROLE.finditer(joined))
        if roles and roles[-1].end() >= len(joined.rstrip()) - 1:
            starts = [0, *(role.end() for role in roles)]
            pairs = zip(starts, roles, strict=False)
            found += [(joined[start : role.start()], role[0]) for start, role in pairs]
    return found


def _named(holder: str, other: str) -> int:
    """Letters that the holder of a role shares with one of the lines, from the longest name."""
    there = fold(other)
    mine, theirs = _posts(holder), _posts(other)
    if mine and theirs and not mine & theirs:
        return 0
    return sum(len(word) for word in _words(holder) if len(word) > 2 and word in there)


@lru_cache(512)
def _posts(text: str) -> frozenset[str]:
    return frozenset(m.canonical for m in find_positions(text) if m.exact)

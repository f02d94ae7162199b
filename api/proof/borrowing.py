"""What a sentence that names one of several rows takes from another of them.

A sentence that names one part of its grounds by what the part is called tells figures, months,
departments and words of that one, or of what no part has for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.proof.models import Lack
from api.proof.parts import NUMBER, Part, content, keys_of
from ingest.text.normalize import fold

_REFERS = re.compile(r"(?:โครงการ|กิจกรรม|หลักสูตร|วิชา|ตำแหน่ง|เรื่อง|ระเบียบ|กลุ่ม)(?:นี้|ดังกล่าว)")
# What stands before a local government's name and belongs to it.
_BEFORE = (
    r"(?:(?:ขณะที่|ส่วน|แต่|และ|กับ)?\s*(?:ของ|ที่)?\s*"
    r"(?:เทศบาล(?:นคร|เมือง|ตำบล)|ท[นมต]\.|อบ[จต]\.|องค์การบริหารส่วน(?:ตำบล|จังหวัด))\s*)?"
)
# What is told of several together; a bound of one figure isn't.
_SEVERAL = re.compile(
    r"รวม(?!ถึง)|ทั้ง(?!ปี|นี้|นั้น)|ต่าง(?!\s?ๆ)|(?<!ไม่น้อย)(?<!ไม่ต่ำ)(?<!ไม่เกิน)(?<!ไม่มาก)กว่า|ที่สุด|เท่ากัน"
)
_COMPUTED = re.compile("ร้อยละ|รวม|เฉลี่ย")
_ENOUGH = 0.6  # share of a name's letters by which it is named
_TIMES = frozenset({"month", "date", "quarter", "name", "begins", "stops"})
_ACRONYM = re.compile("[a-z]{2,}")
_CALLED = 4  # letters of what one is called by
_SHORT = 10  # letters of a name that is looked for as it is
_FEW = 4  # letters of a name
_CLEAR = 8  # letters of words of another part
_AHEAD = 5  # letters of a question by which one is meant and no other
_LEAD = 8  # letters by which the words of an item are told from the others'


def borrowed(text: str, parts: Sequence[Part], asked: str = "") -> Iterator[Lack]:
    """Figures, months, departments and words of other parts than the one that is named, or if
    none is, of the one that the question ``asked`` names."""
    if len(parts) < 2 or _SEVERAL.search(text):
        return
    bodies = {fold(part.body) for part in parts if part.body}
    for body, clause in _clauses(text, bodies) if len(bodies) > 1 else [("", text)]:
        own = [part for part in parts if not (body and part.body) or fold(part.body) == body]
        if own and len(own) < len(parts):
            yield from _of_others(clause, own, [part for part in parts if part not in own])
        yield from _within(clause, own, asked)


def _of_others(text: str, own: Sequence[Part], others: Sequence[Part]) -> Iterator[Lack]:
    """Names, figures, months and words of the others' parts alone."""
    folded = fold(text)
    for name in {fold(n) for part in others for n in part.called}:
        if len(name) > _SHORT and name in folded and not any(name in p.folded for p in own):
            yield Lack("name", name)
    known = frozenset[str]().union(*(part.keys for part in own))
    theirs = frozenset[str]().union(*(part.own_keys for part in others))
    taken = (key for key in keys_of(text) - known if {key, _bare(key)} & theirs)
    yield from (_lack(key) for key in taken if _bare(key) not in known)
    yield from _away(text, own, others)


def _clauses(text: str, bodies: set[str]) -> list[tuple[str, str]]:
    """What is told of each local government that is named; of none all of it."""
    spots = ((b, re.finditer(_BEFORE + re.escape(b), text)) for b in bodies)
    found = sorted((match.start(), body) for body, matches in spots for match in matches)
    if not found:
        return [("", text)]
    starts = [0, *(at for at, _ in found[1:])]
    ends = [*starts[1:], len(text)]
    return [(b, text[i:j]) for (_, b), i, j in zip(found, starts, ends, strict=True)]


def _within(text: str, parts: Sequence[Part], asked: str) -> Iterator[Lack]:
    folded = fold(text)
    names = {part: [n for n in part.called if _share(n, folded) >= _ENOUGH] for part in parts}
    said = {fold(name) for own in names.values() for name in own}
    longest = {n for n in said if not any(_is_inside(n, other, folded) for other in said)}
    fuller = [set(content(name)) for own in names.values() for name in own]
    named = [
        part
        for part, own in names.items()
        if any(fold(n) in longest and not _is_less(n, fuller, folded) for n in own)
    ]
    if not named:  # ``โครงการนี้`` is what was asked for, or what is cited first
        meant = _asked_for(asked, parts)
        named = meant[:1] if _REFERS.search(text) else _named_apart(folded, parts) or meant
    if not named:
        yield from _scattered(text, parts)
        return
    others = [part for part in parts if part not in named]
    if not others:
        return
    known = frozenset[str]().union(*(part.keys for part in named))
    for key in keys_of(text) - known:
        kind, bare = key.split()[0], _bare(key)
        if bare in known:
            continue
        is_told = any(own.split()[0] == kind for part in named for own in part.own_keys)
        if any({key, bare} & o.own_keys and (is_told or not _is_beside(o, named)) for o in others):
            yield _lack(key)
    yield from _away(text, named, [other for other in others if not _is_beside(other, named)])


def _away(text: str, named: Sequence[Part], others: Sequence[Part]) -> Iterator[Lack]:
    """Words that stand in other parts alone."""
    away = [
        word
        for word in content(text)
        if not any(word in part.folded for part in named)
        and any(word in fold(other.own) for other in others)
    ]
    if sum(map(len, away)) >= _CLEAR:
        yield from (Lack("words", word) for word in away)


def _named_apart(folded: str, parts: Sequence[Part]) -> list[Part]:
    """The one that is meant by words that no other is called by."""
    scores = []
    for part in parts:
        beside = fold("".join(n for other in parts if other is not part for n in other.called))
        apart = [w for n in part.called[:2] for w in content(n) if w not in beside]
        size = max(_CALLED, int(_ENOUGH * sum(map(len, dict.fromkeys(apart)))))
        said = sum(len(w) for w in dict.fromkeys(apart) if w in folded)
        if any(_ACRONYM.fullmatch(w) and w in folded for w in apart):
            said = max(said, size)
        scores.append((said if said >= min(size, _LEAD) else 0, part))
    best = max(score for score, _ in scores)
    return [part for score, part in scores if best and score * 2 > best]


def _asked_for(asked: str, parts: Sequence[Part]) -> list[Part]:
    """The one in which, or above which, stands most of what the question names."""
    told = content(asked)
    scores = [sum(len(w) for w in told if w in part.folded) for part in parts]
    best = max(scores)
    return [part for score, part in zip(scores, parts, strict=True) if score + _AHEAD > best]


def _scattered(text: str, parts: Sequence[Part]) -> Iterator[Lack]:
    """Figures of which each stands in some part and no part has them all."""
    keys = {k for k in keys_of(text) if k.split()[0] not in ("bare", "name", "year")}
    keys = {key for key in keys if any(_has(part, key) for part in parts)}
    if len(keys) > 1 and not any(all(_has(part, key) for key in keys) for part in parts):
        yield from (_lack(key) for key in sorted(keys)[:1])


def _has(part: Part, key: str) -> bool:
    return key in part.keys or _bare(key) in part.keys


def _bare(key: str) -> str:
    """The same of a figure whose cell doesn't say what it counts."""
    kind, value = key.split(maxsplit=1)
    return key if kind in _TIMES else f"bare {value}"


def _is_less(name: str, fuller: Sequence[set[str]], folded: str) -> bool:
    """Whether another name that is said has all of its words, and it isn't said whole."""
    return fold(name) not in folded and any(set(content(name)) < other for other in fuller)


def _is_inside(name: str, other: str, folded: str) -> bool:
    """Whether it is said as a part of the other alone."""
    return name != other and name in other and folded.count(name) <= max(1, folded.count(other))


def _is_beside(part: Part, named: Sequence[Part]) -> bool:
    """Whether it tells another thing of the same row."""
    return any(part.row and part.row == other.row for other in named)


def _lack(key: str) -> Lack:
    kind, _, said = key.partition(" ")
    if kind in ("month", "begins", "stops"):
        return Lack("month", said)
    return Lack("name" if kind == "name" else "figure", said)


def _share(name: str, folded: str) -> float:
    """Of the letters of a name's words, those in the text."""
    own = content(name)
    size = sum(map(len, own))
    if size < _SHORT:
        plain = fold(NUMBER.sub("", name))
        is_name = size >= _FEW or (len(plain) >= _SHORT and not _COMPUTED.search(plain))
        return float(is_name and plain in folded)
    return sum(len(word) for word in own if word in folded) / size

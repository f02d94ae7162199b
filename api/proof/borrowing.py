"""What a sentence that names one of several rows takes from another of them.

The grounds of a sentence fall into parts: a row with our statements on it, a statement alone, an
item of a numbered list in a cell. A sentence that names one part by what the part is called tells
figures, months, departments and words of that one, or of what no part has for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from api.proof.evidence import Evidence
from api.proof.lexicon import paraphrase
from api.proof.models import Ground, Lack
from api.proof.names import names_in
from api.proof.negating import NO_BUDGET
from api.proof.quantities import see
from api.proof.times import BEGINS, STOPS
from api.proof.tokens import words
from ingest.models import Project
from ingest.text.normalize import fold

_NAMING = re.compile(r"โครงการ|กิจกรรม|หลักสูตร|วิชา|รหัส|ตำแหน่ง|ประเภท|สายงาน|รายการ|หัวข้อ")
_HEAD = re.compile(r"^[-\s]*([^:]{2,200}?)\s*:\s")
_SUB = re.compile(r"(?=โครงการ|กิจกรรม|\(\d)")
_BODY = re.compile(r"ปีงบประมาณ|^\W*\d*\W*$")
_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d+)?[.)]\s*|^\W*[ก-ฮ]\.\s")
_ITEMS = re.compile(r"(?<![\d.(])(?=\d{1,2}\.\s)")
_REFERS = re.compile(r"(?:โครงการ|กิจกรรม|หลักสูตร|วิชา|ตำแหน่ง|เรื่อง|ระเบียบ|กลุ่ม)(?:นี้|ดังกล่าว)")
# What stands before a local government's name and belongs to it.
_BEFORE = (
    r"(?:(?:ขณะที่|ส่วน|แต่|และ|กับ)?\s*(?:ของ|ที่)?\s*"
    r"(?:เทศบาล(?:นคร|เมือง|ตำบล)|ท[นมต]\.|อบ[จต]\.|องค์การบริหารส่วน(?:ตำบล|จังหวัด))\s*)?"
)
_SEVERAL = re.compile(r"รวม|ทั้ง|ต่าง|กว่า|ที่สุด|เท่ากัน")
_COMPUTED = re.compile("ร้อยละ|รวม|เฉลี่ย")
_ENOUGH = 0.6  # share of a name's letters by which it is named
_TIMES = frozenset({"month", "date", "quarter", "name", "begins", "stops"})
_ACRONYM = re.compile("[a-z]{2,}")
_SPAN = re.compile(r"ไตรมาสที่\s*(\d)\s*(?:-|–|ถึง)\s*(?:ไตรมาสที่\s*)?(\d)")
_CALLED = 4  # letters of what one is called by
_SHORT = 10  # letters of a name that is looked for as it is
_FEW = 4  # letters of a name
_CLEAR = 8  # letters of words of another part
_LEAD = 8  # letters by which the words of an item are told from the others'


@dataclass(frozen=True, eq=False)
class Part:
    """``called`` are its names, ``text`` all that stands in it and above it."""

    called: tuple[str, ...]
    text: str
    own: str  # without what stands above it
    body: str  # the local government whose plan it is
    row: str  # of which it tells one thing among others; "" if all

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        return _keys(self.text)

    @cached_property
    def own_keys(self) -> frozenset[str]:
        return _keys(self.own)


def borrowed(text: str, parts: Sequence[Part]) -> Iterator[Lack]:
    """Figures, months, departments and words of other parts than the one that is named."""
    if len(parts) < 2 or _SEVERAL.search(text):
        return
    bodies = {fold(part.body) for part in parts if part.body}
    for body, clause in _clauses(text, bodies) if len(bodies) > 1 else [("", text)]:
        own = [part for part in parts if not (body and part.body) or fold(part.body) == body]
        if own and len(own) < len(parts):
            yield from _of_others(clause, own, [part for part in parts if part not in own])
        yield from _within(clause, own)


def _of_others(text: str, own: Sequence[Part], others: Sequence[Part]) -> Iterator[Lack]:
    """Names, figures, months and words of the others' parts alone."""
    folded = fold(text)
    for name in {fold(n) for part in others for n in part.called}:
        if len(name) > _SHORT and name in folded and not any(name in p.folded for p in own):
            yield Lack("name", name)
    known = frozenset[str]().union(*(part.keys for part in own))
    theirs = frozenset[str]().union(*(part.own_keys for part in others))
    taken = (key for key in _keys(text) - known if {key, _bare(key)} & theirs)
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


def _within(text: str, parts: Sequence[Part]) -> Iterator[Lack]:
    folded = fold(text)
    names = {part: [n for n in part.called if _share(n, folded) >= _ENOUGH] for part in parts}
    said = {fold(name) for own in names.values() for name in own}
    longest = {n for n in said if not any(_is_inside(n, other, folded) for other in said)}
    fuller = [set(_content(name)) for own in names.values() for name in own]
    named = [
        part
        for part, own in names.items()
        if any(fold(n) in longest and not _is_less(n, fuller, folded) for n in own)
    ]
    if not named:  # ``โครงการนี้`` is what is cited first
        named = list(parts[:1]) if _REFERS.search(text) else _named_apart(folded, parts)
    if not named:
        yield from _scattered(text, parts)
        return
    others = [part for part in parts if part not in named]
    if not others:
        return
    known = frozenset[str]().union(*(part.keys for part in named))
    for key in _keys(text) - known:
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
        for word in _content(text)
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
        apart = [w for n in part.called[:2] for w in _content(n) if w not in beside]
        size = max(_CALLED, int(_ENOUGH * sum(map(len, dict.fromkeys(apart)))))
        said = sum(len(w) for w in dict.fromkeys(apart) if w in folded)
        if any(_ACRONYM.fullmatch(w) and w in folded for w in apart):
            said = max(said, size)
        scores.append((said if said >= min(size, _LEAD) else 0, part))
    best = max(score for score, _ in scores)
    return [part for score, part in scores if best and score * 2 > best]


def _scattered(text: str, parts: Sequence[Part]) -> Iterator[Lack]:
    """Figures of which each stands in some part and no part has them all."""
    keys = {k for k in _keys(text) if k.split()[0] not in ("bare", "name", "year")}
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
    return fold(name) not in folded and any(set(_content(name)) < other for other in fuller)


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
    own = _content(name)
    size = sum(map(len, own))
    if size < _SHORT:
        plain = fold(_NUMBER.sub("", name))
        is_name = size >= _FEW or (len(plain) >= _SHORT and not _COMPUTED.search(plain))
        return float(is_name and plain in folded)
    return sum(len(word) for word in own if word in folded) / size


@lru_cache(2_048)
def _content(text: str) -> tuple[str, ...]:
    ignored = paraphrase()
    found = dict.fromkeys(words(text))
    return tuple(w for w in found if len(w) > 1 and w not in ignored and not w.isspace())


@lru_cache(2_048)
def _keys(text: str) -> frozenset[str]:
    """Amounts, dates, quarters, months and departments, each with its kind."""
    seen = see(text)
    found = {f"{q.unit or 'bare'} {q.value:g}" for q in seen.quantities}
    found |= {"money 0" for _ in [0] if NO_BUDGET.search(text)}
    found |= {f"date {day}/{month}" for day, month in seen.dates}
    found |= {f"quarter {n}" for label, n in seen.ordinals if label == "ไตรมาส"}
    for match in _SPAN.finditer(seen.plain):
        found |= {f"begins {match[1]}", f"stops {match[2]}"}
    found |= {f"begins {m[1]}" for m in BEGINS.finditer(seen.plain)}
    found |= {f"stops {m[1]}" for m in STOPS.finditer(seen.plain)}
    for meaning, _ in names_in(text):
        found.add(meaning if meaning.startswith("month ") else f"name {meaning}")
    return frozenset(found)


def parts_of(grounds: Sequence[Ground]) -> tuple[Part, ...]:
    """Rows, each with our statements that stand on it alone; statements on no row.

    Several things that our statements tell of one row are parts of their own.
    """
    rows: dict[str, tuple[list[str], Evidence]] = {}
    free = [g.statement for g in grounds if g.statement and not any(_heads(g.statement))]
    for at, ground in enumerate(grounds):
        if not ground.evidence or (ground.statement and len(ground.evidence) > 1):
            continue  # a sum, or what several plans share
        one = ground.evidence[0]
        if ground.statement or _is_row(one):
            key = one.text if _is_row(one) else f"statement {at}"
            rows.setdefault(key, ([], one))[0].append(ground.statement)
    return tuple(part for said, one in rows.values() for part in _parts(said, one, "\n".join(free)))


def _parts(said: Sequence[str], one: Evidence, free: str) -> Iterator[Part]:
    headed = [line for line in said if any(_heads(line))]
    rest = "\n".join(line for line in said if line not in headed)
    cells = "\n".join(f"{p.cell.header} {p.cell.text}" for p in one.pieces) if _is_row(one) else ""
    quarters = [f.quarters for f in one.facts if isinstance(f, Project) and f.quarters]
    cells += "".join(f"\nไตรมาสที่ {q[0]} ถึงไตรมาสที่ {q[-1]}" for q in quarters if cells)
    around = "\n".join((free, one.context, *(f"ไตรมาสที่ {n}" for q in quarters for n in q)))
    if len(headed) > 1:
        for line in headed:
            yield _part([*_heads(line)], f"{line}\n{rest}", around, _body(one), one.text)
        return
    own = "\n".join((*headed, rest, cells))
    called = [name for line in headed for name in _heads(line)]
    yield _part([*called, *(_called(one) if cells else ())], own, around, _body(one), "")


def _part(called: Sequence[str], own: str, around: str, body: str, row: str) -> Part:
    names = (_NUMBER.sub("", name) for name in called)
    return Part(tuple(filter(None, names)), f"{own}\n{around}", own, body, row)


def _body(one: Evidence) -> str:
    return one.organization.core if one.organization else ""


def _is_row(one: Evidence) -> bool:
    return one.rows > 0 and len({p.cell.row for p in one.pieces if p.cell.row >= 0}) == 1


def _heads(statement: str) -> Iterator[str]:
    for line in statement.split("\n"):
        cells = [cell.strip() for cell in line.strip(" |").split("|")]
        if len(cells) > 1:
            yield from [cell for cell in cells if not _BODY.search(cell)][:1]
        elif head := _HEAD.match(line):
            yield head[1]


def _called(one: Evidence) -> Iterator[str]:
    """Of a row: its project, and what its cells name under such headers."""
    yield from (f.name for f in one.facts if isinstance(f, Project))
    named = [p.cell.text for p in one.pieces if _NAMING.search(p.cell.header) and not p.is_bare]
    for text in named[:2] or [p.cell.label for p in one.pieces[:1]]:
        yield text
        yield from _SUB.split(text)


def mistaken(text: str, grounds: Sequence[Ground]) -> Iterator[Lack]:
    """Years, figures and words of another item of a numbered list in one cell."""
    own = frozenset(w for w in _content(text) if not any(c.isdigit() for c in w))
    evidence = tuple(e for ground in grounds for e in ground.evidence)
    for items, dated, beside in _items(evidence):
        alone = [
            sum(len(w) for w in own if w in item and sum(w in i for i in items) == 1)
            for item in items
        ]
        best = max(alone)
        if best < _LEAD or sum(alone) > best:
            continue
        item, there = items[alone.index(best)], dated[alone.index(best)]
        rest = frozenset[str]().union(*dated)
        yield from (Lack("year", key) for key in (_dated(text) - there) & rest)
        away = [w for w in own if w not in item + beside and any(w in i for i in items)]
        if sum(map(len, away)) >= _LEAD:
            yield from (Lack("words", word) for word in away)


@lru_cache(256)
def _items(
    evidence: tuple[Evidence, ...],
) -> tuple[tuple[tuple[str, ...], tuple[frozenset[str], ...], str], ...]:
    """The items of each cell that lists some, their years, and what stands beside and above."""
    found = {}
    for one in evidence:
        for piece in one.pieces:
            items = [item for item in _ITEMS.split(piece.seen.plain) if item.strip()]
            if len(items) > 2:
                rest = fold("".join(p.seen.plain for p in one.pieces if p is not piece))
                own = tuple(map(fold, items)), tuple(map(_dated, items))
                found[own] = rest + fold(one.context)
    return tuple((*own, beside) for own, beside in found.items())


@lru_cache(2_048)
def _dated(text: str) -> frozenset[str]:
    return frozenset(str(year) for year, _ in see(text).years)

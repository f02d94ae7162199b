"""Figures, times and superlatives told of another than the one whose they are.

The grounds of a sentence are read together; but what it tells of an organisation, a department,
an activity by its number or a range of a column must stand in that one's part of them: in the
lines of its plan, or in a line after its name and before the next one's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from api.answering.understanding.months import month_mentions
from api.proof.evidence import Evidence
from api.proof.models import Lack
from api.proof.quantities import see
from ingest.lexicon.match import find_spelled
from ingest.models import Organization
from ingest.text.normalize import arabic_digits, fold

_NUMBERED = re.compile(r"(กิจกรรม|รุ่น|ครั้ง|ระยะ|งวด|กลุ่ม|ยุทธศาสตร์|กลยุทธ์)ที่\s*(\d+)")
_HIGH = re.compile(r"(?:มาก|สูง|เยอะ|นาน)(?:ที่)?สุด|highest|largest|most\b")
_LOW = re.compile(r"(?:น้อย|ต่ำ|สั้น)(?:ที่)?สุด|lowest|smallest|least\b")
_AND = re.compile(r"[\s,]*(?:และ|กับ|หรือ|รวมทั้ง|รวมถึง|ตลอดจน|,)?[\s,]*(?:ของ)?\s*")
# What is of all that are named: a sum, a difference.
_JOINT = re.compile(r"รวม|ต่าง|กว่า|ห่าง|ทั้ง|differ|total|more|less|each")
_NEAR = 30  # letters before a figure in which such a word stands

Marks = tuple[tuple[int, int, str], ...]  # start, end and whose
Finder = Callable[[str], Marks]


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, year, month or superlative of a text, at ``start``."""

    key: str
    start: int
    text: str


@dataclass(slots=True)
class _Shares:
    """What the grounds tell of each owner, and what of nobody in particular."""

    own: dict[str, set[str]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)


def misowned(text: str, evidence: Sequence[Evidence], statement: str) -> Iterator[Lack]:
    """Of each kind of owner that the sentence names."""
    plain = see(text).plain
    lines = tuple(filter(None, statement.split("\n")))
    bodies = tuple(dict.fromkeys(e.organization for e in evidence if e.organization))
    if len(bodies) > 1:
        finder = _organizations(bodies)
        yield from _checked(plain, finder, _of_bodies(finder, evidence, lines))
    for finder in (_departments, _numbers):
        if finder(plain):
            yield from _checked(plain, finder, _of_lines(finder, evidence, lines))


def _checked(plain: str, finder: Finder, shares: _Shares) -> Iterator[Lack]:
    marks = [mark for mark in finder(plain) if mark[2] in shares.own]
    if not marks or len(shares.own) < 2:
        return
    for told in (_counted(plain), _superlatives(plain)):
        lacking = [
            found
            for found in (_wrong(plain, pairs, shares) for pairs in _readings(plain, marks, told))
        ]
        if lacking and all(lacking):
            yield from lacking[0]


def _wrong(
    plain: str, pairs: Sequence[tuple[_Told, frozenset[str]]], shares: _Shares
) -> list[Lack]:
    """What is an other's alone."""
    found = []
    for told, owners in pairs:
        is_each = len({t.key for t, those in pairs if those == owners}) == 1
        for owner in owners:
            apart = {owner} if is_each else owners
            others = set[str]().union(*(o for who, o in shares.own.items() if who not in apart))
            is_own = told.key in shares.own[owner] | shares.free
            is_joint = _JOINT.search(plain[max(0, told.start - _NEAR) : told.start])
            if not is_own and told.key in others and not is_joint:
                kind = "qualifier" if told.key in ("high", "low") else "figure"
                found.append(Lack("figure" if kind == "figure" else "qualifier", told.text))
                break
    return found


def _readings(
    plain: str, marks: Sequence[tuple[int, int, str]], told: Sequence[_Told]
) -> Iterator[list[tuple[_Told, frozenset[str]]]]:
    """Whose each figure is: of who is named before it, or of who is named behind it."""
    if not told:
        return
    groups = _groups(plain, marks)
    first, last = groups[0][0], groups[-1][1]
    behind = told[0].start < first and told[-1].start < last
    if not behind or told[0].start >= first:
        yield [
            (t, owners[-1]) for t in told if (owners := [g[2] for g in groups if g[0] <= t.start])
        ]
    if behind:
        yield [(t, next(g[2] for g in groups if g[1] > t.start)) for t in told]


def _groups(
    plain: str, marks: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, frozenset[str]]]:
    """Owners that are named together: ``กองคลังและกองช่าง``."""
    groups: list[tuple[int, int, frozenset[str]]] = []
    for start, end, who in marks:
        if groups and _AND.fullmatch(plain, groups[-1][1], start):
            groups[-1] = (groups[-1][0], end, groups[-1][2] | {who})
        else:
            groups.append((start, end, frozenset({who})))
    return groups


@lru_cache(2_048)
def _counted(plain: str) -> tuple[_Told, ...]:
    seen = see(plain)
    found = [_Told(f"{q.value:g}", q.start, q.text) for q in seen.quantities]
    found += [_Told(f"{year}", at, str(year)) for year, at in seen.years]
    found += [_Told(f"month {m}", at, plain[at:end]) for m, at, end in month_mentions(plain)]
    own = {(m.start(), m.end()) for m in _NUMBERED.finditer(plain)}
    found = [t for t in found if not any(a <= t.start < b for a, b in own)]
    return tuple(sorted(found, key=lambda told: told.start))


@lru_cache(2_048)
def _superlatives(plain: str) -> tuple[_Told, ...]:
    both = (("high", _HIGH), ("low", _LOW))
    found = [_Told(k, m.start(), m[0]) for k, pattern in both for m in pattern.finditer(plain)]
    return tuple(sorted(found, key=lambda told: told.start))


def _of_bodies(finder: Finder, evidence: Sequence[Evidence], lines: Sequence[str]) -> _Shares:
    """Lines of its plan, what our statements say after its name, and its plan's years."""
    shares = _Shares()
    for one in evidence:
        if one.organization:
            own = shares.own.setdefault(one.organization.name, set())
            own |= {str(year) for year in one.years}
            own |= {f"{amount:g}" for amount in one.amounts}
            own |= {told.key for p in one.pieces for told in _all_told(p.seen.plain)}
            own |= {t.key for fact in one.around for t in _counted(fact.seen.plain)}
            own |= {t for t in one.names if t.startswith("month ")}
    for line in lines:
        _add_line(shares, line, finder)
    return shares


def _of_lines(finder: Finder, evidence: Sequence[Evidence], lines: Sequence[str]) -> _Shares:
    shares = _Shares()
    for one in evidence:
        for piece in one.pieces:
            named = finder(piece.cell.header) or finder(piece.cell.label)
            for _, _, who in named:
                own = shares.own.setdefault(who, set())
                own |= {told.key for told in _all_told(piece.seen.plain)}
            if not named:
                _add_line(shares, piece.seen.plain, finder)
        shares.free |= {str(year) for year in one.years}
    for line in lines:
        _add_line(shares, line, finder)
    return shares


def _all_told(plain: str) -> tuple[_Told, ...]:
    return (*_counted(plain), *_superlatives(plain))


def _add_line(shares: _Shares, line: str, finder: Finder) -> None:
    plain = see(line).plain
    marks = finder(plain)
    for told in (_counted(plain), _superlatives(plain)):
        if not marks:
            shares.free |= {t.key for t in told}
            continue
        for _, _, who in marks:
            shares.own.setdefault(who, set())
        of = {id(t): owners for pairs in _readings(plain, marks, told) for t, owners in pairs}
        for t in told:
            for who in of.get(id(t), frozenset(m[2] for m in marks)):
                shares.own[who].add(t.key)


@lru_cache(64)
def _organizations(bodies: tuple[Organization, ...]) -> Finder:
    names: Mapping[str, str] = {
        name: body.name
        for body in bodies
        for name in (body.name, body.core, *body.variants)
        if len(fold(name)) > 3
    }
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))

    def find(plain: str) -> Marks:
        return tuple((m.start(), m.end(), names[m[0]]) for m in pattern.finditer(plain))

    return find


@lru_cache(2_048)
def _departments(plain: str) -> Marks:
    return tuple(
        (m.start, m.end, m.canonical) for m in find_spelled(plain) if m.kind == "department"
    )


@lru_cache(2_048)
def _numbers(plain: str) -> Marks:
    found = _NUMBERED.finditer(arabic_digits(plain))
    return tuple((m.start(), m.end(), f"{m[1]} {m[2]}") for m in found)

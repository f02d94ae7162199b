"""The parts that the grounds of a sentence fall into, and what each tells.

A part is a row with our statements on it, a statement alone, or one of several things that our
statements tell of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from api.proof.evidence import Evidence
from api.proof.lexicon import paraphrase
from api.proof.models import Ground
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
NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d+)?[.)]\s*|^\W*[ก-ฮ]\.\s")
_SPAN = re.compile(r"ไตรมาสที่\s*(\d)\s*(?:-|–|ถึง)\s*(?:ไตรมาสที่\s*)?(\d)")


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
        return keys_of(self.text)

    @cached_property
    def own_keys(self) -> frozenset[str]:
        return keys_of(self.own)


@lru_cache(2_048)
def content(text: str) -> tuple[str, ...]:
    ignored = paraphrase()
    found = dict.fromkeys(words(text))
    return tuple(w for w in found if len(w) > 1 and w not in ignored and not w.isspace())


@lru_cache(2_048)
def keys_of(text: str) -> frozenset[str]:
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
    names = (NUMBER.sub("", name) for name in called)
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

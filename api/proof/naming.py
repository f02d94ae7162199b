"""Departments, positions, ranks, kinds of staff and months that the lines don't name."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from api.proof.evidence import Evidence
from api.proof.models import Lack
from api.proof.names import names_in
from ingest.lexicon.match import find_departments, find_employee_types, find_positions
from ingest.lexicon.positions import position
from ingest.lexicon.values import employee_types
from ingest.text.normalize import fold

# ``ส่วนการศึกษาดูงาน`` names no department.
_NO_NAME = re.compile("ส่วน(?=การศึกษา(?:ดูงาน|ต่อ|อบรม))")
_RANK = re.compile("ชำนาญการพิเศษ|ชำนาญการ|ชำนาญงาน|เชี่ยวชาญ(?!เฉพาะ|พิเศษ|ด้าน|ใน)|ทรงคุณวุฒิ|อาวุโส")
_SURE = 1.0  # of a name that can mean nothing else
_MONTHS = tuple(calendar.month_name)  # the first is "", so that January is 1
_ENGLISH = re.compile(rf"\b(?:{'|'.join(_MONTHS[1:])})\b")


def unnamed(text: str, evidence: Sequence[Evidence], folded: str) -> Iterator[Lack]:
    """``folded`` is what the lines hold, their context with them."""
    yield from (Lack("name", m[0]) for m in _RANK.finditer(text) if m[0] not in folded)
    yield from _staff(text, folded)
    named = list(names_in(_NO_NAME.sub("|", text)))
    named += [(f"month {_MONTHS.index(m[0])}", m[0]) for m in _ENGLISH.finditer(text)]
    absent = [(meaning, name) for meaning, name in named if fold(name) not in folded]
    if not absent:
        return
    known = frozenset[str]().union(*(e.names | _misspelt(e.text) for e in evidence))
    for meaning, name in absent:
        if meaning not in known and not _is_line_named(meaning, folded):
            yield Lack("month" if meaning.startswith("month ") else "name", name)


def _staff(text: str, folded: str) -> Iterator[Lack]:
    """``พนักงานจ้างทั่วไป`` of lines that tell of พนักงานจ้าง, or of another kind of staff."""
    for kind, said in _kinds(text):
        above = _above()[kind]
        held = frozenset(k for k, _ in _kinds(folded))
        is_held = any(kind in _above()[own] for own in held)
        rest = [fold(kind).removeprefix(fold(wider)) for wider in above if wider != kind]
        if not is_held and fold(said) not in folded and not any(r in folded for r in rest):
            yield Lack("name", said)


@lru_cache(256)
def _kinds(text: str) -> tuple[tuple[str, str], ...]:
    found = find_employee_types(text)
    told = ((m.canonical, text[m.start : m.end]) for m in found if m.score >= _SURE)
    return tuple((kind, said) for kind, said in told if not said.isascii())


@cache
def _above() -> Mapping[str, frozenset[str]]:
    """Each kind of staff, with the wider ones that it is of."""
    wider = {kind.name: kind.is_a for kind in employee_types()}

    def above(name: str) -> frozenset[str]:
        return frozenset({name}).union(*(above(n) for n in wider.get(name, ())))

    return {name: above(name) for name in wider}


def _is_line_named(meaning: str, folded: str) -> bool:
    """A post by its line of work: นักบริหารงานช่าง of who is ผู้อำนวยการกองช่าง."""
    post = position(meaning)
    return post is not None and post.line is not None and fold(post.line) in folded


@lru_cache(512)
def _misspelt(text: str) -> frozenset[str]:
    """Departments and positions that lines name with OCR's slips: ``สานักช่าง``."""
    return frozenset(m.canonical for m in (*find_departments(text), *find_positions(text)))

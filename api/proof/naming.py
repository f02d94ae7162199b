"""Departments, positions and months of a sentence that the lines don't name."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.evidence import Evidence
from api.proof.models import Lack
from api.proof.names import names_in
from ingest.lexicon.match import find_departments, find_positions
from ingest.lexicon.positions import position
from ingest.text.normalize import fold

# ``ส่วนการศึกษาดูงาน`` names no department.
_NO_NAME = re.compile("ส่วน(?=การศึกษา(?:ดูงาน|ต่อ|อบรม))")
_MONTHS = tuple(calendar.month_name)  # the first is "", so that January is 1
_ENGLISH = re.compile(rf"\b(?:{'|'.join(_MONTHS[1:])})\b")


def unnamed(text: str, evidence: Sequence[Evidence], folded: str) -> Iterator[Lack]:
    """``folded`` is what the lines hold, their context with them."""
    named = list(names_in(_NO_NAME.sub("|", text)))
    named += [(f"month {_MONTHS.index(m[0])}", m[0]) for m in _ENGLISH.finditer(text)]
    absent = [(meaning, name) for meaning, name in named if fold(name) not in folded]
    if not absent:
        return
    known = frozenset[str]().union(*(e.names | _misspelt(e.text) for e in evidence))
    for meaning, name in absent:
        if meaning not in known and not _is_line_named(meaning, folded):
            yield Lack("month" if meaning.startswith("month ") else "name", name)


def _is_line_named(meaning: str, folded: str) -> bool:
    """A post by its line of work: นักบริหารงานช่าง of who is ผู้อำนวยการกองช่าง."""
    post = position(meaning)
    return post is not None and post.line is not None and fold(post.line) in folded


@lru_cache(512)
def _misspelt(text: str) -> frozenset[str]:
    """Departments and positions that lines name with OCR's slips: ``สานักช่าง``."""
    return frozenset(m.canonical for m in (*find_departments(text), *find_positions(text)))

"""How many of a thing the grounds list, which a sentence may count though no line says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.amounts import LISTED
from api.proof.evidence import Evidence
from api.proof.reading import Piece
from ingest.lexicon.match import find_departments, find_positions
from ingest.models import Project

_ITEM = re.compile(r"\W*(\d{1,2})(?:\)|\.(?!\d))")
_ALL_QUARTERS = re.compile(r"ไตรมาส(?:ที่)?1(?:-|–|ถึง)(?:ไตรมาส(?:ที่)?)?4")
_MOST = 400  # letters of a cell that lists names


@lru_cache(256)
def listed(evidence: tuple[Evidence, ...], pieces: tuple[Piece, ...]) -> frozenset[tuple[str, int]]:
    """Unit and number: local governments, quarters, years, numbered items, positions of a cell."""
    return frozenset((unit, number) for unit, number in _listed(evidence, pieces) if number > 1)


def _listed(evidence: Sequence[Evidence], pieces: Sequence[Piece]) -> Iterator[tuple[str, int]]:
    yield "place", len({e.organization for e in evidence if e.organization})
    for one in evidence:
        spans = [len(f.quarters) for f in one.facts if isinstance(f, Project)]
        yield "quarter", 4 if _ALL_QUARTERS.search(one.folded) else max(spans, default=0)
        yield "year", len({p.year for p in one.pieces if p.year})
        yield "year", len(one.years)
    numbers = {m[1] for p in pieces if (m := _ITEM.match(p.seen.plain))}
    if numbers == {str(n + 1) for n in range(len(numbers))}:
        yield from ((unit, len(numbers)) for unit in LISTED)
    for piece in pieces:
        if len(piece.cell.text) < _MOST:
            yield from _named(piece.cell.text)


@lru_cache(1_024)
def _named(text: str) -> tuple[tuple[str, int], ...]:
    posts = {m.canonical for m in find_positions(text) if m.exact}
    offices = {m.canonical for m in find_departments(text) if m.exact}
    return ("position", len(posts)), ("department", len(offices))

"""What a sentence that tells of one item of a numbered list in a cell takes from the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.proof.evidence import Evidence
from api.proof.models import Ground, Lack
from api.proof.parts import content
from api.proof.quantities import see
from ingest.text.normalize import fold

_ITEMS = re.compile(r"(?<![\d.(])(?=\d{1,2}\.\s)")
_LEAD = 8  # letters by which the words of an item are told from the others'


def mistaken(text: str, grounds: Sequence[Ground]) -> Iterator[Lack]:
    """Years, figures and words of another item of a numbered list in one cell."""
    own = frozenset(w for w in content(text) if not any(c.isdigit() for c in w))
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

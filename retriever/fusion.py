"""One ranking out of several legs.

A convex combination of the legs' scores, each brought to 0..1 over its own list (Bruch, Gai
and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"). Reciprocal rank fusion
with its usual k = 60 (Cormack, Clarke and Büttcher 2009) was measured too and falls below the
best leg when the legs differ in strength; docs/decisions/0002-retrieval.md has the figures.
No leg gates another: a passage that one leg alone finds is ranked like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Scored = tuple[int, float]


class Leg(StrEnum):
    WORDS = "words"
    GRAMS = "grams"
    DENSE = "dense"


# Chosen on iapp-th: recall@1 90.3 %, within 0.8 points of it for n-grams from 0.4 to 1 and dense
# from 0 to 0.3.
WEIGHTS: Mapping[Leg, float] = {Leg.WORDS: 1.0, Leg.GRAMS: 1.0, Leg.DENSE: 0.2}
# A model that someone chose counts as much as words and n-grams together: with all-MiniLM-L6-v2
# on 24 English paraphrases recall@1 is 17 % at 1, 75 % at 2, 83 % at 3 or 4, and a model that is
# poor at Thai would drown the words at more.
_FOREIGN = 2.0


def weights_of(*, static: bool, dense: float | None) -> Mapping[Leg, float]:
    """The legs' weights with a static embedding, the one that ships or one built as it was, or
    with another model; ``dense`` is its user's wish."""
    if dense is None:
        dense = WEIGHTS[Leg.DENSE] if static else _FOREIGN
    return {**WEIGHTS, Leg.DENSE: dense}


@dataclass(frozen=True, slots=True)
class Fused:
    """``ranks`` are the 1-based places in the legs that found the key, ``shares`` its scores
    there, 0..1 over each list; ``score`` is 0..1."""

    key: int
    score: float
    ranks: Mapping[Leg, int]
    shares: Mapping[Leg, float]


def fuse(
    legs: Mapping[Leg, Sequence[Scored]], weights: Mapping[Leg, float] = WEIGHTS
) -> list[Fused]:
    """All keys of all legs, best first; equal scores in the order of keys."""
    scores: dict[int, float] = {}
    ranks: dict[int, dict[Leg, int]] = {}
    shares: dict[int, dict[Leg, float]] = {}
    total = sum(weights[leg] for leg in legs) or 1.0
    for leg, found in legs.items():
        for rank, (key, share) in enumerate(_shares(leg, found), start=1):
            scores[key] = scores.get(key, 0.0) + weights[leg] * share / total
            ranks.setdefault(key, {})[leg] = rank
            shares.setdefault(key, {})[leg] = share
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [Fused(key, scores[key], ranks[key], shares[key]) for key in order]


def _shares(leg: Leg, found: Sequence[Scored]) -> list[Scored]:
    """Scores over 0..1: BM25 starts from 0 by nature, cosines from the list's lowest."""
    if not found:
        return []
    floor = min(score for _, score in found) if leg is Leg.DENSE else 0.0
    top = max(score for _, score in found)
    if top <= floor:
        return [(key, 1.0) for key, _ in found]
    return [(key, (score - floor) / (top - floor)) for key, score in found]

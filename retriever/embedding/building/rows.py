"""Where the rows start: a random direction a piece, drawn to the pieces that share its letters.

A random projection of word and n-gram counts (Johnson-Lindenstrauss). Directions are seeded by
the spelling, so they are the same on every build. The n-grams are fastText's (Bojanowski et al.
2017, "Enriching Word Vectors with Subword Information").
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from retriever.embedding import unit_rows
from retriever.embedding.building.vocabulary import Piece, PieceKind

DIMENSION = 256
# From 0.25 to 0.8 no figure moves by more than a point.
GRAM_SHARE = 0.5
_SHORTEST, _LONGEST = 3, 4

Floats = NDArray[np.float32]


def first_rows(pieces: Sequence[Piece]) -> Floats:
    """A row a piece, as long as the piece weighs."""
    rows = np.stack([_row(piece) for piece in pieces])
    weights = np.array([piece.weight for piece in pieces], dtype=np.float32)
    return unit_rows(rows) * weights[:, None]


def _row(piece: Piece) -> Floats:
    row = direction(piece.text)
    grams = ngrams(piece.text) if piece.kind in (PieceKind.WORD, PieceKind.PART) else []
    if grams:
        shared = np.sum([direction(gram) for gram in grams], axis=0) / np.sqrt(len(grams))
        row = row + np.float32(GRAM_SHARE) * shared.astype(np.float32)
    return row


def ngrams(word: str) -> list[str]:
    """The character 3- and 4-grams of ``word``, its ends marked by < and >."""
    marked = f"<{word}>"
    return [
        marked[at : at + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(marked) - size + 1)
    ]


@cache
def direction(name: str) -> Floats:
    """A random unit vector that depends on ``name`` alone."""
    generator = np.random.default_rng(zlib.crc32(name.encode()))
    row: Floats = unit_rows(generator.standard_normal((1, DIMENSION)))[0]
    return row

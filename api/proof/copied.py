"""Words in the place of others in what a sentence copies from its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.proof.altered import blocks_of, says_the_same
from api.proof.lexicon import paraphrase
from api.proof.models import Lack
from api.proof.reading import Piece
from api.proof.tokens import loose, words
from api.proof.wording import is_joined, is_referring
from ingest.text.normalize import fold

_COPIED = 10  # letters before a word that are the same


def exchanged(text: str, pieces: Sequence[Piece], folded: str) -> Iterator[Lack]:
    """``ของหลักสูตรปลายทาง`` of lines that have ``ของหลักสูตรต้นทาง``, and nowhere the other."""
    mine = tuple(words(text))
    there = loose(folded)
    absent = {w for w in mine if _is_content(w) and loose(w) not in there}
    absent = {w for w in absent if not is_joined(w, folded) and not is_referring(w, text)}
    if not absent:
        return
    flat = fold(text)
    for plain in dict.fromkeys(piece.seen.plain for piece in pieces):
        blocks, theirs = blocks_of(mine, plain)
        for a, b, size in blocks:
            told, own = mine[a + size : a + size + 1], theirs[b + size : b + size + 1]
            copied = sum(map(len, mine[a : a + size]))
            if copied < _COPIED or not own or not told or told[0] not in absent:
                continue
            is_new = _is_content(own[0]) and own[0] not in flat
            if is_new and not says_the_same(told[0], own[0]):
                yield Lack("words", told[0])


def _is_content(word: str) -> bool:
    return len(word) > 1 and word not in paraphrase() and not any(c.isdigit() for c in word)

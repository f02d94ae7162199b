"""Words in the place of others in what a sentence copies from its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from api.proof.altered import says_the_same
from api.proof.evidence import Evidence
from api.proof.lexicon import joining, paraphrase
from api.proof.models import Lack
from api.proof.tokens import loose, words
from api.proof.wording import is_referring
from ingest.text.normalize import fold

_COPIED = 10  # letters around a word that are the same
_STEM = 4  # letters by which two words are forms of one: เหมาะกับ, เหมาะสม
_SIDE = 3  # of them on its shorter side, where they stand on both

Run = tuple[int, int, int]  # where it begins in the sentence and in the lines, and its words


def exchanged(text: str, evidence: Sequence[Evidence], statement: str) -> Iterator[Lack]:
    """``ของหลักสูตรปลายทาง`` of lines that have ``ของหลักสูตรต้นทาง``, and not the other."""
    mine, flat = tuple(words(text)), fold(text)
    units = [(unit, fold(unit)) for one in evidence for unit in _units(one)]
    units += [(line, fold(line)) for line in statement.split("\n") if line.strip()]
    runs = [(unit, held, _runs(mine, unit)) for unit, held in dict.fromkeys(units)]
    kept = {at for _, _, found in runs for a, _, n in found if n > 1 for at in range(a, a + n)}
    for unit, held, found in runs:
        for at, own in _places(mine, _index(unit)[0], found):
            told = mine[at]
            if at in kept or fold(own) in flat or told[:_STEM] == own[:_STEM]:
                continue
            if is_referring(told, text):
                continue
            if loose(told) in loose(held) or says_the_same(told, own):
                continue
            yield Lack("words", told)


@lru_cache(256)
def _units(one: Evidence) -> tuple[str, ...]:
    """Each cell, and the lines outside of tables as one."""
    free = "\n".join(piece.seen.plain for piece in one.pieces if piece.cell.row < 0)
    cells = (piece.seen.plain for piece in one.pieces if piece.cell.row >= 0)
    return tuple(dict.fromkeys(unit for unit in (*cells, free) if len(unit) > _COPIED))


@lru_cache(2_048)
def _index(unit: str) -> tuple[tuple[str, ...], Mapping[str, tuple[int, ...]]]:
    theirs = tuple(words(unit))
    places: dict[str, tuple[int, ...]] = {}
    for at, word in enumerate(theirs):
        places[word] = (*places.get(word, ()), at)
    return theirs, places


def _runs(mine: Sequence[str], unit: str) -> list[Run]:
    """The words that both have one after the other, each as far as it goes."""
    theirs, places = _index(unit)
    found = []
    for a, word in enumerate(mine):
        for b in places.get(word, ()):
            if a and b and mine[a - 1] == theirs[b - 1]:
                continue
            n = 1
            while mine[a + n : a + n + 1] == theirs[b + n : b + n + 1] != ():
                n += 1
            found.append((a, b, n))
    return found


def _places(
    mine: Sequence[str], theirs: Sequence[str], runs: Sequence[Run]
) -> Iterator[tuple[int, str]]:
    """Where the sentence has one word and the lines another: between two runs, or at the end of a
    phrase behind a long one."""
    for a, b, n in runs:
        at, size = a + n, _letters(mine, a, n)
        told, own = mine[at : at + 1], theirs[b + n : b + n + 2]
        if size < _SIDE or not told or not _is_content(told[0]):
            continue
        following = (r for r in runs if r[0] == at + 1 and 1 <= r[1] - b - n <= 2)
        sizes = [
            (_letters(mine, *r[::2]), [w for w in own[: r[1] - b - n] if _is_word(w)])
            for r in following
        ]
        for behind, words_there in sizes:
            if behind >= _SIDE and size + behind >= _COPIED and len(words_there) == 1:
                yield at, words_there[0]
        is_last = not mine[at + 1 : at + 2] or not _is_content(mine[at + 1])
        if is_last and size >= _COPIED and own and _is_content(own[0]):
            yield at, own[0]


def _letters(mine: Sequence[str], start: int, size: int) -> int:
    return sum(map(len, mine[start : start + size]))


def _is_word(word: str) -> bool:
    return len(word) > 2 and word not in joining()


def _is_content(word: str) -> bool:
    return len(word) > 2 and word not in paraphrase() and not any(c.isdigit() for c in word)

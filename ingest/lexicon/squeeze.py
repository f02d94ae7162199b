"""Text as the matcher compares it: no spaces, no full stops, one spelling, with a way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from ingest.text.normalize import arabic_digits, normalize

# Dropped because people leave them out and OCR puts them in: ผอ กองช่าง, จพง . ธุรการ, ฯ.
_DROPPED = frozenset(" \t\n\r\u00a0.ฯ-–_'’\"“”()[]/,:;·•")
# newmm slows down on long runs without a word boundary.
_PIECE = 2_000

_LEADING = frozenset("เแโใไ")
_FOLLOWING = frozenset("ะาำๅๆฯ" + "".join(map(chr, (0x0E31, *range(0x0E34, 0x0E3B)))) + "".join(
    map(chr, range(0x0E47, 0x0E4F))
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Squeezed:
    """``text`` without what is dropped; ``origin[i]`` is where its i-th character came from.

    ``gaps`` are the places in ``text`` before which something was dropped.
    """

    text: str
    origin: tuple[int, ...]
    gaps: frozenset[int]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source for ``text[start:end]``, which isn't empty."""
        return self.origin[start], self.origin[end - 1] + 1


def squeeze(text: str) -> Squeezed:
    """``text`` normalised, in lower case, with Arabic digits, spaces and full stops dropped.

    ``จพง . ธุรการ`` becomes ``จพงธุรการ``.
    """
    plain = normalize(text)
    folded = arabic_digits(plain.text)
    kept: list[str] = []
    origin: list[int] = []
    gaps: set[int] = set()
    for at, letter in enumerate(folded):
        if letter in _DROPPED:
            gaps.add(len(kept))
            continue
        lower = letter.lower()
        kept.append(lower if len(lower) == 1 else letter)
        origin.append(plain.to_source(at, at + 1)[1] - 1)
    return Squeezed("".join(kept), tuple(origin), frozenset(gaps))


@cache
def bare(name: str) -> str:
    """A name of the lexicon as it stands in squeezed text."""
    return squeeze(name).text


class Boundaries:
    """Where words of a squeezed text may begin and end.

    The dictionary's words and ``own`` words are whole; inside letters that make no known word
    any place between two syllables will do. The text is segmented when first asked about.
    """

    def __init__(self, squeezed: Squeezed, own: frozenset[str]) -> None:
        self._squeezed = squeezed
        self._own = own
        self._places: tuple[frozenset[int], frozenset[int]] | None = None

    def at(self, place: int) -> bool:
        text = self._squeezed.text
        if place in (0, len(text)):
            return True
        before, after = text[place - 1], text[place]
        if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            return place in self._squeezed.gaps and not (before.isdigit() and after.isdigit())
        if after in _FOLLOWING or before in _LEADING:
            return False
        if place in self._squeezed.gaps or before.isascii() or after.isascii():
            return True
        return place not in self._inside()

    def all_known(self, start: int, end: int) -> bool:
        """Whether the letters from ``start`` to ``end`` are whole words of the dictionary."""
        return all(place in self._known() for place in range(start, end))

    def _inside(self) -> frozenset[int]:
        return self._segmented()[0]

    def _known(self) -> frozenset[int]:
        return self._segmented()[1]

    def _segmented(self) -> tuple[frozenset[int], frozenset[int]]:
        if self._places is None:
            self._places = _known_places(self._squeezed.text, self._own)
        return self._places


def _known_places(text: str, own: frozenset[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Places in ``text`` between two letters of a known word, and letters of known words."""
    dictionary, known = _dictionary(own)
    inside: set[int] = set()
    letters: set[int] = set()
    at = 0
    for cut in range(0, len(text), _PIECE):
        piece = text[cut : cut + _PIECE]
        for token in word_tokenize(
            piece, custom_dict=dictionary, engine="newmm", join_broken_num=False
        ):
            if token in known:
                inside.update(range(at + 1, at + len(token)))
                letters.update(range(at, at + len(token)))
            at += len(token)
    return frozenset(inside), frozenset(letters)


@cache
def _dictionary(own: frozenset[str]) -> tuple[Trie, frozenset[str]]:
    known = thai_words() | own
    return Trie(known), known

"""Words of plans and of asking that a person wrote as they are said: ``ปะกาด`` is ประกาศ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pythainlp.corpus import thai_words
from rapidfuzz import fuzz

from api.answering.understanding.frequencies import common_words
from api.answering.understanding.sounds import spoken
from api.answering.understanding.vocabulary import vocabulary
from ingest.lexicon import (
    departments,
    employee_types,
    organization_types,
    positions,
    slips,
    synonyms,
)
from ingest.text.segment import words

# Letters of a word that may be heard: shorter ones sound like parts of others.
_SHORTEST = 4
_MOST = 5  # pieces into which a misspelt word falls
_SCRAP = 3  # letters of a piece that is likely none of its own
_ALIKE = 50.0  # in letters, of what sounds the same
# Everyday words are heard too, for what they aren't is a topic: รุ้สึก is รู้สึก. They have this
# many letters, come so often in a million words, and are alike so much, as there are many.
_LETTERS, _OFTEN, _MUCH_ALIKE = 5, 20.0, 70.0
_ASKING = frozenset({"อะไร", "บ้าง", "ใคร"})  # "พัฒนาไร" asks as "พัฒนาอะไร" does
_RUN = re.compile("[\u0e01-\u0e45\u0e47-\u0e4e]{2,}")


def heard(text: str) -> str:
    """``text`` with words that are spelled as they sound put right; names must be gone from it.

    Only what makes no words of its own is read so, and only as a word that plans and questions
    about them use: ``องกร`` becomes องค์กร, and ปะการัง stays.
    """
    return _RUN.sub(lambda run: _reheard(run[0]), text)


def _reheard(run: str) -> str:
    pieces = words(run)
    if "".join(pieces) != run:
        return run
    done: list[str] = []
    at = 0
    while at < len(pieces):
        meant, length = _meant(pieces, at)
        mended = slips().whole_word.get(meant, meant)
        done.append(mended if mended in _ASKING else meant)
        at += length
    return "".join(done)


def _meant(pieces: Sequence[str], at: int) -> tuple[str, int]:
    """The word that is meant from a piece on, and how many pieces it takes."""
    for length in range(min(_MOST, len(pieces) - at), 0, -1):
        found = _word(pieces[at : at + length])
        if found:
            return found, length
    return pieces[at], 1


def _word(pieces: Sequence[str]) -> str | None:
    whole = "".join(pieces)
    if len(whole) < _SHORTEST or whole in plan_words() or not _is_scraps(pieces):
        return None
    heard_as = spoken(whole)
    meant = _closest(whole, _spoken().get(heard_as, {}), _ALIKE)
    if meant or len(whole) < _LETTERS or all(piece in thai_words() for piece in pieces):
        return meant
    return _closest(whole, _everyday().get(heard_as, {}), _MUCH_ALIKE)


def _closest(whole: str, likely: Mapping[str, str], enough: float) -> str | None:
    close = [(fuzz.ratio(whole, spelled), meant) for spelled, meant in likely.items()]
    best = max(close, default=(0.0, ""))
    return best[1] if best[0] >= enough else None


def _is_scraps(pieces: Sequence[str]) -> bool:
    """Whether pieces are no words of their own: one is in no dictionary, or all are short and
    some is a word that neither plans nor questions use."""
    strange = [p for p in pieces if p not in plan_words() and p not in slips().whole_word]
    if any(piece not in thai_words() for piece in strange):
        return True
    return len(pieces) > 1 and bool(strange) and all(len(piece) <= _SCRAP for piece in pieces)


@cache
def _spoken() -> dict[str, dict[str, str]]:
    """By their sound the spellings of words, right ones and slips, each with the right one."""
    right = ((word, word) for word in sorted(plan_words()))
    return _by_sound((*right, *slips().anywhere.items()))


@cache
def _everyday() -> dict[str, dict[str, str]]:
    """The same of everyday words."""
    return _by_sound((word, word) for word in sorted(common_words(_OFTEN, _LETTERS)))


def _by_sound(words_: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for spelled, meant in words_:
        if len(spelled) >= _SHORTEST:
            found.setdefault(spoken(spelled), {})[spelled] = meant
    return found


@cache
def plan_words() -> frozenset[str]:
    """The words that plans and questions about them are made of: names of places are none."""
    every = {name for name in _names() if name in thai_words()}
    every |= {word for name in _names() for word in words(name) if len(word) >= _SCRAP}
    return frozenset(w for w in every if w in thai_words() or len(w) > _SCRAP)


def _names() -> Iterator[str]:
    yield from slips().anywhere.values()
    yield from vocabulary().stop | vocabulary().learning | vocabulary().money_words
    for position in positions():
        yield from position.names
    for department in departments():
        yield from (department.name, *department.variants)
    for employee in employee_types():
        yield from (employee.name, *employee.names)
    for kind in organization_types():
        yield kind.name
    for group in synonyms():
        yield from group.terms

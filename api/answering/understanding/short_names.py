"""Short names: the beginning of an organisation's name, said for the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from pythainlp.corpus import provinces
from pythainlp.corpus import thai_words as dictionary
from rapidfuzz import fuzz

from api.answering.understanding.sounds import silent_dropped, sound
from api.answering.understanding.vocabulary import vocabulary
from ingest.lexicon import thai_words
from ingest.models import Organization
from ingest.text.normalize import fold
from ingest.text.segment import words

# Letters of a short name: below, beginnings of names are ordinary syllables (หนอง, บ้าน, ศรี).
_SHORTEST = 5
_RANKS = ("นคร", "เมือง", "บุรี")  # what a name ends in and everyday speech leaves out
_ALIKE = 60.0  # of what follows the beginning, in a misspelt whole name


def short_names(known: Sequence[Organization]) -> dict[str, list[Organization]]:
    """Beginnings of names that only organisations of one core have: ``ธารมณี`` for ธารมณีนคร.

    Ordinary words, words of the lexicon and provinces are none; nor is a whole name.
    """
    by_core: dict[str, list[Organization]] = {}
    for organization in known:
        by_core.setdefault(fold(organization.core), []).append(organization)
    cores: dict[str, set[str]] = {}
    for core in by_core:
        for short in beginnings(core):
            cores.setdefault(short, set()).add(core)
    for short in list(cores):
        unheard = silent_dropped(short)  # สุริน for สุรินทร์
        if unheard != short and len(unheard) >= _SHORTEST and _tells(unheard):
            cores.setdefault(unheard, set()).update(cores[short])
    return {
        short: by_core[next(iter(of))]
        for short, of in cores.items()
        if len(of) == 1 and short not in by_core
    }


def is_without_rank(short: str, core: str) -> bool:
    """Whether a short name lacks no more than the rank that its name ends in."""
    return any(fold(core) == short + rank for rank in _RANKS)


@cache
def beginnings(core: str) -> tuple[str, ...]:
    """Beginnings of a folded name that may stand for it, shorter than the name."""
    found = [core.removesuffix(rank) for rank in _RANKS if core.endswith(rank)]
    end = 0
    for word in words(core):
        end += len(word)
        found.append(core[:end])
    return tuple(dict.fromkeys(s for s in found if _SHORTEST <= len(s) < len(core) and _tells(s)))


def is_another(piece: str, name: str) -> bool:
    """Whether a piece that is like a name has its beginning and goes on in another way: that is
    no slip but the short name, or the name of another place."""
    for short in beginnings(name):
        if piece.startswith(short):
            rest, own = sound(piece[len(short) :]), sound(name[len(short) :])
            return fuzz.ratio(rest, own) < _ALIKE
    return False


def _tells(short: str) -> bool:
    return short not in dictionary() and short not in thai_words() and short not in _provinces()


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold(str(name)) for name in provinces())


def ends_name(following: Iterable[str]) -> bool:
    """Whether words after a place's name are no part of it: nothing, or a word that questions
    are made of. ``หนองบัว`` ends before งบ, and not before ใต้ or ลำภู."""
    word = next(iter(following), None)
    return word is None or is_of_questions(word)


def is_of_questions(word: str) -> bool:
    """Whether a word belongs to questions and plans, and not to names of places."""
    vocab = vocabulary()
    if word in vocab.place_tails:
        return False
    known = word in vocab.stop or word in vocab.no_place or word in vocab.money_words
    return known or word.isdigit() or word.isascii() or word in thai_words()

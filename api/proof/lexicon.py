"""The data files of this package: units, qualifiers, words that paraphrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pythainlp.corpus import thai_stopwords


@cache
def _read(name: str) -> Any:
    return yaml.safe_load(files("api.proof").joinpath(name).read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, longer ones first; Latin ones whole."""
    ordered = sorted(words, key=len, reverse=True)
    whole = "|".join(
        rf"\b{re.escape(word)}\b" if word[0].isascii() and word[0].isalpha() else re.escape(word)
        for word in ordered
    )
    # Looked at first, the letters that words begin with spare the search at most places.
    begins = "".join(sorted({re.escape(word[0]) for word in ordered}))
    return rf"(?=[{begins}])(?:{whole})"


@cache
def units() -> Mapping[str, str]:
    """What a figure counts, by the word that says it: ``ราย`` is ``person``."""
    return {word: unit for unit, words in _read("units.yaml").items() for word in words}


@cache
def unit_pattern() -> str:
    return any_of(units())


@cache
def qualifiers(kind: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """``bound`` or ``free``: a pattern of the words, and the group of each."""
    groups: Mapping[str, list[str]] = _read("qualifiers.yaml")[kind]
    group_of = {word: group for group, words in groups.items() for word in words}
    return re.compile(any_of(group_of)), group_of


def without_phrases(text: str) -> str:
    """``text`` with a bar for each letter of what has a free qualifier in it and is a bound."""
    return _masked(text, "phrases")


def without_lookalikes(text: str) -> str:
    """``text`` with a bar for each letter of words that only look like a qualifier: the ประมาณ of
    งบประมาณ, the เพิ่ม of เพิ่มเติม."""
    return _masked(text, "lookalikes")


def _masked(text: str, kind: str) -> str:
    return _pattern_of(kind).sub(lambda match: "|" * len(match[0]), text)


@cache
def _pattern_of(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(_read("qualifiers.yaml")[kind]))


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    pairs = [tuple(pair) for pair in _read("qualifiers.yaml")["opposites"]]
    both = [*pairs, *((b, a) for a, b in pairs)]
    return {a: frozenset(d for c, d in both if c == a) for a, _ in both}


@cache
def antonyms() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words) for words in _read("qualifiers.yaml")["antonyms"])


@cache
def joining() -> frozenset[str]:
    """Words that join what was found into sentences and say nothing of their own."""
    return _words("joining.txt")


@cache
def paraphrase() -> frozenset[str]:
    """Words of no meaning of their own: joining words, stop words, polite ones."""
    return _words("paraphrase.txt") | joining() | frozenset(thai_stopwords())


@cache
def beside_figures() -> frozenset[str]:
    """Words that stand beside any figure and tell none from another."""
    return _words("beside.txt")


@cache
def light_words() -> frozenset[str]:
    """Words that are neither what a negation denies nor what a plan is said to lack."""
    return _words("light.txt")


@cache
def name_ends() -> frozenset[str]:
    """Words behind a project's name that aren't of it any more."""
    return _words("name_ends.txt")


def _words(name: str) -> frozenset[str]:
    text = files("api.proof").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())

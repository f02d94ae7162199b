"""Words and names that invented plans are made of.

Topics are drawn from PyThaiNLP's dictionary with the frequency 1 / rank (Zipf's law) of their
rank in the Thai National Corpus, so that a library of invented plans has frequent, rare and
single words as a real one has. Names are compounds of three parts, each given once.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

import yaml

from ingest.models import OrganizationType

PROVINCES = 76
# How many of each kind there were in 2567 B.E.: 7,848 together, one of a province in each.
_TYPES = {
    OrganizationType.SUBDISTRICT: 5_300,
    OrganizationType.SUBDISTRICT_MUNICIPALITY: 2_247,
    OrganizationType.TOWN: 195,
    OrganizationType.CITY: 30,
    OrganizationType.PROVINCE: PROVINCES,
}
ORGANIZATIONS = sum(_TYPES.values())
_TOPICS = 30_000
# The most frequent words are particles and pronouns: no topics.
_SKIPPED = 150
_TOPIC = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4c]{3,13}")


class Body(NamedTuple):
    """An invented local government; ``core`` is its name without the type."""

    type: OrganizationType
    core: str
    district: str
    province: str

    @property
    def name(self) -> str:
        return f"{self.type.value}{self.core}"


@cache
def phrases() -> dict[str, Any]:
    """The parts of ``phrases.yaml``."""
    text = files("eval.invented").joinpath("phrases.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _topics() -> tuple[list[str], list[float]]:
    """Words and their cumulative weights."""
    from pythainlp.corpus import thai_words
    from pythainlp.corpus.tnc import word_freqs

    known = thai_words()
    ranked = sorted(word_freqs(), key=lambda item: (-item[1], item[0]))
    words = [word for word, _ in ranked if word in known and _TOPIC.fullmatch(word)]
    words = list(dict.fromkeys(words))[_SKIPPED : _SKIPPED + _TOPICS]
    return words, list(accumulate(1 / (rank + 20) for rank in range(len(words))))


def topics(random: Random, count: int) -> list[str]:
    """``count`` words, the frequent ones often."""
    words, weights = _topics()
    return random.choices(words, cum_weights=weights, k=count)


@cache
def _names(seed: int) -> list[str]:
    parts = phrases()["name_parts"]
    names = [a + b + c for a in parts["first"] for b in parts["second"] for c in parts["third"]]
    Random(seed).shuffle(names)
    return names


@cache
def _kinds(seed: int) -> list[OrganizationType]:
    kinds = [kind for kind, count in _TYPES.items() for _ in range(count)]
    Random(seed).shuffle(kinds)
    return kinds


def body(number: int, seed: int) -> Body:
    """The local government ``number`` (from 0): the kinds in the country's proportions.

    Names differ up to 13,000; beyond ``ORGANIZATIONS`` the kinds begin again.
    """
    names = _names(seed)
    provinces, rest = names[:PROVINCES], names[PROVINCES:]
    kinds = _kinds(seed)
    kind = kinds[number % len(kinds)]
    province = provinces[number % PROVINCES]
    core = rest[number % (len(rest) // 3)]
    if kind is OrganizationType.PROVINCE:
        # As in life, a provincial administration is named after its province: once each.
        province = core
    return Body(kind, core, rest[-1 - number // 8 % (len(rest) // 3)], province)

"""How much a word says of a topic that no plan has: everyday verbs and adverbs say little."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from pythainlp.corpus import tnc
from pythainlp.tag import pos_tag

# What a plan can lack without lacking the topic: "เบิกจากหมวดไหน" asks of the same thing as a
# passage that doesn't say เบิก. A noun that is missing is another topic, however common: ร้านอาหาร.
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", ""})
# Occurrences in a million words of the Thai National Corpus: from the first on a word that is no
# noun is an everyday one, from the second down as telling as any. 30 to 150 gave the same on the
# sample questions.
_EVERYDAY, _RARE = 60.0, 3.0
_LEAST = 0.25  # of its weight, that an everyday word keeps
_WORDS = 8_192


@lru_cache(_WORDS)
def telling(word: str) -> float:
    """0..1: the share of its weight that a word keeps where no plan has it."""
    if word.isascii() or pos_tag([word], engine="unigram", corpus="orchid_ud")[0][1] in _NOUNS:
        return 1.0
    often = _per_million(word)
    if often <= _RARE:
        return 1.0
    scale = math.log(often / _RARE) / math.log(_EVERYDAY / _RARE)
    return max(_LEAST, 1.0 - (1.0 - _LEAST) * scale)


def _per_million(word: str) -> float:
    counts, total = _frequencies()
    return counts.get(word, 0) * 1e6 / total


@cache
def _frequencies() -> tuple[dict[str, int], int]:
    counts: dict[str, int] = dict(tnc.word_freqs())
    return counts, sum(counts.values()) or 1

"""How much a word says of a topic: words of grammar nothing, everyday verbs and adverbs little."""

from __future__ import annotations

import math
from functools import lru_cache

from pythainlp.tag import pos_tag

from api.answering.understanding.frequencies import per_million
from api.answering.understanding.hearing import plan_words

# What a plan can lack without lacking the topic: "เบิกจากหมวดไหน" asks of the same thing as a
# passage that doesn't say เบิก. A noun that is missing is another topic, however common: ร้านอาหาร.
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", ""})
# Corpora whose taggers know words, the largest first; a word that none knows is taken for a noun.
_TAGGERS = ("orchid_ud", "tdtb")
# ORCHID's tags of pronouns, determiners, conjunctions, prepositions, auxiliaries, particles.
_GRAMMAR = ("P", "D", "J", "R", "X", "E", "INT", "NEG")
_CLASSIFIERS = ("CNIT", "CLTV", "CMTR")  # จุด, หมวด: what is counted by them is the topic
# Occurrences in a million words of the Thai National Corpus: from the first on a word that is no
# noun is an everyday one, from the second down as telling as any. 30 to 150 gave the same on the
# sample questions.
_EVERYDAY, _RARE = 60.0, 3.0
_LEAST = 0.25  # of its weight, that an everyday word keeps
_WORDS = 8_192


@lru_cache(_WORDS)
def is_grammar(word: str) -> bool:
    """Whether a word has a part in a sentence and none in its topic: นอกจาก, เพิ่ง, ตรงไหน."""
    if word.isascii() or word in plan_words():
        return False
    return _orchid(word).startswith(_GRAMMAR)


def is_everyday(word: str) -> bool:
    """Whether a word says next to nothing of a topic wherever it stands: กิน, เห็น, หมด."""
    return _everyday(word)[0] <= _LEAST and word not in plan_words()


def telling(word: str, often_there: float = 0.0) -> float:
    """0..1: the share of its weight that a word keeps in plans that have it ``often_there``
    times in a million words. One that they say as often as anybody does is a word of theirs."""
    kept, often = _everyday(word)
    return 1.0 if kept == 1.0 else min(1.0, max(kept, often_there / often))


@lru_cache(_WORDS)
def _everyday(word: str) -> tuple[float, float]:
    """The share where no plan has the word, and how often it occurs in a million words."""
    often = per_million(word)
    if word.isascii() or often <= _RARE:
        return 1.0, often
    if _orchid(word).startswith(_CLASSIFIERS):
        return _LEAST, often
    if _is_noun(word):
        return 1.0, often
    scale = math.log(often / _RARE) / math.log(_EVERYDAY / _RARE)
    return max(_LEAST, 1.0 - (1.0 - _LEAST) * scale), often


def _is_noun(word: str) -> bool:
    for corpus in _TAGGERS:
        tag = pos_tag([word], engine="unigram", corpus=corpus)[0][1]
        if tag:
            return tag in _NOUNS
    return True


def _orchid(word: str) -> str:
    return str(pos_tag([word], engine="unigram", corpus="orchid")[0][1] or "")

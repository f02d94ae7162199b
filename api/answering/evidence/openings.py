"""How much of a question a line opens with: an item that is named so, not one that mentions it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from functools import lru_cache

from api.answering.understanding.vocabulary import vocabulary
from ingest.text.normalize import fold
from ingest.text.segment import tokens

_NUMBER = re.compile(r"^[\s\-•*–✓]*(?:ข้อ(?:ที่)?\s*)?\(?\d{0,2}(?:\.\d{1,2})*[.)]*")
_WHOLE_TITLE = 0.8  # of its words
_TITLES = 4_096  # whose words are kept between questions
_LINES = 40  # lines of a passage that are looked at


def opening_share(words: Sequence[str], weight: Callable[[str], float], text: str) -> float:
    """0..1: the most of a question's words, by weight, with which a line of the text begins, its
    number aside: ``(4) หลักสูตรด้านการบริหาร สำหรับ…`` begins with all of "หลักสูตรด้านการบริหาร".
    What is asked of is named first: a later word of the question counts with its neighbour only.
    """
    folded = [fold(word) for word in words]
    total = sum(map(weight, words))
    if not total:
        return 0.0
    best = 0.0
    for line in text.split("\n")[:_LINES]:
        head = _NUMBER.sub("", fold(line), count=1)
        for first, word in enumerate(folded):
            if word and head.startswith(word):
                length, said = _run(folded[first:], words[first:], weight, head)
                best = max(best, said if first == 0 or length > 1 else 0.0)
    return best / total


def _run(
    folded: Sequence[str], words: Sequence[str], weight: Callable[[str], float], head: str
) -> tuple[int, float]:
    """How many of the words stand one after the other at the head of a line, and their weight."""
    at, count, said = 0, 0, 0.0
    for own, word in zip(folded, words, strict=True):
        if not head.startswith(own, at):
            break
        at += len(own)
        count += 1
        said += weight(word)
    return count, said


def says_title(words: Set[str], title: str) -> bool:
    """Whether a question's words say a whole title."""
    own = _title_words(title)
    return bool(own) and len(own & words) >= _WHOLE_TITLE * len(own)


@lru_cache(_TITLES)
def _title_words(title: str) -> frozenset[str]:
    found = set(tokens(title)) - vocabulary().stop
    return frozenset(word for word in found if not word.isdigit())

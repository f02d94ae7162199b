"""How well a page's text holds up as Thai: its letters well formed, its words known."""

from __future__ import annotations

import re
from functools import cache

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

_THAI = re.compile("[\u0e01-\u0e5b]")
_LETTER = re.compile("[A-Za-z\u00a1-\u00ff\u0e01-\u0e2e\uf700-\uf71a\ufffd]")
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
# A mark on nothing or on another of its kind, a vowel twice, what ำ falls apart into, glyphs of
# the private use area, characters that no font could name.
_DEFECT = re.compile(
    rf"(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf700-\uf71a]){_MARK}"
    rf"|({_MARK})\1|[\u0e48-\u0e4b]{{2}}|\u0e33[\u0e32\u0e33]|\u0e4d[\u0e48-\u0e4b]?\u0e32"
    r"|\u0e33 (?=[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e47-\u0e4e]?[\u0e01-\u0e2e])"
    r"|[\ue000-\uf8ff]|\ufffd|[\x00-\x08\x0e-\x1f]"
)
_SAMPLE = 3_000  # characters that are judged
# A defect in a hundred letters weighs as much as a tenth of the words unknown.
_DEFECT_WEIGHT = 10.0
# What Thai text scores that was read as it is printed: 0.95 and more on the sample plans.
GOOD = 0.9
UNREADABLE = 0.35


def score(text: str) -> float:
    """From 1 (every letter well formed, every word known) down; 1 for text without Thai that
    is not Thai in disguise, 0 for no text."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return 1.0 if sample.strip() else 0.0
    defects = len(_DEFECT.findall(sample))
    disguised = len(re.findall("[\u00a1-\u00ff]", sample))  # TIS-620 bytes taken for Latin-1
    return _known(sample) - _DEFECT_WEIGHT * defects / letters - disguised / letters


@cache
def _words() -> frozenset[str]:
    return frozenset(thai_words())


def _known(text: str) -> float:
    """The share of the Thai characters that stand in words of two letters or more."""
    thai = known = 0
    for token in word_tokenize(text, engine="newmm"):
        count = len(_THAI.findall(token))
        thai += count
        if len(token) > 1 and (token in _words() or not count):
            known += count
    return known / thai if thai else 1.0

"""A second look at the best passages, at what BM25 can't see.

Five features of a question and a passage, each 0..1, beside the fused score:

- coverage: the share of the question's words, by idf, that the passage has at all. BM25 adds
  up; one word that comes often can outweigh two that come once (coordination level matching).
- heading: the same in the section's name and the column headers (BM25F: Robertson, Zaragoza and
  Taylor 2004, with the field weighed here and not in the index).
- window: the same in the best stretch of 150 letters (term proximity: Tao and Zhai 2007).
- opening: the same in the first 80 letters, which say what a passage is about; a row's are its
  first cells.
- numbers: the share of the question's numbers that the passage has, whole.

Words are found as letters in the folded text: OCR's stray spaces and compounds don't hide them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.models import Passage
from ingest.text.normalize import fold
from retriever.question import Question, Term

# How many of the fused list are looked at: 100 rank iapp-th and the development set alike at twice
# the time, 30 lose a question of iapp-th.
DEPTH = 50
_WINDOW = 150
_OPENING = 80
_PLACES = 20  # of a form in a text that are looked at
_FORMS = 8  # of a word, the nearest


class Feature(StrEnum):
    FUSED = "fused"
    COVERAGE = "coverage"
    HEADING = "heading"
    WINDOW = "window"
    OPENING = "opening"
    NUMBERS = "numbers"


# Chosen on the first half of iapp-th's questions and the sample questions, by the likelihood of
# the right passage; docs/decisions/0002-retrieval.md has the figures on the other half.
WEIGHTS: Mapping[Feature, float] = {
    Feature.FUSED: 0.30,
    Feature.COVERAGE: 0.15,
    Feature.HEADING: 0.10,
    Feature.WINDOW: 0.20,
    Feature.OPENING: 0.20,
    Feature.NUMBERS: 0.05,
}

Features = Mapping[Feature, float]


def total(features: Features) -> float:
    """The score, 0..1: the weighted sum."""
    return sum(WEIGHTS[feature] * value for feature, value in features.items())


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word and what may stand for it, folded, best first, with what each counts of ``idf``."""

    forms: tuple[tuple[str, float], ...]
    idf: float

    def within(self, text: str) -> _Wanted:
        """The same with the forms alone that ``text`` has."""
        return _Wanted(tuple(form for form in self.forms if form[0] in text), self.idf)


class Rescorer:
    """For one question. ``idf`` tells how telling a word is."""

    def __init__(self, question: Question, idf: Callable[[str], float]) -> None:
        self._wanted = [_wanted(term, idf) for term in question.terms]
        self._all = sum(wanted.idf for wanted in self._wanted) or 1.0
        numbers = [word for word in question.words if word.isdigit()]
        self._numbers = [re.compile(rf"(?<![\d.]){number}(?!\d)") for number in numbers]

    def features(self, fused: float, passage: Passage) -> dict[Feature, float]:
        text = _folded_text(passage.search_text)
        # What the text hasn't, its parts haven't: most forms are looked for once.
        there = [one.within(text) for one in self._wanted]
        there = [one for one in there if one.forms]
        coverage = self._coverage(there, text)
        return {
            Feature.FUSED: fused,
            Feature.COVERAGE: coverage,
            Feature.HEADING: self._coverage(self._wanted, _heading(passage)),
            Feature.WINDOW: self._window(there, text, coverage),
            Feature.OPENING: self._coverage(there, _opening(passage)),
            Feature.NUMBERS: self._numbers_in(text),
        }

    def _coverage(self, wanted: Sequence[_Wanted], text: str) -> float:
        return sum(one.idf * _best(one, text) for one in wanted) / self._all if text else 0.0

    def _window(self, wanted: Sequence[_Wanted], text: str, most: float) -> float:
        """``_coverage`` of the best stretch of ``_WINDOW`` letters; ``most`` is all there is."""
        places = sorted(_places(wanted, text))
        inside = _Inside(wanted)
        best, first = 0.0, 0
        for at, number, factor in places:
            inside.count(number, factor, 1)
            while places[first][0] <= at - _WINDOW:
                inside.count(*places[first][1:], -1)
                first += 1
            best = max(best, inside.sum / self._all)
            if best >= most:
                break
        return best

    def _numbers_in(self, text: str) -> float:
        if not self._numbers:
            return 0.0
        return sum(number.search(text) is not None for number in self._numbers) / len(self._numbers)


class _Inside:
    """What a window holds; ``sum`` is of the idf of its words, each by its best form."""

    def __init__(self, wanted: Sequence[_Wanted]) -> None:
        self._idf = [one.idf for one in wanted]
        self._counts: list[Counter[float]] = [Counter() for _ in wanted]
        self.sum = 0.0

    def count(self, number: int, factor: float, by: int) -> None:
        counts = self._counts[number]
        before = max(counts, default=0.0)
        counts[factor] += by
        if not counts[factor]:
            del counts[factor]
        self.sum += self._idf[number] * (max(counts, default=0.0) - before)


def _heading(passage: Passage) -> str:
    return _folded_label("\n".join((*passage.section, *passage.headers)))


def _opening(passage: Passage) -> str:
    return fold(passage.text[: 2 * _OPENING])[:_OPENING]


# Rows of a table share theirs.
_folded_label = lru_cache(4_096)(fold)
# Passages that were found once are found again: some 5 MB.
_folded_text = lru_cache(4_096)(fold)


def _wanted(term: Term, idf: Callable[[str], float]) -> _Wanted:
    forms = {fold(other): factor for other, factor in term.others}
    forms[fold(term.word)] = 1.0
    ordered = sorted(forms.items(), key=lambda form: -form[1])
    return _Wanted(tuple(form for form in ordered if form[0])[:_FORMS], idf(term.word))


def _best(wanted: _Wanted, text: str) -> float:
    """What the best form that ``text`` has counts; forms come best first."""
    for form, factor in wanted.forms:
        if form in text:
            return factor
    return 0.0


def _places(wanted: Sequence[_Wanted], text: str) -> list[tuple[int, int, float]]:
    """Where in ``text`` a form stands, the number of its word, and what it counts."""
    found = []
    for number, one in enumerate(wanted):
        for form, factor in one.forms:
            at = text.find(form)
            left = _PLACES
            while at >= 0 and left:
                found.append((at, number, factor))
                at = text.find(form, at + 1)
                left -= 1
    return found

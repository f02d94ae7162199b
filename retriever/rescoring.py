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

from ingest.models import Passage
from ingest.text.normalize import fold
from retriever.question import Question, Term

# How many of the fused list are looked at.
DEPTH = 100
_WINDOW = 150
_OPENING = 80
_PLACES = 40  # of a word in a text


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
    """A word and what may stand for it, folded, with what each counts of ``idf``."""

    forms: tuple[tuple[str, float], ...]
    idf: float


class Rescorer:
    """For one question. ``idf`` tells how telling a word is."""

    def __init__(self, question: Question, idf: Callable[[str], float]) -> None:
        self._wanted = [_wanted(term, idf) for term in question.terms]
        self._all = sum(wanted.idf for wanted in self._wanted) or 1.0
        self._numbers = [word for word in question.words if word.isdigit()]

    def features(self, fused: float, passage: Passage) -> dict[Feature, float]:
        text = fold(passage.search_text)
        heading = fold(" ".join((*passage.section, *passage.headers)))
        opening = fold(passage.text[: 3 * _OPENING])[:_OPENING]
        return {
            Feature.FUSED: fused,
            Feature.COVERAGE: self._coverage(text),
            Feature.HEADING: self._coverage(heading),
            Feature.WINDOW: self._window(text),
            Feature.OPENING: self._coverage(opening),
            Feature.NUMBERS: self._numbers_in(text),
        }

    def _coverage(self, text: str) -> float:
        if not text:
            return 0.0
        return sum(one.idf * _best(one, text) for one in self._wanted) / self._all

    def _window(self, text: str) -> float:
        """``_coverage`` of the best stretch of ``_WINDOW`` letters."""
        places = sorted(_places(self._wanted, text))
        inside: Counter[tuple[int, float]] = Counter()
        best, first = 0.0, 0
        for at, number, factor in places:
            inside[number, factor] += 1
            while places[first][0] <= at - _WINDOW:
                inside[places[first][1:]] -= 1
                first += 1
            best = max(best, self._inside(inside))
        return best / self._all

    def _inside(self, inside: Counter[tuple[int, float]]) -> float:
        factors: dict[int, float] = {}
        for (number, factor), count in inside.items():
            if count > 0 and factor > factors.get(number, 0.0):
                factors[number] = factor
        return sum(self._wanted[number].idf * factor for number, factor in factors.items())

    def _numbers_in(self, text: str) -> float:
        if not self._numbers:
            return 0.0
        found = sum(
            re.search(rf"(?<![\d.]){number}(?!\d)", text) is not None for number in self._numbers
        )
        return found / len(self._numbers)


def _wanted(term: Term, idf: Callable[[str], float]) -> _Wanted:
    forms = {fold(other): factor for other, factor in term.others}
    forms[fold(term.word)] = 1.0
    ordered = sorted(forms.items(), key=lambda form: -form[1])
    return _Wanted(tuple(form for form in ordered if form[0]), idf(term.word))


def _best(wanted: _Wanted, text: str) -> float:
    """What the best form that ``text`` has counts; forms come best first."""
    return next((factor for form, factor in wanted.forms if form in text), 0.0)


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

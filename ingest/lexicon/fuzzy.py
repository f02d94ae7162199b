"""Misspelt names in text: candidates by shared letter pairs, then edit distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio_alignment

from ingest.lexicon.positions import positions_file
from ingest.lexicon.squeeze import Boundaries, bare

# Chosen on generated misspellings of all positions against ordinary text; figures in
# docs/decisions/0003-lexicon.md.
MIN_LENGTH = 6  # letters; shorter names are one slip away from too many words
SHORT = 8  # letters; up to here one slip, and none that makes other words
CANDIDATES = 40  # names that are aligned with the text, those with most rare pairs in it first
MIN_SHARED = 0.5  # share of a name's letter pairs, weighted by rarity, that the text must hold
MIN_RATIO = 75.0  # of the aligned window, 0..100
SLACK = 3  # letters by which the window may be longer or shorter at either end


@dataclass(frozen=True, slots=True)
class FuzzyHit:
    """``form`` is what ``text[start:end]`` was meant to be; ``score`` is 0..1."""

    form: str
    start: int
    end: int
    score: float


class FuzzyNames:
    """Squeezed names that may be misspelt in squeezed text."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = [f for f in forms if len(f) >= MIN_LENGTH and not f.isascii()]
        self._forms = [f for f in self._forms if _head_length(f) not in (1, 2)]
        self._heads = [_head_length(form) for form in self._forms]
        postings: dict[str, list[int]] = {}
        for number, form in enumerate(self._forms):
            for pair in _pairs(form):
                postings.setdefault(pair, []).append(number)
        self._postings = {pair: np.array(names) for pair, names in postings.items()}
        self._weights = {p: 1.0 / np.sqrt(len(names)) for p, names in postings.items()}
        self._totals = np.array([sum(self._weights[p] for p in _pairs(f)) for f in self._forms])

    def find(self, text: str, boundaries: Boundaries) -> Iterator[FuzzyHit]:
        """Misspelt names in ``text``, overlapping ones too; exact ones are passed over."""
        for number in self._candidates(text):
            hit = self._align(number, text, boundaries)
            if hit:
                yield hit

    def _candidates(self, text: str) -> list[int]:
        if len(text) < MIN_LENGTH - 1 or not self._forms:
            return []
        shared = np.zeros(len(self._forms))
        for pair in _pairs(text):
            if pair in self._postings:
                shared[self._postings[pair]] += self._weights[pair]
        share = shared / self._totals
        best = np.argsort(-share, kind="stable")[:CANDIDATES]
        return [int(n) for n in best if share[n] >= MIN_SHARED]

    def _align(self, number: int, text: str, boundaries: Boundaries) -> FuzzyHit | None:
        form, head = self._forms[number], self._heads[number]
        rough = partial_ratio_alignment(form, text, score_cutoff=MIN_RATIO)
        if rough is None:
            return None
        windows = (
            (OSA.distance(form, text[start:end]), abs(end - start - len(form)), start, end)
            for start in _around(rough.dest_start, len(text))
            for end in _around(rough.dest_end, len(text))
            if end - start >= MIN_LENGTH - 1
        )
        for slips, _, start, end in sorted(windows):
            if slips > _budget(len(form)):
                return None
            if boundaries.at(start) and boundaries.at(end):
                break
        else:
            return None
        window = text[start:end]
        if slips == 0:
            return None
        if (slips > 1 or len(form) <= SHORT) and boundaries.all_known(start, end):
            return None  # other words, rightly spelled: วิศวกรรมโยธา, กองหลัง
        if not _keeps_parts(form, head, window):
            return None
        return FuzzyHit(form, start, end, round(1.0 - slips / len(form), 3))


def _keeps_parts(form: str, head: int, window: str) -> bool:
    """Whether head and tail are each in the window, the one first, with slips in proportion."""
    head_slips, tail_slips = min(
        (
            (OSA.distance(form[:head], window[:cut]), OSA.distance(form[head:], window[cut:]))
            for cut in _around(head, len(window))
        ),
        key=sum,
    )
    allowed = head // 4 if form[:head] != "นัก" else int(tail_slips == 0)
    return head_slips <= allowed and tail_slips <= _budget_of_tail(len(form) - head)


def _budget(length: int) -> int:
    """Slips allowed in a name of this many letters."""
    return 1 if length <= SHORT else 2 if length <= 15 else 3


def _budget_of_tail(length: int) -> int:
    """Slips allowed in what follows the head (เจ้าพนักงาน…), which tells names apart."""
    return 0 if length <= 3 else 1 if length <= 7 else 2 if length <= 13 else 3


@cache
def _head_forms() -> tuple[str, ...]:
    """Heads, their shortenings and stems as in squeezed text, longest first."""
    file = positions_file()
    shortenings = (short for forms in file.heads.values() for short in forms)
    return tuple(sorted({bare(h) for h in (*file.heads, *shortenings, *file.stems)}, key=len))[::-1]


def _head_length(form: str) -> int:
    fitting = (h for h in _head_forms() if form.startswith(h) and len(form) > len(h))
    return len(next(fitting, ""))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _around(place: int, length: int) -> range:
    return range(max(0, place - SLACK), min(length, place + SLACK) + 1)

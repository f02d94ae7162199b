"""Judging one answer against its question: pure functions, no I/O.

Strings are compared after ``normalise``; an answer *contains* a string wherever it occurs in it,
also inside a longer number or word, so question sets choose their strings with that in mind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from eval.questions import GoldMode, GoldSpan, Question
from ingest.text.normalize import arabic_digits

# Categories whose answer is one fact, which is to stand at the start of the answer.
SINGLE_FACT = frozenset({"budget", "timing", "responsible", "kpi_target", "workforce"})
DIRECT_CHARS = 250

# Whole groups of three only: the years "2567,2568" and the list "1,2,3" keep their commas.
_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place in a source file that an answer cites or a search found (lines inclusive)."""

    source: str
    line_start: int
    line_end: int

    def overlaps(self, gold: GoldSpan) -> bool:
        return (
            self.source == gold.doc
            and self.line_start <= gold.line_end
            and gold.line_start <= self.line_end
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer fared, and why.

    ``missing`` are the ``must_include`` groups not met, ``forbidden`` the ``must_not_include``
    strings found, ``uncited`` the gold spans that no citation overlaps (for gold mode "any" an
    answer is cited even if some are left). An unanswerable question has no gold: ``cited`` is
    then true and says nothing. ``direct`` is None where the answer is not a single fact.
    """

    right: bool
    cited: bool
    correct: bool
    direct: bool | None
    missing: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    uncited: tuple[GoldSpan, ...]


def normalise(text: str) -> str:
    """Text as it is compared: "งบ ๑,๑๐๐,๐๐๐ บาท" gives "งบ1100000บาท"."""
    plain = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), arabic_digits(text))
    return unicodedata.normalize("NFC", "".join(plain.split()))


def missing_groups(text: str, groups: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The groups of which no alternative occurs in ``text``."""
    plain = normalise(text)
    return tuple(g for g in groups if not any(normalise(one) in plain for one in g))


def occurring(text: str, strings: Sequence[str]) -> tuple[str, ...]:
    """The strings that occur in ``text``."""
    plain = normalise(text)
    return tuple(one for one in strings if normalise(one) in plain)


def is_single_fact(question: Question) -> bool:
    return question.answerable and question.category in SINGLE_FACT


def grade(question: Question, text: str, answerable: bool, citations: Sequence[Pointer]) -> Verdict:
    """Judge the answer ``text``, given with the flag ``answerable`` and its ``citations``."""
    missing = missing_groups(text, question.must_include)
    forbidden = occurring(text, question.must_not_include)
    right = answerable == question.answerable and not missing and not forbidden
    uncited = tuple(g for g in question.gold if not any(c.overlaps(g) for c in citations))
    cited = len(uncited) < len(question.gold) if question.gold_mode == "any" else not uncited
    cited = cited or not question.gold
    direct = not missing_groups(text[:DIRECT_CHARS], question.must_include)
    return Verdict(
        right=right,
        cited=cited,
        correct=right and cited if question.answerable else not answerable,
        direct=direct if is_single_fact(question) else None,
        missing=missing,
        forbidden=forbidden,
        uncited=uncited,
    )


def evidence_rank(hits: Sequence[Pointer], gold: Sequence[GoldSpan], mode: GoldMode) -> int | None:
    """The smallest k of which the first k hits hold the evidence, or None if they never do.

    For "any" that is the rank of the first hit on a gold span; for "all" the rank by which
    every gold span was hit. hit@k is ``rank is not None and rank <= k``.
    """
    firsts = [next((k for k, hit in enumerate(hits, 1) if hit.overlaps(g)), None) for g in gold]
    found = [k for k in firsts if k is not None]
    if not found or (mode == "all" and len(found) < len(firsts)):
        return None
    return min(found) if mode == "any" else max(found)

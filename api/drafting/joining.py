"""Words that a column's edge or OCR cut in two, put together where other plans write them so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from api.drafting.bodies import words
from ingest.models import Fact, PositionPlan, Project
from ingest.text.normalize import normalize
from ingest.text.segment import words as segmented
from retriever.library import Library

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_GAP = re.compile(rf"(?<=[{_THAI}]) (?=[{_THAI}])")
_RUN_BEFORE = re.compile(rf"[{_THAI}]+$")
_RUN_BEHIND = re.compile(rf"[{_THAI}]+")
# How often, for each time that they stand apart, two words are written as one.
_USUAL = 2
_PLANS = 60  # that are looked at for it
# Nouns that say nothing alone, and what leads to what follows it.
_BOUND = frozenset({"งาน", "การ", "ความ"})
_LEADS = frozenset({"ของ", "ใน", "ที่", "ตาม", "แก่", "จาก"})
_NUMBER = re.compile(r"[0-9]\s?$")


class Spelling:
    """How plans write words: as one or apart, in ``texts`` of theirs."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._written = normalize("\n".join(" ".join(text.split()) for text in texts)).text
        self._known: dict[tuple[str, str], bool] = {}

    def joined(self, text: str) -> str:
        """``text`` without the spaces within its words: those between two words that plans write
        as one at least twice as often as apart, behind งาน, การ or ความ that stands alone, and
        behind ของ, ใน and the like. Other spaces stay."""
        pieces: list[str] = []
        end = 0
        for gap in _GAP.finditer(text):
            if self._cuts(text, gap):
                pieces.append(text[end : gap.start()])
                end = gap.end()
        return "".join((*pieces, text[end:]))

    def _cuts(self, text: str, gap: re.Match[str]) -> bool:
        before, behind = text[: gap.start()], _RUN_BEHIND.match(text, gap.end())
        run = _RUN_BEFORE.search(before)
        if run is None or behind is None or text.startswith(".", behind.end()):  # "ทม.", "ก.ย."
            return False
        found, first = segmented(run[0]), _first(behind[0])
        if run[0] in _BOUND or found[-1] in _LEADS:
            return True
        is_counted = len(found) == 1 and _NUMBER.search(before, 0, run.start())  # "10 คน งานช่าง"
        return not is_counted and first not in words().spaced and self._is_one(found[-1], first)

    def _is_one(self, last: str, first: str) -> bool:
        pair = last, first
        if pair not in self._known:
            apart = max(self._written.count(f"{last} {first}"), 1)
            self._known[pair] = self._written.count(last + first) >= _USUAL * apart
        return self._known[pair]


def _first(run: str) -> str:
    """The word that a run begins with, with the next where it says nothing alone."""
    found = segmented(run)
    return "".join(found[:2]) if found[0] in _BOUND else found[0]


def spelling_of(library: Library) -> Spelling:
    """As the rows of projects and positions of the library have it."""
    facts = (fact for _, fact in library.facts(None, _plans(library)))
    return Spelling(text for fact in facts for text in _texts(fact))


def _plans(library: Library) -> list[str]:
    newest = sorted(library.plans(), key=lambda plan: max(plan.fiscal_years, default=0))
    return [plan.id for plan in newest[-_PLANS:]]


def _texts(fact: Fact) -> Iterator[str]:
    if isinstance(fact, Project):
        yield from (fact.name, fact.objective, fact.indicator, fact.target)
    elif isinstance(fact, PositionPlan):
        yield from (fact.skills, fact.goals, *fact.methods)

"""The check of each sentence before a person sees it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from api.answering import Citation
from api.proof import Ground, Lack, lacks
from api.writing.drafts import Draft
from api.writing.exhibits import Exhibit, Exhibits
from ingest.models import Organization
from prompts import reasons

# A row of a real plan, told whole, has 600 characters.
_LONGEST = 1_000
# What a model names beyond that shows where it looked, not what its sentence stands on.
_CITED = 12
_TOLD = 4  # things wrong with a sentence, told at once
_UNREADABLE = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn"))


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that stands on its evidence, with the citations that show it."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A sentence that doesn't, and why, in Thai, for the model."""

    draft: Draft
    reason: str


def checked(draft: Draft, exhibits: Exhibits, known: Sequence[Organization]) -> Passed | Failed:
    """The verdict; ``known`` are the library's organisations."""
    named = [exhibits[number] for number in draft.evidence]
    found = [exhibit for exhibit in named if exhibit is not None]
    if len(found) < len(named):
        return Failed(draft, reasons()["bounds"])
    if not found:
        return Failed(draft, reasons()["uncited"])
    if len(draft.text) > _LONGEST or len(found) > _CITED:
        return Failed(draft, reasons()["long"])
    if _has_unreadable(draft.text):
        return Failed(draft, reasons()["markup"])
    lacking = _lacking(draft.text, found, known, exhibits.asked)
    if lacking:
        told = (f"{reasons()[lack.kind]}: {lack.text}" for lack in lacking[:_TOLD])
        return Failed(draft, "; ".join(told))
    citations = {(c.passage_id, c.line_start): c for e in found for c in e.citations}
    return Passed(draft.text, tuple(citations.values()))


def _has_unreadable(text: str) -> bool:
    """Whether a character can't be seen, has no agreed shape, or is drawn over its neighbour, as a
    line through a figure would be. Thai's own marks stand over letters, and others are one with
    theirs."""
    return any(
        unicodedata.category(c) in _UNREADABLE and c != "\n" and not "\u0e00" <= c <= "\u0e7f"
        for c in unicodedata.normalize("NFC", text)
    )


def read_ahead(exhibits: Exhibits, known: Sequence[Organization]) -> Iterator[Passed | Failed]:
    """Holds each firm exhibit against itself, one a step: what it says is kept read, and needn't
    be when a sentence leans on it."""
    for exhibit in exhibits:
        if exhibit.is_firm:
            yield checked(Draft(exhibit.text[:_LONGEST], (exhibit.number,)), exhibits, known)


def _lacking(
    text: str, found: Sequence[Exhibit], known: Sequence[Organization], asked: str = ""
) -> tuple[Lack, ...]:
    """Of all the evidence named; and figures of the firm part of it alone, for running text that
    a search brought up may be anybody's."""
    lacking = lacks(text, [exhibit.ground for exhibit in found], known, asked)
    lacking = lacking or _mixed(text, found, known, asked)
    if lacking or all(exhibit.is_firm for exhibit in found):
        return lacking
    if not any(c.isdigit() for c in text):
        return ()
    grounds = [e.ground if e.is_firm else _frame(e.ground) for e in found]
    return tuple(lack for lack in lacks(text, grounds, known) if lack.kind in _OF_DIGITS)


def _mixed(
    text: str, found: Sequence[Exhibit], known: Sequence[Organization], asked: str
) -> tuple[Lack, ...]:
    """Of what the default answer quotes and what a search brought up beside it: a sentence tells
    of the one or of the other."""
    quoted = [exhibit.ground for exhibit in found if exhibit.is_quoted]
    beside = [exhibit.ground for exhibit in found if not exhibit.is_quoted]
    bodies = {one.organization for ground in (*quoted, *beside) for one in ground.evidence}
    if not quoted or not beside or len(bodies) > 1:  # a comparison needs the lines of each
        return ()
    lacking = lacks(text, quoted, known, asked)
    return lacking if lacking and lacks(text, beside, known, asked) else ()


@lru_cache(256)  # the same for each sentence that leans on it
def _frame(ground: Ground) -> Ground:
    """Whose plan the lines stand in, and of which years, without the lines."""
    frames = (replace(e, text="", context="", facts=(), rows=0, lines=0) for e in ground.evidence)
    return Ground(tuple(frames))


_OF_DIGITS = ("figure", "unit", "year", "month")

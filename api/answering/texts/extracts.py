"""What of a passage is quoted: all of a short one, else the part that answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from api.answering.evidence.case import Case, Ranked
from api.answering.evidence.figures import PERCENT, counted
from api.answering.evidence.fitting import fits
from api.answering.evidence.rows import row_text
from api.answering.understanding.series import number_of
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import PassageKind
from ingest.text.normalize import arabic_digits

_WHOLE = 420  # a passage up to this length is quoted whole
_SHORT = 250  # a single fact is told in less
_QUOTED = 700
_LIST = 1_800
_SAID, _CLEARLY = 0.7, 0.25  # of the topic, in the one item that is told, and beyond the others
_ITEM = re.compile(
    r"(?<!ที่)(?<![-•])\s+(?=(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]\)?|\(\d{1,2}\))\s*[^\d\s.,)])|\n+|\s+(?=[-•✓]\s*[^\d\s])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or list item of a passage."""

    text: str
    coverage: float
    fits: bool


def readable(ranked: Ranked) -> str:
    is_row = ranked.passage.kind is PassageKind.ROW
    return (
        row_text(ranked.reading.plan, ranked.passage)
        if is_row
        else arabic_digits(ranked.passage.text)
    )


def units_of(case: Case, text: str) -> list[Unit]:
    """The sentences and items of a passage, in order."""
    plain = arabic_digits(text)
    parts = [part.strip() for part in _ITEM.split(plain) if part and part.strip()]
    pieces = [piece for part in parts for piece in _sentences(part)]
    return [Unit(p, case.topic.coverage(doc((p, 1.0))), fits(case, p)) for p in pieces]


def _sentences(part: str) -> list[str]:
    """A long part cut at spaces into stretches of one or two clauses."""
    if len(part) <= _WHOLE:
        return [part]
    pieces: list[str] = []
    for clause in part.split(" "):
        if pieces and len(pieces[-1]) + len(clause) < 160:
            pieces[-1] += f" {clause}"
        else:
            pieces.append(clause)
    return pieces


def quoted_of(case: Case, best: Ranked) -> str:
    is_row = best.passage.kind is PassageKind.ROW
    text = (
        row_text(best.reading.plan, best.passage)
        if is_row
        else arabic_digits(best.passage.text).replace("\t", " | ").strip()
    )
    is_list = case.query.does(Operation.LIST, Operation.PROCEDURE, Operation.COUNT)
    units = units_of(case, text)
    is_table = best.passage.kind is PassageKind.TABLE
    short = _QUOTED if is_table else _SHORT
    if not is_list and len(text) > short and is_typed(case):
        return _focus(case, units)
    if len(text) <= (_QUOTED if is_table else _WHOLE):
        return text
    if is_list and len(text) <= _LIST and best.passage.kind is PassageKind.LIST:
        return text
    top = max(range(len(units)), key=lambda i: (units[i].fits, units[i].coverage))
    if is_list and len(text) <= _LIST:
        return "\n".join(unit.text for unit in units)
    if _is_the_one(units, top):
        return "\n".join(unit.text for unit in _item_at(units, top))
    return _around(units, top)


def is_typed(case: Case) -> bool:
    """Whether a number of a known kind is asked for, and nothing to be explained."""
    query = case.query
    counts = [u for u in query.units if "บาท" not in u]
    typed = bool(counts) or query.wants_any(Want.PERCENT, Want.YEAR)
    return typed and not query.does(Operation.DEFINE)


def _focus(case: Case, units: list[Unit]) -> str:
    """The best sentence that holds what is asked, the title before it."""
    best = max(units, key=lambda u: (u.fits, u.coverage))
    if len(best.text) <= _SHORT + 60 or not best.fits:
        return best.text
    match = next((m for p in _typed_patterns(case) if (m := p.search(best.text))), None)
    if match is None:
        return best.text
    start = best.text.rfind(" ", 0, max(0, match.start() - 120)) + 1
    end = best.text.find(" ", min(len(best.text), match.end() + 60))
    tail = best.text[start : end if end > 0 else None]
    return ("… " if start else "") + tail + (" …" if end > 0 else "")


def _typed_patterns(case: Case) -> list[re.Pattern[str]]:
    counts = [counted(u) for u in case.query.units if "บาท" not in u]
    return [*counts, PERCENT] if Want.PERCENT in case.query.wants else counts


def _is_the_one(units: list[Unit], top: int) -> bool:
    """Whether one item of a numbered list says what is asked, and no other nearly so."""
    item = range(top, top + len(_item_at(units, top)))
    others = max((u.coverage for i, u in enumerate(units) if i not in item), default=0.0)
    said = units[top].coverage
    is_item = top > 0 and number_of(units[top].text) is not None
    return is_item and said >= _SAID and said - others >= _CLEARLY


def _item_at(units: list[Unit], at: int) -> list[Unit]:
    """An item and what belongs to it: as far as the next number."""
    rest = takewhile(lambda unit: number_of(unit.text) is None, units[at + 1 :])
    return [units[at], *rest]


def _around(units: list[Unit], top: int) -> str:
    """The best unit with neighbours as far as there is room, the following first."""
    first = last = top
    length = len(units[top].text)
    while True:
        after = last + 1 < len(units) and length + len(units[last + 1].text) <= _QUOTED
        if after:
            last += 1
            length += len(units[last].text)
            continue
        if first > 0 and length + len(units[first - 1].text) <= _QUOTED:
            first -= 1
            length += len(units[first].text)
            continue
        break
    body = "\n".join(u.text for u in units[first : last + 1])
    return ("… " if first else "") + body + (" …" if last + 1 < len(units) else "")

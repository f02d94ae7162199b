"""What a plan divides into: its policies, each with a heading, its duties, each with a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.texts.listings import COUNTED, KINDS
from api.answering.understanding.series import series_in
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation
from ingest.models import Passage
from ingest.text.normalize import arabic_digits
from prompts import say

_SAID = 0.9  # of the topic, in a part's title and what it stands under
_TITLE = 200


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with the line that names it."""

    passage: Passage
    title: str


def heading_answer(case: Case) -> Answer | None:
    """How many parts of the kind that is asked for a plan has, and which: "นโยบายมีกี่ด้าน" of a
    plan with the sections ``๑. นโยบายด้าน…``, ``๒. นโยบายด้าน…``, or with one such list below the
    other. Only where every title says what is counted, and with what it stands under the topic.
    """
    query = case.query
    noun = COUNTED.search(query.text) or KINDS.search(query.text)
    if noun is None or not query.does(Operation.COUNT, Operation.LIST) or not case.topic.terms:
        return None
    for reading in case.scope.readings:
        for above, parts in (*_sections(reading), *_lists(reading)):
            said = [doc((part.title, 1.0), (above, 1.0)) for part in parts]
            named = all(noun[1] in part.title for part in parts)
            if named and all(case.topic.covered(one) >= _SAID for one in said):
                return _tell(reading, parts, noun[1])
    return None


def _sections(reading: Reading) -> Iterator[tuple[str, list[_Part]]]:
    """Sections that stand side by side, numbered from 1, under the title of the plan."""
    siblings: dict[tuple[str, ...], dict[str, Passage]] = {}
    for passage in reading.plan.passages:
        if passage.section:
            siblings.setdefault(passage.section[:-1], {}).setdefault(passage.section[-1], passage)
    for titled in siblings.values():
        parts = [_Part(passage, title) for title, passage in titled.items()]
        yield from _numbered(reading.plan.title, parts)


def _lists(reading: Reading) -> Iterator[tuple[str, list[_Part]]]:
    """Lists one below the other in a section, each with a number of its own."""
    texts = (p for p in reading.plan.passages if p.section and not p.table_id)
    for section, passages in groupby(texts, key=lambda passage: passage.section):
        parts = [_Part(p, p.text.partition("\n")[0]) for p in passages]
        yield from _numbered(section[-1], parts)


def _numbered(above: str, parts: Sequence[_Part]) -> Iterator[tuple[str, list[_Part]]]:
    for series in series_in([part.title for part in parts]):
        yield above, [parts[at] for at in series.starts]


def _tell(reading: Reading, parts: Sequence[_Part], noun: str) -> Answer:
    writer = Writer()
    marks = writer.cite(reading, [part.passage.id for part in parts])
    writer.line(f"มีทั้งหมด {len(parts)} {noun}", marks)
    for part in parts:
        title = shortened(arabic_digits(part.title), _TITLE)
        writer.line(title, writer.cite_quote(reading, part.passage, title))
    writer.line(say("source", whose=whose(reading)), marks)
    return writer.answer()

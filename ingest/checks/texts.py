"""The lines of a plan as text, each with where it stands: running text, and all text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Passage, PassageKind, Plan, Span
from ingest.readers.markup import clean
from ingest.text.normalize import fold

_KEY = 30  # characters by which a line is found again among the lines of its passage


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without mark-up; cells of a row are separated by tabs."""

    text: str
    span: Span
    passage: Passage


def is_heading(line: Line) -> bool:
    passage = line.passage
    return passage.kind is PassageKind.HEADER or line.text.strip() in passage.section


def running_text(plan: Plan) -> Iterator[Line]:
    """Headings, paragraphs and list items, in order; no tables."""
    for passage in plan.passages:
        if passage.table_id is None:
            yield from _lines(plan, passage)


def all_text(plan: Plan) -> Iterator[Line]:
    """Every line once, those of tables by row."""
    for passage in plan.passages:
        if passage.kind is not PassageKind.TABLE:
            yield from _lines(plan, passage)


def _lines(plan: Plan, passage: Passage) -> Iterator[Line]:
    texts = [text for text in passage.text.split("\n") if text.strip()]
    if len(texts) == 1 or passage.span.line_start == passage.span.line_end:
        yield from (Line(text, passage.span, passage) for text in texts)
        return
    lines = plan.lines[passage.span.line_start - 1 : passage.span.line_end]
    folded = [fold(clean(line)) for line in lines]
    at = behind = 0
    for text in texts:
        sought = fold(text)
        at, behind = _place(folded, at, behind, sought[:_KEY])
        behind += len(sought)
        line = passage.span.line_start + at
        yield Line(text, Span(line, line), passage)


def _place(folded: Sequence[str], at: int, behind: int, key: str) -> tuple[int, int]:
    """Which of the lines a text stands in, and where there: of line ``at`` what is ``behind`` a
    place, or of a later one; ``at`` where none holds it."""
    for number in range(at, len(folded)):
        found = folded[number].find(key, behind if number == at else 0)
        if found >= 0:
            return number, found
    return at, behind

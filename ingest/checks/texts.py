"""The lines of a plan as text, each with where it stands: running text, and all text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.models import Passage, PassageKind, Plan, Span
from ingest.readers.markup import clean
from ingest.text.normalize import fold

_KEY = 12  # characters by which a line is found again among the lines of its passage


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without mark-up; cells of a row are separated by tabs."""

    text: str
    span: Span
    passage: Passage


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
    at = passage.span.line_start
    for text in texts:
        key = fold(text)[:_KEY]
        lines = range(at, passage.span.line_end + 1)
        at = next((n for n in lines if key in fold(clean(plan.lines[n - 1]))), at)
        yield Line(text, Span(at, at), passage)

"""Total rows as evidence: "รวม" says nothing of what is summed up; the rows above it do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from api.answering.evidence.shelf import Reading
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation
from ingest.models import Passage, PassageKind, RowKind

if TYPE_CHECKING:
    from api.answering.evidence.case import Ranked

# A total stands just before the best of its rows: many may be equally good.
_BEFORE = 0.01


def with_totals(
    query: Query,
    ranked: Sequence[Ranked],
    readings: Sequence[Reading],
    weigh: Callable[[Reading, Passage], Ranked],
) -> list[Ranked]:
    """``ranked`` with the total rows under rows in it, for a question for a sum or an extreme."""
    if not query.does(Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM):
        return list(ranked)
    best: dict[tuple[str, tuple[str, ...]], Ranked] = {}
    for one in sorted(ranked, key=lambda one: one.score):
        best[_place(one.passage)] = one
    others = {one.passage.id: one for one in ranked}
    for reading in readings:
        for passage in total_rows(reading):
            above = best.get(_place(passage))
            if above is not None:
                own = others.get(passage.id) or weigh(reading, passage)
                # Not its coverage, which tells whether the words asked for are there at all.
                score = max(own.score, above.score + _BEFORE)
                others[passage.id] = replace(own, score=score)
    return list(others.values())


def _place(passage: Passage) -> tuple[str, tuple[str, ...]]:
    """The part of a table, by its strategy, that a row stands in."""
    return (passage.table_id or passage.id, passage.section)


def total_rows(reading: Reading) -> list[Passage]:
    """The passages of rows that sum up the rows above them."""
    rows = (row for table in reading.plan.tables for row in table.rows)
    starts = {row.span.line_start for row in rows if row.kind is RowKind.TOTAL}
    return [
        passage
        for passage in reading.plan.passages
        if passage.kind is PassageKind.ROW and passage.span.line_start in starts
    ]

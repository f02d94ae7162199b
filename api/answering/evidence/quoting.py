"""Which lines of a passage a quotation is made of."""

from __future__ import annotations

from bisect import bisect_right

from ingest.models import Passage, PassageKind, Plan
from ingest.text.normalize import fold

_RUNNING = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST, PassageKind.HEADER})


def quoted_lines(plan: Plan, passage: Passage, said: str) -> tuple[int, int] | None:
    """The first and last line (1-based) from which ``said`` is quoted, piece by piece.

    Digits, spaces and the marks of what was left out (…) make no difference. None for a row or
    table, whose cells are worded anew, and where a piece isn't found in the plan's lines.
    """
    pieces = [piece for line in said.split("\n") if (piece := fold(line.strip(" …")))]
    if passage.kind not in _RUNNING or passage.table_id or not pieces:
        return None
    span = passage.span
    text, starts = "", []
    for line in plan.lines[span.line_start - 1 : span.line_end]:
        starts.append(len(text))
        text += fold(line)
    found = [(text.find(piece), len(piece)) for piece in pieces]
    if any(at < 0 for at, _ in found):
        return None
    first = min(bisect_right(starts, at) for at, _ in found)
    last = max(bisect_right(starts, at + length - 1) for at, length in found)
    return span.line_start + first - 1, span.line_start + last - 1

"""Which numbers go on which list: open lists are kept as in a stack, lists inside lists above."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.checks.marks import CLAUSES, RUNS_ON, Mark
from ingest.models import Span

# More numbers than these are not left out by a slip: the mark belongs to something else.
MOST_MISSING = 5


class Step(StrEnum):
    """How a mark stands to those before it."""

    GAP = "gap"
    REPEAT = "repeat"
    BEGINS_LATE = "begins_late"


@dataclass(slots=True)
class _Open:
    mark: Mark
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Irregular:
    """A mark out of step. ``before`` and ``before_span`` are the last one of its list; where a
    list begins late, of the list before it."""

    step: Step
    mark: Mark
    span: Span
    before: Mark | None = None
    before_span: Span | None = None


class Sequences:
    """The lists open at a place of a plan, the innermost last.

    A mark goes on the innermost list that it can go on, 1 opens a list of its own; what fits
    none is told only where its list is sure.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._has_headings = False

    def add(self, mark: Mark, span: Span, text: str) -> Irregular | None:
        """Takes the next mark, with the text behind it."""
        try:
            return self._added(mark, span, text)
        finally:
            self._has_headings |= mark.style == "n.n"

    def close(self) -> None:
        """Another part of the plan begins: lists of items end."""
        self._open = [one for one in self._open if one.mark.is_heading]

    def _added(self, mark: Mark, span: Span, text: str) -> Irregular | None:
        same = [at for at, one in enumerate(self._open) if _same_list(one.mark, mark)]
        for at in reversed(same):
            if mark.number == self._open[at].mark.number + 1:
                self._go_on(at, mark, span, text)
                return None
        if mark.number == 1:
            self._push(mark, span, text)
            return None
        if not same:
            return self._begins_late(mark, span, text)
        return self._out_of_step(same[-1], mark, span, text)

    def _begins_late(self, mark: Mark, span: Span, text: str) -> Irregular | None:
        """Only ``๓.๒`` says by itself that ``๓.๑`` is missing: others may go on a list that
        stands inside a paragraph. A clause that begins no list is cited from a rule."""
        if mark.style in CLAUSES:
            return None
        alike = [one for one in self._open if _same_depth(one.mark, mark)]
        self._push(mark, span, text)
        if mark.style != "n.n" or not (mark.number > 2 or self._has_headings):
            return None
        last = alike[-1] if alike else None
        before = (last.mark, last.span) if last else (None, None)
        return Irregular(Step.BEGINS_LATE, mark, span, *before)

    def _out_of_step(self, at: int, mark: Mark, span: Span, text: str) -> Irregular | None:
        before = self._open[at]
        missing = mark.number - before.mark.number - 1
        if 0 < missing <= MOST_MISSING:
            self._go_on(at, mark, span, text)
            return Irregular(Step.GAP, mark, span, before.mark, before.span)
        inside = [one for one in self._open[at + 1 :] if one.mark.style != RUNS_ON]
        if missing == -1 and not inside and text != before.text:
            self._go_on(at, mark, span, text)
            return Irregular(Step.REPEAT, mark, span, before.mark, before.span)
        self._push(mark, span, text)
        return None

    def _go_on(self, at: int, mark: Mark, span: Span, text: str) -> None:
        clauses = [one for one in self._open[at + 1 :] if one.mark.style == RUNS_ON]
        self._open[at:] = [_Open(mark, span, text), *clauses]

    def _push(self, mark: Mark, span: Span, text: str) -> None:
        if mark.is_heading and not self._is_below_item(mark):
            self.close()
            # Headings that begin again leave those of the table of contents behind.
            self._open = [one for one in self._open if not _same_list(one.mark, mark)]
        self._open.append(_Open(mark, span, text))

    def _is_below_item(self, mark: Mark) -> bool:
        """Whether ``๓.๑`` stands below the item ``๓.`` of a list that may go on after it."""
        return any(
            not one.mark.is_heading and (*one.mark.prefix, one.mark.number) == mark.prefix
            for one in self._open
        )


def _same_list(one: Mark, other: Mark) -> bool:
    return one.style == other.style and one.prefix == other.prefix


def _same_depth(one: Mark, other: Mark) -> bool:
    return one.style == other.style and len(one.prefix) == len(other.prefix)

"""Which numbers go on which list: open lists are kept as in a stack, lists inside lists above."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.checks.marks import CLAUSES, RUNS_ON, Mark
from ingest.models import Span

# More numbers than these are not left out by a slip: the mark belongs to something else.
MOST_MISSING = 5


_DIVIDED = ("ส่วน", "บท", "หมวด")


class Step(StrEnum):
    """How a mark stands to those before it."""

    GAP = "gap"
    REPEAT = "repeat"
    BEGINS_LATE = "begins_late"
    OTHER_LEVEL = "other_level"


@dataclass(slots=True)
class _Open:
    mark: Mark
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Irregular:
    """A mark out of step. ``before`` and ``before_span`` are the last one of its list; where a
    list begins late, of the list before it; of another level, ``before`` is what was meant."""

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
        self._last: _Open | None = None

    def add(self, mark: Mark, span: Span, text: str, is_heading: bool = False) -> Irregular | None:
        """Takes the next mark, with the text behind it, and whether its line is a heading."""
        meant = self._below_another(mark) or (self._beside_deeper(mark) if is_heading else None)
        try:
            if meant is not None:
                return Irregular(Step.OTHER_LEVEL, mark, span, meant)
            return self._added(mark, span, text)
        finally:
            self._has_headings |= mark.style == "n.n"
            self._last = _Open(mark, span, text)

    def _below_another(self, mark: Mark) -> Mark | None:
        """``๘.๑)`` where ``๑.๑)`` stands right below the heading ``๘``, and no item 1 is open."""
        above = self._last.mark if self._last else None
        if above is None or above.style not in ("n", "n.") or mark.style not in ("n)", "(n)"):
            return None
        if len(mark.prefix) != 1 or mark.number != 1 or mark.prefix[0] >= above.number:
            return None
        if any(one.mark.style == mark.style and not one.mark.prefix for one in self._open):
            return None
        shown = mark.shown.replace(str(mark.prefix[0]), str(above.number), 1)
        return Mark(mark.style, (above.number,), 1, shown)

    def _beside_deeper(self, mark: Mark) -> Mark | None:
        """``๑.๒`` where the heading ``๒.`` goes on no list of its kind but stands in part 1 after
        ``๑.๑``, and ``๒)`` where it stands after ``๑)``: it goes on that list instead."""
        alone = [one.mark for one in self._open if one.mark.style in ("n", "n.")]
        if mark.style != "n." or mark.number == 1 or any(_is_next(one, mark) for one in alone):
            return None
        for at, one in reversed(list(enumerate(self._open))):
            last = one.mark
            if last.number + 1 == mark.number and self._may_go_on(at):
                shown = last.sibling(mark.number)
                meant = Mark(last.style, last.prefix, mark.number, shown)
                self._open[at:] = [_Open(meant, one.span, one.text)]
                return meant
        return None

    def _may_go_on(self, at: int) -> bool:
        """Whether it is a list of items, or ``๑.๑`` in the part 1."""
        mark, above = self._open[at].mark, [one.mark for one in self._open[:at]]
        if mark.style in ("n)", "(n)"):
            return not mark.prefix
        if mark.style != "n.n" or len(mark.prefix) != 1:
            return False
        return any(part.style in _DIVIDED and (part.number,) == mark.prefix for part in above)

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


def _is_next(one: Mark, mark: Mark) -> bool:
    return one.prefix == mark.prefix and one.number + 1 == mark.number


def _same_list(one: Mark, other: Mark) -> bool:
    return one.style == other.style and one.prefix == other.prefix


def _same_depth(one: Mark, other: Mark) -> bool:
    return one.style == other.style and len(one.prefix) == len(other.prefix)

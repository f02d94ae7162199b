"""Numbers of headings, lists and projects that are left out, used twice, or begin in the middle.

Lists inside lists, lists that begin again at 1, and items that OCR has put behind one another
in a line are no faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks import table_numbering
from ingest.checks.marks import Mark, leading
from ingest.checks.models import Finding, Severity
from ingest.checks.numbering_texts import begins_late, gap, other_level, repeat
from ingest.checks.parts import LONGEST_TITLE, part_of
from ingest.checks.sequences import Irregular, Sequences, Step
from ingest.checks.texts import Line, is_heading, running_text
from ingest.checks.written import NAMED, stands_between
from ingest.models import Plan, Span
from ingest.text.normalize import fold

# Selected strategies of a wider plan are named with their numbers there.
_MAY_SELECT = NAMED[3:]


def check(plan: Plan) -> Iterator[Finding]:
    """Findings of running text, then those of tables."""
    yield from _of_text(plan)
    yield from table_numbering.check(plan)


def _of_text(plan: Plan) -> Iterator[Finding]:
    sequences = Sequences()
    part: tuple[str, ...] = ()
    for line in running_text(plan):
        widest = line.passage.section[:1]
        if widest != part:
            sequences.close()
            part = widest
        mark = leading(line.text)
        if mark is None:
            continue
        irregular = sequences.add(mark, line.span, _words(line, mark), _heads(line))
        if irregular is not None:
            yield from _finding(plan, irregular)


def _heads(line: Line) -> bool:
    """Whether it is a heading by its place, or by its words where it is as short as one."""
    short = len(line.text.strip()) <= LONGEST_TITLE
    return is_heading(line) or (short and part_of(line.text) is not None)


def _words(line: Line, mark: Mark) -> str:
    """What the mark numbers; a heading that is repeated on its next page is the same."""
    words = fold(line.text).replace(fold(mark.shown), "", 1)
    return re.sub(r"\(ต่อ\)|ต่อ$", "", words)


def _finding(plan: Plan, irregular: Irregular) -> Iterator[Finding]:
    mark, before = irregular.mark, irregular.before
    severity = Severity.NOTE if mark.style in _MAY_SELECT else Severity.WARNING
    if irregular.step is Step.OTHER_LEVEL and before is not None:
        yield other_level(mark, irregular.span, before)
    elif irregular.step is Step.BEGINS_LATE:
        yield begins_late(mark, irregular.span, before)
    elif before is None or irregular.before_span is None:
        return
    elif irregular.step is Step.REPEAT:
        yield repeat(mark, irregular.span, irregular.before_span, severity)
    else:
        missing = range(before.number + 1, mark.number)
        between = Span(irregular.before_span.line_start, irregular.span.line_end)
        if not all(stands_between(plan, mark, number, between) for number in missing):
            yield gap(mark, before, irregular.span, irregular.before_span, severity)

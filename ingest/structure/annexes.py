"""The list of sources at the end of a document: it tells of other plans, not of this one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.normalize import arabic_digits

_HEADING = re.compile(
    r"(?:#+\s*)?(?:ภาคผนวก\s*\S{0,3}\s*)?"
    r"(?:แหล่งที่มา(?:ของ\S{1,20})?|(?:เอกสาร|รายการ|แหล่ง)อ้างอิง|บรรณานุกรม)\s*"
)
_FIRST = re.compile(r"\s*\[\s*1\s*\]")
_LEAD = 6  # non-blank lines from the heading to the first entry: a sentence or two, a header


def own_lines(lines: Sequence[str]) -> int:
    """How many of the lines, from the first, are the document's own: those above its list of
    sources, whose entries count from ``[1]``; all where it has none."""
    for index in range(len(lines) - 1, -1, -1):
        if _HEADING.fullmatch(lines[index].strip()) and _lists(lines[index + 1 :]):
            return index
    return len(lines)


def _lists(below: Sequence[str]) -> bool:
    first = [line for line in below[: 3 * _LEAD] if line.strip()][:_LEAD]
    return any(_FIRST.match(arabic_digits(line)) for line in first)

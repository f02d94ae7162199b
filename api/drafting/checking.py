"""What the checks say of a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from api.drafting.export import export
from api.drafting.models import Draft
from ingest.checks import Finding, check_plan
from ingest.models import IngestError, Organization
from ingest.pipeline import parse_bytes

# Of a table in Markdown, a row with a number of its own: those of projects alone have one.
_NUMBERED = re.compile(r"\| [0-9]+ \| ")


@dataclass(frozen=True, slots=True)
class DraftFinding(Finding):
    """``row`` is the id of the row that it is about, "" where it is about more or none."""

    row: str = ""


def findings_of(draft: Draft, known: Sequence[Organization] = ()) -> Sequence[DraftFinding]:
    """As of any plan: the draft is written as Markdown, read and checked. Lines are those of that
    file; none where it holds too little to be read as a plan. ``known`` are the organisations of
    other plans."""
    file = export(draft, "md")
    try:
        plan = parse_bytes(file, "draft.md")
    except IngestError:
        return ()
    rows = _rows_by_line(draft, file.decode())
    return [_with_row(finding, rows) for finding in check_plan(plan, known)]


def _rows_by_line(draft: Draft, text: str) -> Mapping[int, str]:
    """The id of the row that stands in each line, 1-based."""
    lines = [n for n, line in enumerate(text.split("\n"), 1) if _NUMBERED.match(line)]
    ids = [row.id for _, rows in draft.by_topic() for row in rows]
    return dict(zip(lines, ids, strict=True)) if len(lines) == len(ids) else {}


def _with_row(finding: Finding, rows: Mapping[int, str]) -> DraftFinding:
    span = finding.span
    row = rows.get(span.line_start, "") if span.line_start == span.line_end else ""
    said = {field.name: getattr(finding, field.name) for field in fields(finding)}
    return DraftFinding(**said, row=row)

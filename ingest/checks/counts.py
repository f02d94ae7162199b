"""Totals that say how many projects they sum up: ``รวม ๕ โครงการ``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.checks.models import Finding, Severity
from ingest.checks.tables import projects_by_table
from ingest.checks.wording import quoted
from ingest.models import ColumnRole, Plan, Project, Row, RowKind
from ingest.text.normalize import arabic_digits

_COUNT = re.compile(r"(?<![\d,.])(\d{1,3})\s*(โครงการ|กิจกรรม|หลักสูตร|วิชา|รายการ)(?!ที่)")


def check(plan: Plan) -> Iterator[Finding]:
    """``total-differs`` where the rows above, however they are counted, are more or fewer."""
    before: list[Project] = []
    for table, projects in projects_by_table(plan):
        start = table.span.line_start
        for row in table.rows:
            if row.kind is not RowKind.TOTAL:
                continue
            above = [p for p in projects if p.span.line_start < row.span.line_start]
            since = [p for p in above if p.span.line_start >= start]
            start = row.span.line_end
            if since or above:
                yield from _counted(row, [since, above, [*before, *above]])
        if any(column.role is ColumnRole.BUDGET for column in table.columns):
            before += projects  # a calendar of courses lists them anew


def _counted(row: Row, groups: Sequence[Sequence[Project]]) -> Iterator[Finding]:
    text = arabic_digits(" ".join(cell.text for cell in row.cells))
    match = _COUNT.search(text)
    if not match:
        return
    counts = {len(group) for group in groups if group}
    counts |= {sum(not project.parent for project in group) for group in groups}
    counts |= {len({p.name for p in group}) for group in groups}
    if int(match[1]) in counts:
        return
    listed = next(len(group) for group in groups if group)
    expected, found = f"{listed} {match[2]}", f"{int(match[1])} {match[2]}"
    message = f"แถว {quoted(text)} บอกว่ามี {found} แต่ในตารางมี {listed} แถว"
    yield Finding("total-differs", Severity.WARNING, message, row.span, expected, found)

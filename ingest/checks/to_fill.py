"""Marks that a draft leaves for the officer: ``[โปรดกรอก: ตัวชี้วัด]``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks.models import Finding, Severity
from ingest.models import Plan, Span

_MARK = re.compile(r"\[โปรดกรอก\s*:?\s*([^\[\]]*)\]")
# What the other checks say where something lacks; of a marked line it is said here.
_LACKING = ("blank-", "column-blank", "indicator-without-target", "target-without-indicator")


def check(plan: Plan) -> Iterator[Finding]:
    """``to-fill`` for each line with marks, which it names."""
    for number, line in enumerate(plan.lines, 1):
        if marks := _MARK.findall(line):
            named = " ".join(dict.fromkeys(mark.strip() for mark in marks))
            message = f"ยังไม่ได้กรอก {named}".strip()
            yield Finding("to-fill", Severity.NOTE, message, Span(number, number), named)


def says(plan: Plan, finding: Finding) -> bool:
    """Whether the finding is of something that lacks on lines where a mark says so."""
    if not finding.code.startswith(_LACKING):
        return False
    lines = plan.lines[finding.span.line_start - 1 : finding.span.line_end]
    return any(_MARK.search(line) for line in lines)

"""Checks of a plan's consistency: what doesn't add up, is missing, or belongs to another plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ingest.checks import (
    across,
    blanks,
    captions,
    counts,
    frames,
    indicators,
    names,
    numbering,
    parts,
    percentages,
    periods,
    repeats,
    staffing,
    to_fill,
    told_counts,
    told_totals,
    totals,
    years,
)
from ingest.checks.models import Finding, Severity
from ingest.models import Organization, Plan
from ingest.structure.annexes import own_lines

__all__ = ["Finding", "Severity", "check_plan"]

# One module a check; each finds on its own and knows nothing of the others.
CHECKS: tuple[Callable[[Plan], Iterator[Finding]], ...] = (
    totals.check,
    told_totals.check,
    told_counts.check,
    counts.check,
    frames.check,
    across.check,
    years.check,
    periods.check,
    percentages.check,
    indicators.check,
    blanks.check,
    to_fill.check,
    numbering.check,
    captions.check,
    repeats.check,
    names.check,
    staffing.check,
    parts.check,
)

_GRAVEST_FIRST = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_plan(plan: Plan, known: Sequence[Organization] = ()) -> tuple[Finding, ...]:
    """All findings by line, the gravest of a line first; what says the same twice is said once.

    ``known`` are the organisations of other plans, whose names don't belong in this one. A list
    of sources at the end is not checked: what it quotes is other plans'.
    """
    own = own_lines(plan.lines)
    found = {
        (finding.code, finding.span, finding.message): _as_sure(plan, finding)
        for finding in chain(*(check(plan) for check in CHECKS), names.check_known(plan, known))
        if finding.span.line_start <= own and not to_fill.says(plan, finding)
    }
    return tuple(sorted(found.values(), key=_order))


def _as_sure(plan: Plan, finding: Finding) -> Finding:
    """A finding as grave as its lines can be read: what OCR read from a picture proves no error."""
    places = plan.places[finding.span.line_start - 1 : finding.span.line_end]
    unsure = any(place.unverified for place in places)
    if finding.severity is Severity.ERROR and unsure:
        return replace(finding, severity=Severity.WARNING)
    return finding


def _order(finding: Finding) -> tuple[int, int, int, str, str]:
    span = finding.span
    gravity = _GRAVEST_FIRST[finding.severity]
    return span.line_start, span.line_end, gravity, finding.code, finding.message

"""What the checks say of a plan, each with where its lines stand in the file."""

from __future__ import annotations

from collections.abc import Sequence

from api.places import place_of
from ingest.checks import Finding, check_plan
from ingest.models import Organization, Plan

PlacedFinding = tuple[Finding, str]


def placed_findings(plan: Plan, known: Sequence[Organization] = ()) -> list[PlacedFinding]:
    """``known`` are organisations of other plans."""
    found = check_plan(plan, known)
    return [(each, place_of(plan, each.span.line_start, each.span.line_end)) for each in found]

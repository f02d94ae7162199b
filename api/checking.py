"""What the checks say of a plan, each with where its lines stand in the file and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from api.places import place_of
from ingest.checks import Finding, check_plan
from ingest.models import Organization, Plan, Span
from ingest.text.normalize import undirected

_LINES, _CHARACTERS = 3, 300  # of a quote, which is to be recognised, not read whole
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class PlacedFinding(NamedTuple):
    finding: Finding
    place: str
    quote: str


def placed_findings(plan: Plan, known: Sequence[Organization] = ()) -> list[PlacedFinding]:
    """``known`` are organisations of other plans."""
    return [
        PlacedFinding(
            each, place_of(plan, each.span.line_start, each.span.line_end), _quote(plan, each.span)
        )
        for each in check_plan(plan, known)
    ]


def _quote(plan: Plan, span: Span) -> str:
    """The first of the lines, without mark-up and blank ones."""
    lines = (
        _TAG.sub(" ", line).strip() for line in plan.lines[span.line_start - 1 : span.line_end]
    )
    return undirected("\n".join([line for line in lines if line][:_LINES]))[:_CHARACTERS]

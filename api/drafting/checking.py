"""What the checks say of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from api.drafting.export import export
from api.drafting.models import Draft
from ingest.checks import Finding, check_plan
from ingest.models import IngestError, Organization
from ingest.pipeline import parse_bytes


def findings_of(draft: Draft, known: Sequence[Organization] = ()) -> Sequence[Finding]:
    """As of any plan: the draft is written as Markdown, read and checked. Lines are those of that
    file; none where it holds too little to be read as a plan. ``known`` are the organisations of
    other plans."""
    try:
        plan = parse_bytes(export(draft, "md"), "draft.md")
    except IngestError:
        return ()
    return check_plan(plan, known)

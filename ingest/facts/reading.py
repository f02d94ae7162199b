"""All facts of a plan's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.merge import merge_projects
from ingest.facts.numbers import budget_cells_of, measures_of
from ingest.facts.positions import position_plans_of
from ingest.facts.projects import projects_of
from ingest.models import Fact, ParseWarning, Place, Table


def facts_of(
    plan_id: str, tables: Sequence[Table], places: Sequence[Place], warnings: list[ParseWarning]
) -> list[Fact]:
    """Table by table; those with a line that OCR read are unverified. Adds to ``warnings``."""
    listed = [
        (table, projects_of(plan_id, table, [*table.section, table.caption or ""], warnings))
        for table in tables
    ]
    facts: list[Fact] = []
    for table, projects in zip(tables, merge_projects(listed), strict=True):
        facts += projects
        facts += budget_cells_of(plan_id, table)
        facts += position_plans_of(plan_id, table)
        facts += measures_of(plan_id, table)
    return [_marked(fact, places) for fact in facts]


def _marked(fact: Fact, places: Sequence[Place]) -> Fact:
    """The fact, unverified where a line of it is."""
    of_fact = places[fact.span.line_start - 1 : fact.span.line_end]
    return replace(fact, unverified=True) if any(p.unverified for p in of_fact) else fact

"""The projects of each table."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.models import Plan, Project, Table


def projects_by_table(plan: Plan) -> Iterator[tuple[Table, list[Project]]]:
    """Tables that have projects, each with them in order."""
    projects = [fact for fact in plan.facts if isinstance(fact, Project)]
    for table in plan.tables:
        inside = [project for project in projects if table.span.meets(project.span)]
        if inside:
            yield table, inside

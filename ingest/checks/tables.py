"""The projects of each table, and which of them are parts of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.models import BudgetKind, Plan, Project, Table
from ingest.text.normalize import arabic_digits

_PAST = re.compile(
    r"^(?:ตาราง(?:ที่)?)?[\d.()\s-]*(?:สรุป|รายงาน)?ผล(?:การ|สำรวจ)|ที่ผ่านมา|ย้อนหลัง|^[\d.()\s]*สถิติ"
)


def is_past(table: Table) -> bool:
    """Whether a table reports what was done, by its heading: its years and projects are of then."""
    headings = (*table.section[-1:], table.caption or "")
    return any(_PAST.search(arabic_digits(heading).strip()) for heading in headings)


def projects_by_table(plan: Plan) -> Iterator[tuple[Table, list[Project]]]:
    """Tables that have projects, each with them in order."""
    projects = [fact for fact in plan.facts if isinstance(fact, Project)]
    for table in plan.tables:
        inside = [project for project in projects if table.span.meets(project.span)]
        if inside:
            yield table, inside


def counted_elsewhere(projects: Sequence[Project]) -> frozenset[int]:
    """First lines of activities whose amounts make up that of their project, which is a row of
    its own: who adds both counts twice."""
    found: set[int] = set()
    for project in projects:
        parts = [p for p in projects if p.parent == project.name and _has_amount(p)]
        if _has_amount(project) and parts:
            together = sum(part.budget.baht or 0 for part in parts)
            if together == project.budget.baht:
                found |= {part.span.line_start for part in parts}
    return frozenset(found)


def _has_amount(project: Project) -> bool:
    return project.budget.kind is BudgetKind.AMOUNT

"""One project told by two tables: its money in one, its months in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.models import NOT_STATED, ColumnRole, Project, Table
from ingest.text.normalize import fold

# A shorter name ("อบรม") may be that of several projects.
_SHORTEST_NAME = 10
_FIELDS = ("budget", "timing", "unit", "objective", "indicator", "target", "audience")
_BLANK = ("", NOT_STATED)

TableProjects = tuple[Table, Sequence[Project]]


def merge_projects(tables: Sequence[TableProjects]) -> list[list[Project]]:
    """The projects of each table, in order, those that two tables share made one.

    Only where the second table has the column of the money or of the time that the first one
    lacks (a calendar after a list of budgets, or before it), where the name stands once in each
    and nowhere else, and nothing that both say differs. The merged project keeps the place of
    the first and points to both rows. A blank cell is no missing column: the same project twice
    in tables of one shape stays two.
    """
    places = defaultdict(list)
    for at, (_, projects) in enumerate(tables):
        for project in projects:
            places[_key(project)].append((at, project))
    merged: dict[str, Project] = {}
    gone: set[str] = set()
    for key, found in places.items():
        if len(key) < _SHORTEST_NAME or len(found) != 2:
            continue
        (first_at, first), (second_at, second) = found
        if _complete(tables[first_at][0], tables[second_at][0]) and _agree(first, second):
            merged[first.id] = _merge(first, second)
            gone.add(second.id)
    return [
        [merged.get(project.id, project) for project in projects if project.id not in gone]
        for _, projects in tables
    ]


def _key(project: Project) -> str:
    return fold(project.name)


def _complete(first: Table, second: Table) -> bool:
    """Whether one table alone has money, or one alone has time."""
    return _money_and_time(first) != _money_and_time(second)


def _money_and_time(table: Table) -> set[ColumnRole | None]:
    roles = {column.role for column in table.columns}
    return roles & {ColumnRole.BUDGET, ColumnRole.TIMING}


def _agree(first: Project, second: Project) -> bool:
    for name in _FIELDS:
        one, other = getattr(first, name), getattr(second, name)
        if one not in _BLANK and other not in _BLANK and one != other:
            return False
    return True


def _merge(first: Project, second: Project) -> Project:
    filled = {
        name: getattr(second, name)
        for name in (*_FIELDS, "yearly", "shared_with", "parent", "strategy", "quarters", "courses")
        if getattr(first, name) in (*_BLANK, ())
    }
    return replace(first, **filled, also=(second.passage_id,))

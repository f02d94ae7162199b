"""The words of Thai local government as data: what is said, and what it means.

Each YAML file says where its words come from and how to add one; ``match`` finds them in text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.lexicon.positions import (
    Position,
    PositionClass,
    position,
    position_names,
    positions,
    positions_file,
)
from ingest.lexicon.schema import LexiconError
from ingest.lexicon.values import (
    Department,
    EmployeeType,
    Month,
    OrganizationTypeNames,
    Slips,
    SynonymGroup,
    department_cues,
    departments,
    employee_types,
    generic_organization_words,
    months,
    organization_types,
    slips,
    synonyms,
)

__all__ = [
    "Department",
    "EmployeeType",
    "LexiconError",
    "Month",
    "OrganizationTypeNames",
    "Position",
    "PositionClass",
    "Slips",
    "SynonymGroup",
    "department_cues",
    "department_names",
    "departments",
    "employee_types",
    "generic_organization_words",
    "months",
    "organization_types",
    "position",
    "position_names",
    "positions",
    "slips",
    "synonyms",
    "thai_words",
]

_THAI_WORD = re.compile("(?=.*[\u0e01-\u0e2e])[\u0e01-\u0e4e0-9.'-]{2,}")


@cache
def department_names(canonical: str) -> tuple[str, ...]:
    """Every name of the department, then those of departments with its function.

    Unknown names give themselves alone.
    """
    found = next((d for d in departments() if d.name == canonical), None)
    if found is None:
        return (canonical,)
    kin = [d for d in departments() if d.function == found.function and d is not found]
    names = [n for d in (found, *kin) for n in (d.name, *d.variants, *d.english)]
    return tuple(dict.fromkeys(names))


@cache
def thai_words() -> frozenset[str]:
    """All terms of the lexicon that hold Thai letters and no white space, for a segmenter.

    A phrase with spaces gives its parts; known misspellings that stand among the names are in.
    """
    parts = (part for term in _terms() for part in term.split())
    return frozenset(part for part in parts if _THAI_WORD.fullmatch(part))


def _terms() -> Iterator[str]:
    for head, shortenings in positions_file().heads.items():
        yield head
        yield from shortenings
    for p in positions():
        yield from (*p.names, *p.everyday)
    for d in departments():
        yield from (d.name, *d.variants, *d.bare)
    for t in organization_types():
        yield from (t.name, *t.short)
    for e in employee_types():
        yield from (e.name, *e.names)
    for m in months():
        yield from m.names[:2]
    for group in synonyms():
        yield from (*group.terms, *group.one_way)

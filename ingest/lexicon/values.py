"""The lexicon's small tables as values: departments, kinds of employees, months, synonyms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ingest.lexicon import schema


@dataclass(frozen=True, slots=True)
class Department:
    """A department. ``bare`` names it only after one of ``department_cues()`` (ของ + คลัง),
    ``led_as`` only after its head's title (ผอ. + ศึกษา).

    Departments with the same ``function`` are the same one in organisations of other sizes
    (กองคลัง, สำนักคลัง). ``head`` is the title of who leads it.
    """

    name: str
    function: str
    head: str
    variants: tuple[str, ...]
    led_as: tuple[str, ...]
    bare: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganizationTypeNames:
    """A kind of organisation: ``name``, abbreviations (``ทต.``), and spellings with slips."""

    name: str
    short: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmployeeType:
    """A kind of employees; ``is_a`` are wider kinds that include it."""

    name: str
    is_a: tuple[str, ...]
    names: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: calendar number 1..12, quarter 1..4 of the Thai fiscal year, its names."""

    number: int
    quarter: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Words that stand for one another; ``one_way`` maps narrow words to wider ones."""

    terms: tuple[str, ...]
    one_way: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Slips:
    """Wrong form to right form; ``whole_word`` only where a segmenter gives it as a word."""

    anywhere: Mapping[str, str]
    whole_word: Mapping[str, str]


@cache
def departments() -> tuple[Department, ...]:
    file = schema.load("departments.yaml", schema.DepartmentsFile)
    return tuple(
        Department(d.name, d.function, d.head, d.variants, d.led_as, d.bare, d.english)
        for d in file.departments
    )


@cache
def department_cues() -> tuple[str, ...]:
    """Words after which a bare word (คลัง) names a department."""
    return schema.load("departments.yaml", schema.DepartmentsFile).only_after


@cache
def organization_types() -> tuple[OrganizationTypeNames, ...]:
    file = schema.load("organization_types.yaml", schema.OrganizationTypesFile)
    return tuple(OrganizationTypeNames(t.name, t.short, t.variants) for t in file.types)


@cache
def generic_organization_words() -> tuple[str, ...]:
    """Words for any municipality or local government (เทศบาล, อปท.)."""
    return schema.load("organization_types.yaml", schema.OrganizationTypesFile).generic


@cache
def employee_types() -> tuple[EmployeeType, ...]:
    file = schema.load("employee_types.yaml", schema.EmployeeTypesFile)
    return tuple(EmployeeType(t.name, t.is_a, t.names, t.english) for t in file.types)


@cache
def months() -> tuple[Month, ...]:
    """In the order of the fiscal year, October first."""
    file = schema.load("months.yaml", schema.MonthsFile)
    return tuple(Month(m.number, m.quarter, m.names) for m in file.months)


@cache
def synonyms() -> tuple[SynonymGroup, ...]:
    file = schema.load("synonyms.yaml", schema.SynonymsFile)
    return tuple(SynonymGroup(g.terms, MappingProxyType(g.one_way)) for g in file.groups)


@cache
def slips() -> Slips:
    file = schema.load("slips.yaml", schema.SlipsFile)
    return Slips(MappingProxyType(file.anywhere), MappingProxyType(file.whole_word))

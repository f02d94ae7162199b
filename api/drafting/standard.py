"""The standard form's own wording, from ``standard.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.models import OrganizationType


class Skills(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    everyone: str
    leaders: str
    others: str
    digital: str


class Standard(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    headings: dict[str, str]
    tells: dict[str, str]
    front: frozenset[str]
    asks: dict[str, tuple[str, ...]]
    announcement: tuple[str, ...]
    foreword: tuple[str, ...]
    committee_lead: str
    committee: tuple[str, ...]
    principles: tuple[str, ...]
    objectives: tuple[str, ...]
    courses_lead: str
    courses: dict[str, str]
    methods: tuple[str, ...]
    projects: str
    budget_total: str
    budget_topic: str
    budget_free: str
    budget_blank: str
    budget_years: str
    budget_source: str
    ordinance: dict[OrganizationType, str]
    positions: str
    no_positions: str
    monitoring: tuple[str, ...]
    skills: Skills


@cache
def standard() -> Standard:
    source = files("api.drafting").joinpath("standard.yaml").read_text(encoding="utf-8")
    return Standard.model_validate(yaml.safe_load(source))

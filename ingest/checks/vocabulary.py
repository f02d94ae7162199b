"""The words of the checks, read from the YAML files beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from ingest.lexicon import schema
from ingest.models import OrganizationType

_FOLDER = "ingest.checks"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StaffWord(_Strict):
    name: schema.Term
    types: tuple[OrganizationType, ...] = Field(min_length=1)


class NameWords(_Strict):
    """``names.yaml``, which says what each list is for."""

    openers: tuple[schema.Term, ...]
    endings: tuple[schema.Term, ...]
    meant: tuple[schema.Term, ...]
    own: tuple[schema.Term, ...]
    place: tuple[schema.Term, ...]
    staff: tuple[StaffWord, ...]
    staff_meant: tuple[schema.Term, ...]
    institutions: tuple[schema.Term, ...]


class PartEntry(_Strict):
    """A part of the standard form, as in ``parts.yaml``."""

    key: schema.Term
    name: schema.Term
    headings: tuple[schema.Term, ...] = Field(min_length=1)
    not_headings: tuple[schema.Term, ...] = ()
    expected: bool = True


class AreaEntry(_Strict):
    """An area of courses that the standard form names."""

    key: schema.Term
    name: schema.Term
    named: tuple[schema.Term, ...] = Field(min_length=1)


class PartsFile(_Strict):
    kinds: tuple[schema.Term, ...]
    titles: tuple[schema.Term, ...]
    parts: tuple[PartEntry, ...]
    course_areas: tuple[AreaEntry, ...]


@cache
def name_words() -> NameWords:
    return schema.parse("names.yaml", _text("names.yaml"), NameWords)


@cache
def parts_file() -> PartsFile:
    return schema.parse("parts.yaml", _text("parts.yaml"), PartsFile)


def _text(name: str) -> str:
    return resources.files(_FOLDER).joinpath(name).read_text(encoding="utf-8")

"""The shape of the lexicon's YAML files, checked when they are loaded."""

from __future__ import annotations

from importlib import resources
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Term = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class LexiconError(ValueError):
    """A lexicon file that can't be used. ``str()`` is one line, Thai then English."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(
            f"ไฟล์คลังคำ {name} ไม่ถูกต้อง โปรดแก้ไข: {detail} / fix the lexicon file {name}: {detail}"
        )


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PositionEntry(_Strict):
    name: Term
    short: tuple[Term, ...] = ()
    everyday: tuple[Term, ...] = ()
    english: tuple[Term, ...] = ()
    slips: tuple[Term, ...] = ()
    line: Term | None = None
    risky: bool = False
    not_after: tuple[Term, ...] = ()


class PostEntry(_Strict):
    names: tuple[Term, ...] = Field(min_length=1)
    not_after: tuple[Term, ...] = ()
    everyday: tuple[Term, ...] = ()
    english: tuple[Term, ...] = ()


class LineEntry(_Strict):
    name: Term
    grade: str = Field(alias="class")
    short: tuple[Term, ...] = ()
    english: tuple[Term, ...] = ()
    departments: tuple[Term, ...] = ()
    posts: tuple[PostEntry, ...] = ()


class PositionsFile(_Strict):
    heads: dict[Term, tuple[Term, ...]]
    stems: tuple[Term, ...]
    cues: tuple[Term, ...]
    verbs: tuple[Term, ...]
    blockers: tuple[Term, ...]
    lines: tuple[LineEntry, ...]
    academic: tuple[PositionEntry, ...]
    general: tuple[PositionEntry, ...]
    teacher: tuple[PositionEntry, ...]
    permanent: tuple[PositionEntry, ...]
    contract: tuple[PositionEntry, ...]


class DepartmentEntry(_Strict):
    name: Term
    function: Term
    head: Term = "ผู้อำนวยการ"
    variants: tuple[Term, ...] = ()
    led_as: tuple[Term, ...] = ()
    bare: tuple[Term, ...] = ()
    english: tuple[Term, ...] = ()


class DepartmentsFile(_Strict):
    only_after: tuple[Term, ...]
    departments: tuple[DepartmentEntry, ...]


class OrganizationTypeEntry(_Strict):
    name: Term
    short: tuple[Term, ...] = ()
    variants: tuple[Term, ...] = ()


class OrganizationTypesFile(_Strict):
    types: tuple[OrganizationTypeEntry, ...]
    generic: tuple[Term, ...]


class EmployeeTypeEntry(_Strict):
    name: Term
    is_a: tuple[Term, ...] = ()
    names: tuple[Term, ...] = ()
    english: tuple[Term, ...] = ()


class EmployeeTypesFile(_Strict):
    types: tuple[EmployeeTypeEntry, ...]


class MonthEntry(_Strict):
    number: int = Field(ge=1, le=12)
    quarter: int = Field(ge=1, le=4)
    names: tuple[Term, ...] = Field(min_length=2)


class MonthsFile(_Strict):
    months: tuple[MonthEntry, ...] = Field(min_length=12, max_length=12)


class SynonymEntry(_Strict):
    terms: tuple[Term, ...] = Field(min_length=2)
    one_way: dict[Term, tuple[Term, ...]] = {}


class SynonymsFile(_Strict):
    groups: tuple[SynonymEntry, ...]


class SlipsFile(_Strict):
    anywhere: dict[Term, Term]
    whole_word: dict[Term, Term]


FileT = TypeVar("FileT", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is ten times as fast


def load(name: str, shape: type[FileT]) -> FileT:
    """The lexicon file ``name`` as ``shape``; raises LexiconError naming file and field."""
    source = resources.files("ingest.lexicon").joinpath(name).read_text(encoding="utf-8")
    return parse(name, source, shape)


def parse(name: str, source: str, shape: type[FileT]) -> FileT:
    """``source``, the YAML text of the file ``name``, as ``shape``; raises LexiconError."""
    try:
        return shape.model_validate(yaml.load(source, Loader=_Loader))
    except yaml.YAMLError as error:
        raise LexiconError(name, " ".join(str(error).split())) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise LexiconError(name, f"{place}: {first['msg']}") from error

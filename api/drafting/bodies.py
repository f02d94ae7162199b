"""Whose draft it is, and the words that its kind of local government uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from api.drafting.models import DraftRequest
from ingest.lexicon import organization_types
from ingest.models import Organization, OrganizationType
from ingest.text.normalize import normalize

# Of these a department may be a สำนัก; the smaller ones have กอง alone.
LARGE = frozenset({OrganizationType.CITY, OrganizationType.PROVINCE})


SMALLEST = frozenset({OrganizationType.SUBDISTRICT_MUNICIPALITY, OrganizationType.SUBDISTRICT})


class Words(BaseModel):
    """``words.yaml``: for each kind of local government what it calls its people and parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    special: dict[str, dict[str, str]]
    neutral: dict[str, str]
    same: tuple[dict[OrganizationType, tuple[str, ...]], ...]
    stop: frozenset[str]
    subjects: frozenset[str]
    related: dict[str, tuple[str, ...]]
    apart: frozenset[str]
    no_place: frozenset[str]
    spaced: frozenset[str]
    staff: tuple[str, ...]
    citizens: tuple[str, ...]
    local_facts: tuple[str, ...]
    laws: dict[str, int]
    without_office: dict[str, str]
    smallest: dict[str, str]
    everyone: tuple[str, ...]
    everyone_is: str


@cache
def words() -> Words:
    source = files("api.drafting").joinpath("words.yaml").read_text(encoding="utf-8")
    return Words.model_validate(yaml.safe_load(source))


def body_of(request: DraftRequest) -> Organization:
    """The organisation that the draft is for: ``ทต.สวนหลวง`` is เทศบาลตำบลสวนหลวง.

    A name without a kind, such as that of a special one, is taken as it is, and its kind as that
    of the most, a subdistrict municipality; what it calls its people is ``own_words``.
    """
    name = " ".join(normalize(request.organization).text.split())
    for form, kind in _forms():
        if name.startswith(form) and name[len(form) :].strip():
            core = name[len(form) :].strip()
            return Organization(f"{kind}{core}", kind, core, request.district, request.province)
    kind = OrganizationType.SUBDISTRICT_MUNICIPALITY
    return Organization(name, kind, name, request.district, request.province)


def has_kind(name: str) -> bool:
    """Whether a name says which kind of local government it is of, and a name after it."""
    plain = " ".join(normalize(name).text.split())
    return any(plain.startswith(form) and plain[len(form) :].strip() for form, _ in _forms())


def is_special(name: str) -> bool:
    """Whether it is a local government of a kind of its own."""
    return name in words().special


@cache
def own_words(body: Organization) -> Renaming | None:
    """What a body that is no town, อบต. or อบจ. calls what towns have: its own words where it is a
    special one, else such as hold of any; None for the others."""
    if has_kind(body.name):
        return None
    pairs = words().special.get(body.name, words().neutral)
    if body.province:  # of whose province a committee is: it has none of its own kind there
        named = {f"{w}{body.province}": to for w, to in pairs.items() if w.endswith("จังหวัด")}
        pairs = pairs | named
    return _renaming(pairs)


@cache
def _forms() -> tuple[tuple[str, OrganizationType], ...]:
    """Names and abbreviations of kinds, the longest first."""
    known = {kind.value: kind for kind in OrganizationType}
    forms = [
        (form, known[kind.name])
        for kind in organization_types()
        if kind.name in known
        for form in (kind.name, *kind.short, *kind.variants)
    ]
    return tuple(sorted(forms, key=lambda form: -len(form[0])))


def forms_of(kind: OrganizationType) -> tuple[str, ...]:
    """What stands before the name of a local government of this kind, the longest first."""
    return tuple(form for form, of in _forms() if of is kind)


class Renaming(NamedTuple):
    """Words of one kind of local government in the place of another's."""

    pattern: re.Pattern[str]
    words: Mapping[str, str]

    def __call__(self, text: str) -> str:
        return self.pattern.sub(lambda match: self.words[match[0]], text)


@cache
def renaming(old: OrganizationType, new: OrganizationType) -> Renaming | None:
    """None where both use the same words."""
    pairs = {
        word: group[new][0]
        for group in words().same
        for word in group.get(old, ())
        if new in group and word not in group[new]
    }
    if not pairs:
        return None
    return _renaming(pairs)


def _renaming(pairs: Mapping[str, str]) -> Renaming:
    longest = sorted(pairs, key=len, reverse=True)
    return Renaming(re.compile("|".join(map(re.escape, longest))), pairs)

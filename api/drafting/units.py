"""The department that is to carry out a project: one that a usual local government has."""

from __future__ import annotations

from functools import cache

from api.drafting.bodies import LARGE, SMALLEST, forms_of, words
from ingest.lexicon import departments
from ingest.lexicon.match import find_departments
from ingest.models import Organization
from ingest.text.normalize import fold

_OFFICE = "สำนัก"
_MUNICIPALITY = "เทศบาล"


def unit_of(text: str, body: Organization, old: Organization | None = None) -> str:
    """The departments that an example of ``old`` names, as the draft's organisation has them; the
    organisation itself where the example names its own; "" where none is known.

    ``สำนักคลัง`` of a city is กองคลัง of a subdistrict municipality.
    """
    folded = fold(text)
    if any(fold(word) in folded for word in words().everyone):
        return words().everyone_is
    named = [match.canonical for match in find_departments(text) if match.score >= 1.0]
    if not named and _is_own(folded, old):
        return body.name
    return ", ".join(dict.fromkeys(_as_of(name, body) for name in named))


def _is_own(folded: str, old: Organization | None) -> bool:
    """Whether a unit is the organisation of its plan: ``เทศบาลตำบลสวนหลวง``, ``เทศบาล``."""
    if old is None:
        return False
    kinds = (*forms_of(old.type), _MUNICIPALITY) if old.name.startswith(_MUNICIPALITY) else ()
    cores = (old.core, *old.variants)
    names = {fold(f"{kind}{core}") for kind in forms_of(old.type) for core in cores}
    return folded in names | {fold(each) for each in (old.name, *forms_of(old.type), *kinds)}


def _as_of(name: str, body: Organization) -> str:
    if body.type in LARGE:
        return name
    name = words().without_office.get(name, name)
    if body.type in SMALLEST:
        name = words().smallest.get(name, name)
    if not name.startswith(_OFFICE):
        return name
    return _division(name) or name


@cache
def _division(name: str) -> str | None:
    """The กอง with the function of a สำนัก."""
    function = next(each.function for each in departments() if each.name == name)
    same = (each.name for each in departments() if each.function == function)
    return next((each for each in same if each.startswith("กอง")), None)

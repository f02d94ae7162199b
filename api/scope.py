"""Which plans a caller's filter leaves: an organisation by its name, a fiscal year."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.lexicon import generic_organization_words, organization_types
from ingest.models import Organization
from ingest.text.normalize import fold
from retriever.catalogue import PlanSummary


def plans_in_scope(
    plans: Iterable[PlanSummary], organization: str | None, fiscal_year: int | None
) -> list[str] | None:
    """The ids of the plans meant, or None where nothing narrows them down.

    An organisation that no plan is of, and a year that none covers, leave an empty list.
    """
    if organization is None and fiscal_year is None:
        return None
    asked = None if organization is None else _split(fold(organization))
    return [
        plan.id
        for plan in plans
        if (asked is None or _is_named(plan.organization, *asked))
        and (fiscal_year is None or fiscal_year in plan.fiscal_years)
    ]


def _is_named(organization: Organization | None, kind: str | None, core: str) -> bool:
    """Whether it is what ``เทศบาลตำบลดอนงาม``, ``ทต.ดอนงาม`` or ``ดอนงาม`` splits into."""
    if organization is None:
        return False
    known = {fold(name) for name in (organization.core, *organization.variants)}
    return core in known and kind in (None, organization.type)


def _split(name: str) -> tuple[str | None, str]:
    """The kind of local government that the name begins with, if it does, and the rest."""
    prefixes = {
        fold(spelling): kind.name
        for kind in organization_types()
        for spelling in (kind.name, *kind.short, *kind.variants)
    } | {fold(word): None for word in generic_organization_words()}
    for prefix in sorted(prefixes, key=len, reverse=True):
        if name.startswith(prefix) and name != prefix:
            return prefixes[prefix], name.removeprefix(prefix)
    return None, name

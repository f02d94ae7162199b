"""Which plans may answer a question, and what must be said where none can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.models import Ask
from api.answering.projects.examples import asks_examples
from api.answering.understanding.organizations import find_organizations
from api.answering.understanding.query import Query
from ingest.models import Organization
from ingest.text.normalize import fold
from retriever.catalogue import PlanSummary
from retriever.editions import newest
from retriever.library import Library

# More plans than this are narrowed by the library's search before they are read whole.
_READ_WHOLE = 40
_NARROWED = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Plans by organisation, in the order named; one entry of all plans where none is. ``years``
    (B.E.) are those asked for, ``years_missing`` those of them that no plan covers."""

    groups: tuple[tuple[PlanSummary, ...], ...]
    years: tuple[int, ...]
    years_missing: tuple[int, ...] = ()
    named: bool = False


def known_organizations(plans: Sequence[PlanSummary]) -> list[Organization]:
    """Each organisation once, with every spelling that its plans have."""
    by_name: dict[str, Organization] = {}
    for plan in plans:
        if plan.organization and plan.organization.name not in by_name:
            by_name[plan.organization.name] = plan.organization
    return list(by_name.values())


def choose(query: Query, ask: Ask, plans: Sequence[PlanSummary], library: Library) -> Choice:
    """The plans of the organisations that the question, the filter or the profile names; of
    several editions the newest that covers what is asked."""
    wanted = _organizations(query, ask, plans)
    years = (ask.fiscal_year,) if ask.fiscal_year else query.years
    if wanted:
        groups = tuple(tuple(p for p in plans if _is_of(p, o)) for o in wanted)
    else:
        groups = (tuple(plans),)
    dated = [p for group in groups for p in group if p.fiscal_years]
    missing = tuple(y for y in years if dated and not any(y in p.fiscal_years for p in dated))
    groups = tuple(newest(_of_years(group, years), years) for group in groups)
    if not wanted:
        groups = (_narrowed(query, groups[0], library),)
    return Choice(groups, years, missing, named=bool(wanted))


def _organizations(query: Query, ask: Ask, plans: Sequence[PlanSummary]) -> list[Organization]:
    if query.organizations:
        return list(query.organizations)
    if query.every and not ask.organization and len(plans) <= _READ_WHOLE:
        return known_organizations(plans)
    # Who asks for examples wants those of others, too.
    named = ask.organization or (None if asks_examples(query) else ask.profile_organization)
    if not named:
        return []
    known = known_organizations(plans)
    exact = [o for o in known if fold(o.name) == fold(named)]
    return exact or [n.organization for n in find_organizations(named, known).named[:1]]


def _is_of(plan: PlanSummary, organization: Organization) -> bool:
    return plan.organization is not None and plan.organization.name == organization.name


def _of_years(plans: Sequence[PlanSummary], years: Sequence[int]) -> tuple[PlanSummary, ...]:
    """Plans of the years asked for and those without a year; all, where none is of the years:
    a year can also be a table's column."""
    if not any(y in p.fiscal_years for p in plans for y in years):
        return tuple(plans)
    return tuple(p for p in plans if not p.fiscal_years or any(y in p.fiscal_years for y in years))


def _narrowed(
    query: Query, plans: tuple[PlanSummary, ...], library: Library
) -> tuple[PlanSummary, ...]:
    if len(plans) <= _READ_WHOLE:
        return plans
    text = " ".join(query.words) or query.text
    hits = library.search(text, k=100, plan_ids=[plan.id for plan in plans])
    ids = list(dict.fromkeys(hit.plan.id for hit in hits))[:_NARROWED]
    by_id = {plan.id: plan for plan in plans}
    return tuple(by_id[plan_id] for plan_id in ids)

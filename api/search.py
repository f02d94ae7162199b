"""Searching as the CLI, HTTP and the measurements do: within the plans that the query names.

An organisation and a fiscal year in the query narrow the search; where nothing is left it is
widened, and a note says so. A filter that the caller gives is never widened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.scope import known_organizations
from api.answering.understanding.organizations import find_organizations
from api.answering.understanding.understand import without_organizations
from api.scope import plans_in_scope
from ingest.text.segment import words
from ingest.text.years import find_question_years
from retriever.catalogue import PlanSummary
from retriever.finding import WHOLE
from retriever.library import Found, Library, Recipe

_NAMES = 5  # of organisations or years told in a note


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is searched and for what.

    ``text`` is the query without the names of organisations that it was narrowed to.
    ``plan_ids`` of None are all plans. ``organizations`` and ``fiscal_years`` (Buddhist era) are
    those named in the query that narrowed it. ``notes`` are lines, Thai / English.
    """

    text: str
    plan_ids: tuple[str, ...] | None = None
    organizations: tuple[str, ...] = ()
    fiscal_years: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    query: str
    scope: Scope
    found: Found


def search(
    library: Library,
    query: str,
    *,
    k: int = 10,
    organization: str | None = None,
    fiscal_year: int | None = None,
    recipe: Recipe = WHOLE,
) -> Searched:
    """The ``k`` best passages. ``organization`` and ``fiscal_year`` are the caller's filter."""
    plans = library.plans()
    allowed = plans_in_scope(plans, organization, fiscal_year)
    scope = read_scope(query, plans, allowed)
    if allowed is not None and not allowed:
        scope = replace(scope, notes=(_no_such_plan(plans, organization, fiscal_year),))
    found = library.find(scope.text, k=k, plan_ids=scope.plan_ids, recipe=recipe)
    asked = None if allowed is None else tuple(allowed)
    if not found.hits and scope.plan_ids != asked:
        wide = library.find(query, k=k, plan_ids=asked, recipe=recipe)
        if wide.hits:
            return Searched(query, Scope(query, asked, notes=(*scope.notes, _WIDENED)), wide)
    return Searched(query, scope, found)


_WIDENED = (
    "ไม่พบข้อความที่ตรงกับคำค้นในแผนที่ระบุ จึงค้นจากแผนอื่นด้วย / "
    "nothing was found in the plans named, so others were searched too"
)


def read_scope(
    query: str, plans: Sequence[PlanSummary], allowed: Sequence[str] | None = None
) -> Scope:
    """Where ``query`` is to be searched: the plans that it names, of those ``allowed``."""
    ids = None if allowed is None else set(allowed)
    left = [plan for plan in plans if ids is None or plan.id in ids]
    mention = find_organizations(query, known_organizations(left))
    named = tuple(one.organization.name for one in mention.named)
    text, notes = query, []
    if named:
        left = [plan for plan in left if _owner(plan) in named]
        text = _said(without_organizations(query, mention), query)
    elif mention.unknown and ids is None:
        notes.append(_unknown(mention.unknown))
    years, kept = _of_years(left, find_question_years(text))
    if years and not kept:
        notes.append(_no_such_year(years, left, named))
        years, kept = (), left
    if len(kept) == len(plans):
        return Scope(text, None, named, years, tuple(notes))
    return Scope(text, tuple(plan.id for plan in kept), named, years, tuple(notes))


def _of_years(
    plans: list[PlanSummary], years: tuple[int, ...]
) -> tuple[tuple[int, ...], list[PlanSummary]]:
    """The plans of ``years`` and those without a year, where any is of the years."""
    if not years:
        return (), plans
    dated = any(plan.fiscal_years for plan in plans)
    if dated and not any(year in plan.fiscal_years for plan in plans for year in years):
        return years, []
    kept = [p for p in plans if not p.fiscal_years or any(y in p.fiscal_years for y in years)]
    return years, kept


def _owner(plan: PlanSummary) -> str | None:
    return plan.organization.name if plan.organization else None


def _said(text: str, query: str) -> str:
    """``text`` without the marks where names were cut out; the query where nothing is left."""
    rest = " ".join(text.replace("|", " ").split())
    return rest if words(rest) else query


# Notes


def _unknown(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_NAMES])
    return (
        f"ไม่มีแผนของ{listed}ในคลัง ผลที่แสดงมาจากแผนของหน่วยงานอื่น / "
        f"no plan of {listed} is in the library; these are of other organisations"
    )


def _no_such_year(years: Sequence[int], plans: Sequence[PlanSummary], named: Sequence[str]) -> str:
    asked = ", ".join(map(str, years))
    of, whose = (f"ของ{', '.join(named)}", f" of {', '.join(named)}") if named else ("", "")
    there = _years(plans)
    return (
        f"ไม่มีแผน{of}ปี {asked} ในคลัง จึงค้นจากแผนปี {there} / "
        f"no plan{whose} for {asked} is in the library; searched those for {there}"
    )


def _no_such_plan(
    plans: Sequence[PlanSummary], organization: str | None, fiscal_year: int | None
) -> str:
    """What a filter asks for and isn't there, and what there is instead."""
    thai, english = "ไม่มีแผน", "no plan"
    there = list(plans)
    if organization:
        thai, english = f"{thai}ของ{organization}", f"{english} of {organization}"
        own = set(plans_in_scope(plans, organization, None) or ())
        there = [plan for plan in plans if plan.id in own]
    if fiscal_year:
        thai, english = f"{thai} ปี {fiscal_year}", f"{english} for {fiscal_year}"
    if not there:
        owners = list(dict.fromkeys(owner for plan in plans if (owner := _owner(plan))))
        listed = ", ".join(owners[:_NAMES]) or "-"
        if len(owners) > _NAMES:
            more = len(owners) - _NAMES
            thai_more, english_more = f" และอีก {more} แห่ง", f" and {more} more"
        else:
            thai_more = english_more = ""
        return (
            f"{thai} ในคลัง หน่วยงานที่มีแผน: {listed}{thai_more} / "
            f"{english} is in the library; it has plans of {listed}{english_more}"
        )
    years = _years(there)
    return f"{thai} ในคลัง มีเฉพาะปี {years} / {english} is in the library; it has {years}"


def _years(plans: Sequence[PlanSummary]) -> str:
    years = sorted({year for plan in plans for year in plan.fiscal_years})
    return ", ".join(map(str, years[:_NAMES])) + (" …" if len(years) > _NAMES else "") or "-"

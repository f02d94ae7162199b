"""Plans of one kind that an organisation wrote for different years, and those that it may have
twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from retriever.catalogue import PlanSummary

# Organisation and kind, as the plan names them.
_Line = tuple[str, str]


def newest(plans: Sequence[PlanSummary], years: Sequence[int]) -> tuple[PlanSummary, ...]:
    """Of the editions of a plan those that answer, in the order given.

    For each of ``years`` (B.E.) that is the one that covers it and reaches furthest; without
    years the one that reaches furthest. Plans without an organisation or a year are editions of
    nothing and stay, as does one that is as good as another.
    """
    lines: dict[_Line, list[PlanSummary]] = {}
    for plan in plans:
        if plan.organization and plan.fiscal_years:
            lines.setdefault((plan.organization.name, plan.kind), []).append(plan)
    out = {plan.id for editions in lines.values() for plan in _older(editions, years)}
    return tuple(plan for plan in plans if plan.id not in out)


def _older(editions: Sequence[PlanSummary], years: Sequence[int]) -> list[PlanSummary]:
    covered = [year for year in years if any(year in plan.fiscal_years for plan in editions)]
    fitting = [[plan for plan in editions if year in plan.fiscal_years] for year in covered] or [
        list(editions)
    ]
    kept: set[str] = set()
    for group in fitting:
        last = max(plan.fiscal_years[-1] for plan in group)
        kept.update(plan.id for plan in group if plan.fiscal_years[-1] == last)
    return [plan for plan in editions if plan.id not in kept]


def possible_duplicates(
    plans: Iterable[PlanSummary], ids: Collection[str]
) -> list[tuple[PlanSummary, ...]]:
    """Plans of the same organisation, kind and years, where one of ``ids`` is among them."""
    groups: dict[tuple[str, str, tuple[int, ...]], list[PlanSummary]] = {}
    for plan in plans:
        if plan.organization:
            key = (plan.organization.name, plan.kind, plan.fiscal_years)
            groups.setdefault(key, []).append(plan)
    return [
        tuple(group)
        for group in groups.values()
        if len(group) > 1 and any(plan.id in ids for plan in group)
    ]

"""A plan that gives each year a budget column, as a question of some years reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.models import BudgetCell, Fact, Plan, Project, together


def in_years(plan: Plan, years: Sequence[int]) -> Plan:
    """The plan with the budgets of ``years`` (B.E.) alone; of all where none of its columns is
    of them. Never the figure of another year.

    Printed totals of one year stay where that year alone is asked for: those of several are
    added up from the rows.
    """
    spread = {b.year for f in plan.facts if isinstance(f, Project) for b in f.yearly}
    if any(_is_of_other_year(fact, years) for fact in plan.facts):
        kept = tuple(fact for fact in plan.facts if not _is_of_other_year(fact, years))
        plan = replace(plan, facts=kept)
    if not spread:
        return plan
    asked = [year for year in years if year in spread] or sorted(spread)
    only = asked[0] if len(asked) == 1 else None
    facts = tuple(_fact(fact, asked, whole=len(asked) == len(spread)) for fact in plan.facts)
    return replace(
        plan,
        facts=tuple(
            fact
            for fact in facts
            if not isinstance(fact, BudgetCell) or fact.year == only or fact.department
        ),
    )


def _is_of_other_year(fact: Fact, years: Sequence[int]) -> bool:
    """Whether a cell of a table of departments is of a year that isn't asked for."""
    if not isinstance(fact, BudgetCell) or not fact.department or fact.year is None:
        return False
    return bool(years) and fact.year not in years


def _fact(fact: Fact, years: Sequence[int], whole: bool) -> Fact:
    if not isinstance(fact, Project) or not fact.yearly or whole:
        return fact
    yearly = tuple(b for b in fact.yearly if b.year in years)
    return replace(fact, yearly=yearly, budget=together(yearly))

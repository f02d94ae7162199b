"""What projects cost that are like one another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.models import Baht, Project, exact_baht

_SATANG = Decimal("0.01")


def amount_of(project: Project) -> Baht | None:
    """Baht for one fiscal year, None where the plan states no amount of it.

    With a column for each year it is the median of these; an amount that several years share
    can't be parted and counts as it stands. One that is given for several projects together is
    none of this one alone.
    """
    if project.shared_with:
        return None
    yearly = [b.budget.baht for b in project.yearly if b.budget.baht is not None]
    return median(yearly) if yearly else project.budget.baht


def median(amounts: Sequence[Baht]) -> Baht:
    """The middle one, or half way between the two in the middle, to the satang; of none an
    IndexError."""
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    half = (Decimal(ordered[middle - 1]) + Decimal(ordered[middle])) / 2
    return exact_baht(half.quantize(_SATANG))

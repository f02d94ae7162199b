"""What a project may cost: from what prior ones cost, and so that all stay under a ceiling.

The rule, as docs/drafting.md tells it to officers. A project is proposed at the median of the
comparable amounts, rounded down to what offices write: whole hundreds below 10,000 baht,
thousands below 100,000, five thousands below 500,000, and ten thousands above. Where the sum is
above the ceiling,

1. all amounts go down by the same share of the way to the lowest amount among their examples;
2. if the lowest amounts are still too much, projects are left out: of each strategy those that
   are the least like it first, and the first project of a strategy last; what then still fits
   comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from api.drafting.examples import Example
from api.drafting.models import DraftRow, Fitting, Spread, total_of
from api.spreads import amount_of, median
from ingest.models import (
    NO_BUDGET,
    NOT_STATED,
    Baht,
    Budget,
    BudgetKind,
)
from ingest.text.numbers import money

_STEPS = ((100, 1), (10_000, 100), (100_000, 1_000), (500_000, 5_000))
_WIDEST = 10_000


def spread_of(examples: Sequence[tuple[int, Example]]) -> Spread:
    """How the amounts of examples spread; each comes with the id of its source."""
    stated = [(amount, id_) for id_, e in examples if (amount := amount_of(e.project)) is not None]
    stated.sort()
    free = sum(e.project.budget.kind is BudgetKind.NO_BUDGET for _, e in examples)
    unstated = len(examples) - len(stated) - free
    if not stated:
        return Spread(unstated=unstated, free=free)
    amounts = [amount for amount, _ in stated]
    return Spread(
        count=len(stated),
        unstated=unstated,
        low=amounts[0],
        median=median(amounts),
        high=amounts[-1],
        rows=tuple(dict.fromkeys(id_ for _, id_ in stated)),
        free=free,
    )


def proposed(spread: Spread, examples: Sequence[Example], years: int) -> Budget:
    """What a project is proposed at for so many fiscal years together."""
    free = sum(example.project.budget.kind is BudgetKind.NO_BUDGET for example in examples)
    if spread.median is None or free > spread.count:
        return NO_BUDGET if free else NOT_STATED
    return Budget(BudgetKind.AMOUNT, rounded(spread.median) * years)


def rounded(baht: Baht) -> int:
    """Down to a sum that offices write; below 100 baht to the baht."""
    step = next((step for below, step in _STEPS if baht < below), _WIDEST)
    return int(baht) // step * step


# Under the ceiling


@dataclass(frozen=True, slots=True)
class Fitted:
    rows: tuple[DraftRow, ...]
    done: tuple[Fitting, ...]


def fitted(rows: Sequence[DraftRow], ceiling: Baht | None, years: int) -> Fitted:
    """The rows so that those included are not above the ceiling, and what was done for it.

    Rows of a topic stand with the most relevant first.
    """
    if ceiling is None or _sum(rows) <= ceiling:
        return Fitted(tuple(rows), ())
    kept, left_out = _without_what_is_too_much(list(rows), ceiling, years)
    lowered = _lowered(kept, ceiling, years)
    return Fitted(tuple(lowered), tuple(_notes(rows, lowered, left_out, ceiling)))


def _sum(rows: Sequence[DraftRow]) -> Baht:
    return total_of(row for row in rows if row.included)


def _lowest(row: DraftRow, years: int) -> int:
    """Baht below which none of its examples was held."""
    assert row.budget.baht is not None
    low = row.spread.low if row.spread.low is not None else row.budget.baht
    return min(int(row.budget.baht), rounded(low) * years)


def _without_what_is_too_much(
    rows: list[DraftRow], ceiling: Baht, years: int
) -> tuple[list[DraftRow], list[DraftRow]]:
    """Rows with as many left out as it takes for the lowest amounts to fit, and these."""
    left_out: list[int] = []
    need = sum(_lowest(r, years) for r in rows if r.included and r.budget.baht is not None)
    for at in _least_wanted(rows):
        if need <= ceiling:
            break
        rows[at] = replace(rows[at], included=False)
        need -= _lowest(rows[at], years)
        left_out.append(at)
    for at in reversed(left_out):  # a dear one that went may leave room for others
        if need + _lowest(rows[at], years) <= ceiling:
            rows[at] = replace(rows[at], included=True)
            need += _lowest(rows[at], years)
    return rows, [rows[at] for at in left_out if not rows[at].included]


def _least_wanted(rows: Sequence[DraftRow]) -> list[int]:
    """Places of rows with an amount: those furthest down in their topic first, and of these the
    dearest."""
    place: dict[str, int] = {}
    ranked = []
    for at, row in enumerate(rows):
        place[row.topic] = place.get(row.topic, 0) + 1
        if row.included and row.budget.baht is not None:
            ranked.append((-place[row.topic], -row.budget.baht, -at))
    return [-at for _, _, at in sorted(ranked)]


def _lowered(rows: Sequence[DraftRow], ceiling: Baht, years: int) -> list[DraftRow]:
    """Each amount by the same share of the way down to its lowest."""
    stated = [row for row in rows if row.included and row.budget.baht is not None]
    total, floor = _sum(stated), sum(_lowest(row, years) for row in stated)
    if total <= ceiling or total == floor:
        return list(rows)
    share = (Decimal(ceiling) - floor) / (Decimal(total) - floor)
    return [_lower(row, share, years) for row in rows]


def _lower(row: DraftRow, share: Decimal, years: int) -> DraftRow:
    if not row.included or row.budget.baht is None:
        return row
    lowest = _lowest(row, years)
    wanted = lowest + (Decimal(row.budget.baht) - lowest) * share
    each_year = max(rounded(int(wanted / years)), lowest // years)
    return replace(row, budget=Budget(BudgetKind.AMOUNT, each_year * years))


def _notes(
    before: Sequence[DraftRow],
    after: Sequence[DraftRow],
    left_out: Sequence[DraftRow],
    ceiling: Baht,
) -> list[Fitting]:
    told = (
        f"งบประมาณที่เสนอรวม {money(_sum(before))} เกินเพดาน {money(ceiling)} "
        f"จึงปรับให้เหลือ {money(_sum(after))}"
    )
    notes = [Fitting(told)]
    for old, new in zip(before, after, strict=True):
        if new.included and old.budget != new.budget:
            assert old.budget.baht is not None and new.budget.baht is not None
            was, is_ = money(old.budget.baht), money(new.budget.baht)
            notes.append(Fitting(f"ลดงบ “{new.name}” จาก {was} เป็น {is_}", new.id))
    for row in left_out:
        notes.append(Fitting(f"ตัดออก “{row.name}” {money(row.budget.baht or 0)}", row.id))
    return notes

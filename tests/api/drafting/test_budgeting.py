"""What a project is proposed at, and how all fit under a ceiling."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drafting.budgeting import fitted, rounded
from api.drafting.models import DraftRow, Spread
from api.spreads import amount_of, median
from ingest.models import NO_BUDGET, Budget, BudgetKind, Project, Span, YearBudget


def amount(baht: int) -> Budget:
    return Budget(BudgetKind.AMOUNT, baht)


def row(id_: str, topic: str, baht: int | None, low: int | None = None) -> DraftRow:
    spread = Spread(1, 0, low or baht, baht, baht, (1,)) if baht else Spread()
    return DraftRow(
        id_, topic, f"โครงการ {id_}", budget=amount(baht) if baht else NO_BUDGET, spread=spread
    )


@pytest.mark.parametrize(
    ("amounts", "middle"),
    [
        ([5], 5),
        ([1, 9, 4], 4),
        ([10, 20], 15),
        ([10, 25], Decimal("17.50")),
        ([3, 1, 2, 10], Decimal("2.50")),
    ],
)
def test_the_median_is_exact(amounts: list[int], middle: int | Decimal) -> None:
    assert median(amounts) == middle


@pytest.mark.parametrize(
    ("baht", "proposal"),
    [
        (57, 57),
        (1_234, 1_200),
        (12_345, 12_000),
        (98_999, 98_000),
        (123_456, 120_000),
        (1_234_567, 1_230_000),
    ],
)
def test_sums_are_those_that_offices_write(baht: int, proposal: int) -> None:
    assert rounded(baht) == proposal


def test_of_a_column_for_each_year_the_amount_is_that_of_one() -> None:
    span = Span(1, 1)
    years = tuple(YearBudget(y, amount(b)) for y, b in ((2567, 10), (2568, 20), (2569, 30)))
    assert amount_of(Project("p", "a", span, "ก", budget=amount(60), yearly=years)) == 20
    assert amount_of(Project("p", "a", span, "ก", budget=amount(60), shared_with=("ข",))) is None
    assert amount_of(Project("p", "a", span, "ก")) is None


def test_nothing_changes_under_the_ceiling() -> None:
    rows = (row("1", "ก", 10_000), row("2", "ก", None))
    assert fitted(rows, 10_000, 1).rows == rows
    assert fitted(rows, None, 1).done == ()


def test_amounts_go_towards_the_lowest_before_any_project_is_left_out() -> None:
    rows = (row("1", "ก", 100_000, low=20_000), row("2", "ข", 50_000, low=30_000))
    made = fitted(rows, 100_000, 1)
    assert [r.budget.baht for r in made.rows] == [60_000, 40_000]
    assert "ลดงบ “โครงการ 1” จาก 100,000 บาท เป็น 60,000 บาท" in [each.text for each in made.done]


def test_the_first_project_of_each_topic_stays_longest() -> None:
    rows = (row("1", "ก", 50_000), row("2", "ก", 50_000), row("3", "ข", 50_000))
    made = fitted(rows, 120_000, 1)
    assert [r.included for r in made.rows] == [True, False, True]
    assert "ตัดออก “โครงการ 2” 50,000 บาท" in [each.text for each in made.done]


def test_what_still_fits_comes_back() -> None:
    rows = (row("1", "ก", 10_000), row("2", "ก", 5_000), row("3", "ก", 300_000))
    assert [r.included for r in fitted(rows, 20_000, 1).rows] == [True, True, False]


AMOUNTS = st.integers(1, 3_000_000)
ROWS = st.lists(
    st.tuples(st.sampled_from("กขค"), st.none() | st.tuples(AMOUNTS, AMOUNTS)), max_size=12
)


@given(ROWS, st.integers(0, 5_000_000), st.integers(1, 3))
def test_the_sum_is_never_above_the_ceiling(
    drawn: list[tuple[str, tuple[int, int] | None]], ceiling: int, years: int
) -> None:
    rows = [
        row(str(n), topic, max(pair) * years if pair else None, min(pair) if pair else None)
        for n, (topic, pair) in enumerate(drawn)
    ]
    made = fitted(rows, ceiling, years).rows
    assert sum(r.budget.baht or 0 for r in made if r.included) <= ceiling
    for old, new in zip(rows, made, strict=True):
        assert (new.budget.baht or 0) <= (old.budget.baht or 0)
        assert new.included or old.budget.baht

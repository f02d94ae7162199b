"""Whatever the figures: totals that are right give no finding, one altered figure gives one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.checks import Finding
from ingest.checks.totals import check
from tests.ingest.checks.finding import HEADER, plan_of, project, total
from tests.ingest.parsing import row

FIGURES = st.lists(st.lists(st.integers(1, 900), min_size=3, max_size=3), min_size=3, max_size=6)
AMOUNTS = st.lists(st.integers(1, 5_000).map(lambda n: n * 100), min_size=2, max_size=6)


def matrix(figures: list[list[int]]) -> list[list[int]]:
    """``figures`` with a total to each row and each column."""
    rows = [[*line, sum(line)] for line in figures]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def workforce(cells: list[list[int]]) -> list[Finding]:
    names = [*(f"กลุ่มที่ {chr(0x0E01 + i)}" for i in range(len(cells) - 1)), "รวม"]
    rows = [
        row(name, *(f"{value:,}" for value in line))
        for name, line in zip(names, cells, strict=True)
    ]
    header = row("ประเภท", "ปริญญาตรี", "ปริญญาโท", "ปริญญาเอก", "รวม")
    return list(check(plan_of(header, *rows)))


def budgets(amounts: list[int], printed: int) -> list[Finding]:
    rows = [project(f"โครงการที่ {i}", f"{baht:,}") for i, baht in enumerate(amounts)]
    return list(check(plan_of(HEADER, *rows, total(f"{printed:,}"))))


@settings(max_examples=40, deadline=None)
@given(FIGURES)
def test_right_totals_of_rows_and_columns_give_nothing(figures: list[list[int]]) -> None:
    assert workforce(matrix(figures)) == []


@settings(max_examples=60, deadline=None)
@given(FIGURES, st.data(), st.integers(1, 500))
def test_one_altered_figure_gives_one_finding_at_its_line(
    figures: list[list[int]], data: st.DataObject, by: int
) -> None:
    cells = matrix(figures)
    at = data.draw(st.integers(0, len(cells) - 1))
    column = data.draw(st.integers(0, 3))
    right = cells[at][column]
    cells[at][column] += by
    (finding,) = workforce(cells)
    assert (finding.code, finding.span.line_start) == ("total-differs", 5 + at)
    assert (finding.expected, finding.found) == (f"{right:,}", f"{right + by:,}")


@settings(max_examples=40, deadline=None)
@given(AMOUNTS)
def test_a_right_total_of_budgets_gives_nothing(amounts: list[int]) -> None:
    assert budgets(amounts, sum(amounts)) == []


@settings(max_examples=40, deadline=None)
@given(AMOUNTS, st.integers(-50, 50).filter(bool))
def test_a_wrong_total_of_budgets_gives_one(amounts: list[int], by: int) -> None:
    (finding,) = budgets(amounts, sum(amounts) + by)
    assert (finding.expected, finding.found) == (f"{sum(amounts):,}", f"{sum(amounts) + by:,}")

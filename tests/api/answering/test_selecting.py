"""Amounts, months and organisations that questions select."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.understanding.months import asked_period, months_of
from api.answering.understanding.selecting import find_bounds, find_claim
from ingest.models import Project, Span


def _baht(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("งบมากกว่า 500000", "500000.01", None),
        ("งบเกินแสน", "100000.01", None),
        ("เกิน 1 แสน 5 หมื่นบาท", "150000.01", None),
        ("งบไม่เกิน 5 พัน", None, 5_000),
        ("งบต่ำกว่า 20,000 บาท", None, "19999.99"),
        ("ไม่ถึงครึ่งล้าน", None, "499999.99"),
        ("ไม่ต่ำกว่า 30000", 30_000, None),
        ("งบ 50,000 บาทขึ้นไป", 50_000, None),
        ("งบระหว่าง 1 แสน ถึง 2 แสน", 100_000, 200_000),
    ],
)
def test_bounds_are_read(text: str, least: int | str | None, most: int | str | None) -> None:
    found = find_bounds(text)
    assert found is not None
    assert (found[0].least, found[0].most) == (_baht(least), _baht(most))


@pytest.mark.parametrize(
    "text",
    ["มากกว่า 30 คน", "ไม่ต่ำกว่าร้อยละ 80", "ไม่ต่ำกว่า 80 %", "ตั้งแต่ 2567 ถึง 2569", "เกินแสนห้า", "งบเท่าไร"],
)
def test_other_numbers_bound_no_money(text: str) -> None:
    assert find_bounds(text) is None


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=10**9))
def test_bounds_hold_as_said(bound: int, amount: int) -> None:
    over = find_bounds(f"เกิน {bound:,} บาท")
    under = find_bounds(f"ไม่เกิน {bound:,} บาท")
    assert over and under
    assert over[0].hold(amount) is (amount > bound)
    assert under[0].hold(amount) is (amount <= bound)


@given(st.text(alphabet="0123456789,. แสนล้านเกินไม่ถึงบาท", max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    find_bounds(f"เกิน {text}")
    find_claim(f"{text} บาทใช่ไหม")


def test_a_claim_needs_a_yes_or_no_question() -> None:
    assert find_claim("งบ 50,000 บาทใช่ไหม") == (50_000, "งบ |ใช่ไหม")
    assert find_claim("งบ 50,000 บาทมีโครงการอะไร") is None
    assert find_claim("ปี 2569 อบรม 30 คนใช่ไหม") is None


def project(timing: str, *quarters: int) -> Project:
    return Project("i", "p", Span(1, 1), "โครงการสมมุติ", timing=timing, quarters=quarters)


@pytest.mark.parametrize(
    ("timing", "months"),
    [
        ("ต.ค. ๒๕๖๘ - ม.ค. ๒๕๖๙", {10, 11, 12, 1}),
        ("มิถุนายน - สิงหาคม ๒๕๖๙", {6, 7, 8}),
        ("๑) รุ่นที่ ๑ พ.ย. ๒๕๖๘ ๒) รุ่นที่ ๒ พ.ค. ๒๕๖๙", {11, 5}),
        ("ตลอดปีงบประมาณ", set(range(1, 13))),
        ("ตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙", set(range(1, 13))),
        ("← →", set()),
        ("เดือน ธ.ค. 2568 ถึงเดือน ก.พ. 2569", {12, 1, 2}),
        ("พ.ย. 2568, ก.พ. 2569", {11, 2}),
    ],
)
def test_the_months_of_a_project(timing: str, months: set[int]) -> None:
    assert months_of(project(timing)) == months


def test_quarters_are_of_the_fiscal_year() -> None:
    assert months_of(project("", 1)) == {10, 11, 12}
    period = asked_period("ไตรมาส 3 มีกิจกรรมอะไร")
    assert period is not None and period.months == {4, 5, 6}
    assert asked_period("กองคลังมีกิจกรรมอะไร") is None

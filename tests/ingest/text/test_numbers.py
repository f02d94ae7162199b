"""Amounts: an amount, no budget used, not stated, and what can't be told are four things."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import NO_BUDGET, NOT_STATED, Baht, Budget, BudgetKind
from ingest.text.numbers import is_blank, money, number, numbers, parse_budget

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def amount(baht: Baht) -> Budget:
    return Budget(BudgetKind.AMOUNT, baht)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "- -", "....", "…", ". . ."])
def test_blank(text: str) -> None:
    assert is_blank(text)
    assert parse_budget(text) == NOT_STATED


@pytest.mark.parametrize("text", ["๐", "0", "ก", "-๑", "ไม่มี", "✓"])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("๒๐,๐๐๐.๐๐", 20_000),
        ("๑,๑๐๐,๐๐๐", 1_100_000),
        ("๕๐๐", 500),
        ("20000", 20_000),
        ("๑0,๐๐๐", 10_000),
        ("๑๐,๐๐๐ บาท", 10_000),
        ("๑๐,๐๐๐.-", 10_000),
        ("๑.๕ ล้านบาท", 1_500_000),
        ("๓ แสน", 300_000),
        ("ปีละ ๕๐,๐๐๐ บาท", 50_000),
        ("๓๐,๐๐๐ (๓๐,๐๐๐)", 30_000),
        ("๑๐,๐๐๐ (ปี ๒๕๖๙)", 10_000),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๙ ๔๕,๐๐๐ บาท", 45_000),
        ("๐", 0),  # printed, so not blank
    ],
)
def test_amount(text: str, baht: int) -> None:
    assert parse_budget(text) == amount(baht)


@pytest.mark.parametrize(
    ("text", "scale", "baht"),
    [
        ("๑๒,๓๔๕.๕๐", 1, "12345.50"),
        ("12,345.5 บาท", 1, "12345.50"),
        ("0.25", 1, "0.25"),
        ("1.0001 ล้านบาท", 1, "1000100"),
        ("12.34567", 1_000, "12345.67"),
        ("0.1", 1_000_000, "100000"),
        ("4.35", 100, "435"),  # as floats 434.99999999999994
    ],
)
def test_an_amount_is_exact_to_the_satang(text: str, scale: int, baht: str) -> None:
    budget = parse_budget(text, scale)
    assert budget == amount(Decimal(baht))
    assert isinstance(budget.baht if budget else None, Decimal if "." in baht else int)


@pytest.mark.parametrize("text", ["12,345.505", "0.000001 พันบาท", "9" * 14, "9" * 400])
def test_no_amount_of_money(text: str) -> None:
    assert parse_budget(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ไม่ใช้งบประมาณ",
        "ไม่ใช้ งบประมาณ",
        "ไม่ได้ใช้งบประมาณ",
        "ไม่ใช้เงินงบประมาณ",
        "ไม่มีงบประมาณ",
        "ไม่ขอใช้งบประมาณ",
        "ไม่เบิกจ่ายงบประมาณ",
        "ไม่มีค่าใช้จ่าย",
        "- ไม่ใช้งบประมาณ -",
        "ไม่ใช้งบประมาณ ปี ๒๕๖๙",
    ],
)
def test_no_budget(text: str) -> None:
    assert parse_budget(text) == NO_BUDGET


@pytest.mark.parametrize(
    "text",
    [
        "๑๐,๐๐๐ ๒๐,๐๐๐",
        "รุ่นที่ ๑ ๑๐,๐๐๐ รุ่นที่ ๒ ๑๐,๐๐๐",
        "ตามข้อบัญญัติ",
        "ตามข้อบัญญัติ ปี ๒๕๖๙",  # a year is no amount
        "ใช้งบประมาณของหน่วยงานที่จัด",
        "๕๐ คน",
        "รุ่นละ ๕,๐๐๐ บาท ๒ รุ่น",
        "ไม่ใช้งบประมาณ หรือ ๑๐,๐๐๐ บาท",
        "20.000",  # twenty baht, or twenty thousand with a bad comma
        "1,00,000",
    ],
)
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert parse_budget(text) is None


@given(st.integers(0, 999_999_999), st.booleans(), st.sampled_from(["", ".00", " บาท", ".-"]))
def test_any_amount_in_either_digits(baht: int, thai: bool, after: str) -> None:
    printed = f"{baht:,}{after}"
    assert parse_budget(printed.translate(THAI) if thai else printed) == amount(baht)


@given(st.text(st.sampled_from("๑๐,. -ก5ไม่ใช้งบประมาณบาท"), max_size=20))
def test_any_text_is_one_of_four(text: str) -> None:
    budget = parse_budget(text)
    assert budget is None or budget in (NO_BUDGET, NOT_STATED) or budget.baht is not None
    if budget == NOT_STATED:
        assert not any(c.isdigit() for c in text)


def test_a_budget_without_its_baht_cannot_be_made() -> None:
    with pytest.raises(ValueError):
        Budget(BudgetKind.AMOUNT)
    with pytest.raises(ValueError):
        Budget(BudgetKind.NOT_STATED, 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("๗๖๐", 760.0),
        ("๔๑.๕๙", 41.59),
        ("๑,๒๐๐", 1200.0),
        ("๘๐ %", 80.0),
        ("๑๒ คน", 12.0),
        ("๑๒ แห่ง", None),
        ("-", None),
        ("๑ - ๒", None),
        ("ร้อยละ ๘๐", None),
    ],
)
def test_number(text: str, value: float | None) -> None:
    assert number(text) == value


def test_numbers_and_money() -> None:
    assert numbers("๓ รุ่น รุ่นละ ๑,๒๐๐ บาท 4.5") == (3.0, 1200.0, 4.5)
    assert money(1_100_000) == "1,100,000 บาท"
    assert money(Decimal("12345.50")) == "12,345.50 บาท"
    assert money(Decimal("0.10") + Decimal("0.90")) == "1 บาท"

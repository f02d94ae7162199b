"""Amounts as they are typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.typed import MAX_BAHT, typed_baht
from ingest.models import Baht
from ingest.text.numbers import grouped


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("500000", 500_000), ("๕๐๐,๐๐๐", 500_000), ("500,000 บาท", 500_000), ("5 แสน", 500_000),
        ("๕๐๐,๐๐๐ บาทถ้วน", 500_000), ("1.5 ล้านบาท", 1_500_000), ("7หมื่น", 70_000),
        ("12,345.50", Decimal("12345.50")), ("0", 0),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_meant(text: str, baht: Baht) -> None:
    assert typed_baht(text) == baht


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "10,00", "-5", "1.005", "9999999999999", "5 โหล", "สองหมื่น"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        typed_baht(text)


@given(st.integers(0, MAX_BAHT))
def test_what_is_shown_is_read_back(baht: int) -> None:
    assert typed_baht(f"{grouped(baht)} บาท") == baht

"""Slips of the hand, made on purpose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.slips import KINDS, slipped


@given(st.text(max_size=40), st.sampled_from(list(KINDS)))
def test_a_slip_is_one_and_the_same_each_time(text: str, kind: str) -> None:
    made = slipped(text, kind)
    assert made == slipped(text, kind)
    assert kind == "no spaces" or abs(len(made) - len(text)) <= 1


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("as typed", "ที่ 12"),
        ("a tone mark lost", "ที 12"),
        ("no spaces", "ที่12"),
        ("Thai digits", "ที่ ๑๒"),
    ],
)
def test_each_kind(kind: str, made: str) -> None:
    assert slipped("ที่ 12", kind) == made

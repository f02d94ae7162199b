"""Intervals and paired tests: what can be worked out by hand, and what must always hold."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.statistics import Interval, Paired, Part, paired_ratios, ratio_interval

FRACTIONS = st.lists(st.sampled_from([0, 0.25, 0.5, 1]), min_size=1, max_size=30)
PAIRS = st.lists(st.tuples(*[st.sampled_from([0, 0.5, 1])] * 2), min_size=1, max_size=8)


def parts_of(values: Sequence[float]) -> list[Part]:
    """Of each question, the share of one thing."""
    return [(value, 1) for value in values]


def test_half_right_is_as_wide_as_the_binomial_says() -> None:
    found = ratio_interval(parts_of([True] * 50 + [False] * 50))
    assert found is not None
    assert (found.value, found.n) == (0.5, 100)
    # 52 of 104 with its standard error 0.0490: 0.404 to 0.596.
    assert found.low == pytest.approx(0.404, abs=0.011)
    assert found.high == pytest.approx(0.596, abs=0.011)


def test_all_right_is_not_certain() -> None:
    """Of 84 questions 2 are wrong: a resample has Poisson(2) wrong ones, 97.5 % have 5 or less."""
    found = ratio_interval(parts_of([True] * 80))
    assert found == Interval(1.0, pytest.approx(79 / 84), 1.0, 80)


def test_all_wrong_mirrors_all_right() -> None:
    found = ratio_interval(parts_of([False] * 80))
    assert found == Interval(0.0, 0.0, pytest.approx(5 / 84), 80)


def test_one_question_says_little() -> None:
    assert ratio_interval(parts_of([True])) == Interval(1.0, 0.2, 1.0, 1)


def test_no_question_says_nothing() -> None:
    assert ratio_interval(parts_of([])) is None
    assert ratio_interval([(0, 0)]) is None
    assert paired_ratios(parts_of([]), parts_of([])) is None
    assert paired_ratios([(1, 1)], [(0, 0)]) is None


def test_one_more_right_never_lowers_the_interval() -> None:
    found = [ratio_interval(parts_of([True] * k + [False] * (40 - k))) for k in range(41)]
    bounds = [(one.low, one.high) for one in found if one]
    assert len(bounds) == 41
    assert bounds == sorted(bounds)
    assert [high for _, high in bounds] == sorted(high for _, high in bounds)


def test_a_ratio_is_of_sums_and_leaves_out_what_has_nothing() -> None:
    found = ratio_interval([(2, 3), (0, 1), (0, 0)])
    assert found is not None
    assert (found.value, found.n) == (0.5, 2)


@given(FRACTIONS)
@settings(max_examples=50, deadline=None)
def test_the_interval_holds_the_figure_and_is_the_same_again(values: list[float]) -> None:
    found = ratio_interval(parts_of(values))
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert ratio_interval(parts_of(values[::-1])) == found


@pytest.mark.parametrize("values", [[1.5], [-0.1], [float("nan")]])
def test_only_fractions_are_taken(values: list[float]) -> None:
    with pytest.raises(ValueError, match="fractions"):
        ratio_interval(parts_of(values))


def test_mcnemar_by_hand() -> None:
    """Six gained, one lost: twice the chance of at most one head in seven throws, 16/128."""
    before = [False] * 6 + [True] + [True] * 13
    after = [True] * 6 + [False] + [True] * 13
    found = paired_ratios(parts_of(before), parts_of(after))
    assert found is not None
    assert (found.n, found.gained, found.lost) == (20, 6, 1)
    assert found.difference == pytest.approx(0.25)
    assert found.p == pytest.approx(0.125)


def test_equal_runs_are_not_proof_of_no_difference() -> None:
    """Two of 82 are invented, one each way: three more of one than of the other is 2.5 %."""
    found = paired_ratios(parts_of([True] * 80), parts_of([True] * 80))
    assert found == Paired(80, 0, 0, 0.0, pytest.approx(-3 / 82), pytest.approx(3 / 82), 1.0)


def test_a_mean_is_tested_by_swapping() -> None:
    """All three fell: of the eight ways to swap, two are as far from nothing."""
    found = paired_ratios(parts_of([1, 1, 0.5]), parts_of([0.5, 0.25, 0.1]))
    assert found is not None
    assert (found.gained, found.lost) == (0, 3)
    assert found.difference == pytest.approx(-1.65 / 3)
    assert found.p == pytest.approx(2 / 8)


@given(PAIRS)
@settings(max_examples=50, deadline=None)
def test_swapping_is_as_counted_one_by_one(pairs: list[tuple[float, float]]) -> None:
    rises = [after - before for before, after in pairs]
    found = paired_ratios(
        parts_of([before for before, _ in pairs]), parts_of([after for _, after in pairs])
    )
    ways = [
        sum(sign * rise for sign, rise in zip(signs, rises, strict=True))
        for signs in product((1, -1), repeat=len(rises))
    ]
    extreme = sum(abs(way) >= abs(sum(rises)) for way in ways) / len(ways)
    assert found is not None
    assert found.low <= found.difference <= found.high
    assert found.p == pytest.approx(extreme)


def test_ratios_are_compared_over_all_sentences() -> None:
    before = [(1, 2), (1, 1), (0, 0), (0, 0)]
    after = [(2, 2), (1, 1), (1, 1), (0, 0)]
    found = paired_ratios(before, after)
    assert found is not None
    assert found.difference == pytest.approx(1 - 2 / 3)
    assert (found.n, found.gained, found.lost) == (3, 1, 0)


def test_many_questions_with_a_clear_drop() -> None:
    before = [1.0] * 200
    after = [0.5] * 60 + [1.0] * 140
    found = paired_ratios(parts_of(before), parts_of(after))
    assert found is not None
    assert found.high < 0
    assert found.p < 0.001
    assert found == paired_ratios(parts_of(before), parts_of(after))


def test_runs_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="different numbers"):
        paired_ratios(parts_of([1]), parts_of([1, 0]))

"""How sure a figure is, and whether two runs differ by more than chance.

All values are fractions, 0..1, and what is sampled is the question: sentences of one answer, or
gold spans of one question, stand and fall together. Seeded: the same values give the same
interval and the same p.

A bootstrap knows only what it saw: over 80 right answers of 80 it gives 100 to 100 %, and over two
equal runs a difference of exactly nothing. So it is taken over the questions and a few invented
ones: two that are wholly right and two wholly wrong for a figure (Agresti and Coull 1998, "plus
four"; 80 of 80 gives 94 to 100 %), one gained and one lost for a difference (Bonett and Price
2012). Over many questions they weigh nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.stats import binomtest, permutation_test

LEVEL = 0.95
_RESAMPLES = 10_000
_SEED = 2569
_TAILS = ((1 - LEVEL) / 2 * 100, (1 + LEVEL) / 2 * 100)

# A question's share in a figure: how much of it was met, of how much ("2 of its 3 sentences").
Part = tuple[float, float]
_Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and its 95 % interval over ``n`` questions."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Paired:
    """Two runs over the same ``n`` questions, as after minus before.

    ``gained`` and ``lost`` are the questions whose value rose and fell; ``low`` and ``high`` the
    95 % interval of ``difference``; ``p`` the chance of a difference as large, either way, if
    the runs were equally good.
    """

    n: int
    gained: int
    lost: int
    difference: float
    low: float
    high: float
    p: float


def ratio_interval(parts: Sequence[Part]) -> Interval | None:
    """All that was met, of all there was; None where there was nothing.

    A question of which nothing was to be met doesn't count.
    """
    counted = sorted(part for part in parts if part[1] > 0)
    return _interval(tuple(counted)) if counted else None


@lru_cache(4_096)  # small groups of questions often have the same values
def _interval(parts: tuple[Part, ...]) -> Interval:
    met, of = _columns(parts)
    weight = of.mean()
    rows = np.column_stack([met, of])
    invented = np.array([[weight, weight], [0, weight]] * 2)
    totals = _resampled(np.vstack([rows, invented]))
    low, high = np.percentile(totals[:, 0] / totals[:, 1], _TAILS)
    return Interval(float(met.sum() / of.sum()), float(low), float(high), len(of))


def paired_ratios(before: Sequence[Part], after: Sequence[Part]) -> Paired | None:
    """Two runs by their parts, a question each, in the same order.

    A question of which neither run has anything to count is left out; None where one of the runs
    has nothing at all. ``p`` is by swapping the runs' parts of some of the questions: all ways to
    do so where they are few, 9,999 at random otherwise. Where each question is one thing that is
    met or isn't, it is McNemar's exact test over the gained and the lost.
    """
    if len(before) != len(after):
        raise ValueError("the runs have different numbers of questions")
    rows = np.column_stack([*_columns(before), *_columns(after)])
    rows = rows[(rows[:, 1] > 0) | (rows[:, 3] > 0)]
    if not rows[:, 1].any() or not rows[:, 3].any():
        return None
    shares = [_shares(rows[:, n], rows[:, n + 1], np.nan) for n in (0, 2)]
    gained, lost = int((shares[1] > shares[0]).sum()), int((shares[1] < shares[0]).sum())
    low, high = _difference_interval(rows)
    return Paired(
        n=len(rows),
        gained=gained,
        lost=lost,
        difference=float(_difference(rows.sum(axis=0))),
        low=low,
        high=high,
        p=_mcnemar(gained, lost) if _one_flag_each(rows) else _swapping(rows),
    )


def _columns(parts: Sequence[Part]) -> tuple[_Array, _Array]:
    rows = np.array(parts, dtype=float).reshape(-1, 2)
    if not np.isfinite(rows).all() or (rows[:, 0] < 0).any() or (rows[:, 0] > rows[:, 1]).any():
        raise ValueError("values must be fractions, 0 to 1")
    return rows[:, 0], rows[:, 1]


def _resampled(rows: _Array) -> _Array:
    """Column sums of each resample: draws of equal rows are counted, not made one by one."""
    distinct, counts = np.unique(rows, axis=0, return_counts=True)
    generator = np.random.default_rng(_SEED)
    draws = generator.multinomial(len(rows), counts / len(rows), size=_RESAMPLES)
    sums: _Array = draws @ distinct
    return sums


def _difference_interval(rows: _Array) -> tuple[float, float]:
    first, second = rows[:, 1].mean(), rows[:, 3].mean()
    invented = np.array([[0, first, second, second], [first, first, 0, second]])
    totals = _resampled(np.vstack([rows, invented]))
    low, high = np.percentile(_difference(totals.T), _TAILS)
    return float(low), float(high)


def _difference(totals: _Array) -> Any:
    """After minus before; a run left with nothing to count met nothing."""
    return _shares(totals[2], totals[3], 0) - _shares(totals[0], totals[1], 0)


def _shares(met: Any, of: Any, otherwise: float) -> Any:
    return np.divide(met, of, out=np.full(np.shape(met), otherwise, dtype=float), where=of > 0)


def _one_flag_each(rows: _Array) -> bool:
    return bool((rows[:, [1, 3]] == 1).all() and np.isin(rows[:, [0, 2]], (0, 1)).all())


def _mcnemar(gained: int, lost: int) -> float:
    return float(binomtest(gained, gained + lost).pvalue) if gained + lost else 1.0


def _swapping(rows: _Array) -> float:
    changed = (rows[:, :2] != rows[:, 2:]).any(axis=1)
    if changed.sum() < 2:
        return 1.0
    moving, still = rows[changed], rows[~changed].sum(axis=0)
    parts = np.vstack([moving[:, :2], moving[:, 2:]])

    def difference(before: Any, after: Any, axis: int) -> Any:
        sides = [side.astype(int) for side in (before, before, after, after)]
        totals = [
            parts[side, column % 2].sum(axis=axis) + still[column]
            for column, side in enumerate(sides)
        ]
        return _difference(np.stack(totals))

    indices = np.arange(len(moving))
    test = permutation_test(
        (indices, indices + len(moving)),
        difference,
        permutation_type="samples",
        vectorized=True,
        batch=500,
        rng=_SEED,
    )
    return float(test.pvalue)

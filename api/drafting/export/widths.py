"""Widths of a table's columns, so that it takes as few lines as it can. Lengths are millimetres."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import permutations

from api.drafting.export.blocks import Column, TableRow
from api.drafting.export.layout import CELL, CELL_PADDING, length

_STEP = 2
# What a column can't do with less: a word of its label on one line.
_LEAST = 20
_ENOUGH = 0.01  # lines that a step must save
# Of all cells' lines beside those of the tallest: what breaks a tie.
_REST = 0.01


def fitted(
    columns: Sequence[Column],
    rows: Sequence[TableRow],
    movable: Collection[int],
) -> tuple[Column, ...]:
    """The columns with the width shared out among the ``movable`` ones, all together as wide as
    before, so that the rows are as low as can be."""
    widths = [column.width for column in columns]
    cells = [_lengths(column, at, rows) for at, column in enumerate(columns)]
    heights = [_heights(own, width) for own, width in zip(cells, widths, strict=True)]
    best = _cost(heights)
    while True:
        found = None
        for giver, taker in permutations(movable, 2):
            if widths[giver] - _STEP < _LEAST:
                continue
            tried = list(heights)
            tried[giver] = _heights(cells[giver], widths[giver] - _STEP)
            tried[taker] = _heights(cells[taker], widths[taker] + _STEP)
            cost = _cost(tried)
            if cost < best - _ENOUGH:
                best, found = cost, (giver, taker, tried)
        if found is None:
            return tuple(replace(c, width=w) for c, w in zip(columns, widths, strict=True))
        giver, taker, heights = found
        widths[giver] -= _STEP
        widths[taker] += _STEP


def _lengths(column: Column, at: int, rows: Sequence[TableRow]) -> list[tuple[float, ...]]:
    """Of the texts of a column's cells on one line, its label's first."""
    texts = [(column.label,), *(tuple(w.text for w in row.cells[at]) for row in rows)]
    return [tuple(length(text, CELL.size) for text in cell) for cell in texts]


def _heights(cells: Sequence[tuple[float, ...]], width: int) -> list[float]:
    """In lines, and parts of one: a step that saves less than a line saves something."""
    inner = width - 2 * CELL_PADDING[0]
    return [sum(max(whole / inner, 1.0) for whole in cell) for cell in cells]


def _cost(heights: Sequence[Sequence[float]]) -> float:
    rows = zip(*heights, strict=True)
    return math.fsum(max(row) + _REST * sum(row) for row in rows)

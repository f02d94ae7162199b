"""What columns mean beyond their labels: seen from the cells below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import RowBlock
from ingest.lexicon.match import find_spelled
from ingest.models import Column, ColumnRole
from ingest.structure.kinds import CellKind, cell_kind, year_of
from ingest.text.numbers import number, unit_scale

_LEAST = 500  # baht
# Roles of words, which no column of figures alone has: "กองคลัง" over numbers counts its people.
_OF_WORDS = frozenset(
    {
        ColumnRole.SKILL, ColumnRole.METHOD, ColumnRole.INDICATOR, ColumnRole.OBJECTIVE,
        ColumnRole.UNIT, ColumnRole.DEPARTMENT, ColumnRole.POSITION,
    }
)  # fmt: skip
_OF_LEARNING = frozenset({ColumnRole.SKILL, ColumnRole.METHOD, ColumnRole.GOAL})


def by_cells(columns: tuple[Column, ...], rows: Sequence[RowBlock]) -> tuple[Column, ...]:
    """The columns of a header, as the rows below it show them to be."""
    known = with_people(with_money(without_words(columns, rows), rows))
    return with_positions(known, rows)


def _texts(at: int, columns: Sequence[Column], rows: Sequence[RowBlock]) -> list[str]:
    """What is filled of a column, in the rows as wide as the header."""
    cells = [row.cells[at].text for row in rows if len(row.cells) == len(columns)]
    return [text for text in cells if cell_kind(text) is not CellKind.BLANK]


def without_words(columns: tuple[Column, ...], rows: Sequence[RowBlock]) -> tuple[Column, ...]:
    """The columns, those of figures alone without a role of words: below skills these are levels.
    A project that most rows name by a number is not its name either."""

    def misread(at: int, column: Column) -> bool:
        filled = _texts(at, columns, rows)
        figures = sum(cell_kind(text) is CellKind.NUMBER for text in filled)
        if column.role is ColumnRole.NAME:
            return len(filled) > 1 and 2 * figures > len(filled)
        return column.role in _OF_WORDS and len(filled) > 1 and figures == len(filled)

    return tuple(
        Column(column.path) if misread(at, column) else column for at, column in enumerate(columns)
    )


def with_people(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; ``คน`` beside names of courses and projects is how many take part, and adds up
    nothing."""
    if all(column.role is not ColumnRole.NAME for column in columns):
        return columns
    return tuple(
        replace(column, role=ColumnRole.AUDIENCE) if column.path[-1:] == ("คน",) else column
        for column in columns
    )


def with_positions(columns: tuple[Column, ...], rows: Sequence[RowBlock]) -> tuple[Column, ...]:
    """The columns of who learns what: where none is of positions, the first whose cells name
    them, whatever its header calls those who learn."""
    roles = {column.role for column in columns}
    if ColumnRole.POSITION in roles or not _OF_LEARNING & roles:
        return columns
    for at, column in enumerate(columns):
        texts = _texts(at, columns, rows)
        named = sum(is_position(text) for text in texts)
        if column.role in (None, ColumnRole.AUDIENCE) and 2 * named > len(texts):
            return (*columns[:at], replace(column, role=ColumnRole.POSITION), *columns[at + 1 :])
    return columns


def is_position(text: str) -> bool:
    """Whether a text starts with the name of a position."""
    return any(m.kind == "position" and m.start == 0 for m in find_spelled(text))


def with_money(columns: tuple[Column, ...], rows: Sequence[RowBlock]) -> tuple[Column, ...]:
    """The columns of a table, those of its money among them. Where years alone head the amounts
    of projects, and no column is said to be of money, these are its budgets by year; where
    strategies head amounts, what a department has for each. Smaller figures count people or
    hours."""
    roles = {column.role for column in columns}
    if ColumnRole.BUDGET in roles:
        return columns
    heads = [i for i, c in enumerate(columns) if c.role is ColumnRole.STRATEGY]
    if ColumnRole.NAME in roles:
        heads = [i for i, c in enumerate(columns) if c.role is ColumnRole.TIMING and _is_year(c)]
    if len(heads) < 2 or not _are_amounts(heads, columns, rows):
        return columns
    return tuple(
        Column(column.path, ColumnRole.BUDGET) if at in heads else column
        for at, column in enumerate(columns)
    )


def _are_amounts(heads: Sequence[int], columns: Sequence[Column], rows: Sequence[RowBlock]) -> bool:
    """Whether all that is filled of some columns are amounts of money or the lack of one."""
    least = _LEAST / unit_scale(" ".join(label for c in columns for label in c.path))
    whole = [row.cells for row in rows if len(row.cells) == len(columns)]
    texts = [cells[i].text for cells in whole for i in heads]
    kinds = {cell_kind(text) for text in texts} - {CellKind.BLANK, CellKind.NO_BUDGET}
    return kinds == {CellKind.NUMBER} and all((number(t) or least) >= least for t in texts)


def _is_year(column: Column) -> bool:
    return bool(column.path) and year_of(column.path[-1]) is not None

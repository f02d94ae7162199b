"""Tables that plans write without a frame: records of labelled lines, and lists whose items all
have the same parts. Their lines become rows; nothing is taken from a line or added to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BreakBlock, RawCell, RowBlock, TextBlock
from ingest.models import Cell, Column, Row, RowKind, Span, Table
from ingest.structure.outline import Style, style_of
from ingest.structure.scope import Scope

_LONGEST_GROUP = 70  # characters of a line that names a group of rows: a department, a strategy


@dataclass(frozen=True, slots=True)
class Found:
    """A row of such a table: the blocks that it is written in, ``first`` to ``last``, its lines
    as they are printed, and its cells by column. ``heading``: it names the rows below it."""

    first: int
    last: int
    lines: RowBlock
    cells: tuple[Cell, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Unframed:
    """``blocks`` with a row for each row found; ``tables`` by the index of their first row in it,
    yet without number, caption and section. ``rows`` are the indexes of all their rows."""

    blocks: tuple[Block, ...]
    tables: dict[int, Table] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()


def gap(blocks: Sequence[Block], above: int, below: int) -> list[int] | None:
    """The lines of text between two blocks, by index, with nothing else between but breaks; None
    where rows of a table stand there."""
    inside = range(above + 1, below)
    if any(isinstance(blocks[i], RowBlock) for i in inside):
        return None
    return [i for i in inside if isinstance(blocks[i], TextBlock)]


def names_group(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line of text may name the group of the rows below it: a short one, that is no
    item of a list and no part of the plan, with a break above it."""
    block = blocks[index]
    if not isinstance(block, TextBlock) or len(block.text) > _LONGEST_GROUP:
        return False
    opens = index == 0 or isinstance(blocks[index - 1], BreakBlock)
    return opens and style_of(block.text) in (Style.PLAIN, Style.STRATEGY, Style.TITLE)


def grouped(blocks: Sequence[Block], runs: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """The runs of rows of one kind as tables. Runs with a line between them that names a group
    are one table, and that line is a row of it; the one above the first run too."""
    tables: list[list[Found]] = []
    for run in runs:
        before = tables[-1] if tables else None
        between = gap(blocks, before[-1].last, run[0].first) if before else None
        if before is None or between is None or len(between) > 1:
            tables.append(list(run))
        elif not between:
            before.extend(run)
        elif names_group(blocks, between[0]):
            before.extend([_heading(blocks, between[0]), *run])
        else:
            tables.append(list(run))
    return [_with_first_heading(blocks, table) for table in tables]


def _heading(blocks: Sequence[Block], index: int) -> Found:
    block = blocks[index]
    assert isinstance(block, TextBlock)
    cell = Cell(block.text.strip(), 0, block.span)
    return Found(index, index, row_of([block]), (cell,), heading=True)


def _with_first_heading(blocks: Sequence[Block], rows: list[Found]) -> list[Found]:
    """The rows, with the heading of the first group where the others have theirs."""
    at = above(blocks, rows[0].first)
    if at is None or not any(row.heading for row in rows) or not names_group(blocks, at):
        return rows
    return [_heading(blocks, at), *rows]


def above(blocks: Sequence[Block], index: int) -> int | None:
    """The index of the next block above that is no break."""
    return next(
        (i for i in range(index - 1, -1, -1) if not isinstance(blocks[i], BreakBlock)), None
    )


def row_of(blocks: Iterable[TextBlock | RowBlock]) -> RowBlock:
    """Blocks as one row, a cell for each line of text."""
    cells: list[RawCell] = []
    spans = []
    for block in blocks:
        spans.append(block.span)
        if isinstance(block, TextBlock):
            cells.append(RawCell(block.text.strip(), block.span))
        else:
            cells.extend(block.cells)
    span = spans[0] if len(spans) == 1 else spans[0].union(spans[-1])
    return RowBlock(tuple(cells), span)


def table_of(rows: Sequence[Found], columns: tuple[Column, ...]) -> Table:
    """The table of some rows, with its headings in force."""
    scope = Scope()
    made = []
    for row in rows:
        kind = RowKind.BODY
        if row.heading:
            kind = RowKind.SCOPE
            scope.enter(row.cells[0].text)
        else:
            scope.leave_heading()
        made.append(Row(kind, row.cells, row.lines.span, scope.path))
    span = Span(made[0].span.line_start, made[-1].span.line_end)
    return Table("", columns, tuple(made), span)


def replaced(
    blocks: Sequence[Block],
    tables: Sequence[tuple[Sequence[Found], Table]],
    before: Unframed | None = None,
) -> Unframed:
    """The blocks with the rows of the tables instead of what they are written in; ``before`` are
    tables that were found in the blocks already."""
    starts = {row.first: row for rows, _ in tables for row in rows}
    firsts = {**(before.tables if before else {}), **{rows[0].first: t for rows, t in tables}}
    known = before.rows if before else frozenset()
    made: list[Block] = []
    by_index: dict[int, Table] = {}
    indexes: set[int] = set()
    at = 0
    while at < len(blocks):
        row = starts.get(at)
        if at in firsts:
            by_index[len(made)] = firsts[at]
        if row or at in known:
            indexes.add(len(made))
        made.append(row.lines if row else blocks[at])
        at = row.last + 1 if row else at + 1
    return Unframed(tuple(made), by_index, frozenset(indexes))

"""The parts of a page in reading order: table rows, and lines of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.rulings import Grid
from ingest.readers.pdf.tables import TableRow, rows_of
from ingest.readers.pdf.turn import UPRIGHT, Turn

_GUTTER = 1.6  # em of white between two columns
_MIN_COLUMN = 4  # lines on each side of a gutter


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of running text one below the other, and how far to the right they may reach.

    ``narrow``: other columns stand beside it.
    """

    lines: tuple[Line, ...]
    right: float
    narrow: bool = False


Part = Column | tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page read: its number (1-based), its size in points, its parts in reading order.

    ``turn``: its picture was turned by that to be read; size and parts are as they then stand.
    """

    number: int
    width: float
    height: float
    parts: tuple[Part, ...]
    turn: Turn = UPRIGHT


def parts_of(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[Part, ...]:
    """Tables where they stand among the text, and the text between them by columns."""
    left = list(glyphs)
    tables: list[tuple[float, tuple[TableRow, ...]]] = []
    for grid in sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])):
        found, used = rows_of(grid, left)
        left = [glyph for glyph in left if glyph not in used]
        if any(any(row.texts) for row in found):
            tables.append((grid.box[1], tuple(found)))
    parts: list[Part] = []
    for top, rows in tables:
        above = [glyph for glyph in left if glyph.y <= top + 0.3 * glyph.em]
        left = [glyph for glyph in left if glyph.y > top + 0.3 * glyph.em]
        parts += [*columns_of(above), rows]
    return (*parts, *columns_of(left))


def columns_of(glyphs: Sequence[Glyph]) -> list[Column]:
    """Running text in one column, or in the bands and columns that a gutter parts."""
    if not glyphs:
        return []
    gutter = _gutter(glyphs)
    if gutter is None:
        lines = lines_of(glyphs)
        return [Column(tuple(lines), max(line.right for line in lines))] if lines else []
    at, top, bottom = gutter
    bands = [
        [g for g in glyphs if g.y < top],
        [g for g in glyphs if top <= g.y <= bottom and g.x < at],
        [g for g in glyphs if top <= g.y <= bottom and g.x >= at],
        [g for g in glyphs if g.y > bottom],
    ]
    beside = {1, 2}
    return [
        replace(column, narrow=column.narrow or number in beside)
        for number, band in enumerate(bands)
        for column in columns_of(band)
    ]


def _gutter(glyphs: Sequence[Glyph]) -> tuple[float, float, float] | None:
    """The x of a gap that parts at least ``_MIN_COLUMN`` lines in a row, and their y range.

    Lines on both sides must be wrapped text: each fills most of its side.
    """
    lines = lines_of(glyphs)
    if len(lines) < _MIN_COLUMN:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    middle = [_gap(line, left + 0.3 * width, left + 0.7 * width) for line in lines]
    best: tuple[float, float, float] | None = None
    run: list[tuple[Line, tuple[float, float]]] = []
    longest = 0
    for line, gap in [*zip(lines, middle, strict=True), (lines[-1], None)]:
        shared = _shared([g for _, g in run], gap)
        if gap and shared:
            run.append((line, gap))
            continue
        if len(run) > longest and len(run) >= _MIN_COLUMN and _full(run, left, right):
            common = _shared([g for _, g in run[:-1]], run[-1][1])
            if common:
                longest = len(run)
                best = (sum(common) / 2, run[0][0].baseline - 1, run[-1][0].baseline + 1)
        run = [(line, gap)] if gap else []
    return best


def _gap(line: Line, first: float, last: float) -> tuple[float, float] | None:
    """The widest white of a line between ``first`` and ``last``."""
    widest = (0.0, 0.0)
    end = line.pieces[0].right
    for piece in line.pieces[1:]:
        if piece.left - end > widest[1] - widest[0] and end < last and piece.left > first:
            widest = end, piece.left
        end = max(end, piece.right)
    return widest if widest[1] - widest[0] > _GUTTER * line.em else None


def _shared(
    gaps: Sequence[tuple[float, float]], gap: tuple[float, float] | None
) -> tuple[float, float] | None:
    if gap is None:
        return None
    start = max([g[0] for g in gaps] + [gap[0]])
    end = min([g[1] for g in gaps] + [gap[1]])
    return (start, end) if end > start else None


def _full(run: Sequence[tuple[Line, tuple[float, float]]], left: float, right: float) -> bool:
    """Whether most lines fill both sides, as running text does and a list of pairs does not."""
    filled = sum(
        gap[0] - line.left > 0.75 * (gap[0] - left) and line.right - gap[1] > 0.6 * (right - gap[1])
        for line, gap in run
    )
    wide = sum(gap[0] - line.left > 0.3 * (right - left) for line, gap in run)
    return filled >= 0.6 * len(run) and wide >= 0.6 * len(run)

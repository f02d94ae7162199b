"""Rows of a table from its grid and the glyphs inside each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.lines import Box, lines_of
from ingest.readers.pdf.rulings import CellBox, Grid
from ingest.readers.pdf.wrap import around, joined, whole_lines

_PADDING = 2.0  # points from a cell's border that text keeps at least
_INSIDE = 1.5  # points by which a glyph may stand over the border


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's cells from the left, blank where merged; its box.

    ``torn``: the page ends in it. ``header``: it stands at the top of the next
    page's table again.
    """

    cells: tuple[str, ...]
    box: Box
    torn: bool = False
    header: bool = False


def in_cell(glyph: Glyph, cell: CellBox) -> bool:
    left, top, right, bottom = cell.box
    x = (glyph.x + max(glyph.end, glyph.x)) / 2 if not glyph.is_mark else glyph.middle
    y = glyph.y - 0.25 * glyph.em
    return left - _INSIDE <= x < right + _INSIDE and top - _INSIDE <= y < bottom + _INSIDE


def rows_of(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[list[TableRow], set[Glyph]]:
    """The rows, and the glyphs that stand in them."""
    inside: dict[CellBox, list[Glyph]] = defaultdict(list)
    used: set[Glyph] = set()
    left, top, right, bottom = grid.box
    for glyph in glyphs:
        if not (top - 20 <= glyph.y <= bottom + 20 and left - 20 <= glyph.x <= right + 20):
            continue
        near = [cell for cell in grid.cells if in_cell(glyph, cell)]
        if near:
            inside[min(near, key=lambda cell: _area(cell.box))].append(glyph)
            used.add(glyph)
    rows = []
    for number in range(grid.rows):
        own = [cell for cell in grid.cells if cell.row == number]
        if not own:
            continue
        texts = [""] * grid.columns
        for cell in own:
            texts[cell.column] = text_of(inside[cell], cell.box)
        torn = sum(cell.torn for cell in own) > len(own) / 2
        rows.append(TableRow(tuple(texts), around([cell.box for cell in own]), torn))
    return rows, used


def text_of(glyphs: Sequence[Glyph], box: Box) -> str:
    """The text of a cell; what starts on a line of its own is kept on one."""
    lines = lines_of(glyphs)
    if not lines:
        return ""
    padding = max(_PADDING, min(line.left for line in lines) - box[0])
    centred = padding > box[2] - max(line.right for line in lines) > _PADDING
    right = box[2] - (_PADDING if centred else min(padding, lines[0].em))
    return "\n".join(whole.text for whole in whole_lines(lines, right))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def mended(torn: TableRow, rest: TableRow) -> TableRow:
    """A row that a page's end has cut in two, made whole: ``torn`` and what goes on below."""
    cells = [
        joined(above, below) if above and below else above or below
        for above, below in zip(torn.cells, rest.cells, strict=True)
    ]
    return replace(torn, cells=tuple(cells), torn=rest.torn)

"""Rows of a table from its grid and the glyphs inside each cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.lines import Box, Line, lines_of
from ingest.readers.pdf.rulings import CellBox, Grid
from ingest.readers.pdf.wrap import Whole, goes_on, joined, whole_lines

_PADDING = 2.0  # points from a cell's border that text keeps at least
_INSIDE = 1.5  # points by which a glyph may stand over the border
_NUMERIC = re.compile(r"[0-9\u0e50-\u0e59,.\s-]+")


@dataclass(frozen=True, slots=True)
class CellText:
    """The text of a cell, the lines that it stands on, and how far right these may reach."""

    text: str = ""
    lines: tuple[Line, ...] = ()
    right: float = 0.0
    spanned: bool = False  # blank: a cell of a row above reaches over it

    def goes_on_in(self, below: CellText) -> bool:
        """Whether the first line of ``below`` is what the last one here was wrapped into."""
        last = Whole(self.text, self.lines[-1:])
        return goes_on(last, below.lines[0], self.right, None)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's cells from the left, blank where merged; its box.

    ``torn``: the page ends in it. ``header``: it stands at the top of the next page's table again.
    """

    cells: tuple[CellText, ...]
    box: Box
    torn: bool = False
    header: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)

    @property
    def read(self) -> bool:
        """Whether it was read by OCR, from a picture."""
        return any(line.read for cell in self.cells for line in cell.lines)


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
    return rows_from(grid, {cell: lines_of(found) for cell, found in inside.items()}), used


def rows_from(grid: Grid, lines: Mapping[CellBox, Sequence[Line]]) -> list[TableRow]:
    """The rows of a table from the lines in its cells."""
    left, _, right, _ = grid.box
    rows = []
    for number in range(grid.rows):
        own = [cell for cell in grid.cells if cell.row == number]
        if not own:
            continue
        top = min(cell.box[1] for cell in own)
        spanned = {c.column for c in grid.cells if c.row < number and c.box[3] > top + _PADDING}
        texts = [CellText(spanned=column in spanned) for column in range(grid.columns)]
        for cell in own:
            texts[cell.column] = text_of(lines.get(cell, ()), cell.box)
        torn = sum(cell.torn for cell in own) > len(own) / 2
        box = left, min(c.box[1] for c in own), right, min(c.box[3] for c in own)
        rows.append(TableRow(tuple(texts), box, torn))
    return rows


def text_of(lines: Sequence[Line], box: Box) -> CellText:
    """The text of a cell; what starts on a line of its own is kept on one."""
    if not lines:
        return CellText()
    padding = max(_PADDING, min(line.left for line in lines) - box[0])
    centred = padding > box[2] - max(line.right for line in lines) > _PADDING
    right = box[2] - (_PADDING if centred else min(padding, lines[0].em))
    text = "\n".join(whole.text for whole in whole_lines(lines, right))
    return CellText(text, tuple(lines), right)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def is_cut(above: TableRow, below: TableRow) -> bool:
    """Whether a page's end cut one row into these two, though each has its border drawn.

    Each cell that goes on was filled down to the last line, and text runs over the cut. Rows of
    one line tell least: all of their cells must run over, and some must be finished.
    """
    pairs = [(a, b) for a, b in zip(above.cells, below.cells, strict=True) if b.lines]
    filled = [cell for cell in above.cells if cell.lines]
    if not pairs or not all(a.lines for a, _ in pairs):
        return False
    lowest = max(cell.lines[-1].baseline for cell in filled)
    for a, b in pairs:
        if a.lines[-1].baseline < lowest - 0.8 * a.lines[-1].em:
            return False
        if _NUMERIC.fullmatch(a.text) and _NUMERIC.fullmatch(b.text):
            return False
    runs_over = [a.goes_on_in(b) for a, b in pairs]
    if max(len(cell.lines) for cell in filled) == 1:
        return all(runs_over) and len(pairs) < len(filled)
    return any(runs_over)


def mended(above: TableRow, below: TableRow) -> TableRow:
    """A row that a page's end has cut in two, made whole."""
    cells = [
        _both(a, b) if a.lines and b.lines else a if a.lines else b
        for a, b in zip(above.cells, below.cells, strict=True)
    ]
    return replace(above, cells=tuple(cells), torn=below.torn)


def _both(above: CellText, below: CellText) -> CellText:
    over = above.goes_on_in(below)
    text = joined(above.text, below.text) if over else f"{above.text}\n{below.text}"
    return CellText(text, (*above.lines, *below.lines), below.right)

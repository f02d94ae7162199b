"""Pages that are pictures: which they are, and the text and tables that Tesseract reads there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.readers.pdf import tesseract
from ingest.readers.pdf.glyphs import Frame, Glyph
from ingest.readers.pdf.layout import Column, Page, Part
from ingest.readers.pdf.lines import Box, Line, Piece
from ingest.readers.pdf.picture import Mask, Picture, ink_of, picture_of, rules_in
from ingest.readers.pdf.rulings import CellBox, Grid, Rule, grids_from
from ingest.readers.pdf.scan_lines import evened, has_columns, lines_from, usual_height
from ingest.readers.pdf.tables import TableRow, rows_from
from ingest.readers.pdf.tesseract import can_read

__all__ = ["can_read", "has_lost_table", "is_scan", "read_scan"]

_MIN_PICTURE = 0.3  # share of the page that pictures cover on a scan
_MAX_STAMP = 40  # glyphs that a scan may carry as text: a page number, a stamp
_ORIENTATION_DPI = 150
_RULE = 1.25  # points on each side of a ruling line's middle that are wiped out
_INSET = 2.0  # points inside a cell's borders that are not looked at
_MARGIN = 5.0  # points of white that Tesseract wants around a text
_MIN_INK = 3.0  # points: what is lower or narrower in a cell is dust
_NO_WORDS = "[อ่านไม่ออก]"  # in a cell with ink: a blank would mean "as above" or "not stated"


def is_scan(page: pdfium.PdfPage, frame: Frame, glyphs: Sequence[Glyph]) -> bool:
    """Whether the page is a picture with no text of its own, or next to none."""
    if sum(1 for glyph in glyphs if glyph.text.strip()) > _MAX_STAMP:
        return False
    covered = 0.0
    for number, item in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if number >= 200:
            break
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered >= _MIN_PICTURE * frame.width * frame.height


def read_scan(page: pdfium.PdfPage, frame: Frame, number: int) -> Page | None:
    """What Tesseract sees on page ``number``, set upright and straight; None where it fails or
    takes too long, or nothing is there to be read."""
    picture = picture_of(page, frame.width, frame.height)
    small = picture.smaller(_ORIENTATION_DPI)
    picture = picture.turned(tesseract.quarters_of(small.image, small.dpi) or 0)
    parts = _parts(picture)
    return Page(number, *picture.size, parts, picture.turn) if parts else None


def has_lost_table(page: Page) -> bool:
    """Whether text outside the tables that were built stands in columns, too."""
    texts = [line for part in page.parts if isinstance(part, Column) for line in part.lines]
    return has_columns(texts)


def _parts(picture: Picture) -> tuple[Part, ...]:
    ink = ink_of(picture.image, picture.scale)
    rules = rules_in(ink, picture.scale)
    clean = picture.without(map(_stroke, rules))
    grids = sorted(grids_from(rules), key=lambda grid: grid.box[1])
    between = clean.without(grid.box for grid in grids)
    (words,) = tesseract.words_of([between.image], picture.dpi, tesseract.PAGE)
    read = lines_from(words, 0.0, 0.0, picture.scale)
    lines = evened(read, usual_height(read))
    parts: list[Part] = []
    for grid, rows in zip(grids, _tables(clean, ink, grids), strict=True):
        parts += _column([line for line in lines if _middle(line) <= grid.box[1]])
        lines = [line for line in lines if _middle(line) > grid.box[1]]
        if any(any(row.texts) for row in rows):
            parts.append(tuple(rows))
    return (*parts, *_column(lines))


def _tables(picture: Picture, ink: Mask, grids: Sequence[Grid]) -> list[list[TableRow]]:
    """The rows of the tables. Each cell is read as a picture of its own, so that no word is put
    together across a border."""
    found = [(cell, _inked(cell.box, ink, picture)) for grid in grids for cell in grid.cells]
    inked = [(cell, box) for cell, box in found if box]
    pictures = [picture.cut(box, _MARGIN) for _, box in inked]
    read = tesseract.words_of(pictures, picture.dpi, tesseract.BLOCK)
    lines: dict[CellBox, list[Line]] = {}
    for (cell, box), words in zip(inked, read, strict=True):
        left, top = box[0] - _MARGIN, box[1] - _MARGIN
        lines[cell] = lines_from(words, left, top, picture.scale) or [_unread(box)]
    usual = usual_height([line for of_cell in lines.values() for line in of_cell])
    lines = {cell: evened(of_cell, usual) for cell, of_cell in lines.items()}
    return [rows_from(grid, lines) for grid in grids]


def _inked(box: Box, ink: Mask, picture: Picture) -> Box | None:
    """What is printed inside a cell; None where nothing is."""
    inner = box[0] + _INSET, box[1] + _INSET, box[2] - _INSET, box[3] - _INSET
    left, top, right, bottom = picture.pixels(inner)
    ys, xs = np.nonzero(ink[top:bottom, left:right])
    if not len(ys):
        return None
    scale = picture.scale
    printed = (
        (left + xs.min()) / scale, (top + ys.min()) / scale,
        (left + xs.max() + 1) / scale, (top + ys.max() + 1) / scale,
    )  # fmt: skip
    dust = printed[2] - printed[0] < _MIN_INK or printed[3] - printed[1] < _MIN_INK
    return None if dust else printed


def _unread(box: Box) -> Line:
    piece = Piece(_NO_WORDS, box[0], box[2], False)
    return Line((piece,), box, box[3], max(1.0, box[3] - box[1]), 0, read=True)


def _stroke(rule: Rule) -> Box:
    """What a ruling line covers."""
    start, end, low, high = rule.start, rule.end, rule.at - _RULE, rule.at + _RULE
    return (low, start, high, end) if rule.upright else (start, low, end, high)


def _column(lines: Sequence[Line]) -> list[Part]:
    return [Column(tuple(lines), max(line.right for line in lines))] if lines else []


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2

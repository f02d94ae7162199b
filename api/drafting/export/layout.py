"""The sizes of paper and type, and how many lines a text takes. Lengths are millimetres, type
sizes points."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from api.drafting.export.blocks import Table, TableRow

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with its margins."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def inner_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> int:
        return self.height - self.top - self.bottom


# Margins of government letters: 3 cm at the bound edge, 2 cm elsewhere.
PORTRAIT = Page(210, 297, left=30, right=20, top=25, bottom=20)
LANDSCAPE = Page(297, 210, left=20, right=20, top=25, bottom=20)


@dataclass(frozen=True, slots=True)
class Type:
    """A size of letters with the height of its lines and the space around the paragraph."""

    size: int
    line: int
    before: int = 0
    after: int = 0


BODY = Type(16, 22, before=6)
ITEM = Type(16, 22)
HEADING = {1: Type(20, 28, before=18, after=12), 2: Type(16, 24, before=10, after=6)}
CELL = Type(14, 19)
SMALL_CELL = Type(12, 16)
QUOTE = Type(14, 19, after=6)
INDENT = 25  # of a paragraph's first line
HANGING = 10  # from a number to its text
CELL_PADDING = (1.5, 1)  # beside and above or below the text of a cell
SIGNING = 14  # from one line to sign on to the next
TALL_ROW = 18  # lines from which a row may be split over pages; a page across has 24

# Advances of TH Sarabun New as shares of the type size; what is not here is a consonant.
_WIDTHS = {
    **dict.fromkeys(" .,:;|'!()[]-iIljft/", 0.23),
    **dict.fromkeys("เโใไ", 0.27),
    **dict.fromkeys("0123456789", 0.424),
    **dict.fromkeys("า\u0e33", 0.37),
    **dict.fromkeys("๐๑๒๓๔๕๖๗๘๙", 0.526),
}
_CONSONANT = 0.46
# Lines end between words: on average so much before they are full, of a letter's height, and in
# narrow columns at most this share of their width. Chosen on drafts that LibreOffice laid out:
# docs/decisions/0014-draft-export.md.
_RAGGED = 0.9
_NARROW = 0.14


def lines(text: str, width: float, size: int, indent: float = 0) -> int:
    """How many lines a text takes in letters of a size, the first of them indented."""
    whole = indent + length(text, size)
    if whole <= width:
        return 1
    return math.ceil(whole / (width - min(_RAGGED * size * MM_PER_POINT, _NARROW * width)))


def length(text: str, size: int) -> float:
    """Of a text on one line."""
    return sum(_advance(letter) for letter in text) * size * MM_PER_POINT


def _advance(letter: str) -> float:
    return 0.0 if unicodedata.category(letter) == "Mn" else _WIDTHS.get(letter, _CONSONANT)


def cell_type(small: bool) -> Type:
    """The type of a table's cells."""
    return SMALL_CELL if small else CELL


def row_lines(row: TableRow, table: Table) -> int:
    """The lines of the tallest cell."""
    size = cell_type(table.small).size
    widths = [column.width for column in table.columns]
    if row.total:
        widths[0] = sum(widths[: table.amount])
    return max(
        sum(lines(words.text, width - 2 * CELL_PADDING[0], size) for words in cell)
        for cell, width in zip(row.cells, widths, strict=True)
    )


def header_lines(table: Table) -> int:
    """The group's name takes a line of its own, above the labels."""
    size = cell_type(table.small).size
    return max(
        bool(column.group) + lines(column.label, column.width - 2 * CELL_PADDING[0], size)
        for column in table.columns
    )

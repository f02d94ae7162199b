"""The sizes of paper and type, and on which page each heading will stand.

A table of contents in a file is what its writer put there: Word and LibreOffice count pages when
asked to. So they are counted here, from the widths of letters; every part opens a page, which
keeps an error from adding up. Lengths are millimetres, type sizes points.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from api.drafting.export.blocks import (
    Block,
    Heading,
    Items,
    Prose,
    Signatures,
    SourceEntry,
    Table,
    TableRow,
    Turn,
    Words,
)

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
HEADING = {1: Type(20, 28, after=12), 2: Type(16, 24, before=10, after=6)}
CELL = Type(14, 19)
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


def lines(text: str, width: float, size: int) -> int:
    """How many lines a text takes in letters of a size."""
    whole = length(text, size)
    if whole <= width:
        return 1
    return math.ceil(whole / (width - min(_RAGGED * size * MM_PER_POINT, _NARROW * width)))


def length(text: str, size: int) -> float:
    """Of a text on one line."""
    return sum(_advance(letter) for letter in text) * size * MM_PER_POINT


def _advance(letter: str) -> float:
    return 0.0 if unicodedata.category(letter) == "Mn" else _WIDTHS.get(letter, _CONSONANT)


def row_lines(row: TableRow, table: Table) -> int:
    """The lines of the tallest cell."""
    widths = [column.width for column in table.columns]
    if row.total:
        widths[0] = sum(widths[: table.amount])
    return max(
        sum(lines(words.text, width - 2 * CELL_PADDING[0], CELL.size) for words in cell)
        for cell, width in zip(row.cells, widths, strict=True)
    )


def page_numbers(blocks: Sequence[Block]) -> dict[str, int]:
    """The page of each heading by its key, 1 where the first heading is."""
    counter = _Counter()
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        counter.take(block, below)
    return counter.found


class _Counter:
    def __init__(self) -> None:
        self.found: dict[str, int] = {}
        self._page = 0
        self._used = 0.0
        self._shape = PORTRAIT

    def take(self, block: Block, below: Block | None) -> None:
        if isinstance(block, Turn):
            self._shape = LANDSCAPE if block.landscape else PORTRAIT
        elif isinstance(block, Heading):
            self._heading(block, _kept_with(below))
        elif isinstance(block, Prose):
            self._paragraph(block.words, BODY, indent=INDENT)
        elif isinstance(block, Items):
            for entry in block.entries:
                self._paragraph(entry, ITEM, indent=INDENT + HANGING)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Signatures):
            self._room(SIGNING * len(block.signers))
        elif isinstance(block, SourceEntry):
            self._paragraph(Words(f"[{block.id}] {block.told}"), ITEM, hanging=HANGING)
            self._paragraph(Words(block.quote), QUOTE, hanging=HANGING)

    def _heading(self, heading: Heading, below: float) -> None:
        kind = HEADING[heading.level]
        height = kind.before + kind.after
        height += kind.line * lines(heading.whole, self._shape.inner_width, kind.size)
        if heading.opens_page or self._left() < height * MM_PER_POINT + below:
            self._turn()
        self.found[heading.key] = self._page
        self._used += height * MM_PER_POINT

    def _paragraph(self, words: Words, kind: Type, indent: int = 0, hanging: int = 0) -> None:
        text = words.text + "".join(f"[{one}]" for one in words.marks)
        width = self._shape.inner_width - hanging
        blank = " " * round(indent / (_WIDTHS[" "] * kind.size * MM_PER_POINT))
        for _ in range(lines(blank + text, width, kind.size)):
            self._room(kind.line * MM_PER_POINT)
        self._used += (kind.before + kind.after) * MM_PER_POINT

    def _table(self, table: Table) -> None:
        header = _header_lines(table)
        self._room(_cell_height(header))
        for row, below in zip(table.rows, [*table.rows[1:], None], strict=True):
            count = row_lines(row, table)
            if below is not None and below.total and count < TALL_ROW:
                both = _cell_height(count) + _cell_height(row_lines(below, table))
                if self._left() < both:
                    self._turn()
                    self._used = _cell_height(header)
            if count >= TALL_ROW:
                for _ in range(count):
                    self._room(CELL.line * MM_PER_POINT, header)
            else:
                self._room(_cell_height(count), header)

    def _room(self, height: float, header: int = 0) -> None:
        """Take ``height``, on the next page if there isn't as much; there below the header."""
        if self._left() < height:
            self._turn()
            self._used = _cell_height(header) if header else 0.0
        self._used += height

    def _left(self) -> float:
        return self._shape.inner_height - self._used

    def _turn(self) -> None:
        self._page += 1
        self._used = 0.0


def _kept_with(below: Block | None) -> float:
    """How much of what stands below a heading is on its page: of a table the header and the
    first row, else two lines."""
    if isinstance(below, Table):
        first = min(row_lines(below.rows[0], below), TALL_ROW)
        return _cell_height(_header_lines(below)) + _cell_height(first)
    return 2 * BODY.line * MM_PER_POINT


def _header_lines(table: Table) -> int:
    """The group's name takes a line of its own, above the labels."""
    return max(
        bool(column.group) + lines(column.label, column.width - 2 * CELL_PADDING[0], CELL.size)
        for column in table.columns
    )


def _cell_height(count: int) -> float:
    return count * CELL.line * MM_PER_POINT + 2 * CELL_PADDING[1]

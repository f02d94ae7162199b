"""Which parts open a page, and on which page each heading will stand.

A table of contents in a file is what its writer put there: Word and LibreOffice count pages when
asked to. So they are counted here, from the widths of letters. A part opens a page unless it fits
whole below the one before it, which keeps an error from adding up. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace

from api.drafting.export.blocks import (
    Block,
    Contents,
    Heading,
    Items,
    Prose,
    Signatures,
    SourceEntry,
    Table,
    Turn,
    Words,
)
from api.drafting.export.layout import (
    BODY,
    CELL_PADDING,
    HANGING,
    HEADING,
    INDENT,
    ITEM,
    LANDSCAPE,
    MM_PER_POINT,
    PORTRAIT,
    QUOTE,
    SIGNING,
    TALL_ROW,
    Type,
    cell_type,
    header_lines,
    lines,
    row_lines,
)

_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # of the pages before the numbered ones
_SPARE = 20  # left below a part that stands on the page of another


def page_numbers(blocks: Sequence[Block]) -> dict[str, str]:
    """The page of each heading by its key: a letter before the contents, behind them from 1."""
    counter = _Counter()
    for block, below in _with_next(blocks):
        counter.take(block, below)
    return counter.found


def paged(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with each part opening a page that doesn't fit whole below the one before."""
    made: list[Block] = []
    counter = _Counter()
    for at, (block, below) in enumerate(_with_next(blocks)):
        if isinstance(block, Heading) and block.level == 1 and not block.opens_page:
            block = replace(block, opens_page=not counter.has_room(blocks[at:]))
        counter.take(block, below)
        made.append(block)
    return tuple(made)


def _with_next(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    return zip(blocks, [*blocks[1:], None], strict=True)


class _Counter:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._in_front = True
        self._page = 1
        self._used = 0.0
        self._shape = PORTRAIT

    def has_room(self, part: Sequence[Block]) -> bool:
        """Whether the part that ``part`` begins with fits on what is left of the page, as far as
        nothing in it opens one; with something to spare, for other type."""
        if not self._used:
            return False
        trial = copy(self)
        trial.found = {}
        trial._used += _SPARE
        for at, (block, below) in enumerate(_with_next(part)):
            if at and (isinstance(block, Turn) or _begins(block)):
                break
            trial.take(block, below)
        return trial._page == self._page

    def take(self, block: Block, below: Block | None) -> None:
        if isinstance(block, Contents):
            self._in_front, self._page, self._used = False, 1, 0.0
        elif isinstance(block, Turn):
            if self._used:
                self._turn()
            self._shape = LANDSCAPE if block.landscape else PORTRAIT
        elif isinstance(block, Heading):
            self._heading(block, _kept_with(below))
        else:
            self._fill(block)

    def _fill(self, block: Block) -> None:
        if isinstance(block, Prose):
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
        height = kind.before * (not heading.opens_page) + kind.after
        height += kind.line * lines(heading.whole, self._shape.inner_width, kind.size)
        is_full = self._left() < height * MM_PER_POINT + below
        if self._used and (heading.opens_page or is_full):
            self._turn()
        letter = _LETTERS[(self._page - 1) % len(_LETTERS)]
        self.found[heading.key] = letter if self._in_front else str(self._page)
        self._used += height * MM_PER_POINT

    def _paragraph(self, words: Words, kind: Type, indent: int = 0, hanging: int = 0) -> None:
        text = words.text + "".join(f"[{one}]" for one in words.marks)
        width = self._shape.inner_width - hanging
        for _ in range(lines(text, width, kind.size, indent)):
            self._room(kind.line * MM_PER_POINT)
        self._used += (kind.before + kind.after) * MM_PER_POINT

    def _table(self, table: Table) -> None:
        kind = cell_type(table.small)
        header = _cell_height(header_lines(table), kind)
        self._room(header)
        for row, below in zip(table.rows, [*table.rows[1:], None], strict=True):
            count = row_lines(row, table)
            height = _cell_height(count, kind)
            sum_below = below if below is not None and below.total else None
            kept = _cell_height(row_lines(sum_below, table), kind) if sum_below else 0.0
            if count < TALL_ROW and self._left() < height + kept:
                self._turn()
                self._used = header
            if count >= TALL_ROW:
                for _ in range(count):
                    self._room(kind.line * MM_PER_POINT, header)
            else:
                self._room(height, header)

    def _room(self, height: float, header: float = 0.0) -> None:
        """Take ``height``, on the next page if there isn't as much; there below the header."""
        if self._left() < height:
            self._turn()
            self._used = header
        self._used += height

    def _left(self) -> float:
        return self._shape.inner_height - self._used

    def _turn(self) -> None:
        self._page += 1
        self._used = 0.0


def _begins(block: Block) -> bool:
    return isinstance(block, Heading) and (block.level == 1 or block.opens_page)


def _kept_with(below: Block | None) -> float:
    """How much of what stands below a heading is on its page: of a table the header and the
    first row, else two lines."""
    if isinstance(below, Table):
        first = min(row_lines(below.rows[0], below), TALL_ROW)
        kind = cell_type(below.small)
        return _cell_height(header_lines(below), kind) + _cell_height(first, kind)
    return 2 * BODY.line * MM_PER_POINT


def _cell_height(count: int, kind: Type) -> float:
    return count * kind.line * MM_PER_POINT + 2 * CELL_PADDING[1]

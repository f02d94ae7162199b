"""From the pages of a PDF to lines, blocks and places: what is cut by page ends is joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from ingest.blocks import Block, BreakBlock, RawCell, RowBlock, TextBlock
from ingest.models import Place, Span
from ingest.readers.pdf.layout import Column, Page, Part
from ingest.readers.pdf.lines import Box, Line
from ingest.readers.pdf.tables import TableRow, is_cut, mended
from ingest.readers.pdf.wrap import Whole, first_word_width, goes_on, joined, whole_lines
from ingest.text.normalize import fold

_HEADING = 1.15  # times the size of the running text
_MAX_HEADING = 150  # characters; a longer text in large print is no heading
_MAX_HEADER = 4  # rows that a table's header may take
_MIN_TEXT = 0.6  # share of the page's width that running text reaches to at least
_RAGGED = 2.0  # em that a full line may end before the margin
_READ_ALIKE = 88.0  # per cent; rows of a table that are not the same have less
_MIN_WRAPS = 3  # wrapped lines from which the usual line distance is known


@dataclass(slots=True)
class _Row:
    row: TableRow
    page: Page


@dataclass(slots=True)
class Builder:
    """Gathers lines with their blocks and places. ``unverified``: pages read by OCR."""

    pages: Sequence[Page]
    unverified: frozenset[int] = frozenset()
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _pitch: float | None = None
    _sizes: tuple[float, ...] = ()
    _text: tuple[Whole, float, Page] | None = None  # a paragraph that may go on
    _last: _Row | None = None  # of the table that was read last

    def build(self) -> None:
        pages = with_headers(with_right_margin(self.pages))
        columns = [p for page in pages for p in page.parts if isinstance(p, Column)]
        self._pitch = _pitch_of(columns)
        self._sizes = _heading_sizes(columns)
        for page in pages:
            for part in page.parts:
                if isinstance(part, Column):
                    self._end_table()
                    self._add_column(part, page)
                else:
                    self._end_text()
                    self._add_table(part, page)
        self._end_table()
        self._end_text()

    def _add_column(self, column: Column, page: Page) -> None:
        for whole in whole_lines(column.lines, column.right, self._pitch):
            if self._text:
                before, right, start = self._text
                new_column = whole.lines[0] is column.lines[0]
                if new_column and goes_on(before, whole.lines[0], right, None):
                    text = joined(before.text, whole.text)
                    self._text = Whole(text, before.lines), column.right, start
                    continue
            self._end_text()
            self._text = whole, column.right, page

    def _end_text(self) -> None:
        if self._text:
            whole, _, page = self._text
            number = self._line(whole.text, whole.box, page)
            self.blocks.append(TextBlock(whole.text, Span(number, number), self._level(whole)))
            self._text = None

    def _level(self, whole: Whole) -> int | None:
        size = round(whole.lines[0].em * 2) / 2
        if size in self._sizes and len(whole.text) <= _MAX_HEADING:
            return min(6, self._sizes.index(size) + 1)
        return None

    def _add_table(self, rows: tuple[TableRow, ...], page: Page) -> None:
        last, self._last = self._last, None
        start = next((n for n, row in enumerate(rows) if not row.header), len(rows))
        if last and page.number > last.page.number and _same_width(last.row, rows[0]):
            if start == len(rows):  # nothing but the header stands on this page
                self._last = last
                return
            if last.row.torn or is_cut(last.row, rows[start]):
                rows = (mended(last.row, rows[start]), *rows[start + 1 :])
                self._add_rows(rows, page, last.page)
                return
        if last:
            self._add_row(last.row, last.page)
            self._break()
        self._add_rows(rows, page, page)

    def _add_rows(self, rows: Sequence[TableRow], page: Page, first: Page) -> None:
        """Rows of ``page``, the first of which began on page ``first``; the last one waits, for
        the next page may go on with it."""
        places = [first, *[page] * (len(rows) - 1)]
        for row, place in zip(rows[:-1], places, strict=False):
            self._add_row(row, place)
            if place is not page:
                self._break()
        self._last = _Row(rows[-1], places[-1])

    def _end_table(self) -> None:
        if self._last:
            self._add_row(self._last.row, self._last.page)
            self._last = None
            self._break()

    def _add_row(self, row: TableRow, page: Page) -> None:
        if not any(row.texts):
            return
        texts = [" ".join(cell.split()) for cell in row.texts]
        number = self._line("\t".join(texts), row.box, page)
        cells, start = [], 0
        for cell, text in zip(row.cells, texts, strict=True):
            span = Span(number, number, start, start + len(text))
            cells.append(RawCell(cell.text, span, row.header, cell.spanned and not text))
            start += len(text) + 1
        self.blocks.append(RowBlock(tuple(cells), Span(number, number)))

    def _line(self, text: str, box: Box, page: Page) -> int:
        self.lines.append(text)
        unverified = page.number in self.unverified
        self.places.append(Place(page=page.number, box=share(box, page), unverified=unverified))
        return len(self.lines)

    def _break(self) -> None:
        if self.lines and not isinstance(self.blocks[-1], BreakBlock):
            self.blocks.append(BreakBlock(Span(len(self.lines), len(self.lines))))


def share(box: Box, page: Page) -> Box:
    """A box in points as shares of the page as it lies in the file, kept inside it."""
    box = page.turn.back(box, page.width, page.height)
    whole = page.turn.size_before(page.width, page.height)

    def within(value: float, size: float) -> float:
        return round(min(max(value / size, 0.0), 1.0), 4)

    left, top = within(box[0], whole[0]), within(box[1], whole[1])
    right, bottom = within(box[2], whole[0]), within(box[3], whole[1])
    return left, top, max(left, right), max(top, bottom)


def with_right_margin(pages: Sequence[Page]) -> list[Page]:
    """The pages with their columns as wide as the running text is on pages of their size.

    Where fewer than three lines end there, or all are short, the right margin is taken to be as
    wide as the left.
    """
    lines: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        for part in page.parts:
            if isinstance(part, Column) and not part.narrow:
                lines[round(page.width)] += part.lines
    margins = {}
    for width, found in lines.items():
        right = max(line.right for line in found)
        full = sum(line.right > right - _RAGGED * line.em for line in found)
        even = width - min(line.left for line in found)
        seen = full >= _MIN_WRAPS and right > _MIN_TEXT * width
        margins[width] = right if seen else max(right, even)

    def widened(part: Part, page: Page) -> Part:
        if isinstance(part, Column) and not part.narrow:
            return replace(part, right=margins[round(page.width)])
        return part

    return [replace(p, parts=tuple(widened(part, p) for part in p.parts)) for p in pages]


def with_headers(pages: Sequence[Page]) -> list[Page]:
    """The pages with those rows marked as headers that the next table begins with again."""
    tables = [part for page in pages for part in page.parts if not isinstance(part, Column)]
    counts = [0] * len(tables)
    for index, (above, below) in enumerate(pairwise(tables)):
        count = _alike(above[:_MAX_HEADER], below)
        counts[index], counts[index + 1] = max(counts[index], count), count
    marked = iter(
        tuple(replace(row, header=n < count) for n, row in enumerate(rows))
        for rows, count in zip(tables, counts, strict=True)
    )
    return [
        replace(page, parts=tuple(p if isinstance(p, Column) else next(marked) for p in page.parts))
        for page in pages
    ]


def _same_width(one: TableRow, other: TableRow) -> bool:
    """Whether two rows are of tables with the same outer borders and as many columns."""
    near = abs(one.box[0] - other.box[0]) < 6 and abs(one.box[2] - other.box[2]) < 6
    return near and len(one.cells) == len(other.cells)


def _alike(above: Sequence[TableRow], below: Sequence[TableRow]) -> int:
    """With how many rows both begin."""
    count = 0
    for one, other in zip(above, below, strict=False):
        if not _same(one, other):
            break
        count += 1
    return count


def _same(one: TableRow, other: TableRow) -> bool:
    """Whether two rows say the same; nearly, where they were read by OCR."""
    texts, others = ([fold(text) for text in row.texts] for row in (one, other))
    if not (one.read and other.read):
        return texts == others
    whole, again = "\t".join(texts), "\t".join(others)
    return len(texts) == len(others) and fuzz.ratio(whole, again) >= _READ_ALIKE


def _pitch_of(columns: Iterable[Column]) -> float | None:
    """The usual distance, in em, of a line from the full line that it goes on from."""
    found = []
    for column in columns:
        for above, line in zip(column.lines, column.lines[1:], strict=False):
            same = abs(above.em - line.em) < 0.1 * line.em
            if same and column.right - above.right < first_word_width(line):
                found.append((line.baseline - above.baseline) / line.em)
    return median(found) if len(found) >= _MIN_WRAPS else None


def _heading_sizes(columns: Iterable[Column]) -> tuple[float, ...]:
    """The sizes of headings, the largest first."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            sizes[round(line.em * 2) / 2] += len(line.text)
    if not sizes:
        return ()
    body = sizes.most_common(1)[0][0]
    return tuple(sorted((s for s in sizes if s >= _HEADING * body), reverse=True))

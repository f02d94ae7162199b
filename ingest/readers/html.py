"""HTML: whole documents, and table elements inside a text file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BreakBlock, RawCell, RowBlock, TextBlock
from ingest.models import Span
from ingest.readers.markup import BLOCK_TAGS, TAG, input_mark, shows_text, unescape

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_DOCUMENT_WINDOW = 4000  # characters; comments and XML declarations may come first
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(BLOCK_TAGS)})[\s/>]", re.IGNORECASE)
_INNER_TAB = re.compile(r"\S\t+\S")
_MIN_TAG_LINES = 0.8  # share of the lines; a text file whose cells hold tags has inner tabs

_TOKEN = re.compile(rf"<!--|<[!?][^<>]*>|{TAG}")
_UNSEEN = frozenset({"script", "style", "nav", "template", "svg"})
_RAW = frozenset({"script", "style"})  # up to the end of the file if never closed, as browsers do
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot", "tr", "caption"})
_LISTS = frozenset({"ul", "ol", "dl"})
_LIST_ITEMS = frozenset({"li", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
_SPACES = re.compile(r"\s+")
_SPAN_ATTRIBUTE = re.compile(r"(?i)\b(colspan|rowspan)\s*=\s*[\"']?\s*([0-9]{1,4})\b")
# Blank cells that merged cells of one file may add; a hostile colspan="1000" stops there.
_MAX_BLANKS = 1_000_000


def is_html(lines: Sequence[str]) -> bool:
    """Whether the file is an HTML document or fragment rather than text with some tags in it."""
    head = "\n".join(lines[:50])[:_DOCUMENT_WINDOW].lstrip()
    if not head.startswith("<"):
        return False
    if _DOCUMENT.search(head):
        return True
    shown = [line for line in lines if line.strip()]
    tagged = sum(1 for line in shown if _BLOCK_TAG.search(line) and not _INNER_TAB.search(line))
    return tagged >= _MIN_TAG_LINES * len(shown)


def read_html(lines: Sequence[str], first_line: int = 1) -> tuple[Block, ...]:
    """Blocks of an HTML text whose first line is number ``first_line`` of its file."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    builder = _Builder()

    def line_at(offset: int) -> int:
        return bisect_right(starts, offset) - 1 + first_line

    for token in _tokens(text):
        if token.name:
            builder.tag(token, line_at(token.start))
        elif shown := token.text.strip():
            first = token.start + token.text.index(shown[0])
            builder.add(token.text, line_at(first), line_at(first + len(shown) - 1))
        else:
            builder.add(" ", 0, 0)
    builder.end_table(line_at(len(text)))
    builder.end_text()
    return tuple(builder.blocks)


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag (``name`` set, ``text`` its attributes) or a run of text at offset ``start``."""

    start: int
    text: str
    name: str = ""
    closing: bool = False


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    unclosed: set[str] = set()  # what has no end in the rest of the text: looked for only once
    while match := _TOKEN.search(text, at):
        if match.start() > at:
            yield _Token(at, text[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        closing = bool(match["close"])
        if name:
            yield _Token(match.start(), match["attributes"], name, closing)
        if match[0] == "<!--" or (name in _UNSEEN and not closing):
            at = _end_of_unseen(text, at, name, unclosed)
    if at < len(text):
        yield _Token(at, text[at:])


def _end_of_unseen(text: str, at: int, name: str, unclosed: set[str]) -> int:
    """Where the comment (no name) or element that opened before ``at`` ends; else ``at``."""
    if name not in unclosed:
        pattern = rf"(?i)</{name}(?=[\s/>])[^>]*>" if name else "-->"
        if end := re.compile(pattern).search(text, at):
            return end.end()
        unclosed.add(name)
    return len(text) if name in _RAW else at


@dataclass(slots=True)
class _Run:
    """Text being gathered, with the lines that its visible parts came from."""

    parts: list[str] = field(default_factory=list)
    first: int | None = None
    last: int = 0

    def add(self, text: str, first: int, last: int) -> None:
        text = _SPACES.sub(" ", unescape(text))
        self.parts.append(text)
        if shows_text(text):
            self.first = first if self.first is None else self.first
            self.last = last

    def newline(self) -> None:
        self.parts.append("\n")

    def text(self) -> str:
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(self.parts).split("\n"))
        return "\n".join(filter(shows_text, lines))


@dataclass(slots=True)
class _Cell:
    line: int
    header: bool
    colspan: int
    rowspan: int
    run: _Run = field(default_factory=_Run)

    @property
    def span(self) -> Span:
        """The lines of its text, or of its tag where it is blank."""
        if self.run.first is None:
            return Span(self.line, self.line)
        return Span(self.run.first, self.run.last)


class _Builder:
    """Turns tags and text, in their order, into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._run = _Run()
        self._level: int | None = None
        self._tables = 0  # nesting depth; tables inside a cell are text of that cell
        self._in_head = False
        self._row: list[_Cell] = []
        self._row_open = False
        self._row_number = 0  # in the table
        self._reach: dict[int, int] = {}  # column -> last row that a merged cell above covers
        self._blanks_left = _MAX_BLANKS

    def add(self, text: str, first: int, last: int) -> None:
        (self._row[-1].run if self._row else self._run).add(text, first, last)

    def tag(self, token: _Token, line: int) -> None:
        name = token.name
        if name == "input":
            if not token.closing:
                self.add(input_mark(token.text), line, line)
        elif name == "table":
            self._table(token.closing, line)
        elif self._tables <= 1 and name in _CELLS | _ROW_GROUPS:
            self._table_part(token, line)
        elif self._row:
            if name in BLOCK_TAGS:
                self._row[-1].run.newline()
        else:
            self._text_part(name, token.closing, line)

    def _text_part(self, name: str, closing: bool, line: int) -> None:
        if name == "br":
            if self._level is None:
                self.end_text()
            else:
                self._run.add(" ", line, line)
        elif name in BLOCK_TAGS:
            self.end_text()
            self._level = int(name[1]) if name in _HEADINGS and not closing else None
            if name not in _LIST_ITEMS and (closing or name not in _LISTS):
                self._break(line)

    def _table(self, closing: bool, line: int) -> None:
        if self._row and (not closing or self._tables > 1):
            self._tables += -1 if closing else 1
            self._row[-1].run.newline()
        elif closing:
            self.end_table(line)
        else:
            self.end_table(line)
            self._open_table(line)

    def _open_table(self, line: int) -> None:
        self.end_text()
        self._level = None
        self._break(line)
        self._tables = 1

    def end_table(self, line: int) -> None:
        """Close the table, if one is open, and mark its end."""
        if not self._tables:
            return
        self._end_row()
        self.end_text()
        self._tables, self._in_head = 0, False
        self._reach.clear()
        self.blocks.append(BreakBlock(Span(line, line)))

    def _table_part(self, token: _Token, line: int) -> None:
        name, closing = token.name, token.closing
        if not self._tables:
            if closing:
                return
            self._open_table(line)  # cut off above: its opening tag is missing
        if name in _ROW_GROUPS:
            self._end_row()
            self.end_text()
            if name == "tr":
                self._row_open = not closing
            elif name != "caption":
                self._in_head = name == "thead" and not closing
                self._reach.clear()  # cells are merged within a group of rows only
        elif closing:
            if self._row:
                self._row[-1].run.newline()  # stray text after it stays with the cell
        else:
            self.end_text()
            spans = {key.lower(): int(n) for key, n in _SPAN_ATTRIBUTE.findall(token.text)}
            header = name == "th" or self._in_head
            colspan, rowspan = spans.get("colspan", 1), spans.get("rowspan", 1)
            self._row.append(_Cell(line, header, max(1, colspan), max(1, rowspan)))

    def _end_row(self) -> None:
        if not self._row:
            self._row_number += self._row_open  # every cell of it merged with those above
            self._row_open = False
            return
        own, self._row, self._row_open, self._tables = self._row, [], False, 1
        self._row_number += 1
        span = Span(own[0].span.line_start, own[0].span.line_end)
        for cell in own[1:]:
            span = span.union(cell.span)
        cells: list[RawCell] = []
        for cell in own:
            while self._reach.get(len(cells), 0) >= self._row_number:
                self._add_blank(cells, span)
            for offset in range(self._width(cell)):
                text = cell.run.text() if offset == 0 else ""
                if cell.rowspan > 1:
                    self._reach[len(cells)] = self._row_number + cell.rowspan - 1
                cells.append(RawCell(text, cell.span, cell.header))
        self._reach = {c: last for c, last in self._reach.items() if last >= self._row_number}
        while len(cells) <= max(self._reach, default=-1):
            self._add_blank(cells, span)
        self.blocks.append(RowBlock(tuple(cells), span))

    def _width(self, cell: _Cell) -> int:
        width = min(cell.colspan, max(self._blanks_left, 0) + 1)
        self._blanks_left -= width - 1
        return width

    def _add_blank(self, cells: list[RawCell], span: Span) -> None:
        """A blank cell where a merged cell of a row above reaches down into this row."""
        cells.append(RawCell("", span, spanned=True))
        self._blanks_left -= 1
        if self._blanks_left <= 0:
            self._reach.clear()

    def _break(self, line: int) -> None:
        if self.blocks and not isinstance(self.blocks[-1], BreakBlock):
            self.blocks.append(BreakBlock(Span(line, line)))

    def end_text(self) -> None:
        """Close the paragraph or heading that is being gathered."""
        run, self._run = self._run, _Run()
        text = run.text()
        if text and run.first is not None:
            self.blocks.append(TextBlock(text, Span(run.first, run.last), self._level))

"""Plain text and Markdown, which OCR output mixes: a block for each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block, BreakBlock, RawCell, RowBlock, TextBlock
from ingest.models import Span
from ingest.readers import markdown
from ingest.readers.html import read_html

_TABLE_START = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_FORM_FEED = "\f"
_MAX_TITLE = 120  # characters; longer lines are paragraphs


@dataclass(frozen=True, slots=True)
class _Line:
    """A source line, or the part of it between form feeds, at offset ``start`` of its line."""

    number: int
    start: int
    text: str
    whole: bool = True

    @property
    def span(self) -> Span:
        if self.whole:
            return Span(self.number, self.number)
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """The characters from ``start`` to ``end``, without the white space around them."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = max(start, end - (len(text) - len(text.rstrip())))
        return Span(self.number, self.number, self.start + start, self.start + end)


def read_text(lines: Sequence[str]) -> tuple[Block, ...]:
    """Blocks of a text or Markdown file.

    Blank lines, form feeds, rules and fences are breaks. Lines with tabs or pipes are rows,
    ``<table>`` elements are read as HTML, every other line is text.
    """
    parts = _split_pages(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(parts):
        new, used = _next_blocks(parts, at, blocks[-1] if blocks else None)
        blocks.extend(new)
        at += used
    return tuple(blocks)


def _split_pages(lines: Sequence[str]) -> list[_Line]:
    """Lines, cut at form feeds: an empty part between two pages makes a break."""
    parts: list[_Line] = []
    for number, line in enumerate(lines, start=1):
        start = 0
        for page, text in enumerate(line.split(_FORM_FEED)):
            if page:
                parts.append(_Line(number, start, "", whole=False))
            parts.append(_Line(number, start, text, whole=_FORM_FEED not in line))
            start += len(text) + 1
    return parts


def _next_blocks(
    parts: Sequence[_Line], at: int, before: Block | None
) -> tuple[Sequence[Block], int]:
    """The blocks that start at ``parts[at]``, and how many parts they take."""
    line = parts[at]
    after = parts[at + 1].text if at + 1 < len(parts) else ""
    if _is_tab_row(line.text, before, after):
        return [_row(line, _tab_cells(line.text))], 1
    if line.whole and _TABLE_START.match(line.text):
        return _html_table(parts, at)
    if markdown.is_separator(line.text):
        return [BreakBlock(line.span)], 1  # no row above it: the page before is missing
    if _is_pipe_row(parts, at, before, after):
        header = markdown.is_separator(after)
        row = _row(line, list(markdown.pipe_cells(line.text)), header)
        if not header:
            return [row], 1
        return [RowBlock(row.cells, row.span.union(parts[at + 1].span))], 2
    return _text(line, before, after)


def _is_tab_row(line: str, before: Block | None, after: str) -> bool:
    """Whether tabs separate cells in ``line``, rather than indent it.

    With one cell filled, it is a row if two tabs or more end it or if the row next to it has
    as many cells (a first cell left empty under the one above); ``\\tข้อความ`` alone is text.
    """
    if "\t" not in line or markdown.is_pipe_row(line):
        return False
    cells = line.split("\t")
    filled = sum(bool(cell.strip()) for cell in cells)
    if filled != 1:
        return filled > 1
    if not cells[-1].strip() and not cells[-2].strip():
        return True
    if isinstance(before, RowBlock) and len(before.cells) == len(cells):
        return True
    next_cells = after.split("\t")
    return len(next_cells) == len(cells) and sum(bool(c.strip()) for c in next_cells) > 1


def _tab_cells(line: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in re.finditer("\t", line)] + [len(line)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return list(zip(starts, ends, strict=True))


def _is_pipe_row(parts: Sequence[_Line], at: int, before: Block | None, after: str) -> bool:
    """A row that opens with a pipe, or ``a | b`` above a separator or below such a row."""
    line = parts[at].text
    if markdown.is_pipe_row(line):
        return True
    if not markdown.has_pipe(line):
        return False
    above = isinstance(before, RowBlock) and markdown.has_pipe(parts[at - 1].text)
    return above or markdown.is_separator(after)


def _row(line: _Line, cells: Sequence[tuple[int, int]], header: bool = False) -> RowBlock:
    return RowBlock(
        tuple(
            RawCell(
                markdown.inline(line.text[start:end]).replace("\\|", "|"),
                line.part(start, end),
                header,
            )
            for start, end in cells
        ),
        line.span,
    )


def _html_table(parts: Sequence[_Line], at: int) -> tuple[Sequence[Block], int]:
    """A table element within text; as in Markdown, a blank line ends it if nothing else does."""
    end = at
    while end < len(parts) and parts[end].whole and parts[end].text.strip():
        end += 1
        if _TABLE_END.search(parts[end - 1].text):
            break
    blocks = read_html([part.text for part in parts[at:end]], first_line=parts[at].number)
    return blocks, end - at


def _text(line: _Line, before: Block | None, after: str) -> tuple[Sequence[Block], int]:
    if markdown.is_rule_or_fence(line.text):
        return [BreakBlock(line.span)], 1
    level, title = markdown.heading(line.text) or (0, "")
    if title:
        return [TextBlock(title, line.span, level)], 1
    text = markdown.inline(line.text)
    if not text:
        return [BreakBlock(line.span)], 1
    level_below = markdown.underline_level(after)
    # Only below a short line of its own: elsewhere a rule is a page end in OCR output.
    alone = before is None or isinstance(before, BreakBlock)
    if level_below and line.whole and alone and len(text) <= _MAX_TITLE:
        return [TextBlock(text, Span(line.number, line.number + 1), level_below)], 2
    return [TextBlock(text, line.span)], 1

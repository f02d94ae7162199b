"""Building a document whose file has no lines: a line for each paragraph and each table row."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ingest.blocks import Block, BreakBlock, Document, RawCell, RowBlock, TextBlock
from ingest.models import ParseWarning, Place, Span

NOWHERE = Place()


class Lines:
    """Collects lines with their blocks and places. Cells of a row are separated by tabs, as in
    the text form of plans."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._places: list[Place] = []
        self._blocks: list[Block] = []
        self._warnings: list[ParseWarning] = []

    @property
    def next_line(self) -> int:
        return len(self._lines) + 1

    def text(self, text: str, place: Place = NOWHERE, level: int | None = None) -> None:
        """A line of running text; nothing where it is blank."""
        text = " ".join(text.split())
        if text:
            span = self._add(text, place)
            self._blocks.append(TextBlock(text, span, level))

    def row(
        self,
        cells: Sequence[str],
        place: Place,
        header: bool = False,
        spanned: Collection[int] = (),
    ) -> None:
        """A table row; nothing where all cells are blank. A cell may have lines of its own.

        ``spanned`` are the places (from 0) over which a merged cell of the row above reaches.
        """
        texts = [_tidy(cell) for cell in cells]
        if not any(texts):
            return
        printed = [text.replace("\n", " ") for text in texts]
        span = self._add("\t".join(printed), place)
        raw, at = [], 0
        for index, (text, shown) in enumerate(zip(texts, printed, strict=True)):
            where = Span(span.line_start, span.line_end, at, at + len(shown))
            raw.append(RawCell(text, where, header, not text and index in spanned))
            at += len(shown) + 1
        self._blocks.append(RowBlock(tuple(raw), span))

    def gap(self, place: Place = NOWHERE) -> None:
        """A blank line; of several in a row one is kept."""
        if self._lines and self._lines[-1]:
            self._blocks.append(BreakBlock(self._add("", place)))

    def end(self) -> None:
        """The end of a table or page, which takes no line."""
        if self._lines and not isinstance(self._blocks[-1], BreakBlock):
            self._blocks.append(BreakBlock(Span(len(self._lines), len(self._lines))))

    def warn(self, code: str, message: str, line: int | None = None) -> None:
        """A warning about ``line`` (1-based), or about the first line from here on."""
        at = line or self.next_line
        self._warnings.append(ParseWarning(code, message, Span(at, at)))

    def document(self, source: str) -> Document:
        last = max(1, len(self._lines))
        warnings = (
            ParseWarning(w.code, w.message, Span(*[min(w.span.line_start, last)] * 2))
            for w in self._warnings
        )
        return Document(
            source=source,
            lines=tuple(self._lines),
            blocks=tuple(self._blocks),
            places=tuple(self._places),
            warnings=tuple(warnings),
        )

    def _add(self, line: str, place: Place) -> Span:
        self._lines.append(line)
        self._places.append(place)
        return Span(len(self._lines), len(self._lines))


def _tidy(text: str) -> str:
    """White space as one space, and no blank lines inside a cell."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))

"""What a reader hands over: the decoded lines of a file and, in reading order, its blocks.

Readers know formats and nothing of plans; ``ingest.structure`` knows plans and no formats.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.models import ParseWarning, Place, Span, check_places


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A line or element of running text, without mark-up.

    ``level`` is the heading level (1..6) where the format marks headings, else None.
    """

    text: str
    span: Span
    level: int | None = None


@dataclass(frozen=True, slots=True)
class RawCell:
    """A table cell before columns are known: text without mark-up ("" if blank) and its place.

    ``is_header`` is true where the format says so (``<th>``, the line above ``|---|``), and
    ``spanned`` where it is blank because a merged cell of the row above reaches over it.
    """

    text: str
    span: Span
    is_header: bool = False
    spanned: bool = False


@dataclass(frozen=True, slots=True)
class RowBlock:
    """One source row of cells, from the left; merged cells are already repeated as blanks."""

    cells: tuple[RawCell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class BreakBlock:
    """A blank line, a page break, or the end of a table element."""

    span: Span


Block = TextBlock | RowBlock | BreakBlock


@dataclass(frozen=True, slots=True)
class Document:
    """A read file: ``lines`` as decoded (for citing), and its blocks.

    ``places`` has one for each line, or is empty where the file is text. ``warnings`` tell what
    the reader left out or could not read.
    """

    source: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    places: tuple[Place, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()

    def __post_init__(self) -> None:
        check_places(self.places, self.lines)

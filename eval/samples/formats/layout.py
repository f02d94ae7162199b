"""A sample plan as an office would lay it out: paragraphs, headings, and tables with merged
cells where the text form has blanks that a cell above or to the left reaches over."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.blocks import Block, BreakBlock, Document, RowBlock, TextBlock
from ingest.models import Plan, RowKind, Table
from ingest.pipeline import parse_bytes
from ingest.readers import read

FORMATS = Path(__file__).resolve().parent
PLANS = FORMATS.parent / "plans"
_CHAPTER = re.compile(r"(?:ส่วนที่|บทที่|หมวด)\s*[๐-๙]+\s")


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``down`` is how many rows it takes, ``across`` how many columns."""

    row: int
    column: int
    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a page: its cells, row by row, covered ones left out."""

    rows: int
    columns: int
    header_rows: tuple[int, ...]
    cells: tuple[Cell, ...]


Part = Text | Gap | Grid


def sample_plans() -> list[Path]:
    return sorted(path for path in PLANS.iterdir() if path.is_file())


def parts_of(path: Path) -> list[Part]:
    """The plan in a text file, part by part."""
    data = path.read_bytes()
    return list(_parts(read(data, path.name), parse_bytes(data, path.name)))


def _parts(document: Document, plan: Plan) -> Iterator[Part]:
    tables = {row.span.line_start: table for table in plan.tables for row in table.rows}
    tables |= {s.line_start: table for table in plan.tables for s in table.header_spans}
    contents = _contents(document.blocks)
    page: list[RowBlock] = []
    table: Table | None = None
    for at, block in enumerate(document.blocks):
        own = tables[block.span.line_start] if isinstance(block, RowBlock) else None
        if page and table and own is not table:
            yield _grid(page, table)
            page = []
        if isinstance(block, RowBlock):
            page.append(block)
            table = own
        elif isinstance(block, BreakBlock):
            yield Gap()
        else:
            yield from _texts(block, at not in contents)
    if page and table:
        yield _grid(page, table)


def _contents(blocks: Sequence[Block]) -> set[int]:
    """Chapters right below each other: a table of contents, whose lines are no headings."""
    chapters = {at for at, b in enumerate(blocks) if isinstance(b, TextBlock) and _is_chapter(b)}
    return {at for at in chapters if at - 1 in chapters or at + 1 in chapters}


def _is_chapter(block: TextBlock) -> bool:
    return block.level is None and _CHAPTER.match(block.text) is not None


def _texts(block: TextBlock, heading: bool) -> Iterator[Text]:
    chapter = 1 if heading and _is_chapter(block) else None
    for line in block.text.split("\n"):
        yield Text(line, block.level or chapter)


def _grid(page: Sequence[RowBlock], table: Table) -> Grid:
    headers = {span.line_start for span in table.header_spans}
    rows = {row.span.line_start: row for row in table.rows}
    at_header = tuple(n for n, block in enumerate(page) if block.span.line_start in headers)
    width = len(table.columns)
    texts: list[list[str]] = []
    filled: list[set[int]] = []
    for block in page:
        row = rows.get(block.span.line_start)
        if row is None:
            shown = {column: cell.text for column, cell in enumerate(block.cells)}
        elif row.kind is RowKind.SCOPE:
            shown = {0: "".join(cell.text for cell in row.cells)}
        else:
            shown = {cell.column: cell.text for cell in row.cells if not cell.filled}
        texts.append([shown.get(column, "") for column in range(width)])
        filled.append({cell.column for cell in row.cells if cell.filled} if row else set())
    merged = [*_merged_headers(texts, at_header), *_merged_body(texts, filled, at_header)]
    cells = sorted(merged, key=lambda cell: (cell.row, cell.column))
    return Grid(len(page), width, at_header, tuple(cells))


def _merged_headers(texts: Sequence[Sequence[str]], headers: Sequence[int]) -> Iterator[Cell]:
    """A group's name over its columns; a lone column's name over both header lines."""
    for at in headers:
        if at - 1 in headers:
            continue
        below = texts[at + 1] if at + 1 in headers else None
        cells: list[Cell] = []
        for column, text in enumerate(texts[at]):
            if text or not cells or below is None or not below[column]:
                alone = below is not None and not below[column]
                cells.append(Cell(at, column, text, down=2 if alone else 1))
            else:
                cells[-1] = replace(cells[-1], across=cells[-1].across + 1)
        yield from cells
        for column, text in enumerate(below or ()):
            if text:
                yield Cell(at + 1, column, text)


def _merged_body(
    texts: Sequence[Sequence[str]], filled: Sequence[set[int]], headers: Sequence[int]
) -> Iterator[Cell]:
    """Cells that reach down over blanks filled from above, and headings across the table."""
    cells: dict[tuple[int, int], Cell] = {}
    above: dict[int, Cell] = {}
    for at, row in enumerate(texts):
        if at in headers:
            above = {}
        elif len(row) > 2 and row[0] and not any(row[1:]):
            cells[at, 0] = Cell(at, 0, row[0], across=len(row))
            above = {}
        else:
            for column, text in enumerate(row):
                reaches = column in filled[at] and column in above
                cell = above[column] if reaches else Cell(at, column, text, down=0)
                above[column] = cells[cell.row, column] = replace(cell, down=cell.down + 1)
    yield from cells.values()


def fixed_zip(members: Mapping[str, bytes]) -> bytes:
    """A zip file whose bytes depend on its members alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()

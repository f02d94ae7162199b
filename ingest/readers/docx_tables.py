"""Word tables as rows of cells: merged cells are one text and blanks, on columns of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_numbers import is_on
from ingest.readers.package import too_large

# Rows whose borders were drawn by hand miss each other by a hair, and Word makes a column of
# it. 200 twentieths of a point are 3.5 mm; no column that holds text is narrower.
_HAIR = 200
_MAX_GRID = 10_000
# Cells of one table, blanks too: a hostile grid stops there.
_MAX_CELLS = 1_000_000

CellText = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's texts, one a column; ``number`` (1-based) counts all rows of the table. A cell of
    the row above reaches over the columns of ``spanned``."""

    number: int
    cells: tuple[str, ...]
    header: bool
    spanned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int  # grid column, from 0
    text: str
    spanned: bool


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[_Cell, ...]
    header: bool


def table_rows(table: Any, cell_text: CellText) -> list[TableRow]:
    """The rows of a ``w:tbl`` element; ``cell_text`` reads a ``w:tc``. Deleted and hidden rows
    are left out. Raises IngestError for a table larger than any plan's."""
    rows = [
        _row(element, number, cell_text)
        for number, element in enumerate(inside(table, qn("w:tr")), start=1)
        if not _is_gone(element)
    ]
    columns = _columns(rows, _edges(table))
    width = max(columns.values(), default=-1) + 1
    if width * len(rows) > _MAX_CELLS:
        raise too_large("DOCX")
    found = []
    for row in rows:
        texts = [""] * width
        for cell in row.cells:
            texts[columns[cell.start]] = cell.text
        spanned = frozenset(columns[cell.start] for cell in row.cells if cell.spanned)
        found.append(TableRow(row.number, tuple(texts), row.header, spanned))
    return found


def inside(parent: Any, tag: str) -> Iterator[Any]:
    """Children of a tag, content controls and marks of insertion around them aside."""
    stack = list(reversed(parent))
    wrappers = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")}
    while stack:
        child = stack.pop()
        if child.tag == tag:
            yield child
        elif child.tag in wrappers:
            stack.extend(reversed(child))


def _is_gone(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        return False
    return properties.find(qn("w:del")) is not None or is_on(properties.find(qn("w:hidden")))


def _row(element: Any, number: int, cell_text: CellText) -> _Row:
    properties = element.find(qn("w:trPr"))
    at, header = 0, False
    if properties is not None:
        at = _count(properties.find(qn("w:gridBefore")), 0)
        header = is_on(properties.find(qn("w:tblHeader")))
    cells = []
    for cell in inside(element, qn("w:tc")):
        spanned = _goes_on(cell, "w:vMerge")
        covered = spanned or _goes_on(cell, "w:hMerge")
        cells.append(_Cell(at, "" if covered else cell_text(cell), spanned))
        at = min(at + max(1, _count(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)), _MAX_GRID)
    return _Row(number, tuple(cells), header)


def _goes_on(cell: Any, merge: str) -> bool:
    """Whether the cell is the rest of one that began above, or to the left in old files."""
    found = cell.find(f"{qn('w:tcPr')}/{qn(merge)}")
    return found is not None and found.get(qn("w:val"), "continue") == "continue"


def _edges(table: Any) -> list[int]:
    """The left edges of the grid's columns, in twentieths of a point."""
    grid = table.find(qn("w:tblGrid"))
    widths = [] if grid is None else [_twips(column) for column in grid.findall(qn("w:gridCol"))]
    return list(accumulate(widths, initial=0)) if all(widths) else []


def _columns(rows: Sequence[_Row], edges: Sequence[int]) -> dict[int, int]:
    """From where cells start on the grid to columns: one where any cell starts, but starts a
    hair apart are one unless a row has both."""
    starts = sorted({cell.start for row in rows for cell in row.cells})
    neighbours = {
        (a.start, b.start) for row in rows for a, b in zip(row.cells, row.cells[1:], strict=False)
    }
    columns: dict[int, int] = {}
    group: list[int] = []
    for start in starts:
        near = bool(group) and start < len(edges) and edges[start] - edges[group[0]] < _HAIR
        if group and not (near and not any((other, start) in neighbours for other in group)):
            group = []
        columns[start] = columns[group[0]] if group else len(set(columns.values()))
        group.append(start)
    return columns


def _count(element: Any | None, default: int) -> int:
    try:
        value = default if element is None else int(element.get(qn("w:val"), default))
    except ValueError:
        return default
    return min(max(value, 0), _MAX_GRID)


def _twips(column: Any) -> int:
    try:
        return max(0, int(float(column.get(qn("w:w"), 0))))
    except (ValueError, OverflowError):
        return 0

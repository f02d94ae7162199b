"""Tables of a Word file: headers repeated on each page, short rows kept whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from api.drafting.export.blocks import Align, Column, Table, TableRow, Words
from api.drafting.export.docx_elements import el, paragraph, run
from api.drafting.export.docx_parts import twips
from api.drafting.export.layout import TALL_ROW, row_lines

_SHADED = "E7EEF2"
_TOTAL = "F3F6F8"

Runs = Callable[..., Iterable[Any]]


def table(block: Table, runs: Runs) -> Any:
    """A ``w:tbl``; ``runs`` writes the words of a cell."""
    widths = [twips(column.width) for column in block.columns]
    properties = el(
        "w:tblPr",
        el("w:tblStyle", val="TableGrid"),
        el("w:tblW", w=sum(widths), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="0420", firstRow=1, noVBand=1),
    )
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
    rows = list(_header(block))
    for row, below in zip(block.rows, [*block.rows[1:], None], strict=True):
        kept = below is not None and below.total
        cells = _total_cells(row, block, runs) if row.total else _cells(row, block, runs, kept)
        whole = [] if row_lines(row, block) >= TALL_ROW else [el("w:cantSplit")]
        rows.append(el("w:tr", *([el("w:trPr", *whole)] if whole else []), *cells))
    return el("w:tbl", properties, grid, *rows)


def _header(block: Table) -> Iterator[Any]:
    """One row; where columns have a group, its name above them and the other labels over both."""
    grouped = any(column.group for column in block.columns)
    upper = []
    for group, columns in groupby(block.columns, lambda column: column.group):
        own = list(columns)
        if group:
            width = sum(column.width for column in own)
            upper.append(_label(block, group, width, span=len(own)))
        else:
            merge = "restart" if grouped else ""
            upper += [_label(block, each.label, each.width, merge) for each in own]
    yield _header_row(upper)
    if grouped:
        yield _header_row(
            _label(block, column.label, column.width)
            if column.group
            else _label(block, "", column.width, "continue")
            for column in block.columns
        )


def _header_row(cells: Iterable[Any]) -> Any:
    return el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader")), *cells)


def _label(block: Table, text: str, width: int, merge: str = "", span: int = 1) -> Any:
    content = [paragraph(_style(block, "TableHeading"), run(text))]
    return _cell(width, content, _SHADED, "center", span, merge)


def _cells(row: TableRow, block: Table, runs: Runs, kept: bool) -> Iterator[Any]:
    """``kept``: on the page of the row below."""
    style = _style(block, "TableText")
    for cell, column in zip(row.cells, block.columns, strict=True):
        yield _cell(column.width, [_text(words, column, runs, style, kept) for words in cell])


def _total_cells(row: TableRow, block: Table, runs: Runs) -> Iterator[Any]:
    """The label over the columns up to the amount, the amount, and one blank for the rest."""
    at, style = block.amount, _style(block, "TableTotal")
    label = Column("", sum(column.width for column in block.columns[:at]), Align.CENTER)
    yield _bold(label, row.cells[0], runs, style, at)
    for cell, column in zip(row.cells[at:], block.columns[at:], strict=True):
        if any(words.text for words in cell):
            yield _bold(column, cell, runs, style, 1)
    rest = [
        column
        for cell, column in zip(row.cells[at:], block.columns[at:], strict=True)
        if not any(words.text for words in cell)
    ]
    if rest:
        width = sum(column.width for column in rest)
        yield _cell(width, [paragraph(style)], _TOTAL, span=len(rest))


def _bold(column: Column, cell: tuple[Words, ...], runs: Runs, style: str, span: int) -> Any:
    texts = [_text(words, column, runs, style) for words in cell]
    return _cell(column.width, texts, _TOTAL, span=span)


def _style(block: Table, name: str) -> str:
    return f"{name}Small" if block.small else name


def _text(words: Words, column: Column, runs: Runs, style: str, kept: bool = False) -> Any:
    align = el("w:jc", val=column.align.value)
    properties = [el("w:keepNext"), align] if kept else [align]
    return paragraph(style, *runs(words, raised=False), properties=properties)


def _cell(
    width: int,
    content: list[Any],
    fill: str = "",
    align: str = "top",
    span: int = 1,
    merge: str = "",
) -> Any:
    """``merge``: with the cells below, ``restart`` in the first and ``continue`` in these."""
    properties = [el("w:tcW", w=twips(width), type="dxa")]
    if span > 1:
        properties.append(el("w:gridSpan", val=span))
    if merge:
        properties.append(el("w:vMerge", val=merge))
    if fill:
        properties.append(el("w:shd", val="clear", color="auto", fill=fill))
    if align != "top":
        properties.append(el("w:vAlign", val=align))
    return el("w:tc", el("w:tcPr", *properties), *content)

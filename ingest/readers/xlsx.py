"""XLSX: the visible sheets in their order, tables and lines of text as a person sees them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.blocks import Document
from ingest.models import Place
from ingest.readers.lines import Lines
from ingest.readers.package import damaged, is_sheet, open_package, packed, too_large
from ingest.readers.xlsx_formats import shown
from ingest.readers.xlsx_sheets import UNNAMED, slim, uncounted

_KIND = "XLSX"
# Filled cells of one workbook; the largest plan seen as a workbook has some 20,000.
_MAX_CELLS = 1_000_000
_MAX_WIDTH = 500  # columns of a table, blanks too
_MAX_HEADERS = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    text: str
    centred: bool
    boxed: bool  # has a border
    bold: bool


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[_Cell, ...]  # those that are filled
    spanned: frozenset[int] = frozenset()  # columns over which a cell of a row above reaches


def read_xlsx(data: bytes, source: str) -> Document:
    """Hidden sheets, rows and columns are left out, with a warning; rows know their number in
    the sheet.

    Raises IngestError for a file that is damaged, encrypted, or too large.
    """
    members = open_package(data, _KIND)
    sheets = {name: slim(xml, _KIND) for name, xml in members.items() if is_sheet(name)}
    kept = {name: xml for name, xml in (members | sheets).items() if not _is_beside(name)}
    try:
        with warnings.catch_warnings():  # of openpyxl, on styles and dates that it can't tell
            warnings.simplefilter("ignore")
            book = load_workbook(packed(kept), data_only=True)
    except Exception as error:  # whatever openpyxl raises for a broken package
        raise damaged(_KIND) from error
    lines = Lines()
    formulas = uncounted(sheets)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            message = f"ไม่ได้อ่านชีตที่ซ่อนไว้: {sheet.title} / hidden sheet left out: {sheet.title}"
            lines.warn("hidden_sheet", message)
            continue
        _read_sheet(sheet, lines)
    if formulas:
        lines.warn(
            "formula_without_value",
            f"สูตร {formulas} ช่องไม่มีผลลัพธ์เก็บไว้ ถือว่าว่าง กรุณาเปิดไฟล์แล้วบันทึกใหม่"
            f" / {formulas} formulas have no stored result and count as blank: save the file anew",
        )
    return lines.document(source)


def _is_beside(name: str) -> bool:
    """Whether a member holds no text of a sheet: drawings, comments, links, properties."""
    if name.endswith(".rels"):
        return not name.endswith(("workbook.xml.rels", "_rels/.rels"))
    return name.startswith(("docProps/", "customXml/", "xl/externalLinks/", "xl/pivot"))


def _read_sheet(sheet: Worksheet, lines: Lines) -> None:
    hidden = _hidden_columns(sheet)
    rows = list(_rows(sheet, hidden, lines))
    if not rows:
        return
    title = sheet.title.strip() or "-"
    lines.gap(Place(sheet=title, row=1))
    if not UNNAMED.fullmatch(title):
        lines.text(title, Place(sheet=title, row=1), level=1)
    above = None
    for region in _regions(rows):
        if above is not None:
            lines.gap(Place(sheet=title, row=above + 1))
        _read_region(region, title, hidden, lines)
        above = region[-1].number


def _rows(sheet: Worksheet, hidden_columns: set[int], lines: Lines) -> Iterator[_Row]:
    """The rows with text, what is hidden aside. Cells under a merged one are blank."""
    covered: set[tuple[int, int]] = set()
    spanned: dict[int, set[int]] = {}
    for area in sheet.merged_cells.ranges:
        for row, column in _covered(area, sheet):
            covered.add((row, column))
            if row > area.min_row and column == area.min_col:
                spanned.setdefault(row, set()).add(column)
    left_out = filled = 0
    cells: dict[int, list[_Cell]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        text = _text(cell) if (row, column) not in covered else ""
        if not text.strip():
            continue
        if sheet.row_dimensions[row].hidden or column in hidden_columns:
            left_out += 1
            continue
        filled += 1
        if filled > _MAX_CELLS:
            raise too_large(_KIND)
        cells.setdefault(row, []).append(_Cell(column, text, *_looks(cell)))
    if left_out:
        lines.warn(
            "hidden_cells",
            f"ชีต {sheet.title} มีแถวหรือคอลัมน์ที่ซ่อนไว้ ไม่ได้อ่าน {left_out} ช่อง"
            f" / {left_out} cells in hidden rows or columns of sheet {sheet.title} left out",
        )
    for number, found in cells.items():
        yield _Row(number, tuple(found), frozenset(spanned.get(number, ())))


def _text(cell: Any) -> str:
    try:
        return shown(cell.value, cell.number_format or "General").replace("\t", " ")
    except (ValueError, TypeError, ArithmeticError, LookupError):
        return str(cell.value)  # a format that no program could follow, or that is missing


def _looks(cell: Any) -> tuple[bool, bool, bool]:
    """Whether the cell is centred, has a border, is in bold; of a missing style, nothing."""
    try:
        border = cell.border
        sides = (border.top, border.bottom, border.left, border.right)
        centred = "center" in (cell.alignment.horizontal or "")
        return centred, any(side and side.style for side in sides), bool(cell.font.b)
    except (LookupError, AttributeError):
        return False, False, False


def _covered(area: Any, sheet: Worksheet) -> Iterator[tuple[int, int]]:
    """The cells of a merged range but its first; of a hostile one, those that exist."""
    size = (area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1)
    if size <= len(sheet._cells):
        keys: Any = (
            (row, column)
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        )
    else:
        keys = (
            (row, column)
            for row, column in sheet._cells
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
        )
    return (key for key in keys if key != (area.min_row, area.min_col))


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 0
            hidden.update(range(first, min(dimension.max or first, 16_384) + 1))
    return hidden


def _regions(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows without a blank row between them."""
    numbered = enumerate(rows)
    groups = groupby(numbered, key=lambda pair: pair[1].number - pair[0])
    return [[row for _, row in group] for _, group in groups]


def _table_in(region: Sequence[_Row]) -> tuple[int, int]:
    """The first and last row of the table; beyond the end where there is none.

    At its edges a row of a single cell is one of the table where the table has borders and it
    has, too; without borders, where it heads the table and isn't centred over it, as titles are,
    or ends it and doesn't stand at its left, as notes do.
    """
    wide = [at for at, row in enumerate(region) if len(row.cells) > 1]
    if not wide:
        return len(region), len(region)
    first, last = wide[0], wide[-1]
    boxed = any(cell.boxed for at in wide for cell in region[at].cells)
    while first and _leads(region[first - 1].cells[0], boxed):
        first -= 1
    left = min(cell.column for at in wide for cell in region[at].cells)
    while last + 1 < len(region) and _trails(region[last + 1].cells[0], boxed, left):
        last += 1
    return first, last


def _leads(cell: _Cell, boxed: bool) -> bool:
    return cell.boxed if boxed else not cell.centred


def _trails(cell: _Cell, boxed: bool, left: int) -> bool:
    return cell.boxed if boxed else cell.column > left


def _headers(table: Sequence[_Row]) -> set[int]:
    """The rows of column names: wide ones in bold at the top, if others are not in bold."""
    wide = [row for row in table if len(row.cells) > 1]
    top = list(takewhile(lambda row: all(cell.bold for cell in row.cells), wide))
    return {row.number for row in top} if len(top) <= min(_MAX_HEADERS, len(wide) - 1) else set()


def _read_region(region: Sequence[_Row], sheet: str, hidden: set[int], lines: Lines) -> None:
    """A table, with the titles above and the notes below that are cells of their own."""
    first, last = _table_in(region)
    table = region[first : last + 1]
    headers = _headers(table)
    columns = [cell.column for row in table for cell in row.cells]
    left, right = min(columns, default=0), max(columns, default=0)
    if right - left >= _MAX_WIDTH or (right - left + 1) * len(table) > _MAX_CELLS:
        raise too_large(_KIND)
    for at, row in enumerate(region):
        place = Place(sheet=sheet, row=row.number)
        if first <= at <= last:
            texts = {cell.column: cell.text for cell in row.cells}
            shown = [n for n in range(left, right + 1) if n not in hidden]
            spanned = {at for at, n in enumerate(shown) if n in row.spanned}
            lines.row([texts.get(n, "") for n in shown], place, row.number in headers, spanned)
        else:
            for line in row.cells[0].text.split("\n"):
                lines.text(line, place)
    lines.end()

"""Makes the sample plans as XLSX: a sheet for each chapter, figures as numbers.

Run from the repository: ``python -m eval.samples.formats.make_xlsx``. Figures are numbers with
a format that shows them as the text form prints them; tables have borders and merged cells.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter

from eval.samples.formats.layout import FORMATS, Cell, Gap, Grid, Part, parts_of, sample_plans

_MADE = datetime(2025, 1, 1)  # the same bytes whenever they are made
_FIGURE = re.compile(r"[๐-๙]{1,3}(?:,[๐-๙]{3})+(?:\.[๐-๙]{2})?|[๐-๙]+(?:\.[๐-๙]{2})?")
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{2})?")
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NAME_LENGTH = 31  # the longest that a sheet may have


class _Writer:
    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self._book.set_properties({"created": _MADE})
        self._formats: dict[tuple[str, bool], Any] = {}
        self._sheet = self._book.add_worksheet()
        self._row = 0
        self._names: set[str] = set()

    def write(self, parts: list[Part]) -> bytes:
        for part in parts:
            if isinstance(part, Grid):
                for cell in part.cells:
                    self._cell(cell, cell.row in part.header_rows)
                self._row += part.rows
            elif isinstance(part, Gap):
                self._row += 1
            else:
                if part.level == 1 and self._row:
                    self._new_sheet(part.text)
                self._sheet.write_string(self._row, 0, part.text)
                self._row += 1
        self._book.close()
        return self._buffer.getvalue()

    def _new_sheet(self, title: str) -> None:
        name = re.sub(r"[\[\]:*?/\\']", " ", title)[:_NAME_LENGTH].strip()
        if name not in self._names:
            self._names.add(name)
            self._sheet = self._book.add_worksheet(name)
            self._row = 0

    def _cell(self, cell: Cell, header: bool) -> None:
        row, column = self._row + cell.row, cell.column
        value, code = _value(cell.text)
        style = self._format(code, header)
        if cell.across > 1 or cell.down > 1:
            last = (row + cell.down - 1, column + cell.across - 1)
            self._sheet.merge_range(row, column, *last, "", style)
        self._sheet.write(row, column, value, style)

    def _format(self, code: str, header: bool) -> Any:
        if (code, header) not in self._formats:
            wanted = {"border": 1, "num_format": code, "bold": header, "text_wrap": True}
            centre = {"align": "center"} if header else {}
            self._formats[code, header] = self._book.add_format(wanted | centre)
        return self._formats[code, header]


def _value(text: str) -> tuple[str | float, str]:
    """A figure as a number, and the format that shows it as it was."""
    thai = _FIGURE.fullmatch(text) is not None
    if not thai and not _ARABIC.fullmatch(text):
        return text, "General"
    plain = text.translate(_THAI)
    code = ("#,##0" if "," in plain else "0") + (".00" if "." in plain else "")
    number = float(plain.replace(",", ""))
    return number, f"[$-D00041E]{code}" if thai else code


def main() -> None:
    for path in sample_plans():
        data = _Writer().write(parts_of(path))
        (FORMATS / f"{path.stem}.xlsx").write_bytes(data)
        print(path.stem, len(data))


if __name__ == "__main__":
    main()

"""Makes the sample plans as DOCX, as an office would type them.

Run from the repository: ``python -m eval.samples.formats.make_docx``. Headings have Word's
styles, items have numbers that Word generates, tables have merged cells and header rows.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from eval.samples.formats.layout import (
    FORMATS,
    Cell,
    Grid,
    Part,
    Text,
    fixed_zip,
    parts_of,
    sample_plans,
)

_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# What an office numbers by Word: "๑) ", "(๑) ", "๑. ", each with the text after it.
_NUMBERED = (
    (re.compile(r"([๐-๙]{1,2})\) (?=\S)"), "%1)", 0),
    (re.compile(r"\(([๐-๙]{1,2})\) (?=\S)"), "(%1)", 0),
    (re.compile(r"([๐-๙]{1,2})\. (?=\S)"), "%1.", 0),
)


class _Writer:
    def __init__(self) -> None:
        self._document = Document()
        self._numbering = self._document.part.numbering_part.element
        self._lists: dict[str, int] = {}
        self._next_id = 500
        self._open: dict[str, tuple[tuple[int, ...], int]] = {}

    def write(self, parts: list[Part]) -> bytes:
        for part in parts:
            if isinstance(part, Grid):
                self._table(part)
            else:
                self._text(part if isinstance(part, Text) else Text(""))
        buffer = io.BytesIO()
        self._document.save(buffer)
        with zipfile.ZipFile(buffer) as archive:
            return fixed_zip({name: archive.read(name) for name in archive.namelist()})

    def _text(self, text: Text) -> None:
        style = f"Heading {text.level}" if text.level else None
        paragraph = self._document.add_paragraph(style=style)
        paragraph.add_run(self._numbered(text.text, paragraph._p))

    def _numbered(self, text: str, paragraph: Any) -> str:
        """What is left to type once Word counts the item."""
        for pattern, shape, level in _NUMBERED:
            if match := pattern.match(text):
                counts = tuple(int(count.translate(_THAI)) for count in match.groups())
                properties = paragraph.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = level
                properties.get_or_add_numId().val = self._num(shape, counts)
                return text[match.end() :]
        return text

    def _num(self, shape: str, counts: tuple[int, ...]) -> int:
        """The list that goes on with these counts, or a new one that starts at them."""
        last, num_id = self._open.get(shape, ((), 0))
        if not last or counts != (*last[:-1], last[-1] + 1):
            if shape not in self._lists:
                self._lists[shape] = self._add_list(shape)
            num = self._numbering.add_num(self._lists[shape])
            for level, start in enumerate(counts):
                num.add_lvlOverride(level).add_startOverride(start)
            num_id = num.numId
        self._open[shape] = (counts, num_id)
        return num_id

    def _add_list(self, shape: str) -> int:
        self._next_id += 1
        abstract = _element("w:abstractNum", abstractNumId=str(self._next_id))
        for level in range(2):
            entry = _element("w:lvl", ilvl=str(level))
            for name, value in (("start", "1"), ("numFmt", "thaiNumbers"), ("lvlText", shape)):
                entry.append(_element(f"w:{name}", val=value))
            abstract.append(entry)
        first = self._numbering.find(qn("w:num"))
        first.addprevious(abstract)  # all definitions stand before all uses
        return self._next_id

    def _table(self, grid: Grid) -> None:
        table = self._document.add_table(grid.rows, grid.columns, style="Table Grid")
        for at in grid.header_rows:
            table.rows[at]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for cell in grid.cells:
            self._cell(table, cell)

    def _cell(self, table: Any, cell: Cell) -> None:
        target = table.cell(cell.row, cell.column)
        if cell.across > 1 or cell.down > 1:
            last = table.cell(cell.row + cell.down - 1, cell.column + cell.across - 1)
            target = target.merge(last)
        first, *others = cell.text.split("\n")
        target.paragraphs[0].text = first
        for line in others:
            target.add_paragraph(line)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def main() -> None:
    for path in sample_plans():
        data = _Writer().write(parts_of(path))
        (FORMATS / f"{path.stem}.docx").write_bytes(data)
        print(path.stem, len(data))


if __name__ == "__main__":
    main()

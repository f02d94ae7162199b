"""DOCX: paragraphs and tables of the body in their order, as a person reads them on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.package import Package

from ingest.blocks import Document
from ingest.models import Place
from ingest.readers.docx_numbers import Numbers
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_tables import inside, table_rows
from ingest.readers.docx_text import BREAK, Found, paragraph_of
from ingest.readers.lines import Lines
from ingest.readers.package import damaged, open_package, packed

_KIND = "DOCX"
_LONGEST_HEADING = 250  # characters; whole paragraphs given a heading's style are none
_HOLDERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
)


def read_docx(data: bytes, source: str) -> Document:
    """Headers, footers and comments are left out; rows know their table and row, from 1.

    Raises IngestError for a file that is damaged, encrypted, or too large.
    """
    members = open_package(data, _KIND)
    try:
        main = Package.open(packed(members)).main_document_part
        body = _element(main).find(qn("w:body"))
        reader = _Reader(main)
    except Exception as error:  # whatever python-docx and lxml raise for a broken package
        raise damaged(_KIND) from error
    if body is None:
        raise damaged(_KIND)
    reader.read(body)
    return reader.lines.document(source)


def _element(part: Any) -> Any:
    """A part's XML; python-docx parses only the kinds that it knows."""
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


def _related(part: Any, kind: str) -> Any | None:
    try:
        return _element(part.part_related_by(kind))
    except KeyError:
        return None


class _Reader:
    def __init__(self, main: Any) -> None:
        styles = _related(main, RELATIONSHIP_TYPE.STYLES)
        self.lines = Lines()
        self._styles = Styles(styles)
        self._numbers = Numbers(_related(main, RELATIONSHIP_TYPE.NUMBERING), styles)
        self._notes = dict(_notes(main))
        self._tables = 0

    def read(self, parent: Any) -> None:
        """Everything inside ``parent``, in order."""
        stack = list(reversed(parent))
        while stack:
            child = stack.pop()
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in _HOLDERS:
                stack.extend(reversed(child))

    def _paragraph(self, element: Any) -> None:
        found = paragraph_of(element, self._styles)
        number = self._styles.number(element, self._numbers)
        level = self._styles.level(element)
        text = found.text
        if level is not None and len(text) <= _LONGEST_HEADING:
            text = text.replace("\n", " ")
        else:
            level = None
        if text.strip():
            for at, page in enumerate((number + text).split(BREAK)):
                if at:
                    self.lines.end()
                for line in page.split("\n"):
                    self.lines.text(line, level=level)
        elif not found.boxes:
            self.lines.gap()
        self._hanging(found)

    def _hanging(self, found: Found) -> None:
        """Text boxes and footnotes, after what they hang on."""
        for box in found.boxes:
            self.read(box)
        for name in found.footnotes:
            if name in self._notes:
                self.read(self._notes.pop(name))

    def _table(self, element: Any) -> None:
        hanging: list[Found] = []
        rows = table_rows(element, lambda cell: self._cell(cell, hanging))
        if len(rows) == 1 and len(rows[0].cells) == 1:
            for line in rows[0].cells[0].split("\n"):  # a frame drawn as a table of one cell
                self.lines.text(line)
        else:
            self._tables += 1
            self.lines.end()
            for row in rows:
                place = Place(table=self._tables, row=row.number)
                self.lines.row(row.cells, place, row.header, row.spanned)
            self.lines.end()
        for found in hanging:
            self._hanging(found)

    def _cell(self, cell: Any, hanging: list[Found]) -> str:
        """The text of a cell, a line for each paragraph and for each row of a table in it."""
        texts = []
        stack = list(reversed(cell))
        while stack:
            child = stack.pop()
            if child.tag == qn("w:p"):
                found = paragraph_of(child, self._styles)
                texts.append(self._styles.number(child, self._numbers) + found.text)
                texts += [self._cell(box, hanging) for box in found.boxes]
                found.boxes.clear()
                if found.footnotes:
                    hanging.append(found)
            elif child.tag == qn("w:tbl"):
                rows = table_rows(child, lambda inner: self._cell(inner, hanging))
                texts += [" ".join(" ".join(row.cells).split()) for row in rows]
            elif child.tag in _HOLDERS:
                stack.extend(reversed(child))
        return "\n".join(texts).replace(BREAK, "\n")


def _notes(main: Any) -> Iterator[tuple[str, Any]]:
    """Footnotes and endnotes by what refers to them; the lines that divide them aside."""
    for letter, kind, tag in (
        ("f", RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"),
        ("e", RELATIONSHIP_TYPE.ENDNOTES, "w:endnote"),
    ):
        notes = _related(main, kind)
        for note in () if notes is None else inside(notes, qn(tag)):
            if note.get(qn("w:type"), "normal") == "normal":
                yield letter + note.get(qn("w:id"), ""), note

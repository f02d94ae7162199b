"""Office files for tests, made part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter
from docx import Document as new_document
from docx.oxml import parse_xml

from ingest.blocks import Document, RowBlock, TextBlock
from ingest.readers import read

NAMESPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)


def word(fill: Callable[[Any], None]) -> bytes:
    """A DOCX that ``fill`` writes by python-docx."""
    document = new_document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_body(xml: str, numbering: str = "", styles: str = "") -> bytes:
    """A DOCX whose body is ``xml``, with more numbering definitions and styles."""

    def fill(document: Any) -> None:
        body = document.element.body
        for element in list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")):
            body.insert(len(body) - 1, element)
        for part, extra in (
            (document.part.numbering_part.element, numbering),
            (document.styles.element, styles),
        ):
            for element in list(parse_xml(f"<w:body {NAMESPACES}>{extra}</w:body>")):
                part.append(element)

    return word(fill)


def sheet(fill: Callable[[Any, Any], None], name: str = "งบประมาณ") -> bytes:
    """An XLSX of one sheet that ``fill`` writes: the workbook and its sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    fill(book, book.add_worksheet(name))
    book.close()
    return buffer.getvalue()


def changed(data: bytes, members: Mapping[str, bytes]) -> bytes:
    """The package with these members put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()} | members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def shown(data: bytes) -> list[str]:
    """The lines of a file, blank ones left out."""
    return [line for line in read(data, "plan").lines if line]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def rows(document: Document) -> list[list[str]]:
    found = [block for block in document.blocks if isinstance(block, RowBlock)]
    return [[cell.text for cell in block.cells] for block in found]

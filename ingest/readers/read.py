"""The way in: tell a file's type by its content and hand it to the reader of its format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePath

from ingest.blocks import Block, BreakBlock, Document, RowBlock, TextBlock
from ingest.models import IngestError
from ingest.readers.decode import UnreadableText, decode, split_lines
from ingest.readers.docx import read_docx
from ingest.readers.html import is_html, read_html
from ingest.readers.package import encrypted
from ingest.readers.pdf import read_pdf
from ingest.readers.sniff import ENCRYPTED, binary_type
from ingest.readers.text import read_text
from ingest.readers.xlsx import read_xlsx

MAX_BYTES = 20 * 1024 * 1024
# Where a row or paragraph of an HTML page begins, and what ends one that text may follow.
_PARTS = re.compile(
    r"(?i)(?=<(?:tr|p|h[1-6]|li|dt|dd|div|br|table|caption)[\s/>]|</(?:p|h[1-6]|li|div|table)\s*>)"
)
_LETTER = re.compile("[A-Za-z\u0e01-\u0e2e]")  # Latin, and Thai ก to ฮ

# Each takes the bytes and the source's name and raises IngestError for what it can't read.
_READERS: Mapping[str, Callable[[bytes, str], Document]] = {
    "DOCX": read_docx,
    "PDF": read_pdf,
    "XLSX": read_xlsx,
}
# What an office program turns an older or another format into.
_SAVE_AS = {
    "DOC": ".docx",
    "RTF": ".docx",
    "ODT": ".docx",
    "HWP": ".docx",
    "HWPX": ".docx",
    "XLS": ".xlsx",
    "XLSB": ".xlsx",
    "ODS": ".xlsx",
}


def read(data: bytes, source: str) -> Document:
    """Read a plan file; ``source`` is its name, kept for citing and not trusted for the type.

    Raises ``IngestError`` for a file that is empty, too large, damaged, encrypted, of a format
    or encoding that can't be read, or without a single Thai or Latin letter.
    """
    _check_size(data)
    kind = binary_type(data)
    if kind is None:
        document = _read_text_of(data, source)
    elif kind in _READERS:
        document = _READERS[kind](data, source)
    else:
        raise encrypted("Office") if kind == ENCRYPTED else _unreadable(kind)
    if not any(_LETTER.search(text) for text in _texts(document.blocks)):
        raise IngestError(
            "ไม่พบข้อความที่อ่านได้ในไฟล์นี้ กรุณาเลือกไฟล์ที่มีเนื้อหาของแผน",
            "No readable text in the file: choose one that holds the plan's text",
        )
    return document


def _read_text_of(data: bytes, source: str) -> Document:
    """As ``_read_text``; where it is no text, its name says what it was to be."""
    try:
        return _read_text(data, source)
    except UnreadableText as error:
        kind = PurePath(source).suffix[1:].upper()
        raise _damaged(kind) if kind in _READERS else error from error


def _damaged(kind: str) -> IngestError:
    return IngestError(
        f"ไฟล์นี้ไม่ใช่ {kind} ที่อ่านได้ อาจเสียหายหรือส่งมาไม่ครบ กรุณาเปิดไฟล์เดิมแล้วบันทึกเป็น .{kind.lower()} ใหม่",
        f"This is no readable {kind}, it may be damaged or cut: save it as .{kind.lower()} again",
    )


def _read_text(data: bytes, source: str) -> Document:
    lines = split_lines(decode(data))
    if not is_html(lines):
        return Document(source=source, lines=lines, blocks=read_text(lines))
    blocks = read_html(lines)
    if crowded := _crowded(blocks):
        lines = tuple(_spread(lines, crowded))
        blocks = read_html(lines)
    return Document(source=source, lines=lines, blocks=blocks)


def _crowded(blocks: Iterable[Block]) -> set[int]:
    """The lines on which several rows or paragraphs begin, as in a page written on one line:
    what is cited by its line is then not known apart."""
    starts = Counter(b.span.line_start for b in blocks if not isinstance(b, BreakBlock))
    return {line for line, count in starts.items() if count > 1}


def _spread(lines: Iterable[str], crowded: Collection[int]) -> Iterator[str]:
    """The lines, each crowded one as a line for each row and paragraph of it."""
    for number, line in enumerate(lines, start=1):
        if number not in crowded:
            yield line
        else:
            yield from filter(str.strip, _PARTS.split(line))


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, TextBlock):
            yield block.text
        elif isinstance(block, RowBlock):
            yield from (cell.text for cell in block.cells)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise IngestError(
            f"ไฟล์ใหญ่เกิน {limit} MB กรุณาแบ่งไฟล์เป็นส่วนย่อยแล้วลองใหม่",
            f"The file is larger than {limit} MB: split it and try again",
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x0b\x0c"):
        raise IngestError(
            "ไฟล์ว่างเปล่า กรุณาเลือกไฟล์ที่มีข้อความของแผน",
            "The file is empty: choose one that holds the plan's text",
        )


def _unreadable(kind: str) -> IngestError:
    if target := _SAVE_AS.get(kind):
        return IngestError(
            f"อ่านไฟล์ {kind} ไม่ได้ กรุณาเปิดในโปรแกรมสำนักงานแล้วบันทึกเป็น {target}",
            f"{kind} files can't be read: open it in an office program and save it as {target}",
        )
    readable = ", ".join(f".{name.lower()}" for name in _READERS)
    return IngestError(
        f"อ่านไฟล์ {kind} ไม่ได้ อ่านได้เฉพาะ {readable}, .txt, .md และ .html กรุณาแปลงไฟล์แล้วลองใหม่",
        f"{kind} files can't be read, only {readable}, .txt, .md and .html: convert it first",
    )

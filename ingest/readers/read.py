"""The way in: check a file, decode it, and hand it to the reader of its format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.blocks import Block, Document, RowBlock, TextBlock
from ingest.models import IngestError
from ingest.readers.decode import decode, split_lines
from ingest.readers.html import is_html, read_html
from ingest.readers.sniff import binary_type
from ingest.readers.text import read_text

MAX_BYTES = 20 * 1024 * 1024
_LETTER = re.compile("[A-Za-z\u0e01-\u0e2e]")  # Latin, and Thai ก to ฮ


def read(data: bytes, source: str) -> Document:
    """Read a plan file; ``source`` is its name, kept for citing and not trusted for the type.

    Raises ``IngestError`` for a file that is empty, too large, binary, in an unknown encoding,
    or without a single Thai or Latin letter.
    """
    _check_bytes(data)
    text = decode(data)
    lines = split_lines(text)
    blocks = read_html(lines) if is_html(lines) else read_text(lines)
    if not any(_LETTER.search(text) for text in _texts(blocks)):
        raise IngestError(
            "ไม่พบข้อความที่อ่านได้ในไฟล์นี้ กรุณาเลือกไฟล์ที่มีเนื้อหาของแผน",
            "No readable text in the file: choose one that holds the plan's text",
        )
    return Document(source=source, lines=lines, blocks=blocks)


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, TextBlock):
            yield block.text
        elif isinstance(block, RowBlock):
            yield from (cell.text for cell in block.cells)


def _check_bytes(data: bytes) -> None:
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
    if kind := binary_type(data):
        raise IngestError(
            f"ยังอ่านไฟล์ {kind} ไม่ได้ อ่านได้เฉพาะ .txt .md และ .html กรุณาแปลงไฟล์แล้วลองใหม่",
            f"{kind} files can't be read yet, only .txt, .md and .html: convert it and try again",
        )

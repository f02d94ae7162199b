"""Tell by content what a binary file is, whatever its name ends in."""

from __future__ import annotations

import re

# Magic bytes as in the file(1) database. Each entry: bytes at the start of the file, name.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"SQLite format 3\x00", "SQLite"),
)
# A zip file keeps the names of its members in the clear.
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"opendocument.text", "ODT"),
    (b"opendocument.spreadsheet", "ODS"),
)
_PDF_HEADER_WINDOW = 1024  # readers accept "%PDF-" anywhere in the first 1,024 bytes


def binary_type(data: bytes) -> str | None:
    """The name of the binary format (``"PDF"``, ``"DOCX"``, ...), or None where none is known."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if b"%PDF-" in data[:_PDF_HEADER_WINDOW]:
        return "PDF"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for member, name in _ZIP_MEMBERS if member in data), "ZIP")
    if data.startswith(b"RIFF"):
        return {b"WEBP": "WEBP", b"WAVE": "WAV"}.get(data[8:12], "RIFF")
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:11] in (b"hei", b"mif") else "MP4"
    if re.match(rb"MZ|BM", data) and b"\x00" in data[:64]:
        return "EXE" if data.startswith(b"MZ") else "BMP"
    return None

"""Tell by content what a binary file is, whatever its name ends in."""

from __future__ import annotations

import io
import re
import zipfile

ENCRYPTED = "encrypted Office"

# Magic bytes as in the file(1) database. Each entry: bytes at the start of the file, name.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"SQLite format 3\x00", "SQLite"),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An OLE2 file names its streams in UTF-16. Office encrypts a DOCX or XLSX into such a stream.
_OLE2_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", ENCRYPTED),
    ("HwpSummaryInformation", "HWP"),
    ("WordDocument", "DOC"),
    ("PowerPoint Document", "PPT"),
    ("Workbook", "XLS"),
    ("Book", "XLS"),
)
# By the names of members; an OpenDocument file tells its kind in a member that is not packed.
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "DOCX"),
    (b"xl/workbook.bin", "XLSB"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
)
_ZIP_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.text", "ODT"),
    (b"opendocument.spreadsheet", "ODS"),
    (b"hwp+zip", "HWPX"),
)
_PDF_HEADER_WINDOW = 1024  # readers accept "%PDF-" anywhere in the first 1,024 bytes


def binary_type(data: bytes) -> str | None:
    """The name of the binary format (``"PDF"``, ``"DOCX"``, ...), or None where none is known."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(_OLE2):
        found = (kind for name, kind in _OLE2_STREAMS if name.encode("utf-16-le") in data)
        return next(found, "OLE2")
    if b"%PDF-" in data[:_PDF_HEADER_WINDOW]:
        return "PDF"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data)
    if data.startswith(b"RIFF"):
        return {b"WEBP": "WEBP", b"WAVE": "WAV"}.get(data[8:12], "RIFF")
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:11] in (b"hei", b"mif") else "MP4"
    if re.match(rb"MZ|BM", data) and b"\x00" in data[:64]:
        return "EXE" if data.startswith(b"MZ") else "BMP"
    return None


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = "\n".join(archive.namelist()).encode("utf-8", "replace")
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        names = data  # cut off: names of members stand before each, too
    found = (kind for member, kind in _ZIP_MEMBERS if member in names)
    return next(found, None) or next((k for m, k in _ZIP_TYPES if m in data[:200]), "ZIP")

"""The zip package that a DOCX or XLSX is: checked before any of it is read as XML.

Nothing is ever unpacked to disk, so a member's name leads nowhere. python-docx and openpyxl
resolve no external entity, yet both load whatever a package holds: its size is bounded here,
and XML with a document type (which Office Open XML forbids) is refused, so that no entity
can grow.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from ingest.models import IngestError

# A plan of 300 pages has below 10 MB of XML, its pictures aside, and some 30 members.
MAX_MEMBERS = 5_000
MAX_XML_BYTES = 48 * 1024 * 1024  # a tree of it takes some ten times as much memory
MAX_SHEET_BYTES = 512 * 1024 * 1024  # a million formatted blank rows, dropped before parsing
# Deflate shrinks office XML to a twentieth, blank rows to a 150th, one byte over and over to a
# 1,030th.
_MAX_RATIO = 300
_RATIO_FROM = 8 * 1024 * 1024

_HEAD = 4_096  # bytes, in which an element names its namespaces
_STRICT = {
    b"http://purl.oclc.org/ooxml/%s" % strict: b"http://schemas.openxmlformats.org/%s" % usual
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    )
}
_XML = (".xml", ".rels")
_ENCRYPTED = 0x1
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,100}?encoding\s*=\s*["']([^"']{1,40})["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


def damaged(kind: str) -> IngestError:
    return IngestError(
        f"ไฟล์ {kind} เสียหายหรือไม่ครบ กรุณาเปิดในโปรแกรมสำนักงานแล้วบันทึกใหม่",
        f"The {kind} file is damaged: open it in an office program and save it again",
    )


def encrypted(kind: str) -> IngestError:
    return IngestError(
        f"ไฟล์ {kind} ตั้งรหัสผ่านไว้ กรุณาเอารหัสผ่านออกแล้วลองใหม่",
        f"The {kind} file has a password: remove it and try again",
    )


def too_large(kind: str) -> IngestError:
    return IngestError(
        f"เนื้อหาในไฟล์ {kind} ใหญ่เกินไป กรุณาแบ่งไฟล์เป็นส่วนย่อยแล้วลองใหม่",
        f"The {kind} file's contents are too large: split it and try again",
    )


def open_package(data: bytes, kind: str) -> dict[str, bytes]:
    """The XML members by name; of all others the names alone, with nothing in them.

    Raises IngestError for a package that is damaged, encrypted, or larger than any plan.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, kind)
            members = {
                info.filename: archive.read(info) if _is_xml(info.filename) else b""
                for info in infos
                if not info.is_dir()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        if isinstance(error, IngestError):
            raise
        raise damaged(kind) from error
    except (NotImplementedError, RuntimeError) as error:  # another compression, or a password
        raise damaged(kind) from error
    for name, content in members.items():
        if _is_xml(name) and not _is_plain(content):
            raise damaged(kind)
        members[name] = _transitional(content)
    return members


def _transitional(xml: bytes) -> bytes:
    """The names that the libraries know, in a file saved as "strict"."""
    if b"purl.oclc.org/ooxml" in xml[:_HEAD]:
        for strict, usual in _STRICT.items():
            xml = xml.replace(strict, usual)
    return xml


def packed(members: Mapping[str, bytes]) -> io.BytesIO:
    """The members as a package again, uncompressed, for the library that reads it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    buffer.seek(0)
    return buffer


def _check_sizes(infos: list[zipfile.ZipInfo], kind: str) -> None:
    """By what the members declare: zipfile reads no more of a member than its declared size."""
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise encrypted(kind)
    read = [info for info in infos if _is_xml(info.filename)]
    sheets = sum(info.file_size for info in read if is_sheet(info.filename))
    others = sum(info.file_size for info in read) - sheets
    stored = sum(info.compress_size for info in read)
    too_dense = sheets + others > max(_RATIO_FROM, _MAX_RATIO * stored)
    if len(infos) > MAX_MEMBERS or others > MAX_XML_BYTES or sheets > MAX_SHEET_BYTES or too_dense:
        raise too_large(kind)


def is_sheet(name: str) -> bool:
    return "/worksheets/" in name and name.endswith(".xml")


def _is_xml(name: str) -> bool:
    return name.lower().endswith(_XML)


def _is_plain(content: bytes) -> bool:
    """Whether it is UTF-8 XML without a document type; no office program writes any other."""
    encoding = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in content or (encoding and encoding[1].lower() not in _ENCODINGS):
        return False
    return _DOCTYPE.search(content) is None

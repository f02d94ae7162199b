"""From bytes to text and lines: UTF-8, UTF-16, and TIS-620 with its superset Windows-874."""

from __future__ import annotations

import codecs
import re

from ingest.models import IngestError

_LINE_END = re.compile(r"\r\n|\r|\n")
# C0 and C1 controls that no text file has; tab, line ends, form feed and vertical tab aside.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_THAI = re.compile("[\u0e01-\u0e5b]")
# What Thai office text is made of: ASCII, Latin-1 signs, Thai, general punctuation to arrows,
# boxes and check marks, zero-width and private-use glyphs of old Thai fonts.
_EXPECTED = re.compile("[\t\n\x0b\f\r -~\xa0-\xff\u0e01-\u0e5b\u2000-\u27bf\uf700-\uf71a\ufeff]")
# A vowel or tone mark that stands on its base letter, and any such mark.
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_SEATED_MARK = re.compile("(?<=[\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])" + _MARK.pattern)

# Shares of characters. Text of the encoding it is decoded as has none or all; text of another
# lies far off (UTF-8 Thai read as cp874 seats no mark, cp874 read as UTF-8 breaks every byte).
_MAX_CONTROLS = 0.01
_MAX_DAMAGE = 0.01
_MIN_EXPECTED = 0.95
_MIN_SEATED = 0.9


class UnreadableText(IngestError):
    """No encoding gives readable text."""


def split_lines(text: str) -> tuple[str, ...]:
    r"""Lines as an editor counts them, split at ``\n``, ``\r\n`` and ``\r`` only.

    ``str.splitlines`` would also split at form feeds, U+0085 and U+2028 and shift every
    line number after them. The end of the last line doesn't start another one.
    """
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return tuple(lines)


def decode(data: bytes) -> str:
    """Decode ``data``, or raise ``IngestError`` where no encoding gives readable text.

    In a UTF-8 file, a few damaged bytes (a cut file, a bad disk) become U+FFFD, so that the
    damage is seen and the rest is read.
    """
    for attempt in (_utf16_with_bom, _utf8, _utf16_without_bom, _damaged_utf8, _cp874):
        text = attempt(data)
        if text is not None and _share(_CONTROL, text) <= _MAX_CONTROLS:
            return text
    raise UnreadableText(
        "อ่านรหัสอักขระของไฟล์นี้ไม่ได้ กรุณาบันทึกไฟล์ใหม่เป็นข้อความ (.txt) แบบ UTF-8",
        "The file's text encoding can't be read: save it as text (.txt) in UTF-8",
    )


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_with_bom(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(data[: len(data) // 2 * 2], "utf-16")
    return None


def _utf8(data: bytes) -> str | None:
    return _try(data, "utf-8-sig")


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 betrays itself by NUL (ASCII) or 0x0E (Thai) in every other byte."""
    for encoding, high_bytes in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        known = high_bytes.count(b"\x00") + high_bytes.count(b"\x0e")
        if known >= _MIN_EXPECTED * len(high_bytes):
            return _try(data[: len(data) // 2 * 2], encoding)
    return None


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8-sig", errors="replace")
    damaged = text.count("\ufffd")
    wide = sum(map(len, re.findall("[^\x00-\x7f]+", text)))
    # One cut character at the end is allowed however short the file is. Two cp874 letters can
    # happen to be one UTF-8 character, but never a Thai one.
    return text if _THAI.search(text) and damaged <= max(1, _MAX_DAMAGE * wide) else None


def _cp874(data: bytes) -> str | None:
    """cp874 holds TIS-620 whole. Taken only if the outcome is spelled as Thai is."""
    text = _try(data, "cp874")
    if text is None or not _THAI.search(text) or _share(_EXPECTED, text) < _MIN_EXPECTED:
        return None
    marks = len(_MARK.findall(text))
    return text if len(_SEATED_MARK.findall(text)) >= _MIN_SEATED * marks else None


def _share(characters: re.Pattern[str], text: str) -> float:
    return len(characters.findall(text)) / len(text) if text else 0.0

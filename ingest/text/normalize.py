"""Thai as people and OCR write it, brought to one spelling, with a map back to the source.

NFC, never NFKC: NFKC splits ำ (U+0E33) into two characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

_NIKHAHIT = "\u0e4d"  # ํ
_SARA_AM = "\u0e33"  # ำ
_SARA_AA = "\u0e32"  # า
_TONES = "\u0e48-\u0e4b"  # ่ ้ ๊ ๋
_ABOVE = "\u0e31\u0e34-\u0e37\u0e47"  # ั ิ ี ึ ื ็
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

# Zero-width and soft characters that PDF readers and web pages leave between letters.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Glyph variants in the private use area of Thai fonts (Windows and Mac) and their plain marks.
_PRIVATE_USE = {
    0xF700: "\u0e10", 0xF701: "\u0e34", 0xF702: "\u0e35", 0xF703: "\u0e36", 0xF704: "\u0e37",
    0xF705: "\u0e48", 0xF706: "\u0e49", 0xF707: "\u0e4a", 0xF708: "\u0e4b", 0xF709: "\u0e4c",
    0xF70A: "\u0e48", 0xF70B: "\u0e49", 0xF70C: "\u0e4a", 0xF70D: "\u0e4b", 0xF70E: "\u0e4c",
    0xF70F: "\u0e0d", 0xF710: "\u0e31", 0xF711: "\u0e4d", 0xF712: "\u0e47", 0xF713: "\u0e48",
    0xF714: "\u0e49", 0xF715: "\u0e4a", 0xF716: "\u0e4b", 0xF717: "\u0e4c", 0xF718: "\u0e38",
    0xF719: "\u0e39", 0xF71A: "\u0e3a",
}  # fmt: skip

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(f"[{_INVISIBLE}]"), lambda m: ""),
    (re.compile("\u00a0"), lambda m: " "),
    (re.compile("[\uf700-\uf71a]"), lambda m: _PRIVATE_USE[ord(m[0])]),
    (re.compile("เเ"), lambda m: "แ"),
    (re.compile(f"{_NIKHAHIT}([{_TONES}]?){_SARA_AA}"), lambda m: m[1] + _SARA_AM),
    (re.compile(f"([{_TONES}]){_NIKHAHIT}{_SARA_AA}"), lambda m: m[1] + _SARA_AM),
    (re.compile(f"{_SARA_AM}{_SARA_AA}+"), lambda m: _SARA_AM),
    (re.compile(f"([{_TONES}])([{_ABOVE}])"), lambda m: m[2] + m[1]),
    (re.compile(f"([{_MARKS}])\\1+"), lambda m: m[1]),
)


@dataclass(frozen=True, slots=True)
class Normalized:
    """``text`` in one spelling; ``offsets[i]`` is where its i-th character came from."""

    text: str
    offsets: tuple[int, ...]
    source_length: int

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source that ``text[start:end]`` came from."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"not a range of the text: {start}..{end}")
        if start == end:
            at = self.offsets[start] if start < len(self.text) else self.source_length
            return at, at
        last = self.offsets[end] if end < len(self.text) else self.source_length
        return self.offsets[start], max(last, self.offsets[end - 1] + 1)


def normalize(text: str) -> Normalized:
    """One spelling of ``text``: marks in order and single, ำ and แ whole, nothing invisible.

    Digits, case and spaces stay. ``นํ้า`` and ``น้ํา`` become ``น้ำ``.
    """
    result, offsets = text, tuple(range(len(text)))
    for pattern, replacement in _RULES:
        if pattern.search(result):
            result, offsets = _rewrite(result, offsets, pattern, replacement)
    composed = unicodedata.normalize("NFC", result)
    if len(composed) == len(result):
        result = composed
    return Normalized(result, offsets, len(text))


def _rewrite(
    text: str,
    offsets: tuple[int, ...],
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    moved: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        new = replacement(match)
        pieces += [text[at : match.start()], new]
        moved += offsets[at : match.start()]
        moved += [offsets[match.start()]] * len(new)
        at = match.end()
    pieces.append(text[at:])
    moved += offsets[at:]
    return "".join(pieces), tuple(moved)


def arabic_digits(text: str) -> str:
    """Thai digits as Arabic ones, the rest unchanged: ``๒๕๖๙`` becomes ``2569``."""
    return text.translate(THAI_DIGITS)


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """What two strings are compared by: normalised, Arabic digits, lower case, no white space.

    ``๑,๑๐๐,๐๐๐ บาท`` becomes ``1100000บาท``.
    """
    plain = arabic_digits(normalize(text).text).lower()
    return _SPACE.sub("", _THOUSANDS.sub("", plain))


_SPLIT_THAI = re.compile(f"(?<=[\u0e01-\u0e3a\u0e40-\u0e4e])[ \u00a0]+(?=[\u0e01-\u0e3a\u0e40-\u0e4e])")


def join_thai(text: str) -> str:
    """``text`` without the spaces between two Thai letters.

    OCR breaks words with spaces (``กอง การศึกษา``) and Thai needs none between words, so the
    joined form is what is segmented. Spaces beside digits and Latin stay.
    """
    return _SPLIT_THAI.sub("", text)

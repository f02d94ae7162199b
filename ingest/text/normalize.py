"""Thai as people and OCR write it, brought to one spelling, with a map back to the source.

NFC, never NFKC: NFKC splits ำ (U+0E33) into two characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

_NIKHAHIT = "\u0e4d"  # ํ
_SARA_AM = "\u0e33"  # ำ
_SARA_AA = "\u0e32"  # า
_TONES = "\u0e48-\u0e4b"  # ่ ้ ๊ ๋
_TONE_LETTERS = "\u0e48\u0e49\u0e4a\u0e4b"
_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"  # ั ิ ี ึ ื ุ ู ฺ ็
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

# Zero-width, soft and direction characters that PDF readers and web pages leave between letters.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# Marks, embeddings, overrides and isolates that turn the direction of what follows: a name
# "x\u202efdp.txt" is shown as "xtxt.pdf". Thai needs none of them.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
# Glyph variants in the private use area of Thai fonts (Windows and Mac) and their plain marks.
_PRIVATE_USE = {
    0xF700: "\u0e10", 0xF701: "\u0e34", 0xF702: "\u0e35", 0xF703: "\u0e36", 0xF704: "\u0e37",
    0xF705: "\u0e48", 0xF706: "\u0e49", 0xF707: "\u0e4a", 0xF708: "\u0e4b", 0xF709: "\u0e4c",
    0xF70A: "\u0e48", 0xF70B: "\u0e49", 0xF70C: "\u0e4a", 0xF70D: "\u0e4b", 0xF70E: "\u0e4c",
    0xF70F: "\u0e0d", 0xF710: "\u0e31", 0xF711: "\u0e4d", 0xF712: "\u0e47", 0xF713: "\u0e48",
    0xF714: "\u0e49", 0xF715: "\u0e4a", 0xF716: "\u0e4b", 0xF717: "\u0e4c", 0xF718: "\u0e38",
    0xF719: "\u0e39", 0xF71A: "\u0e3a",
}  # fmt: skip

# A letter and what Unicode lets combine with it; all that NFC can change lies within one.
_COMBINING = "".join(c for c in map(chr, range(0x300, 0x11000)) if unicodedata.combining(c))
_LETTER_WITH_MARKS = re.compile(f"[^{_COMBINING}]?[{_COMBINING}]+|[^\x00-\u0e7f]")

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(f"[{_INVISIBLE}]"), lambda m: ""),
    (re.compile("\u00a0"), lambda m: " "),
    (re.compile("[\uf700-\uf71a]"), lambda m: _PRIVATE_USE[ord(m[0])]),
    (re.compile("เเ"), lambda m: "แ"),
    (re.compile(f"{_NIKHAHIT}([{_TONES}]?){_SARA_AA}"), lambda m: m[1] + _SARA_AM),
    (re.compile(f"([{_TONES}]){_NIKHAHIT}{_SARA_AA}"), lambda m: m[1] + _SARA_AM),
    (re.compile(f"{_SARA_AM}{_SARA_AA}+"), lambda m: _SARA_AM),
    # Typed tone first; a whole run at once, so that one pass puts any run in order.
    (
        re.compile(f"(?<![{_TONES}])[{_TONES}]+[{_VOWELS}][{_TONES}{_VOWELS}]*"),
        lambda m: _in_order(m[0]),
    ),
    (re.compile(f"([{_MARKS}])\\1+"), lambda m: m[1]),
)


# What any rule needs to find something to do; most text has none of it.
_SUSPECT = re.compile(
    f"[{_INVISIBLE}\u00a0\uf700-\uf71a{_NIKHAHIT}]|เเ|{_SARA_AM}{_SARA_AA}"
    f"|[{_TONES}][{_VOWELS}]|([{_MARKS}])\\1"
)


def undirected(text: str) -> str:
    """The text without the characters that turn the direction in which it is shown."""
    return _DIRECTIONS.sub("", text)


def visible(text: str) -> str:
    """A name or title without what can't be seen in it; a tab or a new line is a space."""
    spaced = "".join(" " if char in "\t\n\r\u2028\u2029" else char for char in text)
    return "".join(char for char in spaced if unicodedata.category(char) not in _UNSEEN)


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
        last = self.offsets[end - 1]
        while end < len(self.text) and self.offsets[end] <= last:  # written as one with the last
            end += 1
        return self.offsets[start], self.offsets[end] if end < len(
            self.text
        ) else self.source_length


def normalize(text: str) -> Normalized:
    """One spelling of ``text``: marks in order and single, ำ and แ whole, nothing invisible.

    Digits, case and spaces stay. ``นํ้า`` and ``น้ํา`` become ``น้ำ``.
    """
    result, offsets = text, tuple(range(len(text)))
    before = text if is_clean(text) else None
    while result != before:  # one rule can make work for another: "ํ่่า"
        before = result
        for pattern, replacement in _RULES:
            if pattern.search(result):
                result, offsets = _rewrite(result, offsets, pattern, replacement)
        if not unicodedata.is_normalized("NFC", result):
            result, offsets = _rewrite(result, offsets, _LETTER_WITH_MARKS, _composed)
    return Normalized(result, offsets, len(text))


def is_clean(text: str) -> bool:
    """Whether ``normalize`` leaves ``text`` as it is."""
    return not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text)


def _composed(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", letter[0])


def _in_order(marks: str) -> str:
    """Marks of one letter, the vowels before the tones, otherwise as they were."""
    return "".join(sorted(marks, key=_TONE_LETTERS.__contains__))


def _rewrite(
    text: str,
    offsets: Sequence[int],
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
) -> tuple[str, tuple[int, ...]]:
    """Replace the matches; all of a replacement comes from where its match starts."""
    pieces: list[str] = []
    origin, moved = list(offsets), list[int]()
    at = 0
    for match in pattern.finditer(text):
        new, start, end = replacement(match), match.start(), match.end()
        pieces += [text[at:start], new]
        moved += origin[at:start]
        moved += [origin[start]] * len(new)
        _join_groups(origin, start, end)
        at = end
    pieces.append(text[at:])
    moved += origin[at:]
    return "".join(pieces), tuple(moved)


def _join_groups(origin: list[int], start: int, end: int) -> None:
    """What was written as one with the last letter of a match is now one with all of it."""
    group = origin[end - 1]
    while group != origin[start] and end < len(origin) and origin[end] == group:
        origin[end] = origin[start]
        end += 1


def arabic_digits(text: str) -> str:
    """Thai digits as Arabic ones, the rest unchanged: ``๒๕๖๙`` becomes ``2569``."""
    # Searching is ten times quicker than replacing, and most text has no Thai digit; ten
    # replacements are ten times quicker than one translation.
    if _THAI_DIGIT.search(text):
        for thai, arabic in _DIGITS:
            text = text.replace(thai, arabic)
    return text


_THAI_DIGIT = re.compile("[๐-๙]")
_DIGITS = tuple(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# Names and labels are folded for every question anew; a paragraph is not kept.
_LABEL = 200
_LABELS = 8_192


def fold(text: str) -> str:
    """What two strings are compared by: normalised, Arabic digits, lower case, no white space.

    ``๑,๑๐๐,๐๐๐ บาท`` becomes ``1100000บาท``.
    """
    return _fold_label(text) if len(text) <= _LABEL else _fold(text)


def _fold(text: str) -> str:
    clean = text if is_clean(text) else normalize(text).text
    plain = arabic_digits(clean).lower()
    if "," in plain:
        plain = _THOUSANDS.sub("", plain)
    return "".join(plain.split())


_fold_label = lru_cache(_LABELS)(_fold)


_SPLIT_THAI = re.compile(
    "(?<=[\u0e01-\u0e3a\u0e40-\u0e4e])[ \u00a0]+(?=[\u0e01-\u0e3a\u0e40-\u0e4e])"
)


def join_thai(text: str) -> str:
    """``text`` without the spaces between two Thai letters.

    OCR breaks words with spaces (``กอง การศึกษา``) and Thai needs none between words, so the
    joined form is what is segmented. Spaces beside digits and Latin stay.
    """
    return _SPLIT_THAI.sub("", text)

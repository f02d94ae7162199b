"""How a Thai word sounds, roughly: spellings that people confuse become one.

Not a phonetic transcription: letters of one initial sound are joined (ศ ษ ส), signs without a
sound of their own go (tone marks, ์ with its letter), and ``ัย`` is ``ไ``.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = str.maketrans(
    "ศษซฎฏฐฒฑธฃฅฆณฬญภผฟใฤ",
    "สสสดตททททคคคนลยพพฝไร",
)
_SILENT = re.compile("(?:[ตทด]ร|[ก-ฮ])[\u0e31\u0e34-\u0e3a]?\u0e4c")  # พันธุ์, จันทร์
_MARKS = re.compile("[\u0e47-\u0e4c\u0e4e]")
_AI = re.compile("([\u0e01-\u0e2e])\u0e31ย")
_DOUBLED = re.compile(r"(.)\1+")
_KEPT = 65_536  # words whose sound is kept between questions


def _alike(*groups: str) -> dict[int, str]:
    """A translation of each letter of a group to the first of it."""
    return {ord(letter): group[0] for group in groups for letter in group}


# Of ``spoken``. A consonant that a vowel follows, or that stands after เ แ โ ไ, opens a syllable;
# any other closes one, where letters of a kind sound alike: เทศ, เทด.
_OPENING = _alike("สศษซ", "ทธฒฑถฐ", "ตฏ", "ดฎ", "พภผ", "ฟฝ", "คขฆฃฅ", "นณ", "ยญ", "ลรฬ", "ชฉ")
_CLOSING = _alike("กขคฆฃฅ", "ตดถทธจชซสศษฎฏฐฑฒฉ", "บปพภฟผฝ", "นณรลฬญ")
_LENGTHS = str.maketrans("ีืู", "ิึุ")
_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (_SILENT.pattern, ""),
        ("[\u0e47-\u0e4e\u0e2fๆ]", ""),
        ("ำ", "\u0e31ม"),
        ("รร(?=ม|[ก-ฮ](?![\u0e31-\u0e3aะา]))", "\u0e31"),  # ธรรม
        ("(?<=[ตทดค])ร(?![\u0e31-\u0e3aะาอ])", ""),  # หลักสูตร
        ("รร", "\u0e31น"),  # บรรจุ
        ("([ก-ฮ])\u0e31ย", r"ไ\1"),
        ("ใ", "ไ"),
        ("ไย", "ไ"),
        ("ห(?=[งนมยรลวญ])", ""),
        ("(?<=[กขคตปพผบ])[รล](?=[\u0e31-\u0e3aะา])", ""),  # ประ, ครับ
        ("(?<=[เแโไ][กขคตปพผบ])[รล]", ""),  # โครง
        ("ะ", ""),
    )
)
_SYLLABLE_OPENS = re.compile(
    "(?:(?<=^)|(?<=[เแโไ]))[ก-ฮ]|[ก-ฮ](?=[\u0e31-\u0e3aา]|อ(?![\u0e31-\u0e3aา]))"
)


@lru_cache(_KEPT)
def sound(word: str) -> str:
    """``กีลา`` and ``กีฬา`` give the same; so do ``วิไน`` and ``วินัย``."""
    plain = silent_dropped(word)
    plain = _MARKS.sub("", plain).translate(_SAME)
    plain = _AI.sub(r"ไ\1", plain)
    return _DOUBLED.sub(r"\1", plain)


def silent_dropped(word: str) -> str:
    """The word without letters that ์ silences: ``สินธุ์`` without ธุ์."""
    return _SILENT.sub("", word)


@lru_cache(_KEPT)
def spoken(word: str) -> str:
    """A coarser key, for what is written as it is said: ``เทดบาน`` and เทศบาล give the same, so
    do ``ปะกาด`` and ประกาศ, ``จะริยะทำ`` and จริยธรรม."""
    for pattern, put in _RULES:
        word = pattern.sub(put, word)
    opens = {match.start() for match in _SYLLABLE_OPENS.finditer(word)}
    letters = [
        letter.translate(_OPENING if at in opens else _CLOSING) for at, letter in enumerate(word)
    ]
    return _DOUBLED.sub(r"\1", "".join(letters).translate(_LENGTHS))


def is_mark(letter: str) -> bool:
    """Whether a character stands above or below a consonant and begins no word."""
    return letter == "\u0e31" or "\u0e34" <= letter <= "\u0e3a" or "\u0e47" <= letter <= "\u0e4e"

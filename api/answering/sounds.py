"""How a Thai word sounds, roughly: spellings that people confuse become one.

Not a phonetic transcription: letters of one initial sound are joined (ศ ษ ส), signs without a
sound of their own go (tone marks, ์ with its letter), and ``ัย`` is ``ไ``.
"""

from __future__ import annotations

import re
from functools import cache

_SAME = str.maketrans(
    "ศษซฎฏฐฒฑธฃฅฆณฬญภผฟใฤ",
    "สสสดตททททคคคนลยพพฝไร",
)
_SILENT = re.compile("[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a]?\u0e4c")
_MARKS = re.compile("[\u0e47-\u0e4c\u0e4e]")
_AI = re.compile("([\u0e01-\u0e2e])\u0e31ย")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def sound(word: str) -> str:
    """``กีลา`` and ``กีฬา`` give the same; so do ``วิไน`` and ``วินัย``."""
    plain = _SILENT.sub("", word)
    plain = _MARKS.sub("", plain).translate(_SAME)
    plain = _AI.sub(r"ไ\1", plain)
    return _DOUBLED.sub(r"\1", plain)


def is_mark(letter: str) -> bool:
    """Whether a character stands above or below a consonant and begins no word."""
    return letter == "\u0e31" or "\u0e34" <= letter <= "\u0e3a" or "\u0e47" <= letter <= "\u0e4e"

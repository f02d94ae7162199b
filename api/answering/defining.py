"""Where a text says what a word is: "… หมายถึง …", or a letter of a motto: "A = Agility"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.models import Passage
from ingest.text.normalize import fold

_LINE = 160  # characters of a line in which it names its term and says "is"
_NAMED_AFTER = 70  # characters: "W มาจาก Weaknesses หมายถึง จุดอ่อน"
_DEFINES = re.compile(r"หมายถึง|หมายความว่า|คือ|ย่อมาจาก|มาจาก|เป็นเครื่องมือ|\bis\b")
_DENIES = re.compile("ไม่ใช่|มิใช่|มิได้หมาย|ไม่ได้หมาย")
_LETTER = re.compile(r"([^\W\d_])\s*[=:]")


def defines(text: str, names: Sequence[str]) -> bool:
    """Whether a line of a text says what one of ``names`` (folded) is."""
    for line in text.split("\n"):
        match = _DEFINES.search(line, 0, _LINE)
        if match and not _DENIES.search(line, 0, match.end()):
            after = _NAMED_AFTER if match[0].endswith("มาจาก") else 0
            head = fold(line[: match.start() + after])
            if any(name in head for name in names):
                return True
    return False


def denies(text: str) -> bool:
    """Whether a text says what something is not."""
    return _DENIES.search(text) is not None


def explains_letter(passage: Passage, words: Sequence[str]) -> bool:
    """Whether a passage explains a letter of a motto that is asked for: ``A = Agility``."""
    opening = _LETTER.match(passage.text.lower())
    return opening is not None and opening[1] in words

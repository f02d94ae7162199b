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
_NO_LETTER = re.compile("[^a-z]")
_LETTER = re.compile(r"^([^\W\d_])\s*[=:]", re.MULTILINE)


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


def letters_explained(passages: Sequence[Passage], words: Sequence[str]) -> list[str]:
    """The passages that explain a letter of a motto that is asked for: ``A = Agility``. Of
    several such letters those of the motto named beside it: the O of "GROW", not of "TEMPO"."""
    letters = [w for w in words if len(w) == 1 and w.isalpha()]
    if not letters:
        return []
    openings = [(p.id, m[1]) for p in passages for m in _LETTER.finditer(p.text.lower())]
    spelled = "".join(letter for _, letter in openings)
    mottos = [_NO_LETTER.sub("", w) for w in words if len(w) > 2 and w.isascii()]
    runs = [(spelled.find(m), len(m)) for m in mottos if m and m in spelled]
    inside = {at for start, length in runs for at in range(start, start + length)}
    named = [i for at, (i, one) in enumerate(openings) if one in letters and at in inside]
    return named or list(dict.fromkeys(i for i, one in openings if one in letters))

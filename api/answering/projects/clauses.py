"""Of a long cell what a question asks for: the clauses that count it, or the cell whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.evidence.writer import shortened

_FIELD = 160
_WHOLE = 1_200
_SHOWN = 3
# What kind of target the clause behind it is: "เชิงคุณภาพ - บุคลากรเข้าใจ".
_KIND = re.compile(r"\s*(เชิง(?:ปริมาณ|คุณภาพ|ประโยชน์|เวลา|ต้นทุน))\s*[-:]\s*")
_CLAUSE = re.compile(r"\s+(?=-)|(?:^|\s)-\s?|\s(?=\d{1,2}\)\s)|\n+")


def whole(text: str) -> str:
    """A cell as it is, a list in it too; only what no answer has room for is cut."""
    return shortened(text, _WHOLE)


def focused(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Of a long cell the clauses with what is asked for, the first of each pattern among them."""
    if len(text) <= _FIELD:
        return text
    apart = _KIND.sub(r"\n\1: ", text)
    clauses = [c.strip(" -") for c in _CLAUSE.split(apart) if c.strip(" -")]
    fitting = [c for c in clauses if not patterns or any(p.search(c) for p in patterns)]
    firsts = [next((c for c in fitting if p.search(c)), None) for p in patterns]
    told = [c for c in fitting if c in firsts or c in fitting[:_SHOWN]]
    return " / ".join(_window(c, patterns) for c in told) or shortened(text, _FIELD)


def _window(clause: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """A long clause around the number that is asked for."""
    match = next((m for p in patterns if (m := p.search(clause))), None)
    if match is None or len(clause) <= _FIELD:
        return shortened(clause, _FIELD)
    start = clause.rfind(" ", 0, max(0, match.start() - 70)) + 1
    return ("…" if start else "") + shortened(clause[start:], _FIELD)

"""What a question counts: ``กี่วันทำการ`` counts วัน."""

from __future__ import annotations

import re

from api.answering.understanding.vocabulary import Operation, vocabulary
from ingest.text.segment import words

_HOW_MANY = re.compile(r"(?:กี่|จำนวน(?=(?:ชั่วโมง|ชม|วัน|ครั้ง|วิชา)))\s*([ก-๙%a-z]+)")
_FINAL_N = re.compile("(?<=^[คว])[ลรณญ]")  # as heard: คล for คน, วัล for วัน


def units_in(text: str) -> tuple[str, ...]:
    """The units as patterns of the texts that may answer."""
    units = vocabulary().units
    found = []
    for match in _HOW_MANY.finditer(text):
        asked = (match[1], _FINAL_N.sub("น", match[1]))
        by_length = sorted(units, key=len, reverse=True)
        unit = next((u for u in by_length if any(a.startswith(u) for a in asked)), None)
        noun = next(iter(words(match[1])), "")
        if unit:
            found.append(units[unit])
        elif len(noun) > 2 and not vocabulary().operations[Operation.COUNT].match(f"กี่{noun}"):
            found.append(re.escape(noun))
    return tuple(dict.fromkeys(found))

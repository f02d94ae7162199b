"""Slips of the pen that plans hand on when they are copied, put right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.text.segment import words as segmented

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_ERA = re.compile(r"พ\.\s?ศ\.?\s*(?=[0-9]{4}(?![0-9]))")
_PER_CENT = re.compile(r"ร้อยละ(?=[0-9])")
# A word that is said again behind a space: "ทักษะ ทักษะที่ดี". Shorter ones may be meant so.
_AGAIN = re.compile(rf"([{_THAI}]{{4,}}) (?=\1)")
# A particle that is written twice: "รับการการบรรจุ". Words that end with one may be followed by it:
# "จัดการการเงิน".
_DOUBLED = re.compile("(การ|ความ|และ|ของ|เพื่อ|โดย|ใน)(?=\\1)")
_RUN_BEFORE = re.compile(rf"[{_THAI}]*$")
_RUN_BEHIND = re.compile(rf"[{_THAI}]+")
# How an objective begins that lacks its "เพื่อ": with what is to be done, or with who is to be so.
_DOES = re.compile(
    "(?:ให้|พัฒนา|ส่งเสริม|เสริม|สร้าง|เพิ่ม|สนับสนุน|ยกระดับ|แลกเปลี่ยน|ปลูก|เตรียม|กระตุ้น|ลด|ทบทวน|รักษา"
    "|ยกย่อง|เชิดชู|ถ่ายทอด|ฝึก|ปรับ|จัด|นำ|รองรับ|เป็น|ประเมิน|แก้ไข|ป้องกัน|ขับเคลื่อน|สืบสาน|อนุรักษ์)"
)
_IS = re.compile(
    "(?:บุคลากร|พนักงาน|ข้าราชการ|เจ้าหน้าที่|ผู้(?!ว่า)|ลูกจ้าง|สมาชิก|คณะ|ครู|หน่วยงาน|ส่วนราชการ|ประชาชน|องค์กร)"
)


def mended(text: str) -> str:
    """``text`` without words written twice, and with a space behind พ.ศ. and ร้อยละ."""
    text = _PER_CENT.sub("ร้อยละ ", _ERA.sub("พ.ศ. ", text))
    text = _without(text, (m for m in _AGAIN.finditer(text) if _is_word_again(text, m)))
    return _without(text, (m for m in _DOUBLED.finditer(text) if _is_particle(text, m)))


def _without(text: str, found: Iterable[re.Match[str]]) -> str:
    for match in reversed(list(found)):
        text = text[: match.start()] + text[match.end() :]
    return text


def _is_word_again(text: str, match: re.Match[str]) -> bool:
    """Whether a word ends there and the same one begins: not so in "สมรรถนะหลัก หลักสูตร"."""
    before = _RUN_BEFORE.search(text, 0, match.end(1))
    behind = _RUN_BEHIND.match(text, match.end())
    if before is None or behind is None:
        return False
    word = match[1]
    return segmented(before[0])[-1:] == [word] and segmented(behind[0])[:1] == [word]


def _is_particle(text: str, match: re.Match[str]) -> bool:
    before = _RUN_BEFORE.search(text, 0, match.end())
    return before is not None and segmented(before[0])[-1:] == [match[1]]


def as_objective(text: str) -> str:
    """``text`` as an objective says it, beginning with เพื่อ; as it is where that can't be told."""
    if _DOES.match(text):
        return f"เพื่อ{text}"
    return f"เพื่อให้{text}" if _IS.match(text) else text

"""What people tell the bot itself: to forget, to change, to help; and small talk.

Whole messages are compared, without spaces, signs and the marks above and below letters, which
are often typed wrong or left out (ข้อมุล, เปลื่ยน): patterns are written without these marks, too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias, TypeVar

Command: TypeAlias = Literal["forget", "mine", "help", "change", "skip"]
SmallTalk: TypeAlias = Literal["thanks", "heard", "person"]
_Name = TypeVar("_Name", bound=str)

_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_NO_LETTER = re.compile(r"[^a-z0-9ก-๙]+")
_LONGEST = 120  # letters; a longer message says more
_DRAWN_OUT = re.compile(r"(.)\1{2,}")  # เปลี่ยนหน่วยงานนน

_PLEASE = r"(?:ขอ|ช่วย|กรุณา|อยากจะ|อยาก|ต้องการ|รบกวน|จะ|please)*"
_I = r"(?:กระผม|ผม|ดิฉัน|ฉัน|ชั้น|หนู|เรา|พี่|ตัวเอง)"
_OWN = rf"(?:ของ)?(?:{_I}|ส่วนตัว)?"
# ครับ คับ ค้าบ ครัช, ค่ะ คะ ค่า, จ้า จ้ะ, นะ น้า
_POLITE = r"(?:ด้วย|ให้|หน่อย|ที|เลย|น[ะา]+|คร?า*[บชผ]+|ค[ะา]+|จ[ะา]+|อ?ะ|ฮ[ะบ]|ๆ|please)*"
_TALKED = r"(?:คุย|สนทนา|แชท|แชต|ถาม(?:ตอบ)?)"
_DATA = rf"(?:ข้อมูล|ประวัติ|บทสนทนา|โปรไฟล์)(?:การ)?{_TALKED}?"
_WHOLE = r"(?:ทั้งหมด|ทุกอย่าง|หมด|ออก(?:จากระบบ)?|ที่(?:เคย)?(?:เก็บ|บันทึก|จำ|ให้)(?:ไว้)?|ทิ้ง|ให้)*"
_WORKPLACE = r"(?:หน่วยงาน|สังกัด|องค์กร|เทศบาล|อบต|อบจ|ที่ทำงาน|ตำแหน่ง)"
_WHERE = rf"(?:{_WORKPLACE}|(?:ข้อมูล|โปรไฟล์)(?:ส่วนตัว)?)"
_CHANGE = r"(?:เปลี่ยน|แก้ไข|แก้|ย้าย|เลือก|ระบุ|อัปเดต|อัพเดท)"

_COMMANDS: dict[Command, str] = {
    "forget": rf"{_PLEASE}(?:ลบ|ล้าง|เคลียร์){_DATA}{_OWN}{_WHOLE}"
    rf"|{_PLEASE}(?:ลืม{_I}|ลบ{_I}ออก(?:จากระบบ)?)"
    rf"|(?:อย่า|ไม่ให้|ห้าม|ไม่ต้อง|เลิก|หยุด)(?:เก็บ|จำ|บันทึก){_DATA}{_OWN}(?:ไว้)?"
    r"|(?:delete|erase|clear|remove)(?:all)?(?:my)?(?:data|profile|history)|forgetme",
    "mine": rf"{_PLEASE}(?:ดู)?ข้อมูล(?:ของ)?(?:{_I}|ส่วนตัว|ที่เก็บไว้)(?:มีอะไรบ้าง)?"
    rf"|(?:จำ|เก็บ|บันทึก)อะไร(?:ของ{_I})?ไว้บ้าง|(?:show)?my(?:data|profile)",
    "help": r"(?:ดู)?วิธีใช้(?:งาน)?|ช่วยเหลือ|เมนู|เริ่มต้น|เริ่มใหม่|help|menu|start"
    r"|(?:ใช้|ถาม)(?:งาน)?(?:ยังไง|อย่างไร)|ถามอะไรได้บ้าง|ไม่(?:ค่อย)?เข้าใจ|งง*|ไม่รู้จะถามอะไร",
    "change": rf"{_PLEASE}{_CHANGE}{_WHERE}(?:(?:และ|กับ|หรือ)?{_WHERE})?{_OWN}(?:ใหม่|ผิด)?"
    rf"|(?:อยู่|เลือก|ใส่|บันทึก)?ผิด{_WORKPLACE}|{_WORKPLACE}(?:ไม่ถูก(?:ต้อง)?|ผิด)"
    r"|change(?:my)?(?:organi[sz]ation|position|profile)",
    "skip": r"ข้าม(?:ไป)?(?:ก่อน)?|(?:ยัง)?ไม่(?:อยาก|ขอ|สะดวก)?บอก|ไว้(?:ก่อน|ทีหลัง)|ยกเลิก|skip|cancel",
}
_SMALL_TALK: dict[SmallTalk, str] = {
    "thanks": rf"(?:โอเค|ok)?{_POLITE}(?:ขอบ(?:คุณ|ใจ|พระคุณ)|แต๊งกิ้ว|thanks?(?:you)?)(?:มากๆ?)?",
    "heard": r"(?:โอเค|โอเช|ok(?:ay)?|เค|ได้|(?:รับ)?ทราบ(?:แล้ว)?|เข้าใจ(?:แล้ว)?|อืม|อ๋อ|เยี่ยม|"
    r"ดี(?:มาก)?|สุดยอด|เก่ง(?:มาก)?|ใช่|5+|ฮ่า+|ครับ(?:ผม)?|ค่ะ|จ้า)+",
    "person": rf"{_PLEASE}(?:คุย|ติดต่อ|สอบถาม|โทร(?:หา)?)(?:กับ)?(?:เจ้าหน้าที่|แอดมิน|คน(?:จริงๆ?)?)",
}
# What begins a correction of where one works; what follows says it.
_MOVED = re.compile(
    rf"(?:(?:ไม่ใช่|ผิด(?:แล้ว)?|งั้น|{_I})\s*)*"
    rf"(?:{_PLEASE}\s*{_CHANGE}\s*{_WHERE}?{_OWN}\s*(?:ไปเป็น|เป็น|(?:ไป|มา)(?:อยู่)?|:)?(?:ที่)?"
    rf"|(?:(?:ตอนนี้|ปัจจุบัน)\s*)?{_I}?\s*(?:ทำงาน)?(?:อยู่|ประจำ|สังกัด)(?:ที่)?)"
    r"\s*(\S.*?)(?:แล้ว.{0,6})?",
    re.DOTALL,
)


def command_of(text: str) -> Command | None:
    return _which(text, _COMMANDS)


def small_talk(text: str) -> SmallTalk | None:
    """What asks for nothing: "โอเคค่ะ", "555", "ขอบคุณค้าบ 🙏"."""
    return _which(text, _SMALL_TALK)


def changed_to(text: str) -> str | None:
    """What "เปลี่ยนหน่วยงานเป็น …", "ย้ายไป… แล้ว" or "ผมอยู่ …" names. It need not be a place:
    who reads it finds out."""
    found = _MOVED.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return found[1] if found else None


def _which(text: str, said: dict[_Name, str]) -> _Name | None:
    skeleton = _skeleton(text) if len(text) <= _LONGEST else ""
    return next((name for name in said if _pattern(said[name]).fullmatch(skeleton)), None)


def _skeleton(text: str) -> str:
    letters = _NO_LETTER.sub("", text.lower().replace("\u0e4d\u0e32", "\u0e33"))
    return _DRAWN_OUT.sub(r"\1", _MARKS.sub("", letters))


@cache
def _pattern(said: str) -> re.Pattern[str]:
    return re.compile(_MARKS.sub("", rf"(?:{said}){_POLITE}"))

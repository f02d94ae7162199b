"""Messages that want a few lines to be sent round, of what a plan says: "ช่วยร่างประกาศแจ้งเรื่อง…"."""

from __future__ import annotations

import re

_ASKS = r"(?:ช่วย|รบกวน|ฝาก|ขอ(?:ให้)?|อยาก(?:ให้|ได้)|ต้องการ)\s*(?:ช่วย|ให้)?\s*"
_WRITES = "(?:ยกร่าง|ร่าง|เขียน|แต่ง|พิมพ์|คิด|เรียบเรียง)"
_MAKES = "(?:จัดทำ|ทำ|สรุปเป็น)"
# "ประกาศเจตจำนง" and "ประกาศนียบัตร" are what plans speak of.
_MEDIUM = (
    "(?:ข้อความ|ประกาศ(?!ใช้|นีย|เจต|เกียรติ)|โพสต์?|แคปชั่?น|หนังสือ(?:แจ้ง|เวียน|เชิญ|ประชาสัมพันธ์|ถึง)"
    "|บันทึกแจ้ง|จดหมาย(?:ข่าว|เชิญ|แจ้ง)|อีเมลแจ้ง|สคริปต์?|เสียงตามสาย|คำ(?:เชิญ(?:ชวน)?|ประชาสัมพันธ์)"
    "|ใบ(?:แจ้ง|ประกาศ|ประชาสัมพันธ์)|ข่าว(?:ประชาสัมพันธ์|สั้น|แจ้ง)?|ประชาสัมพันธ์)"
)
_MANNER = (
    r"(?:\s|ๆ|สั้น|ง่าย|สุภาพ|น่ารัก|กึ่ง|(?:เป็น|แบบ)?ทางการ|สำหรับ|เพื่อ|ใช้|ใน|ลง|ทาง|บน|ไลน์|line|กลุ่ม"
    r"|เฟ[ซส](?:บุ๊?[กค])?|facebook|เพจ|เว็บ(?:ไซต์)?|บอร์ด|โซเชียล|ประชาสัมพันธ์|เชิญชวน|เวียน|ประกาศ|ข่าว"
    r"|โพสต์?|แจ้ง(?:[^\n]{0,40}?(?=เรื่อง))?|เกี่ยวกับ|เรื่อง)*"
)
_WISHED = "ขอ(?:ร่าง)?(?=ข้อความ|แคปชั่?น|สคริปต์?|คำ(?:เชิญ|ประชา)|ข่าวประชา|โพสต์?)"
_NOTICE = re.compile(
    rf"(?:{_WISHED}|{_ASKS}(?:{_WRITES}|{_MAKES})|^\s*{_WRITES})\s*(?:เป็น|ร่าง)?\s*{_MEDIUM}{_MANNER}"
)
# What is to stand in it: "ขอให้ระบุจำนวนคน", "ใส่งบกับหน่วยงานด้วย".
_WITH = re.compile(r"(?<=[\s|])(?:โดย|ขอ|ช่วย|อยาก)?(?:ให้)?\s*(?:มี|ระบุ|ใส่|บอก|พร้อม|เอา)(?=\S).*$")
_SOMETHING = 4  # letters


def asks_notice(text: str) -> bool:
    """Whether a corrected message wants such lines; how one writes them is no such wish."""
    return _NOTICE.search(text) is not None


def without_notice(text: str) -> str:
    """The message without the wish and what is to be told, which are no topic."""
    if not asks_notice(text):
        return text
    rest = _NOTICE.sub(" ", text)
    topic = _WITH.sub("", rest)
    return topic if len(topic.strip(" |")) >= _SOMETHING else rest

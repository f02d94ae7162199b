"""Whether a question is about the asker: what they are to learn, under any word for oneself."""

from __future__ import annotations

import re

_HAIR = "".join(f"(?<!{verb})" for verb in ("ทำ", "ตัด", "แต่ง", "ดัด", "สระ", "ย้อม", "เส้น"))
# Words for oneself. เรา also means the office, พี่ and น้อง also somebody else: พี่เลี้ยง, น้องใหม่.
_I = rf"(?:กระผม|ข้าพเจ้า|ดิฉัน|เดี๊ยน|{_HAIR}ผม|(?<!เอก)ฉัน(?!ท(?:์|ะ|าม))|หนู(?!น้อย))"
_KIN = r"(?:พี่(?!เลี้ยง|ๆ|น้อง|สอน)|(?<!ลูก)(?<!พี่)(?<!รุ่น)น้อง(?!ๆ|ใหม่|บอท|บอต|ai|เขา))"
_SINGLE = rf"(?:{_I}|{_KIN})"
_ANY = rf"(?:{_I}|{_KIN}|เรา|(?:ตัว|ตน)(?:เอง|ผม|หนู|ฉัน))"
_OFFICE = re.compile(
    r"(?:หน่วยงาน|ส่วนราชการ|เทศบาล|อบต\.?|อบจ\.?|อปท\.?|องค์กร|ที่ทำงาน|กอง|ฝ่าย|สำนัก|ทีม|พวก|บ้าน)"
    rf"(?:[ก-๎]{{0,14}}(?:ของ|แบบ|อย่าง|เช่น)+|\s?)\s?(?:{_SINGLE}|เรา)"
    rf"|(?:ลูกน้อง|ลูกทีม|พนักงาน|เจ้าหน้าที่|บุคลากร|คน)[ก-๎]{{0,14}}ของ\s?(?:{_SINGLE}|เรา)"
    rf"|(?:ลูกน้อง|ลูกทีม|หัวหน้า|เพื่อน)\s?(?:{_SINGLE}|เรา)"
)
# "ผมขอถามว่า": who asks, and nothing of what is asked.
_PREFACE = re.compile(
    rf"(?:{_SINGLE}|เรา)\s?(?:ก็|เอง|แค่|ขอ|อยาก|ต้องการ|กำลัง|จะ|รบกวน|ใคร่)*\s?"
    r"(?:เรียนถาม|สอบถาม|ถาม|ทราบ|รู้|สงสัย|เช็[กค]|ปรึกษา|หาข้อมูล|ขอดู|ขอข้อมูล|ขอ(?=รายชื่อ|รายการ|สรุป))"
    r"(?:ว่า|หน่อย|เรื่อง(?!ไหน|ใด|อะไร))?"
)
# Whose: "ตำแหน่งแบบผม", "สายงานของตัวเอง"; of learning also "คนอย่างหนู", "ทักษะของผม".
_LIKE = r"\s?(?:ของ|แบบ|อย่าง|เช่น|เหมือน|ประเภท|ระดับ|เดียวกัน|กับ)*\s?"
_POSITION = re.compile(
    rf"(?:ตำแหน่ง|สายงาน|วิชาชีพ){_LIKE}{_ANY}"
    rf"|ตำแหน่ง(?:ปัจจุบัน|ที่{_ANY}\s?(?:ครอง|ดำรง|ทำ|เป็น)(?:อยู่)?|ที่(?:ครอง|ดำรง)อยู่)"
    r"|\bmy (?:position|job|role|post)\b"
)
_MINE = re.compile(
    rf"(?:สาย|หน้าที่|รายบุคคล|idp|แผนพัฒนา|ระดับ|สมรรถนะ|ทักษะ|งาน|คน|พนักงาน|เจ้าหน้าที่){_LIKE}{_ANY}"
    rf"|(?:ของ|อย่าง|แบบ|เหมือน|เช่น)\s?(?:{_SINGLE}|ตัวเอง|ตนเอง)"
)
# For whom: "ให้ผมเสริมความรู้", not "สรุปให้ผมหน่อย".
_FOR = re.compile(
    rf"(?:สำหรับ|ให้กับ|ให้|แก่|เพื่อ)\s?{_SINGLE}(?!\s?(?:หน่อย|ที(?!่)|ด้วย|ดู|ฟัง|นะ|คะ|ค่ะ|ครับ|$))|\bfor me\b"
)
_NEEDS = r"(?:จะ|ต้อง|ควร|น่าจะ|อยาก|สามารถ)"
_LEARNING = r"(?:ฝึกอบรม|อบรม|ฝึก|เรียน|พัฒนา|เสริม|เพิ่ม|เติม|รู้|เก่ง)"
_ORGANISES = r"(?!\S{0,14}?(?:จัด(?!ให้)|ทำ(?:โครงการ|แผน|เรื่อง)|เขียน|ร่าง|เสนอ|ตั้งงบ|ส่ง|เบิก|ยื่น))"
_WHO = re.compile(
    rf"{_SINGLE}\s?(?:เอง|ก็|เนี่ย|นี่)*\s?{_ORGANISES}"
    rf"(?:{_NEEDS}|มี|ได้|ไป|เข้า|รับ|การ|ขาด|ยัง|เป็น|สนใจ|เพิ่ง|อยู่|โดน|ถูก|{_LEARNING})"
    rf"|(?<![ก-๎])(?:แล้ว)?เรา\s?{_NEEDS}(?:ต้อง|ได้|ไป|เข้า|รับ|การ)*{_LEARNING}"
    rf"|{_LEARNING}(?:อะไร|ไหน|ใด|เรื่องอะไร|เรื่องไหน)(?:บ้าง)?\s?(?:ที่)?{_SINGLE}(?![ก-๎])"
    r"|\b(?:should|must|do|can|shall) i\b|\bi (?:need|must|should|have to)\b"
)
# Nobody named: "ต้องอบรมอะไรบ้าง".
_NOBODY = re.compile(
    r"^(?:แล้ว|ปีนี้|ปีหน้า|ตาม|ใน|แผนพัฒนา|แผน|รายบุคคล|\(?idp\)?|\s|\|)*(?:กำหนด|บอก|ระบุ|เขียน)?"
    rf"(?:{_NEEDS}|ให้)(?:ต้อง|ได้|ไป|เข้า|รับ|การ)*{_LEARNING}"
    r"(?:หลักสูตร|ทักษะ|เรื่อง|ด้าน|งาน|ความรู้|ตนเอง|ตัวเอง|ใน)*(?:อะไร|ไหน|ใด)"
)
# What to do next is of everybody alike: "อบรมเสร็จแล้ว ผมต้องทำอะไรต่อ".
_DO = r"ทำ(?:อะไร|ไร|ยังไง|อย่างไร|ไง)"
_STEPS = re.compile(
    rf"{_DO}\S{{0,6}}?(?:ต่อ|อีก|หลัง)|(?:เสร็จ|กลับมา|กลับจาก|หลัง(?:จาก)?(?:ไป|อบรม|เรียน|ฝึก)).*{_DO}"
    rf"|ขั้นตอน.*{_DO}"
)
# A follow-up: "แล้วผมล่ะ".
_ALSO = re.compile(
    rf"^(?:แล้ว|ส่วน|งั้น)\s?(?:ถ้า|เป็น|ของ|สำหรับ|อย่าง|ตำแหน่ง)*\s?{_SINGLE}\s?(?:เอง|ล่ะ|ละ|อะ|อ่ะ|บ้าง|คะ|ค่ะ|ครับ|\s|\?)*$"
)
# Somebody else only decides it: "ปลัดให้ผมไปอบรมอะไร".
_TOLD_TO = re.compile(rf"(?:ให้|ส่ง|สั่ง|บอก|แจ้ง|มอบ)(?:ให้)?\s?{_SINGLE}")
# Who one is: the position named is the asker's.
_I_AM = re.compile(rf"{_SINGLE}\s?(?:เอง)?\s?(?:เป็น|ทำงานเป็น|ดำรงตำแหน่ง|ตำแหน่ง|อยู่ตำแหน่ง)")
_TOPIC = re.compile(
    r"อบรม|เรียน|พัฒนา|ฝึก|เสริม|เพิ่มพูน|เพิ่ม(?:ทักษะ|ความรู้)|เติม|ทักษะ|ความรู้|สมรรถนะ|หลักสูตร|รายบุคคล|idp"
    r"|ต้องรู้|เก่ง|คอร์ส|train|course|skill|learn|develop"
)


def is_about_asker(text: str, *, names_position: bool, counts: bool) -> bool:
    """Whether the asker's own position is meant, or what they themselves are to learn.

    A position that the question names is the one that is meant, unless its holder only tells the
    asker to. A question that ``counts`` ("ผมต้องอบรมกี่ชั่วโมง") is of all staff, unless it is of
    something of the asker's.
    """
    rest = _PREFACE.sub("|", _OFFICE.sub("|", text))
    if _ALSO.search(text) or (_POSITION.search(rest) and not names_position):
        return True
    if not _TOPIC.search(text) or _STEPS.search(rest):
        return False
    if names_position:
        return _TOLD_TO.search(rest) is not None and not counts and not _I_AM.search(text)
    if _MINE.search(rest):
        return True
    return not counts and any(p.search(rest) for p in (_FOR, _WHO, _NOBODY))


def without_oneself(text: str) -> str:
    """A question about the asker without the words for oneself, which are no topic."""
    for pattern in (_PREFACE, _POSITION, _MINE):
        text = pattern.sub("|", text)
    return text

"""What the bot says of itself and of what it keeps, and the commands that it takes."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Command: TypeAlias = Literal["forget", "mine", "help", "change"]

_PLEASE = r"^(?:ขอ|ช่วย|กรุณา|อยาก|ต้องการ|รบกวน)*"
_OWN = r"(?:ของ)?(?:ผม|กระผม|ฉัน|ดิฉัน|หนู|เรา|ส่วนตัว)?"
_ENDING = r"(?:ด้วย|ให้|หน่อย|ที|นะ|ครับ|คับ|ค่ะ|คะ|จ้า)*$"
_COMMANDS: dict[Command, re.Pattern[str]] = {
    "forget": re.compile(rf"{_PLEASE}ลบข้อมูล{_OWN}(?:ทั้งหมด)?{_ENDING}"),
    "mine": re.compile(rf"{_PLEASE}(?:ดู)?ข้อมูล(?:ของ)?(?:ผม|ฉัน|ดิฉัน|หนู|ที่เก็บไว้){_ENDING}"),
    "help": re.compile(r"^(?:วิธีใช้(?:งาน)?|ช่วยเหลือ|เมนู|เริ่มต้น|เริ่มใหม่|help|menu|start)$", re.I),
    "change": re.compile(rf"{_PLEASE}(?:เปลี่ยน|แก้ไข|แก้)(?:หน่วยงาน|สังกัด|ตำแหน่ง){_OWN}{_ENDING}"),
}
_CHANGE_TO = re.compile(
    rf"{_PLEASE}\s*(?:เปลี่ยน|แก้ไข|แก้)(?:หน่วยงาน|สังกัด|ตำแหน่ง){_OWN}\s*(?:เป็น|ไปเป็น|:)\s*(\S.*)$"
)

FORGOTTEN = (
    "ลบข้อมูลของท่านแล้วครับ ทั้งหน่วยงาน ตำแหน่ง และบทสนทนา "
    "หากถามใหม่ ระบบจะเก็บบทสนทนาไว้ 24 ชั่วโมงเพื่อตอบคำถามต่อเนื่อง"
)
SKIPPED = "ได้ครับ พิมพ์คำถามได้เลย และพิมพ์ “เปลี่ยนหน่วยงาน” เมื่อต้องการบันทึกหน่วยงานกับตำแหน่ง"
NOT_A_TEXT = "ขอบคุณครับ ขณะนี้ระบบอ่านได้เฉพาะข้อความ กรุณาพิมพ์คำถามเกี่ยวกับแผนพัฒนาบุคลากรได้เลย"
JOINED = (
    "สวัสดีครับ ผมคือ “ถามแผน” ตอบคำถามจากแผนพัฒนาบุคลากรของ อปท.\n"
    "ในกลุ่มนี้จะตอบเมื่อท่านแท็กชื่อบอต หรือขึ้นต้นข้อความด้วย “ถามแผน” "
    "เช่น “ถามแผน งบอบรมคุณธรรมของเทศบาล… เท่าไร” และไม่ใช้หน่วยงานหรือตำแหน่งที่ท่านบันทึกไว้ส่วนตัว"
)
CALLED = "เรียกแล้วพิมพ์คำถามต่อในข้อความเดียวกันได้เลยครับ เช่น “ถามแผน มีโครงการอบรมอะไรบ้าง”"
IN_PRIVATE = "เรื่องข้อมูลส่วนตัวของท่าน กรุณาพิมพ์ในแชตส่วนตัวกับบอตครับ"
FAILED = "ขออภัยครับ ระบบขัดข้อง กรุณาส่งคำถามใหม่อีกครั้ง"
GONE = "ขออภัยครับ คำตอบนี้หมดอายุแล้ว กรุณาส่งคำถามใหม่อีกครั้ง"


def command_of(text: str) -> Command | None:
    squeezed = "".join(text.split())
    found = (name for name, pattern in _COMMANDS.items() if pattern.search(squeezed))
    return next(found, None)


def changed_to(text: str) -> str | None:
    """What "เปลี่ยนหน่วยงานเป็น …" names."""
    found = _CHANGE_TO.match(text.strip())
    return found[1] if found else None


def kept(organization: str | None, position: str | None) -> str:
    """What is kept of a person, told to that person."""
    if not (organization or position):
        return (
            "ยังไม่ได้บันทึกหน่วยงานและตำแหน่งของท่านครับ มีเพียงบทสนทนาที่เก็บไว้ 24 ชั่วโมง พิมพ์ “ลบข้อมูลฉัน” เพื่อลบ"
        )
    return (
        f"ข้อมูลที่บันทึกไว้ครับ\nหน่วยงาน: {organization or 'ยังไม่ระบุ'}\n"
        f"ตำแหน่ง: {position or 'ยังไม่ระบุ'}\n"
        "พิมพ์ “เปลี่ยนหน่วยงาน” เพื่อเปลี่ยน หรือ “ลบข้อมูลฉัน” เพื่อลบ"
    )


def saved(organization: str | None, position: str | None, *, has_plan: bool) -> str:
    who = " ".join(filter(None, (organization, f"ตำแหน่ง{position}" if position else None)))
    missing = "" if has_plan else "\nขณะนี้ยังไม่มีแผนของหน่วยงานนี้ในคลัง ถามเรื่องของหน่วยงานอื่นได้ครับ"
    return f"บันทึกแล้วครับ: {who}{missing}"


def none_in(place: str) -> str:
    return f"ยังไม่มีแผนของหน่วยงานใน{place}ในคลังครับ พิมพ์ชื่อเต็มของหน่วยงาน หรือเลือกด้านล่าง"

"""What people tell the bot itself, as they type it."""

from __future__ import annotations

import pytest

from api.line.commands import changed_to, command_of, small_talk

FORGET = [
    "ลบข้อมูลฉัน",
    "ลบ ข้อมูล",
    "ลบข้อมูลผมที",
    "ลบข้อมูลของฉันออกให้หมดเลย",
    "ช่วยลบข้อมูลของผมออกจากระบบด้วยครับ",
    "ลบข้อมูลฉันด้วยนะคะ!",
    "ลบข้อมูลฉัน\U0001f64f",
    "ลบข้อมุลฉันค่าา",
    "ล้างข้อมูล",
    "ลบประวัติการคุย",
    "อย่าเก็บข้อมูลฉัน",
    "ลืมฉันที",
    "ลบขอมูลชั้นหน่อย",
    "อยากลบข้อมูลที่เคยให้ไว้",
    "Delete my data please",
]
CHANGE = [
    "เปลี่ยนหน่วยงาน",
    "เปลี่ยน หน่วยงาน ?",
    "ขอเปลี่ยนหน่วยงานหน่อยค้าบ",
    "เปลื่ยนหน่วยงาน",
    "เปลี่ยนหน่วยงานนน",
    "อยากเปลี่ยนตำแหน่ง",
    "เปลี่ยนหน่วยงานและตำแหน่ง",
    "เลือกหน่วยงานใหม่",
    "แก้ไขข้อมูลส่วนตัว",
    "เปลี่ยนที่ทำงาน",
    "เปลี่ยนเทศบาล",
    "อยู่ผิดหน่วยงาน",
    "change my organization",
]
OTHERS = {
    "ข้อมูลของฉัน": "mine",
    "ดูข้อมูลของผมหน่อยครับ": "mine",
    "วิธีใช้งานค่ะ": "help",
    "ไม่เข้าใจ": "help",
    "HELP!": "help",
    "ข้ามไปก่อน": "skip",
    "ข้าม": "skip",
    "ไม่อยากบอกค่ะ": "skip",
}
QUESTIONS = [
    "ลบข้อมูลโครงการซ้ำอย่างไร",
    "ข้อมูลโครงการอบรม",
    "เปลี่ยนสายงานต้องทำอย่างไร",
    "แก้ไขแผนได้กี่ครั้ง",
    "ย้าย",
    "โครงการพนักงานดีเด่น",
    "งบ",
    "นิติกร",
    "ติดต่อใคร",
    "ได้งบเท่าไร",
    "",
    "?",
    "ค" * 5000,
]


@pytest.mark.parametrize("said", FORGET)
def test_a_wish_to_be_forgotten_is_understood(said: str) -> None:
    assert command_of(said) == "forget"


@pytest.mark.parametrize("said", CHANGE)
def test_a_wish_to_change_is_understood(said: str) -> None:
    assert command_of(said) == "change"


@pytest.mark.parametrize(("said", "command"), OTHERS.items())
def test_other_commands(said: str, command: str) -> None:
    assert command_of(said) == command


@pytest.mark.parametrize("said", QUESTIONS)
def test_what_is_asked_is_no_command(said: str) -> None:
    assert command_of(said) is None and small_talk(said) is None


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ("ขอบคุณค้าบ \U0001f64f", "thanks"),
        ("โอเคครับ ขอบคุณครับ", "thanks"),
        ("thank you", "thanks"),
        ("โอเค", "heard"),
        ("5555555", "heard"),
        ("รับทราบค่ะ", "heard"),
        ("อยากคุยกับเจ้าหน้าที่", "person"),
    ],
)
def test_small_talk(said: str, talk: str) -> None:
    assert command_of(said) is None and small_talk(said) == talk


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("เปลี่ยนหน่วยงานเป็น ดอนสมมุติ", "ดอนสมมุติ"),
        ("เปลี่ยนหน่วยงาน ธุรการ ดอนสมมุติ", "ธุรการ ดอนสมมุติ"),
        ("ย้ายไปดอนสมมุติแล้วครับ", "ดอนสมมุติ"),
        ("ฉันย้ายมาอยู่ ทต.ดอนสมมุติ", "ทต.ดอนสมมุติ"),
        ("ไม่ใช่ ผมอยู่ดอนสมมุติ", "ดอนสมมุติ"),
        ("ผิด อยู่ดอนสมมุติ", "ดอนสมมุติ"),
        ("ตอนนี้อยู่ดอนสมมุติ", "ดอนสมมุติ"),
        ("งบของดอนสมมุติเท่าไร", None),
    ],
)
def test_a_correction_names_the_new(said: str, what: str | None) -> None:
    assert changed_to(said) == what

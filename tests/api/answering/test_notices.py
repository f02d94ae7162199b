"""Notices of a project to be sent round, and what is no wish for one."""

from __future__ import annotations

import pytest

from api.answering.understanding.notices import asks_notice, without_notice
from tests.api.answering.conftest import Say


@pytest.mark.parametrize(
    "message",
    [
        "ช่วยร่างประกาศสั้นๆ แจ้งพนักงานเรื่องค่ายธรรมะ",
        "ช่วยเขียนข้อความลงไลน์กลุ่มแจ้งเรื่องค่ายธรรมะ ให้มีเดือน งบ และหน่วยงาน",
        "ขอให้จัดทำหนังสือแจ้งเวียนเกี่ยวกับค่ายธรรมะ",
        "แต่งแคปชั่นโพสต์เฟซบุ๊กเรื่องค่ายธรรมะให้หน่อย",
        "ขอข้อความประชาสัมพันธ์ค่ายธรรมะหน่อยค่ะ",
    ],
)
def test_a_notice_has_the_cells_of_its_project(ask_don: Say, message: str) -> None:
    said = ask_don(message)
    assert said.answerable
    for part in ("ขอแจ้ง “โครงการค่ายธรรมะ”", "30 คน", "มี.ค. 2569", "40,000 บาท", "กองการศึกษา"):
        assert part in said.text
    lines = said.text.split("\n")[1:]
    assert all(line.endswith("[1]") for line in lines)


def test_what_a_notice_lacks_is_said(ask_don: Say) -> None:
    said = ask_don("ช่วยร่างข้อความแจ้งเรื่องจิตอาสาพัฒนาวัด บอกหน่วยงานด้วย")
    assert "ไม่ได้ระบุระยะเวลา" in said.text and "ไม่ได้ระบุหน่วยงาน" in said.text


def test_there_is_no_notice_of_what_no_project_is_about(ask_don: Say) -> None:
    said = ask_don("ช่วยร่างประกาศแจ้งเรื่องอบรมขับโดรน")
    assert not said.answerable and "ขอแจ้ง" not in said.text


@pytest.mark.parametrize(
    "message",
    [
        "อบรมร่างหนังสือราชการจัดเดือนไหน",
        "เขียนหนังสือราชการให้อ่านเข้าใจ จัดกี่ครั้ง",
        "จัดทำประกาศเจตจำนงต่อต้านการทุจริต ใช้งบเท่าไร",
        "ประกาศใช้แผนเมื่อไหร่",
        "ขอตัวอย่างโครงการปฐมนิเทศเพื่อใช้ร่างแผน",
        "ช่วยร่างแผนปีหน้าให้หน่อย",
        "ใครมีหน้าที่ทำหนังสือแจ้งเวียน",
    ],
)
def test_other_messages_want_no_notice(message: str) -> None:
    assert not asks_notice(message) and without_notice(message) == message

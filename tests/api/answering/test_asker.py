"""Whose position is meant: the asker's, under any word for oneself, and nobody else's row."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from api.answering.understanding.asker import is_about_asker
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import plan, row

TOWN = "เทศบาลตำบลตนสมมุติ"
IDP = plan(
    TOWN,
    "๒๕๖๙",
    "แผนพัฒนารายบุคคล (IDP)",
    "",
    "สัญลักษณ์วิธีการ ก = ฝึกอบรม ข = สอนงาน ค = ดูงาน",
    "",
    row("ตำแหน่ง", "ระดับสมรรถนะ", "", "เรื่องที่ต้องพัฒนา", "วิธีการ", "ไตรมาส", "หน่วยจัด"),
    row("", "คาดหวัง", "ประเมินได้", "", "", "", ""),
    row("กองคลัง", "", "", "", "", "", ""),
    row("เจ้าพนักงานพัสดุ", "๓", "๑", "การเขียนสัญญา", "ก ค", "๒", "สำนักงานคลังเขต"),
    row("นักวิชาการคลัง", "๓", "๓", "การวิเคราะห์งบการเงิน", "ข", "๓", "มหาวิทยาลัย"),
    row("ลูกจ้างประจำ", "", "", "", "", "", ""),
    row("เจ้าพนักงานพัสดุ", "๒", "๑", "การนับพัสดุคงเหลือ", "ข", "๔", "กองคลัง"),
    "",
    "การติดตามประเมินผล",
    "",
    "๑. พนักงานทุกคน มีหน้าที่บันทึกสิ่งที่เรียนรู้ลงในแฟ้มสะสมงานทุกเดือน",
    "",
    "๒. ผู้บังคับบัญชา มีหน้าที่ตรวจแฟ้มสะสมงานของพนักงานทุกไตรมาส",
)
ROWS = ("การเขียนสัญญา", "การวิเคราะห์งบการเงิน", "การนับพัสดุคงเหลือ")
OWN = [
    "ตำแหน่งแบบผมควรเสริมงานเรื่องไหน",
    "แผนรายบุคคลให้หนูเสริมความรู้เรื่องไหนคะ",
    "ดิฉันควรเข้ารับการพัฒนาในเรื่องใดบ้าง",
    "อย่างพี่ต้องฝึกอะไรบ้าง",
    "คนอย่างหนูต้องเก่งเรื่องไหนเพิ่มคะ",
    "ข้าพเจ้าจะต้องพัฒนาสมรรถนะใด",
    "สายงานของตัวเองต้องเติมทักษะอะไร",
    "ตำแหน่งแบบเราควรเสริมอะไรดี",
    "แผน idp กำหนดให้พัฒนาอะไรบ้าง",
    "ปีนี้ฉันมีเรื่องอะไรต้องฝึกตามแผนรายบุคคลบ้าง",
    "ปลัดให้ผมไปอบรมเรื่องอะไร",
]


@pytest.fixture(scope="module")
def library(library_of: LibraryOf) -> Library:
    return library_of(IDP)


def ask(library: Library, message: str, position: str | None = None, *before: str) -> str:
    profile = {"profile_organization": TOWN, "profile_position": position}
    return answer(Ask(message, history=before, **profile), library).text


@pytest.mark.parametrize("message", OWN)
def test_no_other_position_s_row_is_told_as_the_asker_s(library: Library, message: str) -> None:
    said = answer(Ask(message, profile_organization=TOWN, profile_position="นิติกร"), library)
    assert not said.answerable
    assert "นิติกร" in said.text
    assert not any(of in said.text for of in ROWS)


@pytest.mark.parametrize("message", OWN)
def test_the_asker_s_own_row(library: Library, message: str) -> None:
    said = ask(library, message, "นักวิชาการคลัง")
    assert "การวิเคราะห์งบการเงิน" in said
    assert "การเขียนสัญญา" not in said


@pytest.mark.parametrize("message", OWN)
def test_who_asks_is_asked_for_where_nobody_said(library: Library, message: str) -> None:
    said = answer(Ask(message, profile_organization=TOWN), library)
    assert said.needs == "position"


def test_a_position_that_is_named_is_the_one_meant(library: Library) -> None:
    said = ask(library, "ผมอยากรู้ว่านักวิชาการคลังต้องพัฒนาเรื่องอะไร", "นิติกร")
    assert "การวิเคราะห์งบการเงิน" in said


@pytest.mark.parametrize(
    "message",
    [
        "ผมขอถามว่าเทศบาลมีหลักสูตรอะไรบ้าง",
        "หลักสูตรของลูกน้องผมมีอะไรบ้าง",
        "พี่เลี้ยงต้องอบรมอะไร",
        "มติเอกฉันท์เรื่องอบรมคืออะไร",
        "กองผมจัดอบรมอะไรบ้าง",
        "ช่วยสรุปหลักสูตรให้ผมหน่อย",
        "อบต.เรามีหลักสูตรอะไรบ้าง",
    ],
)
def test_a_word_for_oneself_alone_is_no_position(message: str) -> None:
    assert not is_about_asker(message, names_position=False, counts=False)


def test_hours_are_of_all_staff(library: Library) -> None:
    assert not is_about_asker("ผมต้องอบรมกี่ชั่วโมง", names_position=False, counts=True)


def test_a_row_of_the_content_that_is_named_is_told(library: Library) -> None:
    assert "นักวิชาการคลัง" in ask(library, "ใครต้องเรียนการวิเคราะห์งบการเงิน", "นิติกร")


def test_methods_in_the_words_of_the_legend(library: Library) -> None:
    said = ask(library, "นักวิชาการคลังใช้วิธีพัฒนาแบบไหน")
    assert said.startswith("นักวิชาการคลัง (กองคลัง) พัฒนาได้ด้วยวิธี: สอนงาน (สัญลักษณ์ ข)")


def test_who_offers_it_and_when_after_what(library: Library) -> None:
    said = ask(library, "แล้วจัดไตรมาสไหน หน่วยไหนจัดให้", None, "นักวิชาการคลังต้องพัฒนาเรื่องอะไร")
    assert "ไตรมาส: 3" in said and "หน่วยจัด: มหาวิทยาลัย" in said


def test_levels_are_no_skills_and_are_told_where_asked(library: Library) -> None:
    assert "พัฒนา: การวิเคราะห์" in ask(library, "นักวิชาการคลังต้องพัฒนาอะไร")
    said = ask(library, "ระดับสมรรถนะที่คาดหวังของนักวิชาการคลังกี่ระดับ")
    assert "คาดหวัง: 3" in said


def test_the_kind_of_employee_picks_the_row(library: Library) -> None:
    hired = ask(library, "เจ้าพนักงานพัสดุที่เป็นลูกจ้างประจำต้องพัฒนาอะไร")
    assert "การนับพัสดุ" in hired and "การเขียนสัญญา" not in hired
    official = ask(library, "เจ้าพนักงานพัสดุที่เป็นพนักงานเทศบาลต้องพัฒนาอะไร")
    assert "การเขียนสัญญา" in official and "การนับพัสดุ" not in official
    lacking = ask(library, "นักวิชาการคลังที่เป็นพนักงานจ้างต้องพัฒนาอะไร")
    assert lacking.startswith("แผนไม่มีแถวของตำแหน่งนี้ที่เป็นพนักงานจ้าง")


def test_whose_duty_it_is(library: Library) -> None:
    staff = ask(library, "ตัวพนักงานเองต้องรับผิดชอบเรื่องการเรียนรู้ยังไงบ้าง")
    assert "บันทึกสิ่งที่เรียนรู้" in staff and "ตรวจแฟ้ม" not in staff
    head = ask(library, "ผู้บังคับบัญชามีหน้าที่อะไร")
    assert "ตรวจแฟ้ม" in head and "บันทึกสิ่ง" not in head


def test_which_positions_of_a_level_a_kind_or_all(library: Library) -> None:
    wide = ask(library, "ตำแหน่งใดบ้างใน IDP ที่มีระดับคาดหวัง 3 ระดับ")
    assert "มี 2 ตำแหน่ง" in wide
    assert "มี 3 ตำแหน่ง" in ask(library, "แผนรายบุคคลมีกี่ตำแหน่ง")
    hired = ask(library, "ลูกจ้างประจำต้องพัฒนาเรื่องอะไร")
    assert "การนับพัสดุคงเหลือ" in hired and "การเขียนสัญญา" not in hired


def test_who_assists_is_not_told_the_course_of_whom_they_assist(library_of: LibraryOf) -> None:
    courses = plan(
        TOWN,
        "๒๕๖๙",
        row("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ"),
        row(
            "๑",
            "โครงการอบรมตามสายงาน ได้แก่ หลักสูตรนายช่างโยธา หลักสูตรนิติกร หลักสูตรครู",
            "๕๐,๐๐๐",
            "สำนักปลัด",
        ),
    )
    library = library_of(courses)
    assert "หลักสูตรนายช่างโยธา" in ask(library, "นายช่างโยธามีหลักสูตรอะไร")
    assert not ask(library, "ผู้ช่วยนายช่างโยธาต้องอบรมหลักสูตรอะไร").startswith("มีหลักสูตรนายช่าง")

"""Positions that a table has as vacant, or with the value or the remark asked for."""

from __future__ import annotations

import pytest

from api.answering import Answer, Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan, row

POSTS = plan(
    "เทศบาลตำบลกรอบสมมุติ",
    "๒๕๖๙ - ๒๕๗๐",
    "กรอบอัตรากำลัง",
    "",
    row("ส่วนราชการ", "ตำแหน่ง", "กรอบเดิม", "อัตรากำลังที่ต้องใช้", "", "มีคนครอง", "หมายเหตุ"),
    row("", "", "", "๒๕๖๙", "๒๕๗๐", "", ""),
    row("กองคลัง", "นักวิชาการคลัง", "๑", "๑", "๑", "๑", ""),
    row("", "เจ้าพนักงานพัสดุ", "๒", "๒", "๓", "๑", "ว่าง ๑"),
    row("กองช่าง", "นายช่างโยธา", "๑", "๑", "๑", "-", "ว่างเดิม"),
    row("", "นายช่างไฟฟ้า", "๑", "๑", "-", "๑", "ยุบเมื่อว่าง ปี ๒๕๗๐"),
    "",
    "แผนพัฒนารายบุคคล",
    "",
    row("ตำแหน่ง", "ระดับสมรรถนะ", "", "ช่องว่าง", "เรื่องที่ต้องพัฒนา", "หน่วยจัด"),
    row("", "คาดหวัง", "ประเมินได้", "", "", ""),
    row("กองคลัง", "", "", "", "", ""),
    row("นักวิชาการคลัง", "๓", "๒", "๑", "การปิดบัญชี", "กรมบัญชีกลาง"),
    row("เจ้าพนักงานพัสดุ", "๒", "๒", "", "การจัดซื้อจัดจ้าง", "กรมบัญชีกลาง"),
    row("กองช่าง", "", "", "", "", ""),
    row("นายช่างโยธา", "๔", "๒", "๒", "การประมาณราคา", "กรมโยธาธิการและผังเมือง"),
)


@pytest.fixture
def posts(library_of: LibraryOf) -> Library:
    return library_of(POSTS)


def say(library: Library, question: str) -> Answer:
    return answer(Ask(question), library)


def test_vacant_posts_of_one_department_alone(posts: Library) -> None:
    said = say(posts, "กองคลังมีอัตราว่างกี่อัตราในปี 2569 ตำแหน่งใดบ้าง").text
    assert "มีอัตราว่าง 1 อัตรา ใน 1 ตำแหน่ง" in said
    assert "เจ้าพนักงานพัสดุ" in said and "นายช่าง" not in said


def test_vacant_posts_of_a_year(posts: Library) -> None:
    said = say(posts, "กองคลังมีอัตราว่างกี่อัตราในปี 2570").text
    assert "มีอัตราว่าง 2 อัตรา" in said


def test_all_vacant_posts(posts: Library) -> None:
    assert "มีอัตราว่าง 2 อัตรา ใน 2 ตำแหน่ง" in say(posts, "ตำแหน่งไหนว่างอยู่บ้าง").text


def test_a_remark_names_its_position(posts: Library) -> None:
    said = say(posts, "ตำแหน่งใดจะยุบเมื่อว่าง และในปีใด").text
    assert "นายช่างไฟฟ้า" in said and "2570" in said and "นายช่างโยธา" not in said


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("ตำแหน่งใดบ้างที่มีช่องว่าง 2 ระดับ", {"นายช่างโยธา"}),
        ("ตำแหน่งใดบ้างที่มีช่องว่างตั้งแต่ 1 ระดับขึ้นไป", {"นายช่างโยธา", "นักวิชาการคลัง"}),
        ("ตำแหน่งใดบ้างในกองคลังที่มีช่องว่างตั้งแต่ 1 ระดับขึ้นไป", {"นักวิชาการคลัง"}),
    ],
)
def test_rows_with_a_value(posts: Library, question: str, named: set[str]) -> None:
    said = say(posts, question).text
    every = {"นายช่างโยธา", "นักวิชาการคลัง", "เจ้าพนักงานพัสดุ"}
    assert {name for name in every if name in said} == named


def test_what_nobody_has_is_not_listed(posts: Library) -> None:
    assert "มี 1 ตำแหน่ง" not in say(posts, "ตำแหน่งใดบ้างที่มีช่องว่าง 5 ระดับ").text


def test_a_department_of_several_positions_is_counted_as_none_of_them(ask_samples: Say) -> None:
    said = ask_samples("อบจ.ทองกวาวบุรี สำนักช่าง อัตราว่างเท่าไร").text
    assert "มีอัตราว่าง 20 อัตรา (" in said

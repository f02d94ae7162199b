"""Questions of tables of any layout: a row's cells, most and least, records of one value."""

from __future__ import annotations

import pytest

from api.answering import Answer, Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import plan, row

NAME = "เทศบาลตำบลตารางสมมุติ"
SHEETS = plan(
    NAME,
    "๒๕๖๙",
    "อัตรากำลังรายส่วนราชการ",
    "",
    row("มีคนครอง", "ส่วนราชการ", "กรอบ"),
    row("๑๒", "สำนักปลัด", "๑๕"),
    row("๖", "กองคลัง", "๗"),
    row("๔", "กองช่าง", "๙"),
    row("๒๒", "รวม", "๓๑"),
    "",
    "ผลสำรวจความพึงพอใจ",
    "",
    row("ส่วนราชการ", "ความสะอาด", "ความรวดเร็ว"),
    row("สำนักปลัด", "๔.๑๐", "๓.๒๐"),
    row("กองคลัง", "๓.๕๐", "๔.๔๐"),
    row("กองช่าง", "๔.๗๕", ""),
    "",
    "บัญชีวิทยากร",
    "",
    row("ชื่อวิชา", "ผู้สอน", "สังกัดผู้สอน", "ชั่วโมง", "บาท/ชั่วโมง"),
    row("งานสารบรรณ", "หัวหน้าฝ่ายอำนวยการ", "ภายใน", "๖", "๓๐๐"),
    row("การปิดบัญชี", "", "กรมบัญชีกลาง", "๑๒", "๙๐๐"),
    row("การจัดซื้อจัดจ้าง", "นักวิชาการพัสดุ", "กรมบัญชีกลาง", "๙", "๘๐๐"),
    "",
    "ปฏิทินงานของเลขานุการ",
    "",
    row("งาน", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."),
    row("สำรวจความต้องการ", "■", "■", "", ""),
    row("สรุปผลเสนอผู้บริหาร", "", "", "", "■"),
    "",
    "คนออกจากงานย้อนหลัง (คน)",
    "",
    row("สาเหตุ", "๒๕๖๖", "๒๕๖๗", "๒๕๖๘"),
    row("ลาออก", "๓", "๕", "๒"),
    row("โอนย้าย", "๑", "๐", "๔"),
    row("รวม", "๔", "๕", "๖"),
    "",
)


@pytest.fixture
def sheets(library_of: LibraryOf) -> Library:
    return library_of(SHEETS)


def say(library: Library, question: str) -> Answer:
    return answer(Ask(question, profile_organization=NAME), library)


def first(said: Answer) -> str:
    return said.text.split("\n")[0]


def test_most_of_what_two_columns_differ_by(sheets: Library) -> None:
    said = say(sheets, "กองไหนยังว่างมากที่สุด กี่อัตรา")
    assert "กองช่าง มากที่สุด 5 อัตรา" in first(said)
    assert "9 - 4" in said.text and "สำนักปลัด 3 อัตรา" in said.text


def test_totals_are_nobody_to_be_most(sheets: Library) -> None:
    assert first(say(sheets, "กองไหนมีคนครองมากที่สุด")).startswith("สำนักปลัด มากที่สุด 12")


def test_least_in_the_column_that_is_named(sheets: Library) -> None:
    said = say(sheets, "ส่วนราชการใดได้คะแนนความสะอาดน้อยที่สุด")
    assert "กองคลัง น้อยที่สุด 3.50" in first(said)
    assert "กองคลัง มากที่สุด 4.40" in first(say(sheets, "กองไหนความรวดเร็วสูงสุด"))


def test_no_row_of_the_department_is_said_to_be_none(sheets: Library) -> None:
    said = say(sheets, "กองการศึกษาได้คะแนนความสะอาดเท่าไร")
    assert not said.answerable
    assert "ไม่มีแถวของกองการศึกษา" in said.text and "4.10" not in said.text


def test_a_blank_cell_is_unstated_and_no_other_row_speaks_for_it(sheets: Library) -> None:
    said = say(sheets, "วิชาการปิดบัญชีใครเป็นผู้สอน")
    assert not said.answerable
    assert "ผู้สอน: แผนไม่ได้ระบุ" in said.text and "นักวิชาการพัสดุ" not in said.text


def test_the_cells_asked_for_stand_first(sheets: Library) -> None:
    said = say(sheets, "วิชางานสารบรรณเรียนกี่ชั่วโมง ใครเป็นผู้สอน")
    assert said.answerable
    assert "ชั่วโมง: 6" in first(said) and "ผู้สอน: หัวหน้าฝ่ายอำนวยการ" in first(said)


def test_marks_are_months(sheets: Library) -> None:
    said = first(say(sheets, "สำรวจความต้องการทำเดือนไหนบ้าง"))
    assert "ต.ค." in said and "พ.ย." in said and "ม.ค." not in said


def test_years_of_one_row_are_added(sheets: Library) -> None:
    said = say(sheets, "สามปีที่ผ่านมาคนลาออกรวมกี่คน").text
    assert "10" in said and "15" not in said


def test_records_of_one_value_are_counted_and_added(sheets: Library) -> None:
    said = say(sheets, "วิชาที่กรมบัญชีกลางส่งคนมาสอนมีกี่วิชา รวมกี่ชั่วโมง").text
    assert "มี 2 รายการ" in said and "21" in said and "งานสารบรรณ" not in said


def test_a_sheet_of_one_year_selects_for_no_other(library_of: LibraryOf) -> None:
    sheet = plan(
        NAME,
        "๒๕๖๙ - ๒๕๗๑",
        "บัญชีวิทยากรประจำปีงบประมาณ ๒๕๖๙",
        "",
        row("ชื่อวิชา", "ผู้สอน", "สังกัดผู้สอน", "ชั่วโมง"),
        row("งานสารบรรณ", "หัวหน้าฝ่ายอำนวยการ", "ภายใน", "๖"),
        row("การปิดบัญชี", "นักบัญชี", "กรมบัญชีกลาง", "๑๒"),
        row("การจัดซื้อจัดจ้าง", "นักวิชาการพัสดุ", "กรมบัญชีกลาง", "๙"),
        "",
    )
    library = library_of(sheet)
    assert "มี 2 รายการ" in say(library, "ปี 2569 วิชาที่กรมบัญชีกลางส่งคนมาสอนมีกี่วิชา").text
    assert "มี 2 รายการ" not in say(library, "ปี 2571 วิชาที่กรมบัญชีกลางส่งคนมาสอนมีกี่วิชา").text


def test_bounds_select_records(sheets: Library) -> None:
    said = say(sheets, "ส่วนราชการไหนบ้างที่ความสะอาดตั้งแต่ 4 ขึ้นไป").text
    assert "สำนักปลัด" in said and "กองช่าง" in said and "กองคลัง" not in said


def test_the_part_with_most_under_another_name_than_strategy(sample_library: Library) -> None:
    body = "องค์การบริหารส่วนจังหวัดทองกวาวบุรี"
    said = answer(Ask("ประเด็นไหนใช้งบมากที่สุด", profile_organization=body), sample_library)
    assert "ประเด็นการพัฒนาที่ 1" in first(said) and "931,000" in first(said)
    assert "บวกจากแถวโครงการได้ 355,500" in said.text  # printed as 345,500

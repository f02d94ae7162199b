"""Sums and extremes of budgets, with the rows that they come from."""

from __future__ import annotations

import re

import pytest

from api.answering import Ask, answer
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import HEADER, plan, row

MATRIX = plan(
    "เทศบาลตำบลตารางสมมุติ",
    "๒๕๖๙",
    "งบประมาณจำแนกตามส่วนราชการ",
    "",
    row("ยุทธศาสตร์", "งบประมาณ (บาท)", "", ""),
    row("", "สำนักปลัด", "กองคลัง", "กองช่าง"),
    row("ยุทธศาสตร์ที่ ๑ : ความรู้", "๔๐,๐๐๐", "๑๐,๐๐๐", "๒๐,๐๐๐"),
    row("ยุทธศาสตร์ที่ ๒ : คุณธรรม", "๖,๐๐๐", "๓,๐๐๐", ""),
    row("รวม", "๔๖,๐๐๐", "๑๓,๐๐๐", "๒๐,๐๐๐"),
)
TWO_PARTS = plan(
    "เทศบาลตำบลสองภาค",
    "๒๕๖๙",
    "ส่วนที่ ๑ แผนบริหารทรัพยากรบุคคล",
    "",
    HEADER,
    row("๑", "โครงการสรรหาพนักงานจ้าง", "๕ อัตรา", "๑๑,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    row("๒", "โครงการวิเคราะห์ภาระงาน", "ทุกกอง", "๑๓,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    "",
    "ส่วนที่ ๒ แผนพัฒนาบุคลากร",
    "",
    HEADER,
    row("๑", "โครงการค่ายธรรมะ", "๓๐ คน", "๔๐,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
    row("๒", "โครงการแข่งขันกีฬา", "๕ ประเภท", "๕,๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด"),
)


def first_line(text: str) -> str:
    return text.split("\n")[0]


def test_a_total_that_adds_up_is_told_without_remarks(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 1 รวมเท่าไร")
    assert "35,000 บาท" in first_line(said.text)
    assert "ข้อสังเกต" not in said.text


def test_a_printed_total_that_differs_stands_beside_the_computed_one(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 2 รวมเท่าไร")
    assert "50,000 บาท" in said.text and "45,000 บาท" in said.text
    assert "ไม่ตรง" in said.text
    assert {"๔๐,๐๐๐", "๕,๐๐๐", "๕๐,๐๐๐"} <= {
        cell for c in said.citations for cell in c.quote.split("\t")
    }


def test_a_blank_printed_total_is_computed_and_said_to_be_blank(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 3 รวมเท่าไร")
    assert said.answerable
    assert "48,000 บาท" in first_line(said.text)
    assert re.search("ว่าง|ไม่ได้", first_line(said.text))
    assert "18,000" in said.text and "30,000" in said.text


def test_several_strategies_are_added_from_their_printed_totals(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 1 + ยุทธศาสตร์ที่ 2 รวมเท่าไร")
    assert "85,000 บาท" in first_line(said.text)


def test_a_strategy_that_is_not_there_has_no_total(ask_don: Say) -> None:
    said = ask_don("งบยุทธศาสตร์ที่ 9 รวมเท่าไร")
    assert not said.answerable
    assert "บาท" not in said.text


def test_all_projects_are_added_each_with_its_row(ask_don: Say) -> None:
    said = ask_don("งบทุกโครงการรวมเท่าไร")
    assert "128,000 บาท" in first_line(said.text)
    assert len(said.citations) == 8  # and two printed totals, of which one differs
    assert "50,000 บาท แต่บวกจากแถวโครงการได้ 45,000 บาท" in said.text
    for amount in ("15,000", "20,000", "40,000", "5,000", "18,000", "30,000"):
        assert f": {amount} บาท" in said.text


def test_a_part_of_a_plan_is_added_alone(library_of: LibraryOf) -> None:
    library = library_of(TWO_PARTS)
    part = answer(Ask("แผนพัฒนาบุคลากร ส่วนที่ 2 รวมงบทุกโครงการเท่าไร"), library)
    assert "45,000 บาท" in first_line(part.text)
    assert "สรรหา" not in part.text
    whole = answer(Ask("รวมงบทุกโครงการเท่าไร"), library)
    assert "69,000 บาท" in first_line(whole.text)


def test_the_projects_without_a_budget(ask_don: Say) -> None:
    said = ask_don("โครงการใดไม่ใช้งบประมาณบ้าง")
    assert "งดรับของขวัญ" in said.text
    assert "บริจาคโลหิต" not in said.text  # blank is not "no budget"
    assert "ค่ายธรรมะ" not in said.text


def test_the_projects_whose_budget_the_plan_leaves_blank(ask_don: Say) -> None:
    said = ask_don("โครงการไหนยังไม่ระบุงบบ้าง")
    assert "บริจาคโลหิต" in said.text
    assert "งดรับของขวัญ" not in said.text  # "no budget" is stated
    none = ask_don("ยุทธศาสตร์ที่ 3 มีโครงการไหนที่ยังไม่ได้ระบุงบประมาณบ้าง")
    assert none.answerable
    assert first_line(none.text).startswith("ไม่มีรายการที่แผนไม่ได้ระบุงบประมาณ ใน 2 รายการ")


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("กองคลังได้งบยุทธศาสตร์ที่ 1 เท่าไร", "10,000"),  # a cell
        ("กองคลังได้งบรวมเท่าไร", "13,000"),  # a column
        ("งบยุทธศาสตร์ที่ 1 รวมทุกกองเท่าไร", "70,000"),  # a row
        ("งบรวมทุกส่วนราชการเท่าไร", "79,000"),  # all
    ],
)
def test_a_matrix_by_cell_column_row_and_all(
    library_of: LibraryOf, question: str, amount: str
) -> None:
    said = answer(Ask(question), library_of(MATRIX))
    assert said.answerable
    assert f"{amount} บาท" in first_line(said.text)


def test_the_extremes_of_a_matrix(library_of: LibraryOf) -> None:
    library = library_of(MATRIX)
    most = first_line(answer(Ask("กองใดได้งบมากที่สุด"), library).text)
    assert "สำนักปลัด" in most and "46,000 บาท" in most and "กองคลัง" not in most
    least = first_line(answer(Ask("กองใดได้งบน้อยที่สุด"), library).text)
    assert "กองคลัง" in least and "13,000 บาท" in least


def test_a_blank_cell_of_a_matrix_is_not_stated(library_of: LibraryOf) -> None:
    said = answer(Ask("กองช่างได้งบยุทธศาสตร์ที่ 2 เท่าไร"), library_of(MATRIX))
    assert not said.answerable
    assert "ไม่ได้ระบุ" in said.text and "บาท" not in said.text


def test_a_department_that_the_matrix_lacks_gets_nobody_elses_amount(
    library_of: LibraryOf,
) -> None:
    said = answer(Ask("กองประปาได้งบรวมเท่าไร"), library_of(MATRIX))
    assert not any(amount in said.text for amount in ("46,000", "13,000", "20,000"))


@pytest.mark.parametrize(
    ("message", "rows"),
    [
        ("งบรวมทุกโครงการเท่าไหร่", 6),
        ("มีโครงการอะไรบ้าง", 8),
        ("โครงการไหนแพงสุด", 6),
        ("กองการศึกษามีโครงการอะไร งบเท่าไหร่", 2),
    ],
)
def test_what_counts_or_adds_up_cites_every_row_of_it(
    ask_don: Say, message: str, rows: int
) -> None:
    first = ask_don(message).text.split("\n", 1)[0]
    assert first.count("[") == rows


def test_marks_under_a_lost_header_tell_no_time(library_of: LibraryOf) -> None:
    arrows = plan(
        "เทศบาลตำบลศรสมมุติ",
        "๒๕๖๙",
        row("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา"),
        row("๑", "โครงการอบรมดับเพลิง", "๗,๐๐๐", "← →"),
    )
    said = answer(Ask("โครงการอบรมดับเพลิงจัดช่วงไหน"), library_of(arrows)).text
    assert "←" not in said
    assert "ไม่ระบุช่วง" in said

"""A table with a row for each department and a column for each strategy, beside the projects."""

from __future__ import annotations

from typing import Any

import pytest

from api.answering import Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import HEADER, plan, row

YEARLY = row("ที่", "โครงการ", "งบประมาณ (บาท)", "", "หน่วยงานรับผิดชอบ")
# The departments have 90,000 in all and the table prints 99,000; its unit is a thousand baht.
TABLE = plan(
    "เทศบาลตำบลสรุปสมมุติ",
    "๒๕๗๐ - ๒๕๗๑",
    "บัญชีโครงการ",
    "",
    YEARLY,
    row("", "", "๒๕๗๐", "๒๕๗๑", ""),
    row("ยุทธศาสตร์ที่ ๑ คนเก่ง", "", "", "", ""),
    row("๑.๑", "โครงการอบรมงานสารบรรณ", "๒๐,๐๐๐", "๒๕,๐๐๐", "สำนักปลัด"),
    row("๑.๒", "โครงการอบรมงานพัสดุ", "๓๐,๐๐๐", "๓๐,๐๐๐", "กองคลัง"),
    row("", "รวมยุทธศาสตร์ที่ ๑", "๕๐,๐๐๐", "๕๕,๐๐๐", ""),
    row("ยุทธศาสตร์ที่ ๒ คนดีมีวินัย", "", "", "", ""),
    row("๒.๑", "โครงการค่ายธรรมะ", "๔๐,๐๐๐", "๔๐,๐๐๐", "สำนักปลัด"),
    row("", "รวมยุทธศาสตร์ที่ ๒", "๔๔,๐๐๐", "๔๐,๐๐๐", ""),
    "",
    "สรุปงบประมาณปี ๒๕๗๐ จำแนกตามส่วนราชการ",
    "",
    row("ส่วนราชการ", "ยุทธศาสตร์ที่", "", "รวม (พันบาท)"),
    row("", "๑", "๒", ""),
    row("สำนักปลัด", "๒๐", "๓๕", "๕๕"),
    row("กองคลัง", "๓๐", "๕", "๓๕"),
    row("กองช่าง", "", "", ""),
    row("รวมทั้งสิ้น", "๕๐", "๔๐", "๙๙"),
)
ONE_YEAR = plan(
    "เทศบาลตำบลแถวสมมุติ",
    "๒๕๗๐",
    HEADER,
    row("๑", "โครงการค่ายธรรมะ", "๓๐ คน", "๔๐,๐๐๐", "ม.ค. ๒๕๗๐", "กองคลัง"),
)


@pytest.fixture
def table(library_of: LibraryOf) -> Library:
    return library_of(TABLE)


def first(library: Library, question: str, **more: Any) -> str:
    return answer(Ask(question, **more), library).text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("งบกองคลังปี 2570 ยุทธศาสตร์ที่ 2 กี่บาท", "5,000 บาท"),
        ("กองคลังได้งบพัฒนาบุคลากรปี 70 เท่าไร", "35,000 บาท"),
        ("สำนักปลัด ยุทธ 2 ปี 2570 งบเท่าไหร่", "35,000 บาท"),
    ],
)
def test_a_department_has_what_the_table_gives_it(
    table: Library, question: str, amount: str
) -> None:
    assert amount in first(table, question)


def test_the_rows_are_told_beside_where_they_say_otherwise(table: Library) -> None:
    said = answer(Ask("กองคลังกับสำนักปลัดปี 2570 งบต่างกันกี่บาท"), table)
    assert "ต่างกัน 20,000 บาท" in said.text
    assert "กองคลังรับผิดชอบ 1 รายการ บวกได้ 30,000 บาท" in said.text


def test_another_year_is_not_told_from_the_table(table: Library) -> None:
    said = answer(Ask("งบกองคลังปี 2571 เท่าไร"), table)
    assert "30,000" in said.text and "35,000" not in said.text


def test_one_year_is_not_the_whole_plan(table: Library) -> None:
    assert "185,000" in first(table, "งบทั้งแผนรวมเท่าไร")
    said = answer(Ask("งบทั้งแผนปี 2570 รวมเท่าไร"), table).text
    assert "90,000" in said.split("\n")[0]
    assert "พิมพ์ยอดรวมทุกส่วนราชการไว้ 99,000 บาท" in said


def test_the_name_of_a_numbered_strategy_is_no_topic(table: Library) -> None:
    said = first(
        table,
        "กองผมได้งบยุทธศาสตร์ที่ 2 คนดีมีวินัยปี 2570 กี่บาท",
        profile_organization="เทศบาลตำบลสรุปสมมุติ",
        profile_position="ผู้อำนวยการกองคลัง",
    )
    assert "5,000 บาท" in said and "40,000" not in said


def test_without_a_table_the_rows_are_added(library_of: LibraryOf) -> None:
    assert "40,000 บาท" in first(library_of(ONE_YEAR), "งบกองคลังเท่าไร")

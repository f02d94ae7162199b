"""A plan of which nothing but text could be read says so."""

from __future__ import annotations

from tests.ingest.parsing import HEADER, plan, project_row, row

PROSE = "เทศบาลจัดทำแผนนี้เพื่อพัฒนาพนักงานทุกตำแหน่งให้ทำงานบริการประชาชนได้ดีขึ้นกว่าเดิมทุกปี"


def told(*lines: str) -> list[str]:
    return [warning.message for warning in plan(*lines).warnings if warning.code == "no_facts"]


def test_a_plan_without_tables_says_that_it_has_none() -> None:
    (message,) = told(PROSE)
    assert message.startswith("ไม่พบตาราง") and "โครงการ" in message and "รูปภาพ" in message


def test_a_plan_whose_tables_say_nothing_says_how_many() -> None:
    (message,) = told(PROSE, row("ก", "ข"), row("ค", "ง"))
    assert message.startswith("พบตาราง 1 ตาราง") and "หัวคอลัมน์" in message


def test_a_plan_with_any_fact_has_no_such_warning() -> None:
    assert not told(HEADER, project_row("๑", "โครงการก"))
    assert not told(row("ประเภทบุคลากร", "ชาย", "หญิง"), row("ข้าราชการ", "๑๒", "๙"))

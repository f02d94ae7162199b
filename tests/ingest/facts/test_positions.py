"""Rows of individual development plans."""

from __future__ import annotations

import pytest

from ingest.facts.positions import methods_of
from tests.ingest.parsing import plan, positions, row

HEADER = (
    row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา", "เป้าหมายการพัฒนา", "วิธีการพัฒนา", "ปีที่พัฒนา", ""),
    row("", "", "", "", "๒๕๖๘", "๒๕๖๙"),
)


def test_a_position_has_what_its_columns_say() -> None:
    (found,) = positions(
        plan(*HEADER, row("นิติกร", "๑. กฎหมาย", "ลดข้อผิดพลาด", "๑ = อบรม ๒ = ดูงาน", "", "✓"))
    )
    assert (found.position, found.skills, found.goals) == ("นิติกร", "1. กฎหมาย", "ลดข้อผิดพลาด")
    assert found.methods == ("อบรม", "ดูงาน")
    assert found.years == (2569,)


def test_department_and_employees_are_the_rows_above() -> None:
    def alone(text: str) -> str:
        return row(text, "", "", "", "", "")

    def body(text: str) -> str:
        return row(text, "ก", "ข", "อบรม", "✓", "✓")

    read = plan(
        *HEADER,
        body("ปลัดเทศบาล"),
        alone("กองคลัง"),
        body("นักวิชาการคลัง"),
        alone("พนักงานจ้างตามภารกิจ"),
        body("ผู้ช่วยนักวิชาการคลัง"),
        alone("กองช่าง"),
        body("นายช่างโยธา"),
    )
    assert [(p.position, p.department, p.employee_type) for p in positions(read)] == [
        ("ปลัดเทศบาล", "", ""),
        ("นักวิชาการคลัง", "กองคลัง", ""),
        ("ผู้ช่วยนักวิชาการคลัง", "กองคลัง", "พนักงานจ้างตามภารกิจ"),
        ("นายช่างโยธา", "กองช่าง", ""),
    ]


def test_a_column_of_departments_counts_before_the_rows_above() -> None:
    read = plan(
        row("สังกัด", "ตำแหน่ง", "ทักษะ", "วิธีการพัฒนา"),
        row("กองคลัง", "นักวิชาการคลัง", "บัญชี", "อบรม"),
        row("", "เจ้าพนักงานพัสดุ", "พัสดุ", "อบรม"),
    )
    assert [p.department for p in positions(read)] == ["กองคลัง", "กองคลัง"]


def test_the_targets_of_positions_are_their_goals() -> None:
    (found,) = positions(
        plan(row("ตำแหน่ง", "ทักษะ", "เป้าหมาย"), row("ครู", "การสอน", "เด็กได้รับการคัดกรองครบ"))
    )
    assert found.goals == "เด็กได้รับการคัดกรองครบ"


def test_years_without_a_tick_are_not_planned() -> None:
    (found,) = positions(plan(*HEADER, row("ครู", "การสอน", "ก", "อบรม", "-", "")))
    assert found.years == ()


def test_a_table_of_positions_without_development_is_none() -> None:
    read = plan(row("สายงาน", "ปีงบประมาณที่เกษียณ", "รวม"), row("ครู", "๒", "๒"))
    assert positions(read) == []


@pytest.mark.parametrize(
    ("cell", "methods"),
    [
        ("๑ = ศึกษาด้วยตนเอง ๓ = พี่เลี้ยง", ("ศึกษาด้วยตนเอง", "พี่เลี้ยง")),
        ("๑= ศึกษาด้วยตนเอง ๒=ดูงาน", ("ศึกษาด้วยตนเอง", "ดูงาน")),
        ("๑) อบรม ๒) ดูงาน ๑๐) สัมมนา", ("อบรม", "ดูงาน", "สัมมนา")),
        ("๑. อบรม ๒. อบรม", ("อบรม",)),
        ("- อบรม", ("อบรม",)),
        ("การสอนงาน", ("การสอนงาน",)),
        ("", ()),
    ],
)
def test_methods(cell: str, methods: tuple[str, ...]) -> None:
    assert methods_of(cell) == methods

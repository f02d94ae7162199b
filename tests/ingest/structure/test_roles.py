"""Columns and totals that are known by what stands in them."""

from __future__ import annotations

import pytest

from ingest.structure.headers import role_of
from tests.ingest.parsing import kinds, measures, plan, positions, projects, roles, row, table


def test_names_of_departments_over_figures_count_their_people() -> None:
    made = table(
        row("ประเภท", "สำนักปลัด", "กองคลัง", "รวม"),
        row("พนักงานส่วนตำบล", "๗", "-", "๗"),
        row("พนักงานจ้าง", "๓", "๒", "๕"),
        row("รวม", "๑๐", "๒", "๑๒"),
    )
    assert roles(made) == ["", "", "", "total"]
    assert kinds(made) == ["body", "body", "total"]


@pytest.mark.parametrize(
    "label", ["บาท/คน", "ค่าลงทะเบียนต่อคน", "งบประมาณต่อหัว", "ทุนละ (บาท)", "เวลาขั้นต่ำ"]
)
def test_what_each_one_costs_or_takes_at_least_is_no_budget_and_no_time(label: str) -> None:
    assert role_of(label) is None


def test_years_head_columns_from_the_last_too() -> None:
    read = plan(
        row("ที่", "ค่าวัด", "๒๕๗๐", "๒๕๖๙", "๒๕๖๘", "ผู้เก็บ"),
        row("๑", "ชั่วโมงเรียน", "๒๔", "๑๘", "๑๒", "งานบุคคล"),
        row("๒", "ร้อยละผู้ผ่าน", "๘๐", "๗๕", "๗๐", "งานบุคคล"),
    )
    hours = [m for m in measures(read) if m.row.startswith("ชั่วโมง")]
    assert {m.header[-1]: m.value for m in hours} == {"2570": 24, "2569": 18, "2568": 12}


def test_words_above_cells_of_one_kind_head_them() -> None:
    made = table(
        row("ผู้รับการพัฒนา", "คะแนนตอนนี้ / ที่ตั้งไว้", "๗๐ : ลงมือทำ"),
        row("นิติกรปฏิบัติการ", "๒.๐ / ๓.๕", "ร่างข้อบัญญัติจริง"),
        row("นายช่างโยธาชำนาญงาน", "๓.๐ / ๔.๐", "คุมงานถนน ๑ สาย"),
    )
    assert made.header_spans
    assert roles(made) == ["position", "", "method"]


def test_a_first_row_of_the_same_kind_as_the_others_heads_nothing() -> None:
    made = table(
        row("๑", "ปลัดเทศบาล", "ประธาน"),
        row("๒", "หัวหน้าสำนักปลัด", "กรรมการ"),
        row("๓", "นักทรัพยากรบุคคล", "เลขานุการ"),
    )
    assert not made.header_spans
    assert len(made.rows) == 3


def test_methods_of_several_columns_are_several() -> None:
    (only,) = positions(
        plan(
            row("ตำแหน่ง", "เรื่องที่ต้องพัฒนา", "ลงมือทำ", "เรียนจากคนอื่น"),
            row("นิติกร", "กฎหมายปกครอง", "ร่างคำสั่ง", "ประชุมกับอัยการ"),
        )
    )
    assert only.methods == ("ร่างคำสั่ง", "ประชุมกับอัยการ")


COURSES = row("รหัส", "เป็นเงิน", "คน", "บาท/คน", "ผู้เรียน", "ชื่อหลักสูตร", "ผู้จัด")


def test_a_total_whose_label_comes_last_is_no_project() -> None:
    read = plan(
        "ไตรมาสที่ ๑ (ต.ค. – ธ.ค. ๒๕๖๗)",
        "",
        COURSES,
        row("ร-๑", "๒,๐๐๐", "๔", "๕๐๐", "ผู้บรรจุใหม่", "ก้าวแรก", "สำนักปลัด"),
        row("ร-๒", "๙,๐๐๐", "๒", "๔,๕๐๐", "นิติกร", "คดีปกครอง", "สำนักปลัด"),
        row("", "๑๑,๐๐๐", "๖", "", "", "รวมไตรมาสที่ ๑", ""),
    )
    first, second = projects(read)
    assert (first.budget.baht, first.audience) == (2_000, "ผู้บรรจุใหม่ 4 คน")
    assert second.budget.baht == 9_000
    assert (first.timing, first.quarters) == ("ไตรมาสที่ 1 (ต.ค. – ธ.ค. 2567)", (1,))


def test_figures_that_add_up_the_rows_above_are_a_total_without_a_label() -> None:
    lines = (row("แผนก", "มี", "ว่าง"), row("สำนักปลัด", "๑๒", "๒"), row("กองคลัง", "๗", "๑"))
    assert kinds(table(*lines, row("", "๑๙", "๓"))) == ["body", "body", "total"]
    assert kinds(table(*lines, row("", "๑๙", "๔"))) == ["body", "body", "body"]


def test_marks_in_a_grid_of_months_say_when() -> None:
    work, report = projects(
        plan(
            row("กิจกรรม", "ต.ค.", "พ.ย.", "ธ.ค."),
            row("สำรวจ", "■", "■", ""),
            row("รายงาน", "", "", "●"),
        )
    )
    assert (work.timing, report.timing) == ("ต.ค., พ.ย.", "ธ.ค.")

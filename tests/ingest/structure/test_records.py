"""Records of labelled lines as rows of a table."""

from __future__ import annotations

from ingest.models import PassageKind
from tests.ingest.parsing import kinds, plan, positions, projects, roles, row, table, texts

SHEETS = (
    "ใบกิจกรรมที่ ๑ รู้จักตำบล (ปฐมนิเทศ)",
    "เสา : หนึ่ง",
    "ใคร : ผู้เข้าใหม่ ๔๐ คน",
    "เมื่อใด : ธ.ค. ๒๕๖๘",
    "เงิน : ๔๘,๐๐๐ บาท",
    "เจ้าภาพ : สำนักปลัด",
    "",
    "ใบกิจกรรมที่ ๒ ใจสะอาด",
    "เสา : สอง",
    "ใคร : ทุกคน",
    "เมื่อใด : ม.ค. ๒๕๖๙",
    "เงิน : ไม่ใช้งบประมาณ",
    "เจ้าภาพ :",
)


def test_a_record_is_a_row_and_its_labels_are_columns() -> None:
    made = table("ภาคหนึ่ง กิจกรรม", "", *SHEETS)
    assert [column.label for column in made.columns] == [
        "ใบกิจกรรมที่", "ใบกิจกรรม", "เสา", "ใคร", "เมื่อใด", "เงิน", "เจ้าภาพ"
    ]  # fmt: skip
    assert roles(made) == ["number", "name", "strategy", "audience", "timing", "budget", "unit"]
    assert kinds(made) == ["body", "body"]
    assert texts(made.rows[0])[5] == "๔๘,๐๐๐ บาท"
    assert made.caption == "ภาคหนึ่ง กิจกรรม"


def test_a_cell_of_a_record_points_to_its_line_and_its_row_to_them_all() -> None:
    first, second = table("ภาคหนึ่ง กิจกรรม", "", *SHEETS).rows
    assert (first.span.line_start, first.span.line_end) == (5, 10)
    money = first.cell(5)
    assert money is not None and money.span.line_start == money.span.line_end == 9
    assert second.span.line_start == 12


def test_records_are_projects_with_what_their_lines_say() -> None:
    first, second = projects(plan(*SHEETS))
    assert (first.number, first.name) == ("1", "รู้จักตำบล (ปฐมนิเทศ)")
    assert (first.budget.baht, first.timing, first.unit) == (48_000, "ธ.ค. 2568", "สำนักปลัด")
    assert first.strategy == ("เสา หนึ่ง",)
    assert second.budget.kind == "no_budget"
    assert second.unit == ""  # left blank, and not that of the record above


def test_each_line_of_a_record_is_in_one_passage_that_quotes_it() -> None:
    passages = [p for p in plan(*SHEETS).passages if p.kind is PassageKind.ROW]
    assert [(p.span.line_start, p.span.line_end) for p in passages] == [(3, 8), (10, 15)]
    assert "เงิน : ๔๘,๐๐๐ บาท" in passages[0].text


def test_lines_below_a_label_belong_to_it() -> None:
    read = plan(
        "๑. ชื่อกิจกรรม : ร่างคำสั่ง", "วัตถุประสงค์ :", "- ให้ถูกต้อง", "- ให้ทันเวลา", "ใช้เงิน : ๑๘,๐๐๐ บาท",
        "", "๒. ชื่อกิจกรรม : แผนที่ภาษี", "วัตถุประสงค์ : ให้เป็นปัจจุบัน", "ใช้เงิน : ๒,๐๐๐ บาท",
    )  # fmt: skip
    assert [p.objective for p in projects(read)] == ["- ให้ถูกต้อง - ให้ทันเวลา", "ให้เป็นปัจจุบัน"]
    assert [p.budget.baht for p in projects(read)] == [18_000, 2_000]


def test_headings_between_records_rule_those_below_them() -> None:
    read = plan(
        "ยุทธศาสตร์ที่ ๑ คนเก่ง", "",
        "ชื่อกิจกรรม : ก", "ช่วงที่จัด : ก.พ. ๒๕๖๙", "ใช้เงิน : ๑,๐๐๐ บาท", "",
        "ยุทธศาสตร์ที่ ๒ คนสุข", "",
        "ชื่อกิจกรรม : ข", "ช่วงที่จัด : มี.ค. ๒๕๖๙", "ใช้เงิน : ๒,๐๐๐ บาท",
    )  # fmt: skip
    assert [p.strategy for p in projects(read)] == [
        ("ยุทธศาสตร์ที่ 1 คนเก่ง",), ("ยุทธศาสตร์ที่ 2 คนสุข",)
    ]  # fmt: skip


def test_cards_of_positions_are_plans_of_positions() -> None:
    read = plan(
        "การ์ดที่ ๑ นักประชาสัมพันธ์", "ต้องเรียนรู้ : การผลิตคลิปสั้น", "วิธีเรียนรู้ : ลงมือทำ ๔ ชิ้น",
        "เสร็จภายใน : ส.ค. ๒๕๖๘",
        "การ์ดที่ ๒ นายช่างสุขาภิบาล", "ต้องเรียนรู้ : บำบัดน้ำเสีย", "วิธีเรียนรู้ : ดูงาน ๒ แห่ง",
        "เสร็จภายใน : ก.ค. ๒๕๖๘",
    )  # fmt: skip
    first, second = positions(read)
    assert (first.position, first.skills) == ("นักประชาสัมพันธ์", "การผลิตคลิปสั้น")
    assert (second.position, second.methods) == ("นายช่างสุขาภิบาล", ("ดูงาน 2 แห่ง",))


def test_rows_of_a_label_and_a_value_are_records_too() -> None:
    read = plan(
        row("ชื่อโครงการ", "ติดปีกคนใหม่"), row("วงเงิน", "๒๒,๐๐๐ บาท"), row("กำหนดจัด", "พ.ย. ๒๕๖๗"), "",
        row("ชื่อโครงการ", "ภาษาจีน"), row("วงเงิน", "๓๖,๐๐๐ บาท"), row("กำหนดจัด", ""),
    )  # fmt: skip
    assert [(p.name, p.budget.baht, p.timing) for p in projects(read)] == [
        ("ติดปีกคนใหม่", 22_000, "พ.ย. 2567"), ("ภาษาจีน", 36_000, "")
    ]  # fmt: skip


def test_small_tables_with_equal_labels_stay_tables() -> None:
    counts = (row("สำนักปลัด", "๑๒"), row("กองคลัง", "๗"), row("กองช่าง", "๕"))
    read = plan("ก่อน", *counts, "", "หลัง", *counts)
    assert [len(t.rows) for t in read.tables] == [3, 3]


def test_labelled_lines_that_come_once_or_mean_nothing_stay_text() -> None:
    once = ("วิสัยทัศน์ : คนดี", "พันธกิจ : พัฒนาคน", "งบประมาณ : ตามเทศบัญญัติ")
    again = ("สีแดง : เร่งด่วน", "สีเหลือง : ปานกลาง", "สีเขียว : ปกติ")
    committee = ("ประธาน : นายก", "กรรมการ : ปลัด", "กรรมการ : ผู้อำนวยการกองคลัง")
    read = plan(*once, "", *again, "", "อีกครั้ง", *again, "", *committee)
    assert not read.tables
    assert {n for p in read.passages for n in range(p.span.line_start, p.span.line_end + 1)} >= {
        3, 4, 5, 7, 8, 9, 11, 12, 13, 14
    }  # fmt: skip

"""Marks that a draft leaves for the officer are notes, said once."""

from ingest.checks import Severity, check_plan
from ingest.pipeline import parse_bytes

HEADER = "ลำดับ\tโครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ (บาท)\tระยะเวลา\tหน่วยงานรับผิดชอบ"


def _codes(*rows: str, after: str = "") -> list[tuple[str, Severity, str]]:
    head = ["แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. 2570", "เทศบาลตำบลดอนสมมุติ", "", "ส่วนที่ 1 โครงการ"]
    plan = parse_bytes("\n".join([*head, HEADER, *rows, after]).encode(), "plan.txt")
    lacking = ("to-fill", "blank-", "column-", "indicator-", "target-", "foreign", "name-", "year")
    return [
        (found.code, found.severity, found.expected)
        for found in check_plan(plan)
        if found.code.startswith(lacking)
    ]


WHOLE = "1\tโครงการอบรม\tร้อยละของผู้ผ่าน\tร้อยละ 80\t20,000\tมีนาคม 2570\tสำนักปลัด"


def test_a_mark_is_a_note_that_names_what_is_to_be_filled_in() -> None:
    marks = "[โปรดกรอก: เป้าหมาย]\t[โปรดกรอก: งบประมาณ]"
    row = f"2\tโครงการดูงาน\tร้อยละของผู้ผ่าน\t{marks}\tมีนาคม 2570\tกองคลัง"
    assert _codes(WHOLE, row) == [("to-fill", Severity.NOTE, "เป้าหมาย งบประมาณ")]


def test_what_is_blank_without_a_mark_is_found_as_before() -> None:
    row = "2\tโครงการดูงาน\tร้อยละของผู้ผ่าน\t\t10,000\tมีนาคม 2570\tกองคลัง"
    assert [code for code, _, _ in _codes(WHOLE, row)] == ["indicator-without-target"]


def test_what_a_list_of_sources_quotes_is_not_checked() -> None:
    after = "\nแหล่งที่มาของร่างแผน\n\n[1] เทศบาลเมืองทุ่งนิมิต ร้อยละ 120 ปีงบประมาณ พ.ศ. 2560 [โปรดกรอก: ก]"
    assert _codes(WHOLE, after=after) == []

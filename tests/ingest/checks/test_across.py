"""Tables that contradict each other."""

from __future__ import annotations

from ingest.checks.across import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project, total
from tests.ingest.parsing import row

PROJECTS = (
    "ยุทธศาสตร์ที่ ๑ พัฒนาคนให้เก่ง",
    HEADER,
    project("โครงการ ก", "๒๐,๐๐๐"),
    total("๒๐,๐๐๐"),
    "",
    "ยุทธศาสตร์ที่ ๒ ส่งเสริมคนดี",
    HEADER,
    project("โครงการ ข", "๕,๐๐๐"),
    total("๕,๐๐๐"),
    "",
)
SUMMARY = ("สรุปงบประมาณ", "", row("ยุทธศาสตร์", "งบประมาณ (บาท)"))


def test_a_summary_that_gives_a_strategy_another_sum() -> None:
    right = row("ยุทธศาสตร์ที่ ๑ พัฒนาคนให้เก่ง", "๒๐,๐๐๐")
    same = (*PROJECTS, *SUMMARY, right, row("ยุทธศาสตร์ที่ ๒ ส่งเสริมคนดี", "๕,๐๐๐"))
    other = (*PROJECTS, *SUMMARY, right, row("ยุทธศาสตร์ที่ ๒ ส่งเสริมคนดี", "๘,๐๐๐"))
    assert found(check, plan_of(*same)) == []
    assert found(check, plan_of(*other)) == [("totals-disagree", "warning", 18, "5,000", "8,000")]


def test_strategies_of_other_names_are_not_compared() -> None:
    others = (row("ยุทธศาสตร์ที่ ๑ ถนนและสะพาน", "๙๐๐"), row("ยุทธศาสตร์ที่ ๒ ตลาดน้ำ", "๘๐๐"))
    assert found(check, plan_of(*PROJECTS, *SUMMARY, *others)) == []


SCHOOLING = (
    row("ประเภท", "ปริญญาตรี", "ปริญญาโท", "รวม"),
    row("พนักงานเทศบาล", "๔", "๒", "๖"),
    row("ลูกจ้างประจำ", "๓", "๑", "๔"),
    row("พนักงานจ้าง", "๗", "๑", "๘"),
    row("รวม", "๑๔", "๔", "๑๘"),
    "",
)


def ages(employed: str, all_together: str) -> tuple[str, ...]:
    return (
        "โครงสร้างอายุ",
        "",
        row("ประเภท", "ต่ำกว่า ๔๐", "๔๐ ขึ้นไป", "รวม"),
        row("พนักงานเทศบาล", "๓", "๓", "๖"),
        row("ลูกจ้างประจำ", "๑", "๓", "๔"),
        row("พนักงานจ้าง", "๔", employed, str(4 + int(employed))),
        row("รวม", "๘", "๑๐", all_together),
    )


def test_the_same_people_split_by_age_and_by_schooling() -> None:
    assert found(check, plan_of(*SCHOOLING, *ages("4", "18"))) == []
    assert found(check, plan_of(*SCHOOLING, *ages("5", "18"))) == [
        ("totals-disagree", "warning", 15, "8", "9")
    ]


def test_those_who_retire_are_not_all_who_work() -> None:
    retiring = (
        "ผู้เกษียณอายุ",
        "",
        row("ประเภท", "๒๕๖๙", "๒๕๗๐", "รวม"),
        row("พนักงานเทศบาล", "๑", "-", "๑"),
        row("ลูกจ้างประจำ", "๑", "๑", "๒"),
        row("รวม", "๒", "๑", "๓"),
    )
    assert found(check, plan_of(*SCHOOLING, *retiring)) == []

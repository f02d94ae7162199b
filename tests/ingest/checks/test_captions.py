"""Captions of tables: their numbers, and the years and names that they bear."""

from __future__ import annotations

import pytest

from ingest.checks import check_plan
from ingest.checks.captions import check
from ingest.checks.years import check as check_years
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row

STAFF = [
    row("ส่วนราชการ", "ชาย", "หญิง", "รวม"),
    row("กองคลัง", "๑", "๓", "๔"),
    row("กองช่าง", "๕", "๑", "๖"),
]
PROJECTS = [HEADER, project("อบรมกฎหมายปกครอง"), project("ศึกษาดูงานด้านการคลัง")]


def captioned(*captions: str) -> list[str]:
    return [line for caption in captions for line in (caption, *STAFF, "")]


def test_a_table_that_is_left_out_and_one_numbered_twice() -> None:
    plan = plan_of(*captioned("ตารางที่ ๑ เพศ", "ตารางที่ ๒ วุฒิ", "ตารางที่ ๔ อายุ", "ตารางที่ ๔ ที่พัก"))
    assert [(code, line, *rest) for code, _, line, *rest in found(check, plan)] == [
        ("number-missing", 14, "ตารางที่ 3", "ตารางที่ 4"),
        ("number-repeated", 19, "ตารางที่ 5", "ตารางที่ 4"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        captioned("ตารางที่ ๑ เพศ", "ตารางที่ ๒ วุฒิ", "ตารางที่ ๒ วุฒิ (ต่อ)", "ตารางที่ ๓ อายุ"),
        captioned("ตารางที่ ๒.๑ เพศ", "ตารางที่ ๒.๒ วุฒิ", "ตารางที่ ๓.๑ อายุ", "ตารางที่ ๓.๒ ที่พัก"),
        captioned("ตารางที่ ๑ เพศ", "แผนภูมิที่ ๑ เพศ", "ตารางที่ ๒ วุฒิ", "แผนภูมิที่ ๒ วุฒิ"),
        captioned("ตาราง ๒-๑ เพศ", "ตาราง ๒-๒ วุฒิ", "ตาราง ๓-๑ อายุ"),
        ["ตารางที่ ๑ เพศ ๓", "ตารางที่ ๒ วุฒิ ๔", *captioned("ตารางที่ ๑ เพศ", "ตารางที่ ๒ วุฒิ")],
        [*captioned("ตารางที่ ๑ เพศ"), "ตารางที่ ๑ แสดงให้เห็นว่าบุคลากรส่วนใหญ่เป็นชาย"],
        [*captioned("ตารางที่ ๑ เพศ", "ตารางที่ ๓ อายุ"), "ตารางที่ ๒ วุฒิการศึกษา"],
    ],
)
def test_no_false_alarm(lines: list[str]) -> None:
    assert found(check, plan_of(*lines)) == []


def test_a_caption_of_another_plan() -> None:
    caption = "ตารางที่ ๑ โครงการของเทศบาลตำบลบ้านเหนือ ปีงบประมาณ พ.ศ. ๒๕๖๕"
    codes = {f.code for f in check_plan(plan_of(caption, *PROJECTS)) if f.span.line_start == 4}
    assert codes == {"year-outside", "name-foreign"}


def test_staff_as_counted_the_year_before_are_no_other_plans() -> None:
    caption = "ตารางที่ ๑ จำนวนบุคลากรจำแนกตามเพศ ปีงบประมาณ พ.ศ. {}"
    assert found(check_years, plan_of(*captioned(caption.format("๒๕๖๘")))) == []
    (old,) = found(check_years, plan_of(*captioned(caption.format("๒๕๖๒"))))
    assert old[3:] == ("2569", "2562")

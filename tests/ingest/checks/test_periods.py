"""Spans of time that run backwards, months of other years above columns, when the plan holds."""

from __future__ import annotations

import pytest

from ingest.checks.dates import ends_before_it_begins, fiscal_years_meant
from ingest.checks.periods import check
from ingest.checks.years import check as check_years
from tests.ingest.checks.finding import HEADER, TITLE, found, plan_of, project
from tests.ingest.parsing import row


@pytest.mark.parametrize("month", ["มี.ค.", "เม.ย.", "มิ.ย.", "มี. ค.", "มีนาคม", "มีค"])
def test_months_whose_short_names_have_vowels(month: str) -> None:
    assert fiscal_years_meant(f"{month} ๖๘") == [(2568,)]
    assert fiscal_years_meant(f"{month} ๖๘ คน") == []


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        ("ต.ค. ๒๕๖๘ - ก.ย. ๒๕๖๙", False),
        ("๕ ม.ค. ๒๕๖๙ ถึง ๒๐ ก.พ. ๒๕๖๙", False),
        ("มี.ค. ๖๙ - มี.ค. ๖๙", False),
        ("ครั้งที่ ๑ มิ.ย. ๖๙ ครั้งที่ ๒ ก.พ. ๖๙", False),
        ("๕ ม.ค. ๒๕๖๙ ถึง ๒๐ ก.พ. ๒๕๖๘", True),
        ("ต.ค. ๒๕๖๙ - ก.ย. ๒๕๖๙", True),
        ("มิถุนายน ๒๕๖๙ ถึงวันที่ ๓๐ เมษายน ๒๕๖๙", True),
    ],
)
def test_a_span_that_ends_before_it_begins(text: str, backwards: bool) -> None:
    assert ends_before_it_begins(text) is backwards
    codes = [f[:3] for f in found(check, plan_of(HEADER, project("อบรม", timing=text)))]
    assert codes == ([("year-outside", "error", 5)] if backwards else [])


def test_columns_of_a_first_and_a_last_day() -> None:
    header = row("โครงการ", "ตัวชี้วัด", "งบประมาณ", "เริ่ม", "สิ้นสุด", "ผู้รับผิดชอบ")

    def days(first: str, last: str) -> list[str]:
        line = row("อบรมกฎหมาย", "ร้อยละ ๘๐", "๕,๐๐๐", first, last, "กองคลัง")
        plan = plan_of(header, line)
        return [f[0] for f in (*found(check, plan), *found(check_years, plan))]

    assert days("๑ พ.ย. ๒๕๖๘", "๓๐ พ.ย. ๒๕๖๘") == []
    assert days("๑ พ.ย. ๒๕๖๘", "๓๐ พ.ย. ๒๕๖๗") == ["year-outside"]
    assert days("๑ พ.ย. ๒๕๖๗", "๓๐ พ.ย. ๒๕๖๗") == ["year-outside"]


@pytest.mark.parametrize(
    ("month", "wrong"),
    [("มี.ค. ๖๙", ""), ("มี.ค.", ""), ("มี.ค. ๖๘", "มี.ค. 68"), ("ต.ค. ๖๙", "ต.ค. 69")],
)
def test_a_month_of_another_year_above_a_column(month: str, wrong: str) -> None:
    plan = plan_of(row("กิจกรรม", "ก.พ. ๖๙", month, "เม.ย. ๖๙"), row("อบรม", "✓", "✓", ""))
    expected = [("year-outside", "error", 4, "2569", wrong)] if wrong else []
    assert found(check, plan) == expected


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("ให้ใช้แผนนี้ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๘ ถึงวันที่ ๓๐ กันยายน ๒๕๖๙", ""),
        ("ให้ใช้แผนนี้ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗ ถึงวันที่ ๓๐ กันยายน ๒๕๖๘", "2567 - 2568"),
        ("ให้ใช้แผนนี้ตั้งแต่วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๙ ถึงวันที่ ๓๐ กันยายน พ.ศ. ๒๕๖๙", "2569 - 2569"),
        ("ตามแผนอัตรากำลังที่ใช้บังคับ ๑ ตุลาคม ๒๕๖๖ - ๓๐ กันยายน ๒๕๖๙", ""),  # three years
        ("ประเมินผลรอบ ๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘ มาแล้ว", ""),
        ("รายงานผลการใช้แผนรอบ ๑๒ เดือน (๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘)", ""),
        ("ประกาศใช้แผนนี้และยกเลิกแผนเดิมที่ใช้ ๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘", ""),
        ("ปีงบประมาณ ๒๕๖๙ (๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙)", ""),
        ("ปีงบประมาณ ๒๕๖๙ (๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๙)", "2567 - 2569"),
    ],
)  # fmt: skip
def test_the_time_for_which_a_plan_holds(sentence: str, wrong: str) -> None:
    expected = [("year-outside", "error", 4, "2569", wrong)] if wrong else []
    assert found(check, plan_of(sentence)) == expected


def test_a_title_whose_year_no_project_is_in() -> None:
    months = ("ม.ค.", "ก.พ.", "มี.ค.")
    rows = [project(f"อบรมงานช่วง {month}", timing=f"{month} ๒๕๖๙") for month in months]
    assert found(check, plan_of(HEADER, *rows)) == []
    old = TITLE.replace("๒๕๖๙", "๒๕๖๗")
    assert found(check, plan_of(HEADER, *rows, title=old)) == [
        ("year-outside", "error", 1, "2569", "2567")
    ]
    assert found(check, plan_of(HEADER, *rows[:2], title=old)) == []


def test_when_people_are_to_be_developed() -> None:
    header = row("ตำแหน่ง", "สมรรถนะที่ต้องพัฒนา", "วิธีการพัฒนา", "ช่วงเวลา")
    for time, codes in (("ม.ค. - มี.ค. ๒๕๖๙", []), ("ม.ค. - มี.ค. ๒๕๖๖", ["year-outside"])):
        plan = plan_of(header, row("นิติกร", "การคิดวิเคราะห์", "ฝึกอบรม", time))
        assert [f[0] for f in found(check_years, plan)] == codes


def test_columns_of_posts_to_come_are_not_of_years_gone_by() -> None:
    def posts(*years: str) -> list[str]:
        table = (
            row("ส่วนราชการ", "กรอบอัตรากำลัง", "", "", "หมายเหตุ"),
            row("", *years, ""),
            row("กองคลัง", "๓", "๓", "๔", ""),
        )
        plan = plan_of("ตารางที่ ๑ กรอบอัตรากำลัง ๓ ปี", *table)
        return [code for code, *_ in found(check_years, plan)]

    assert posts("๒๕๖๗", "๒๕๖๘", "๒๕๖๙") == []
    assert posts("๒๕๗๐", "๒๕๗๑", "๒๕๗๒") == []
    assert posts("๒๕๖๔", "๒๕๖๕", "๒๕๖๖") == ["year-outside"]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["คณะกรรมการจัดทำแผนพัฒนาบุคลากร ประจำปีงบประมาณ ๒๕๖๗ -", "", "๒๕๖๘ ดังนี้"], ["year-outside"]),
        (["แผนพัฒนาบุคลากร ๓ ปี ของเทศบาล พ.ศ. ๒๕๖๘ - ๒๕๗๐ ฉบับนี้"], ["year-outside"]),
        (["แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙"], []),
        (["แผนพัฒนาบุคลากรสอดคล้องกับแผนอัตรากำลัง พ.ศ. ๒๕๖๖ - ๒๕๖๘"], []),
        (["แผนพัฒนาบุคลากรฉบับก่อน พ.ศ. ๒๕๖๖ - ๒๕๖๗ สิ้นสุดแล้ว"], []),
        (["แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"], []),
        (["ต่อเนื่องจากแผนพัฒนาบุคลากร ปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๖๘"], []),
    ],
)  # fmt: skip
def test_years_that_meet_the_plans_and_differ(lines: list[str], codes: list[str]) -> None:
    plan = plan_of(*lines, title="แผนพัฒนาบุคลากร ๓ ปี พ.ศ. ๒๕๖๗ - ๒๕๖๙")
    assert [f[0] for f in found(check, plan)] == codes

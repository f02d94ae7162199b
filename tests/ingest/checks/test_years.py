"""Years of another plan, and years that rightly differ from the plan's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.checks.dates import fiscal_years_meant
from ingest.checks.years import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row

THREE_YEARS = "แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙"


@pytest.mark.parametrize(
    "name",
    [
        "โครงการอบรมระเบียบพัสดุ ประจำปีงบประมาณ ๒๕๖๕",
        "โครงการอบรมสัมมนา ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "โครงการห้องสมุดพนักงาน ประจำปี ๒๕๗๐",
        "โครงการปฐมนิเทศ ปี ๒๕๖๗",
        "โครงการปฐมนิเทศ ปีงบประมาณ ๖๗",
    ],
)
def test_a_project_named_for_another_year(name: str) -> None:
    (only,) = found(check, plan_of(HEADER, project(name)))
    assert only[:4] == ("year-outside", "error", 5, "2569")


@pytest.mark.parametrize(
    "name",
    [
        "โครงการอบรมระเบียบพัสดุ ปี ๒๕๖๐",
        "อบรมการจัดทำเทศบัญญัติ ประจำปี ๒๕๖๕",
        "โครงการอบรมสัมมนา ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "จัดทำแผนอัตรากำลัง ๓ ปี ประจำปีงบประมาณ ๒๕๗๐ - ๒๕๗๒",
        "ปรับปรุงแผนอัตรากำลัง ๓ ปี ประจำปีงบประมาณ ๒๕๖๗ - ๒๕๖๙",
        "อบรมพระราชบัญญัติการจัดซื้อจัดจ้าง พ.ศ. ๒๕๖๐",
        "จัดทำเทศบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ ๒๕๗๐",
        "รายงานผลการพัฒนาบุคลากร ประจำปีงบประมาณ ๒๕๖๘",
    ],
)
def test_a_project_that_rightly_names_other_years(name: str) -> None:
    assert found(check, plan_of(HEADER, project(name))) == []


@pytest.mark.parametrize(
    ("timing", "wrong"),
    [
        ("ต.ค. ๒๕๖๘ - ก.ย. ๒๕๖๙", False),
        ("พ.ย. ๖๘", False),
        ("มกราคม - มีนาคม ๒๕๖๙", False),
        ("ตลอดปีงบประมาณ", False),
        ("ภายในปี ๒๕๖๘", False),  # its last quarter begins the fiscal year 2569
        ("มกราคม - มีนาคม ๒๕๖๘", True),
        ("ต.ค. ๒๕๖๙", True),
        ("ปีงบประมาณ ๒๕๖๘", True),
    ],
)
def test_dates_of_another_fiscal_year(timing: str, wrong: bool) -> None:
    assert bool(found(check, plan_of(HEADER, project("โครงการ ก", timing=timing)))) is wrong


def test_months_and_years_together() -> None:
    assert fiscal_years_meant("๑ ต.ค. ๒๕๖๘ ถึง ๓๐ ก.ย. ๖๙") == [(2569,), (2569,)]
    assert fiscal_years_meant("ปี ๒๕๖๘ จำนวน ๖๘ คน") == [(2568, 2569)]


def test_a_heading_of_another_plans_years() -> None:
    heading = "๓.๔ แผนพัฒนารายบุคคล ประจำปีงบประมาณ ๒๕๖๔ - ๒๕๖๖"
    table = (row("ตำแหน่ง", "ทักษะที่ต้องพัฒนา"), row("นิติกร", "กฎหมายปกครอง"))
    plan = plan_of(heading, "", *table, title=THREE_YEARS)
    assert found(check, plan) == [("year-outside", "error", 4, "2567 - 2569", "2564 - 2566")]


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("บทที่ ๔ แผนงานโครงการ ปีงบประมาณ พ.ศ. ๒๕๖๔", ["year-outside"]),
        ("บทที่ ๔ แผนงาน/โครงการ ปีงบประมาณ พ.ศ. ๒๕๖๘", []),
        ("บทที่ ๔ แผนดำเนินงานของจังหวัด ปีงบประมาณ พ.ศ. ๒๕๖๔", []),
    ],
)
def test_the_heading_of_the_plans_own_projects(heading: str, codes: list[str]) -> None:
    plan = plan_of(heading, "", HEADER, project("อบรมช่าง"), title=THREE_YEARS)
    assert [f[0] for f in found(check, plan)] == codes


@pytest.mark.parametrize(
    "sentence",
    [
        "โดยที่แผนพัฒนาบุคลากรฉบับเดิมสิ้นสุดลงในปีงบประมาณ พ.ศ. ๒๕๖๖ จึงจัดทำแผนฉบับนี้",
        "ตามพระราชกฤษฎีกาว่าด้วยการบริหารกิจการบ้านเมือง พ.ศ. ๒๕๔๖",
        "ประกาศ ณ วันที่ ๑๕ กันยายน พ.ศ. ๒๕๖๖",
        "ตามมติ ก.ท.จ. ครั้งที่ ๗/๒๕๖๖ เมื่อวันที่ ๓ สิงหาคม ๒๕๖๖",
        "สอดคล้องกับแผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๑ - ๒๕๖๕ และยุทธศาสตร์จังหวัด",
        "จัดทำแผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙ ขึ้นใช้",
    ],
)
def test_years_in_running_text_that_are_no_slip(sentence: str) -> None:
    plan = plan_of("หลักการและเหตุผล", "", sentence, title=THREE_YEARS)
    assert found(check, plan) == []


def test_a_sentence_that_gives_this_plan_other_years() -> None:
    sentence = "เทศบาลจึงได้จัดทำแผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ - ๒๕๖๖ ขึ้นเพื่อใช้เป็นกรอบ"
    plan = plan_of("หลักการและเหตุผล", "", sentence, title=THREE_YEARS)
    assert found(check, plan) == [("year-outside", "warning", 6, "2567 - 2569", "2564 - 2566")]


def test_a_staffing_plan_that_has_run_out_is_told_and_the_next_one_is_not() -> None:
    old = "กำหนดให้สอดคล้องกับแผนอัตรากำลัง ๓ ปี ประจำปีงบประมาณ ๒๕๖๔ - ๒๕๖๖ ของเทศบาล"
    text = ("หลักการและเหตุผล", "", old)
    assert found(check, plan_of(*text, title=THREE_YEARS)) == [
        ("year-outside", "warning", 6, "2567 - 2569", "2564 - 2566")
    ]
    coming = old.replace("๒๕๖๔ - ๒๕๖๖", "๒๕๗๐ - ๒๕๗๒")
    assert found(check, plan_of(*text[:2], coming, title=THREE_YEARS)) == []


def years_of_columns(*years: str) -> tuple[str, ...]:
    return (
        row("โครงการ", "งบประมาณ", "ปีที่ดำเนินการ", "", ""),
        row("", "", *years),
        row("โครงการ ก", "๕,๐๐๐", "✓", "✓", "✓"),
    )


def test_columns_of_other_years() -> None:
    own = plan_of(*years_of_columns("๒๕๖๗", "๒๕๖๘", "๒๕๖๙"), title=THREE_YEARS)
    other = plan_of(*years_of_columns("๒๕๖๔", "๒๕๖๕", "๒๕๖๖"), title=THREE_YEARS)
    shifted = plan_of(*years_of_columns("๒๕๖๖", "๒๕๖๗", "๒๕๖๘"), title=THREE_YEARS)
    assert found(check, own) == []
    assert [f[:3] for f in found(check, other)] == [("year-outside", "error", 5)]
    assert [f[4] for f in found(check, shifted)] == ["2566"]


def test_people_retire_in_years_to_come() -> None:
    plan = plan_of(
        row("ลำดับ", "สายงาน", "ปีงบประมาณที่เกษียณอายุ", "", "รวม"),
        row("", "", "๒๕๗๐", "๒๕๗๑", ""),
        row("๑", "นิติกร", "๑", "-", "๑"),
    )
    assert found(check, plan) == []


def test_a_plan_whose_years_are_not_known_has_none_outside() -> None:
    plan = plan_of(HEADER, project("โครงการ ก ประจำปี ๒๕๖๗"))
    assert len(found(check, plan)) == 1
    assert found(check, replace(plan, fiscal_years=())) == []


def test_the_survey_of_the_year_before_is_no_old_heading() -> None:
    survey = "ตารางที่ ๓ ผลสำรวจความพึงพอใจในปีงบประมาณ ๒๕๖๘"
    table = (row("ระดับ", "ร้อยละ"), row("มาก", "๖๐"), row("น้อย", "๔๐"))
    assert found(check, plan_of(survey, *table)) == []
    own = survey.replace("ผลสำรวจความพึงพอใจ", "โครงการที่จะจัด")
    assert [code for code, *_ in found(check, plan_of(own, *table))] == ["year-outside"]


def test_what_was_done_is_of_years_gone_by() -> None:
    def past(heading: str) -> list[str]:
        done = (row("โครงการ", "ปี ๒๕๖๗", "ปี ๒๕๖๘"), row("ดูงานประจำปี ๒๕๖๘", "๕,๐๐๐", "๖,๐๐๐"))
        return [code for code, *_ in found(check, plan_of(heading, "", *done))]

    assert past("๔.๑ ผลการดำเนินงานที่แล้วเสร็จ") == []
    assert past("๔.๑ โครงการที่จะดำเนินการ") == ["year-outside"] * 2


@pytest.mark.parametrize(
    ("rest", "codes"),
    [
        ("ตั้งแต่วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๖ ถึง ๓๐ กันยายน พ.ศ. ๒๕๖๙", []),
        ("พ.ศ. ๒๕๖๔ - ๒๕๖๖ ต่อไปนี้", ["year-outside"]),
    ],
)
def test_a_day_is_not_the_year_of_a_plan(rest: str, codes: list[str]) -> None:
    sentence = f"เทศบาลเห็นชอบแผนพัฒนาบุคลากรและประกาศใช้ {rest}"
    plan = plan_of("หลักการและเหตุผล", "", sentence, title=THREE_YEARS)
    assert [code for code, *_ in found(check, plan)] == codes


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("ปีงบประมาณ ๒๕๖๙ (เป้าหมาย)", []),
        ("ปีงบประมาณ ๒๕๖๕ (เป้าหมาย)", ["year-outside"]),
        ("ปีงบประมาณ ๒๕๖๕ (ผลจริง)", []),
        ("ปีงบประมาณ ๒๕๗๐ (เป้าหมาย)", []),
    ],
)
def test_columns_of_targets(label: str, codes: list[str]) -> None:
    table = (row("กลุ่ม", "ปีงบประมาณ ๒๕๖๘ (ผลจริง)", label), row("ผู้บริหาร", "๑๘", "๒๐"))
    rest = row("พนักงานจ้าง", "๘๑", "๙๕")
    assert [f[0] for f in found(check, plan_of(*table, rest))] == codes


@pytest.mark.parametrize(
    ("timing", "wrong"),
    [
        ("มี.ค. ๖๙ และ เม.ย. ๖๖", True),
        ("มี.ค. ๖๙ และ เม.ย. ๖๙", False),
        ("ก.ย. ๖๙ และ ต.ค. ๖๙", False),
        ("ต.ค. ๖๖ - ก.ย. ๖๙", False),
        ("๑ มี.ค. ๖๙ - ๓๐ เม.ย. ๖๙, ๑ ก.ค. ๖๙ - ๓๐ ก.ค. ๖๙", False),
    ],
)
def test_one_date_among_others_of_years_gone_by(timing: str, wrong: bool) -> None:
    assert bool(found(check, plan_of(HEADER, project("อบรมช่าง", timing=timing)))) is wrong

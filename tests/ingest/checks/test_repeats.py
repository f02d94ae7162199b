"""The same project twice, and projects that only look the same."""

from __future__ import annotations

import pytest

from ingest.checks import Severity
from ingest.checks.repeats import check
from ingest.models import Plan
from tests.ingest.checks.finding import HEADER, found, plan_of, project
from tests.ingest.parsing import row

NAME = "โครงการฝึกอบรมพัฒนาศักยภาพพนักงานเทศบาล"
FIRST, SECOND = (row(f"ยุทธศาสตร์ที่ {n} คนดี", "", "", "", "") for n in ("๑", "๒"))


def twice(first: str, second: str, *between: str) -> Plan:
    return plan_of(HEADER, first, *between, second)


@pytest.mark.parametrize(
    ("changed", "field", "expected", "said"),
    [
        ({"budget": "๒๐,๐๐๐"}, "งบประมาณ", "10,000 บาท", "20,000 บาท"),
        ({"budget": "ไม่ใช้งบประมาณ"}, "งบประมาณ", "10,000 บาท", "ไม่ใช้งบประมาณ"),
        ({"timing": "ก.พ. ๒๕๖๙"}, "ระยะเวลา", "ม.ค. 2569", "ก.พ. 2569"),
        ({"timing": "ม.ค. ๒๕๖๘"}, "ระยะเวลา", "ม.ค. 2569", "ม.ค. 2568"),
        ({"indicator": "ร้อยละ ๙๐ ของผู้เข้าอบรม"}, "ตัวชี้วัด", "80", "90"),
    ],
)
def test_a_project_twice_with_a_difference(
    changed: dict[str, str], field: str, expected: str, said: str
) -> None:
    ((code, severity, line, first, second),) = found(
        check, twice(project(NAME), project(NAME, **changed), SECOND)
    )
    assert (code, severity, line) == ("project-differs", "warning", 7)
    assert field in first and expected in first and said in second


def test_both_lines_are_named() -> None:
    (finding,) = check(twice(project(NAME), project(NAME, budget="๕๐๐"), SECOND))
    assert "บรรทัด 7" in finding.message and "บรรทัด 5" in finding.message


def test_units_of_two_departments_may_each_have_the_project() -> None:
    (finding,) = check(twice(project(NAME), project(NAME, budget="๕๐๐", unit="กองช่าง"), SECOND))
    assert finding.severity is Severity.NOTE and "กองช่าง" in finding.found


def test_the_same_under_one_strategy_is_graver_than_under_two() -> None:
    (one,) = check(twice(project(NAME), project(NAME)))
    (two,) = check(plan_of(HEADER, FIRST, project(NAME), SECOND, project(NAME)))
    assert (one.code, one.severity) == ("project-repeated", Severity.WARNING)
    assert (two.code, two.severity) == ("project-repeated", Severity.NOTE)


def test_a_project_three_times_is_found_twice() -> None:
    assert [f.span.line_start for f in check(plan_of(HEADER, *[project(NAME)] * 3))] == [6, 7]


@pytest.mark.parametrize(
    "again",
    [
        project("โครงการฝึกอบรม พัฒนาศักยภาพพนักงานเทศบาล ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
        project("๓) กิจกรรมฝึกอบรมพัฒนาศักยภาพพนักงานเทศบาล"),
        project("โครงการฝึกอบรมพัฒนาศักยภาพพนักงานเทศบล"),
        project(NAME, timing="มกราคม ๒๕๖๙"),
        project(NAME, unit=""),
        project(NAME, budget=""),
    ],
    ids=["year", "kind", "slip", "month", "no unit", "no budget"],
)
def test_the_same_in_other_words(again: str) -> None:
    assert [f.code for f in check(twice(project(NAME), again, SECOND))] == ["project-repeated"]


@pytest.mark.parametrize(
    "other",
    [
        project("โครงการฝึกอบรมพัฒนาศักยภาพผู้บริหารเทศบาล"),
        project(f"{NAME} รุ่นที่ ๒"),
        project("โครงการศึกษาดูงาน"),
    ],
    ids=["another", "group", "short"],
)
def test_another_project(other: str) -> None:
    assert found(check, twice(project(f"{NAME} รุ่นที่ ๑"), other)) == []


def test_a_plan_of_several_years_tells_of_a_project_year_by_year() -> None:
    years = ("ต.ค. ๒๕๖๖ - ก.ย. ๒๕๖๗", "ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘")
    lines = [HEADER, *(project(NAME, timing=year) for year in years)]
    title = "แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙"
    assert found(check, plan_of(*lines, title=title)) == []
    (differs,) = found(check, plan_of(*lines))
    assert differs[0] == "project-differs"


CALENDAR = row("โครงการ/กิจกรรม", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.")
NAMES = ("อบรมคุณธรรมและจริยธรรมพนักงาน", "อบรมกฎหมายและระเบียบพัสดุของเทศบาล")


def with_calendar(first: str, second: str) -> Plan:
    """Projects of November to December and of January, then a calendar with these marks."""
    budgets = (project(NAMES[0], timing="พ.ย. - ธ.ค. ๒๕๖๘"), project(NAMES[1]))
    marks = (row(NAMES[0], *first), row(NAMES[1], *second))
    return plan_of(HEADER, *budgets, "", "ปฏิทินการดำเนินงานตามแผน", "", CALENDAR, *marks)


def test_a_calendar_of_the_projects_repeats_none() -> None:
    assert found(check, with_calendar(" ✓✓  ", "   ✓ ")) == []


def test_a_calendar_that_gives_a_project_another_month() -> None:
    (differs,) = check(with_calendar(" ✓✓  ", "    ✓"))
    assert differs.code == "project-differs" and "ก.พ." in differs.found


def test_short_names_are_the_same_below_one_project_alone() -> None:
    parts = ("โครงการพัฒนาผู้บริหาร", "โครงการพัฒนาครูและบุคลากร")
    lines = [row(f"{name} (๑) กิจกรรมดูงาน", "", "๑,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง") for name in parts]
    assert found(check, plan_of(HEADER, *lines)) == []


def test_any_local_government_is_the_plans_own() -> None:
    own, generic = "เทศบาลตำบลสวนหลวง", "องค์กรปกครองส่วนท้องถิ่น"
    plan = twice(project(NAME, unit=own), project(NAME, unit=generic), SECOND)
    assert [f.code for f in check(plan)] == ["project-repeated"]


@pytest.mark.parametrize(("mark", "codes"), [(" ✓", []), ("  ✓", ["project-differs"])])
def test_a_calendar_of_quarters_holds_their_months(mark: str, codes: list[str]) -> None:
    header = row("กิจกรรม", "ต.ค.-ธ.ค. ๒๕๖๘", "ม.ค.-มี.ค. ๒๕๖๙", "เม.ย.-มิ.ย. ๒๕๖๙")
    budget = project(NAMES[0], timing="ก.พ. ๒๕๖๙")
    plan = plan_of(HEADER, budget, "", "ปฏิทิน", "", header, row(NAMES[0], *mark.ljust(3)))
    assert [f.code for f in check(plan)] == codes


def test_a_quarter_in_a_table_of_budgets_is_another_time_than_its_months() -> None:
    plan = twice(
        project(NAME, timing="เม.ย. - พ.ค. ๒๕๖๙"), project(NAME, timing="เม.ย. - มิ.ย. ๒๕๖๙"), SECOND
    )
    assert [f.code for f in check(plan)] == ["project-differs"]


@pytest.mark.parametrize(
    ("heading", "codes"),
    [("๔.๑ ผลการดำเนินงาน", []), ("๔.๑ โครงการสำคัญ", ["project-differs"])],
)
def test_a_project_of_the_years_before(heading: str, codes: list[str]) -> None:
    before = (heading, "", HEADER, project(NAME, "๑๐,๐๐๐"), "")
    now = ("๔.๒ โครงการที่จะดำเนินการ", "", HEADER, project(NAME, "๑๒,๐๐๐"))
    assert [f.code for f in check(plan_of(*before, *now))] == codes

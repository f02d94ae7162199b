"""One project in two tables."""

from __future__ import annotations

from ingest.models import Project
from tests.ingest.parsing import plan, projects, row

MONEY = row("ที่", "โครงการ", "งบประมาณ (บาท)", "หน่วยงาน")
CALENDAR = (row("ที่", "โครงการ", "พ.ศ. ๒๕๖๘", "", "พ.ศ. ๒๕๖๙"), row("", "", "พ.ย.", "ธ.ค.", "ม.ค."))
NAME = "โครงการอบรมการบริหารพัสดุ"


def read(*lines: str) -> list[Project]:
    return projects(plan(*lines))


def test_a_calendar_adds_its_months_to_the_project_of_the_budget_table() -> None:
    text = plan(
        MONEY,
        row("๑", NAME, "๒๐,๐๐๐", "กองคลัง"),
        "",
        "ปฏิทินการดำเนินงาน",
        *CALENDAR,
        row("๑", NAME, "", "✓", ""),
    )
    (found,) = projects(text)
    assert (found.budget.baht, found.unit, found.timing) == (20_000, "กองคลัง", "ธ.ค. 2568")
    lines = {p.id: p.span.line_start for p in text.passages}
    assert [lines[i] for i in found.passage_ids] == [found.span.line_start, 9]


def test_the_calendar_may_come_first() -> None:
    lines = (*CALENDAR, row("๑", NAME, "✓", "", ""), "", "วงเงิน", MONEY)
    (found,) = read(*lines, row("๑", NAME, "๒๐,๐๐๐", "กองคลัง"))
    assert (found.budget.baht, found.timing) == (20_000, "พ.ย. 2568")


def test_tables_of_one_shape_keep_the_project_twice() -> None:
    twice = (row("๑", NAME, "๒๐,๐๐๐", "กองคลัง"), "", "ส่วนที่สอง", MONEY)
    assert len(read(MONEY, *twice, row("๑", NAME, "", "กองคลัง"))) == 2


def test_what_differs_is_not_made_one() -> None:
    other = (row("โครงการ", "ระยะเวลา", "หน่วยงาน"), row(NAME, "มี.ค.", "กองช่าง"))
    found = read(MONEY, row("๑", NAME, "๒๐,๐๐๐", "กองคลัง"), "", "กำหนดการ", *other)
    assert [p.unit for p in found] == ["กองคลัง", "กองช่าง"]


def test_of_three_rows_none_is_chosen() -> None:
    month = row("๑", NAME, "✓", "", "")
    found = read(
        MONEY, row("๑", NAME, "๒๐,๐๐๐", ""), "", "ก", *CALENDAR, month, "", "ข", *CALENDAR, month
    )
    assert len(found) == 3


def test_a_short_name_may_be_that_of_several() -> None:
    found = read(
        MONEY, row("๑", "อบรม", "๒๐,๐๐๐", ""), "", "ก", *CALENDAR, row("๑", "อบรม", "✓", "", "")
    )
    assert len(found) == 2


def test_budgets_of_years_come_with_the_money() -> None:
    money = (row("โครงการ", "งบประมาณ", ""), row("", "๒๕๖๘", "๒๕๖๙"))
    lines = (*CALENDAR, row("๑", NAME, "✓", "", ""), "", "วงเงิน", *money)
    (found,) = read(*lines, row(NAME, "๒๐,๐๐๐", "๓๐,๐๐๐"))
    assert found.budget.baht == 50_000
    assert [(one.year, one.budget.baht) for one in found.yearly] == [(2568, 20_000), (2569, 30_000)]

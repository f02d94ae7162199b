"""Projects: names, numbers, groups, activities, courses, budgets."""

from __future__ import annotations

import pytest

from ingest.facts.projects import courses_of
from ingest.models import NO_BUDGET, NOT_STATED, Project
from tests.ingest.parsing import (
    HEADER,
    budget_cells,
    codes,
    plan,
    project,
    project_row,
    projects,
    row,
)


def test_a_project_has_what_its_columns_say() -> None:
    cells = {
        "ที่": "๗",
        "โครงการ": "โครงการก",
        "วัตถุประสงค์": "เพื่อเรียนรู้",
        "ตัวชี้วัด": "ร้อยละ ๘๐",
        "เป้าหมาย": "๔๐ คน",
        "กลุ่มเป้าหมาย": "ครู",
        "งบประมาณ": "๕๐๐",
        "เวลา": "มี.ค. ๖๙",
        "หน่วยงาน": "กองคลัง",
    }
    read = plan("ยุทธศาสตร์ที่ ๑ คนเก่ง", row(*cells), row(*cells.values()))
    (found,) = projects(read)
    assert (found.name, found.number) == ("โครงการก", "7")
    assert found.strategy == ("ยุทธศาสตร์ที่ 1 คนเก่ง",)
    assert (found.objective, found.indicator) == ("เพื่อเรียนรู้", "ร้อยละ ๘๐")
    assert (found.target, found.audience) == ("๔๐ คน", "ครู")
    assert (found.budget.baht, found.timing, found.unit) == (500, "มี.ค. 69", "กองคลัง")
    assert found.span.line_start == 5


@pytest.mark.parametrize(
    ("cell", "number", "name"),
    [
        ("๑) โครงการก", "1)", "โครงการก"),
        ("(๒) โครงการก", "(2)", "โครงการก"),
        ("๑.๒ โครงการก", "1.2", "โครงการก"),
        ("๓. โครงการก", "3.", "โครงการก"),
        ("- โครงการก", "", "โครงการก"),
        ("โครงการ  ก ปี ๒๕๖๙", "", "โครงการ ก ปี 2569"),
        ("๕ ส เพื่อพัฒนา", "5", "ส เพื่อพัฒนา"),
    ],
)
def test_number_and_name(cell: str, number: str, name: str) -> None:
    found = project(project_row("", cell))
    assert (found.number, found.name) == (number, name)


def test_the_number_in_the_name_goes_before_that_of_the_column() -> None:
    assert project(project_row("๑", "(๒) โครงการก")).number == "(2)"


def test_a_group_at_the_head_of_a_cell_is_the_parent() -> None:
    found = project(project_row("", "๑.๑ การจัดฝึกอบรม (๑) โครงการปฐมนิเทศ"))
    assert (found.parent, found.number, found.name) == ("การจัดฝึกอบรม", "(1)", "โครงการปฐมนิเทศ")


def test_an_activity_in_the_cell_of_its_project_stays_in_the_name() -> None:
    found = project(project_row("", "(๓) โครงการสัมมนา (๓.๑) กิจกรรมอบรม"))
    assert (found.parent, found.number) == ("", "(3)")
    assert found.name == "โครงการสัมมนา (3.1) กิจกรรมอบรม"


def test_an_activity_in_a_row_of_its_own_belongs_to_its_project() -> None:
    read = plan(
        HEADER,
        project_row("", "(๒) โครงการอื่น"),
        project_row("", "(๓) โครงการสัมมนา"),
        project_row("", "(๓.๒) กิจกรรมดูงาน", budget=""),
        project_row("", "(๔.๑) กิจกรรมลอย", budget=""),
    )
    parents = [(p.number, p.parent) for p in projects(read)]
    assert parents == [("(2)", ""), ("(3)", ""), ("(3.2)", "โครงการสัมมนา"), ("(4.1)", "")]


def test_a_dash_without_a_budget_belongs_to_the_project_above() -> None:
    read = plan(
        HEADER,
        project_row("๑", "โครงการสัมมนา"),
        project_row("", "- ดูงาน", budget=""),
        project_row("", "- ถอดบทเรียน", budget=""),
        project_row("", "- ประกวด", budget="๕,๐๐๐"),
    )
    assert [p.parent for p in projects(read)] == ["", "โครงการสัมมนา", "โครงการสัมมนา", ""]


def test_two_columns_of_names_are_project_and_activity() -> None:
    found = project(
        row("โครงการสัมมนา", "กิจกรรมดูงาน", "๑๐,๐๐๐", "มี.ค."),
        header=(row("โครงการ", "กิจกรรม", "งบประมาณ", "ระยะเวลา"),),
    )
    assert (found.parent, found.name) == ("โครงการสัมมนา", "กิจกรรมดูงาน")


def test_a_row_without_a_name_is_no_project() -> None:
    assert projects(plan(HEADER, row("๑", "", "ร้อยละ ๘๐", "๕๐๐", "มี.ค.", "กองคลัง"))) == []


def test_a_table_without_money_and_time_has_no_projects() -> None:
    read = plan(row("หลักสูตร", "ตัวชี้วัด"), row("หลักสูตรพัสดุ", "ร้อยละ ๘๐"))
    assert projects(read) == []


LISTED = "โครงการส่งอบรม ได้แก่ หลักสูตรนิติกร หลักสูตรสถาปนิก"


def test_courses_listed_go_on_in_the_next_row() -> None:
    read = plan(
        HEADER,
        project_row("๑", LISTED),
        "",
        row("", "หลักสูตรวิศวกร หลักสูตรครู ฯลฯ", "", "", "", ""),
        project_row("๒", "โครงการอื่น"),
    )
    first, second = projects(read)
    assert first.courses == ("หลักสูตรนิติกร", "หลักสูตรสถาปนิก", "หลักสูตรวิศวกร", "หลักสูตรครู")
    assert second.courses == ()


@pytest.mark.parametrize(
    ("name", "courses"),
    [
        ("โครงการอบรมหลักสูตรการเงิน", ()),
        ("หลักสูตรปฐมนิเทศพนักงานใหม่", ()),
        ("โครงการอบรมหลักสูตรการเงิน (หลักสูตรระยะสั้น)", ()),
        ("โครงการ ได้แก่ หลักสูตรนิติกร, หลักสูตรครู", ("หลักสูตรนิติกร", "หลักสูตรครู")),
        ("ส่งอบรมหลักสูตรตามสายงาน ดังนี้ หลักสูตรครู ฯลฯ", ("หลักสูตรครู",)),
        ("หลักสูตรก หลักสูตรข หลักสูตรค", ("หลักสูตรก", "หลักสูตรข", "หลักสูตรค")),
        ("อบรม เช่น หลักสูตรครู หลักสูตรครู", ("หลักสูตรครู",)),
    ],
)
def test_a_name_that_merely_holds_the_word_lists_no_course(
    name: str, courses: tuple[str, ...]
) -> None:
    assert courses_of(name) == courses


def test_the_three_kinds_of_budget() -> None:
    read = plan(
        HEADER,
        project_row("๑", "โครงการก", "๐"),
        project_row("๒", "โครงการข", "ไม่ใช้ งบประมาณ"),
        project_row("๓", "โครงการค", "-"),
        project_row("๔", "โครงการง", ""),
    )
    budgets = [p.budget for p in projects(read)]
    assert budgets[0].baht == 0
    assert budgets[1:] == [NO_BUDGET, NOT_STATED, NOT_STATED]
    assert codes(read) == []


def test_a_budget_that_cannot_be_told_is_said_and_not_stated() -> None:
    read = plan(HEADER, project_row("๑", "โครงการก", "รุ่นละ ๕,๐๐๐ บาท ๒ รุ่น"))
    assert projects(read)[0].budget == NOT_STATED
    assert codes(read) == [("unread_budget", 4)]


def test_of_different_amounts_by_department_none_is_taken() -> None:
    header = (row("โครงการ", "งบประมาณ", "", "ระยะเวลา"), row("", "กองคลัง", "กองช่าง", ""))
    same = project(row("โครงการก", "๕,๐๐๐", "๕,๐๐๐", "มี.ค."), header=header)
    other = project(row("โครงการก", "๕,๐๐๐", "๖,๐๐๐", "มี.ค."), header=header)
    assert (same.budget.baht, other.budget) == (5_000, NOT_STATED)


def test_a_group_that_goes_on_after_a_page_is_the_same_group() -> None:
    header = row("ยุทธศาสตร์", "โครงการ", "งบประมาณ", "ระยะเวลา")
    read = plan(
        header,
        row("๑. คนเก่ง", "โครงการก", "๕,๐๐๐", "มี.ค."),
        "",
        header,
        row("๑. คนเก่ง (ต่อ)", "โครงการข", "๕,๐๐๐", "มี.ค."),
        row("", "โครงการค", "๕,๐๐๐", "มี.ค."),
        row("๒. คนดี (รุ่นใหม่)", "โครงการง", "๕,๐๐๐", "มี.ค."),
    )
    strategies = [p.strategy for p in projects(read)]
    assert strategies == [("1. คนเก่ง",)] * 3 + [("2. คนดี (รุ่นใหม่)",)]


YEARS = (
    row("โครงการ", "งบประมาณ (บาท)", "", "", "หน่วยงาน"),
    row("", "๒๕๖๗", "๒๕๖๘", "๒๕๖๙", ""),
)


def by_year(found: Project) -> dict[int, int | None]:
    return {one.year: one.budget.baht for one in found.yearly}


def test_each_year_keeps_its_own_budget() -> None:
    found = project(row("โครงการก", "๒๕,๐๐๐", "-", "๓๕,๐๐๐", "กองคลัง"), header=YEARS)
    assert by_year(found) == {2567: 25_000, 2568: None, 2569: 35_000}
    assert found.budget.baht == 60_000
    assert found.unit == "กองคลัง"
    none = project(row("โครงการข", *["ไม่ใช้งบประมาณ"] * 3, "กองคลัง"), header=YEARS)
    assert none.budget == NO_BUDGET


def test_a_printed_total_of_the_years_is_the_budget() -> None:
    header = row(
        "โครงการ", "งบประมาณปี ๒๕๖๘ (บาท)", "งบประมาณปี ๒๕๖๙ (บาท)", "งบประมาณรวม", "หน่วยงาน"
    )
    found = project(row("โครงการก", "๒๐,๐๐๐", "๓๐,๐๐๐", "๕๕,๐๐๐", "กองคลัง"), header=(header,))
    assert by_year(found) == {2568: 20_000, 2569: 30_000}
    assert found.budget.baht == 55_000  # as printed, right or wrong


def test_the_year_of_the_only_budget_column_makes_no_years() -> None:
    header = row("โครงการ", "งบประมาณปี ๒๕๖๘ (บาท)", "หน่วยงาน")
    found = project(row("โครงการก", "๒๐,๐๐๐", "กองคลัง"), header=(header,))
    assert found.yearly == () and found.budget.baht == 20_000


def test_totals_of_years_are_told_apart() -> None:
    source = plan(*YEARS, row("โครงการก", "๑๐", "๒๐", "๓๐", ""), row("รวม", "๑๐", "๒๐", "๓๐", ""))
    totals = {cell.year: cell.budget.baht for cell in budget_cells(source)}
    assert totals == {2567: 10, 2568: 20, 2569: 30}
    assert not any(cell.department for cell in budget_cells(source))

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.exports import HEADERS, csv_pieces, xlsx_file
from api.projects import ListedProject, ProjectFilter, find_projects, read_projects
from api.views import project_item
from ingest.models import NO_BUDGET, NOT_STATED, Budget, BudgetKind, YearBudget, together
from retriever.catalogue import PlanSummary
from retriever.library import Library
from tests.api.projects_library import NORTH, PLANS, project


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ListedProject]]:
    with Library.open(tmp_path_factory.mktemp("exports")) as library:
        library.add_many((plan, plan.source) for plan in PLANS)
        yield list(read_projects(library, find_projects(library, ProjectFilter())))


def read_csv(projects: list[ListedProject]) -> list[dict[str, str]]:
    data = "".join(csv_pieces(projects)).encode("utf-8")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(projects: list[ListedProject]) -> tuple[Any, list[dict[str, Any]]]:
    sheet = load_workbook(io.BytesIO(xlsx_file(projects))).active
    header, *rows = sheet.iter_rows()
    names = [cell.value for cell in header]
    return sheet, [dict(zip(names, row, strict=True)) for row in rows]


def test_a_csv_row_says_what_the_plan_says(listed: list[ListedProject]) -> None:
    rows = read_csv(listed)
    assert len(rows) == len(listed) and tuple(rows[0]) == HEADERS
    first = rows[0]
    assert first["หน่วยงาน"] == NORTH and first["งบประมาณ (บาท)"] == "35000"
    assert (first["บรรทัดแรก"], first["ไฟล์แผน"]) == ("1", "north.txt")
    assert rows[3]["หลักสูตร"] == "หลักสูตรนิติกร, หลักสูตรนายช่างโยธา"
    assert rows[3]["ไตรมาส"] == "Q1, Q3"


def test_a_file_of_many_pieces_is_whole(listed: list[ListedProject]) -> None:
    many = listed * 100
    assert len(list(csv_pieces(many))) > 1
    assert read_csv(many) == read_csv(listed) * 100


def test_a_blank_budget_is_an_empty_cell_and_told_from_no_budget(
    listed: list[ListedProject],
) -> None:
    budgets = [(row["งบประมาณ (บาท)"], row["การระบุงบประมาณ"]) for row in read_csv(listed)]
    assert budgets[1] == ("", "ไม่ใช้งบประมาณ")
    assert budgets[2] == ("", "ไม่ระบุ")
    assert budgets[5] == ("0", "ระบุ")
    _, rows = read_xlsx(listed)
    assert [row["งบประมาณ (บาท)"].value for row in rows[:3]] == [35_000, None, None]


def test_what_a_spreadsheet_would_run_is_guarded(listed: list[ListedProject]) -> None:
    row = read_csv(listed)[6]
    assert row["โครงการ/กิจกรรม"] == "'=HYPERLINK(1)"
    assert row["วัตถุประสงค์"] == "'-เพื่อทดสอบ"
    assert (row["เป้าหมาย"], row["หน่วยงานรับผิดชอบ"]) == ("'@ทุกคน", "'+66")
    assert read_csv(listed)[1]["ลำดับ"] == "'(2)"  # Excel would read -2


def test_the_workbook_has_text_as_text_and_amounts_as_numbers(
    listed: list[ListedProject],
) -> None:
    sheet, rows = read_xlsx(listed)
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["D"].width >= 40
    cell = rows[6]["โครงการ/กิจกรรม"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    amount = rows[0]["งบประมาณ (บาท)"]
    assert (amount.value, amount.data_type, amount.number_format) == (35_000, "n", "#,##0")
    assert len(rows) == len(listed)


def test_nothing_found_is_a_header_alone() -> None:
    assert read_csv([]) == []
    assert read_xlsx([])[1] == []


PLAN = PlanSummary("p", "p", "p.txt", "h", "แผน", "แผน", None, (), 1, 1, 0, "2026-01-01T00:00:00")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n"))


@given(text=TEXT)
def test_no_cell_of_a_csv_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    one = ListedProject(project("ชื่อ", objective=text), PLAN)
    [row] = read_csv([one])
    assert not row["วัตถุประสงค์"].startswith(tuple("=+-@\t\r\n"))
    assert row["วัตถุประสงค์"].removeprefix("'") == text.removeprefix("'")


def test_a_cell_longer_than_excel_holds_is_cut_and_not_dropped() -> None:
    one = ListedProject(project("ชื่อ", objective="ก" * 40_000), PLAN)
    assert len(read_xlsx([one])[1][0]["วัตถุประสงค์"].value) == 32_767


def test_budgets_of_years_stand_beside_what_they_add_up_to(listed: list[ListedProject]) -> None:
    years = (YearBudget(2568, Budget(BudgetKind.AMOUNT, 30_000)), YearBudget(2569, NOT_STATED))
    spread = replace(listed[0].project, budget=together(years), yearly=years)
    (row,) = read_csv([ListedProject(spread, listed[0].plan)])
    assert row["งบประมาณ (บาท)"] == "30000"
    assert row["งบประมาณรายปี (บาท)"] == "ปี 2568: 30,000; ปี 2569: ไม่ระบุ"
    (other,) = read_csv(listed[:1])
    assert other["งบประมาณรายปี (บาท)"] == ""


def test_a_listed_project_shows_each_year(listed: list[ListedProject]) -> None:
    years = (YearBudget(2568, Budget(BudgetKind.AMOUNT, 30_000)), YearBudget(2569, NO_BUDGET))
    spread = replace(listed[0].project, budget=together(years), yearly=years)
    shown = project_item(ListedProject(spread, listed[0].plan)).budget
    assert shown.baht == 30_000
    assert [(one.fiscal_year, one.kind, one.baht) for one in shown.years] == [
        (2568, "amount", 30_000),
        (2569, "no_budget", None),
    ]


def test_satang_are_whole_in_both_files(listed: list[ListedProject]) -> None:
    amounts = [Budget(BudgetKind.AMOUNT, Decimal("12345.50")), Budget(BudgetKind.AMOUNT, 20_000)]
    years = tuple(YearBudget(2568 + at, budget) for at, budget in enumerate(amounts))
    some = [
        replace(listed[0], project=replace(listed[0].project, budget=budget, yearly=years))
        for budget in amounts
    ]
    assert [row["งบประมาณ (บาท)"] for row in read_csv(some)] == ["12345.50", "20000"]
    assert {row["งบประมาณรายปี (บาท)"] for row in read_csv(some)} == {
        "ปี 2568: 12,345.50; ปี 2569: 20,000"
    }
    _, rows = read_xlsx(some)
    cells = [row["งบประมาณ (บาท)"] for row in rows]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (12345.5, "#,##0.00"),
        (20_000, "#,##0"),
    ]


def test_satang_are_a_number_in_json(listed: list[ListedProject]) -> None:
    budget = Budget(BudgetKind.AMOUNT, Decimal("12345.50"))
    one = replace(listed[0], project=replace(listed[0].project, budget=budget))
    assert '"baht":12345.5,' in project_item(one).model_dump_json()
    whole = Budget(BudgetKind.AMOUNT, Decimal("20000.00"))
    one = replace(listed[0], project=replace(listed[0].project, budget=whole))
    assert '"baht":20000,' in project_item(one).model_dump_json()

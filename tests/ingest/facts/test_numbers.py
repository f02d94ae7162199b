"""Budget matrices, printed totals of projects, and other tables of numbers."""

from __future__ import annotations

from ingest.models import NO_BUDGET, NOT_STATED
from tests.ingest.parsing import (
    HEADER,
    budget_cells,
    measures,
    plan,
    project_row,
    projects,
    row,
)

MATRIX = (
    row("ยุทธศาสตร์", "กลยุทธ์", "งบประมาณ (บาท)", "", ""),
    row("", "", "กองคลัง", "กอง การศึกษา", "รวม"),
)


def test_a_matrix_gives_each_cell_to_its_row_and_department() -> None:
    read = plan(
        *MATRIX,
        row("ยุทธศาสตร์ที่ ๑ คนเก่ง", "กลยุทธ์ ก", "๑๐,๐๐๐", "", "๑๐,๐๐๐"),
        row("ยุทธศาสตร์ที่ ๒ คนดี", "กลยุทธ์ ข", "ไม่ใช้งบประมาณ", "๕,๐๐๐", "๕,๐๐๐"),
        row("รวมงบประมาณ", "", "๑๐,๐๐๐", "-", "๑๕,๐๐๐"),
    )
    cells = {(c.row, c.department): (c.budget, c.is_total) for c in budget_cells(read)}
    amounts = {key: b.baht for key, (b, _) in cells.items() if b.baht is not None}
    one, two, total = "ยุทธศาสตร์ที่ 1 คนเก่ง", "ยุทธศาสตร์ที่ 2 คนดี", "รวมงบประมาณ"
    assert amounts == {
        (one, "กองคลัง"): 10_000,
        (one, "รวม"): 10_000,
        (two, "กอง การศึกษา"): 5_000,
        (two, "รวม"): 5_000,
        (total, "กองคลัง"): 10_000,
        (total, "รวม"): 15_000,
    }
    assert cells[one, "กอง การศึกษา"] == (NOT_STATED, False)
    assert cells[two, "กองคลัง"] == (NO_BUDGET, False)
    assert cells[total, "กอง การศึกษา"] == (NOT_STATED, True)
    assert measures(read) == [] and projects(read) == []


def test_cells_are_cited_with_their_characters() -> None:
    line = row("ยุทธศาสตร์ที่ ๑", "กลยุทธ์ ก", "๑๐,๐๐๐", "๒,๐๐๐", "๑๒,๐๐๐")
    read = plan(*MATRIX, line)
    cell = next(c for c in budget_cells(read) if c.department == "กอง การศึกษา")
    assert cell.span.line_start == 5
    assert line[cell.span.char_start : cell.span.char_end] == "๒,๐๐๐"


def test_a_table_with_one_budget_column_is_no_matrix() -> None:
    read = plan(row("ยุทธศาสตร์", "งบประมาณ"), row("ยุทธศาสตร์ที่ ๑", "๑๐,๐๐๐"))
    assert budget_cells(read) == []
    assert [(m.row, m.value) for m in measures(read)] == [("ยุทธศาสตร์ที่ 1", 10_000.0)]


def test_printed_totals_of_projects_stand_under_their_strategy() -> None:
    read = plan(
        "ยุทธศาสตร์ที่ ๑ คนเก่ง",
        HEADER,
        project_row("๑", "โครงการก"),
        row("รวม", "", "", "๙,๐๐๐", "", ""),  # as printed, though the rows say 10,000
    )
    (total,) = budget_cells(read)
    assert (total.row, total.department, total.budget.baht) == ("ยุทธศาสตร์ที่ 1 คนเก่ง", "", 9_000)
    assert total.is_total


def test_a_blank_total_is_not_stated_and_no_total_is_none() -> None:
    blank = row("รวม", "", "", "", "", "")
    (total,) = budget_cells(plan(HEADER, project_row("๑", "โครงการก"), blank))
    assert total.budget == NOT_STATED
    assert budget_cells(plan(HEADER, project_row("๑", "โครงการก"))) == []


def test_a_total_is_no_project() -> None:
    read = plan(HEADER, project_row("๑", "โครงการก"), row("", "รวม", "", "๑๐,๐๐๐", "", ""))
    assert [p.name for p in projects(read)] == ["โครงการก"]


def test_measures_keep_blank_apart_from_zero() -> None:
    read = plan(
        "๒.๑ จำนวนบุคลากร",
        row("ลำดับ", "ประเภท", "ชาย", "หญิง", "รวม"),
        row("๑", "พนักงานเทศบาล", "๑๐", "-", "๑๐"),
        row("๒", "ลูกจ้างประจำ", "๐", "๕", "๕"),
        row("รวม", "", "๑๐", "๕", "๑๕"),
    )
    found = {(m.row, m.header[-1]): m for m in measures(read)}
    assert found["พนักงานเทศบาล", "ชาย"].value == 10
    assert found["พนักงานเทศบาล", "หญิง"].value is None
    assert found["ลูกจ้างประจำ", "ชาย"].value == 0
    assert found["รวม", "รวม"].is_total and not found["ลูกจ้างประจำ", "รวม"].is_total
    assert {m.subject for m in measures(read)} == {"2.1 จำนวนบุคลากร"}
    assert len(found) == 9  # ordinal numbers are no measure


def test_measures_know_their_header_path_and_what_is_printed() -> None:
    read = plan(
        row("ประเภท", "ช่วงอายุ (ปี)", "", "อายุเฉลี่ย"),
        row("", "<= ๒๔", "๒๕ - ๓๔", ""),
        row("ครู", "๑", "๑,๒๐๐", "๔๑.๕๐"),
    )
    found = {m.header: (m.value, m.printed) for m in measures(read)}
    assert found == {
        ("ช่วงอายุ (ปี)", "<= 24"): (1.0, "1"),
        ("ช่วงอายุ (ปี)", "25 - 34"): (1200.0, "1,200"),
        ("อายุเฉลี่ย",): (41.5, "41.50"),
    }


def test_a_column_with_words_is_no_measure() -> None:
    read = plan(row("ประเภท", "จำนวน", "ชั้น"), row("ครู", "๕", "๒"), row("ครู", "ไม่ระบุ", "๓"))
    assert {m.header for m in measures(read)} == {("ชั้น",)}


BY_STRATEGY = (row("ส่วนราชการ", "ยุทธศาสตร์ที่", "", "รวม"), row("", "๑", "๒", ""))


def test_a_table_with_a_column_for_each_strategy_is_read_the_other_way_round() -> None:
    read = plan(
        "สรุปงบประมาณปี ๒๕๗๐",
        "",
        *BY_STRATEGY,
        row("กองคลัง", "๑๐,๐๐๐", "", "๑๐,๐๐๐"),
        row("กอง ช่าง", "๕,๐๐๐", "-", "๕,๐๐๐"),
        row("รวม", "๑๕,๐๐๐", "", "๑๕,๐๐๐"),
    )
    cells = {(c.row, c.department): (c.budget.baht, c.is_total) for c in budget_cells(read)}
    assert cells["ยุทธศาสตร์ที่ 1", "กองคลัง"] == (10_000, False)
    assert cells["ยุทธศาสตร์ที่ 2", "กอง ช่าง"] == (None, False)
    assert cells["รวม", "กอง ช่าง"] == (5_000, True)
    assert {c.year for c in budget_cells(read)} == {2570}
    assert measures(read) == []


def test_small_figures_below_strategies_are_no_money() -> None:
    read = plan(*BY_STRATEGY, row("กองคลัง", "๓", "๒", "๕"), row("กองช่าง", "๑", "๔", "๕"))
    assert budget_cells(read) == []
    assert [m.header for m in measures(read)][:2] == [("ยุทธศาสตร์ที่", "1"), ("ยุทธศาสตร์ที่", "2")]

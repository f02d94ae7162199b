"""Headers: which rows are, and what their columns mean."""

from __future__ import annotations

from itertools import permutations

import pytest

from ingest.models import ColumnRole
from ingest.structure.headers import role_of
from tests.ingest.parsing import (
    HEADER,
    codes,
    kinds,
    plan,
    project_row,
    projects,
    roles,
    row,
    table,
    texts,
)

R = ColumnRole


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("ต.ค.", R.TIMING),
        ("มกราคม ๒๕๖๙", R.TIMING),
        ("ก.ค. - ก.ย. ๖๙", R.TIMING),
        ("ตัวชี้วัดเดือน ต.ค.", R.INDICATOR),
        ("วิชา", R.NAME),
        ("วิชาการ", None),
        ("งบประมาณ (บาท)", R.BUDGET),
        ("งบ ประมาณ", R.BUDGET),
        ("จำนวนโครงการ", R.TOTAL),
        ("ระยะเวลาใน การดำเนินการ", R.TIMING),
        ("ระยะเวลาในการดาเนินการ", R.TIMING),
        ("หนวยงานรับผิดชอบ", R.UNIT),
        ("ผู้รับ ผิดชอบ", R.UNIT),
        ("ค่าเป้าหมายตัวชี้วัด", R.TARGET),
        ("ตัวชี้วัด/เป้าหมาย", R.INDICATOR),
        ("ตัวชีวัด", R.INDICATOR),
        ("ชื่อหลักสูตร", R.NAME),
        ("โครงการ/กิจกรรม/แผนงาน", R.NAME),
        ("ประเด็นตามนโยบาย/กลยุทธ์", R.STRATEGY),
        ("วิธีการพัฒนา", R.METHOD),
        ("ทักษะที่ต้องพัฒนา (๒)", R.SKILL),
        ("ตำแหน่ง (๑)", R.POSITION),
        ("ลำดับที่", R.NUMBER),
        ("ที่", R.NUMBER),
        ("รวมทั้งสิ้น", R.TOTAL),
        ("ที่มา", None),
        ("หมายเลขรวม", None),
        ("วุฒิการศึกษา", None),
        ("", None),
    ],
)
def test_a_label_means_one_thing(label: str, role: ColumnRole | None) -> None:
    assert role_of(label) is role


NAMED = {
    "name": ("ชื่อหลักสูตร", "หลักสูตรงานพัสดุ"),
    "budget": ("วงเงิน (บาท)", "๓๐,๐๐๐"),
    "timing": ("ห้วงเวลา", "ก.พ. ๒๕๖๙"),
    "unit": ("เจ้าภาพ", "กองช่าง"),
}


@pytest.mark.parametrize("order", list(permutations(NAMED)), ids="-".join)
def test_columns_are_known_by_meaning_not_place(order: tuple[str, ...]) -> None:
    header = row(*(NAMED[role][0] for role in order))
    body = row(*(NAMED[role][1] for role in order))
    read = plan(header, body, body)
    assert roles(read.tables[0]) == list(order)
    found = projects(read)[0]
    assert (found.name, found.unit, found.timing) == ("หลักสูตรงานพัสดุ", "กองช่าง", "ก.พ. 2569")
    assert found.budget.baht == 30_000


def test_rows_of_names_are_no_header() -> None:
    read = table(row("๑", "นายกเทศมนตรี", "ประธาน"), row("๒", "ปลัดเทศบาล", "กรรมการ"))
    assert read.header_spans == ()
    assert kinds(read) == ["body", "body"]


def test_two_lines_make_paths() -> None:
    read = table(
        row("ยุทธศาสตร์", "งบประมาณ", "", ""),
        row("", "กองคลัง", "กอง ช่าง", "รวม"),
        row("ยุทธศาสตร์ที่ ๑ คนเก่ง", "๑๐,๐๐๐", "-", "๑๐,๐๐๐"),
    )
    assert [c.label for c in read.columns] == [
        "ยุทธศาสตร์",
        "งบประมาณ › กองคลัง",
        "งบประมาณ › กอง ช่าง",
        "งบประมาณ › รวม",
    ]
    assert roles(read) == ["strategy", "budget", "budget", "budget"]
    assert [s.line_start for s in read.header_spans] == [3, 4]


def test_a_second_row_that_fills_no_spanned_column_is_data() -> None:
    read = table(
        row("ยุทธศาสตร์", "โครงการ", "งบประมาณ", "ระยะเวลา"),
        row("", "โครงการอบรมพัสดุ", "๑๐,๐๐๐", "มี.ค. ๒๕๖๙"),
        row("ยุทธศาสตร์ที่ ๒", "โครงการอบรมช่าง", "๕,๐๐๐", "เม.ย. ๒๕๖๙"),
    )
    assert len(read.header_spans) == 1
    assert kinds(read) == ["body", "body"]


def test_years_in_order_head_columns_on_a_line_of_labels() -> None:
    read = table(
        row("ตำแหน่ง", "หลักสูตร", "๒๕๖๙", "๒๕๗๐", "๒๕๗๑"),
        row("นิติกร", "กฎหมายปกครอง", "/", "", ""),
        row("นายช่างโยธา", "ควบคุมงาน", "", "/", ""),
    )
    assert roles(read) == ["position", "name", "timing", "timing", "timing"]
    assert len(read.rows) == 2


@pytest.mark.parametrize("figures", [("67", "68"), ("๒๕๖๙", "๒๕๖๘"), ("๒๕๖๙", "")])
def test_figures_like_years_are_no_header(figures: tuple[str, str]) -> None:
    body = [row("กองคลัง", "กองช่าง", *figures), row("สำนักปลัด", "กองการศึกษา", "๑๒", "๑๓")]
    assert not table(*body).header_spans


def test_years_shifted_under_a_merged_header_belong_to_the_time() -> None:
    """The label of the time stands a column too far right of its years, as OCR leaves it."""
    read = table(
        row("ตำแหน่ง", "ทักษะ", "วิธีการพัฒนา", "", "", "ช่วงเวลาพัฒนา", "", ""),
        row("", "", "๑ = อบรม", "๒ = ดูงาน", "๒๕๖๗", "๒๕๖๘", "๒๕๖๙", ""),
        row("นิติกร", "กฎหมาย", "๑ = อบรม", "๒ = ดูงาน", "✓", "", "✓", ""),
    )
    assert [c.label for c in read.columns[4:]] == [
        "ช่วงเวลาพัฒนา › ๒๕๖๗",
        "ช่วงเวลาพัฒนา › ๒๕๖๘",
        "ช่วงเวลาพัฒนา › ๒๕๖๙",
    ]
    assert roles(read)[2:] == ["method", "method", "timing", "timing", "timing"]


def test_years_under_a_span_of_money_stay_money() -> None:
    read = table(
        row("โครงการ", "งบประมาณ", "", "ระยะเวลา"),
        row("", "๒๕๖๘", "๒๕๖๙", ""),
        row("โครงการอบรมพัสดุ", "๑๐,๐๐๐", "๒๐,๐๐๐", "มี.ค."),
    )
    assert roles(read) == ["name", "budget", "budget", "timing"]


REPEATED = row("ลำ ดับ", "โครง การ", "ตัว ชี้วัด", "งบ ประมาณ", "ระยะ เวลา", "ผู้รับ ผิดชอบ")


def test_a_header_repeated_after_a_page_break_is_no_row() -> None:
    read = table(HEADER, project_row("๑", "โครงการก"), "", REPEATED, project_row("๒", "โครงการข"))
    assert [s.line_start for s in read.header_spans] == [3, 6]
    assert [texts(r)[1] for r in read.rows] == ["โครงการก", "โครงการข"]


def test_another_header_after_a_break_opens_another_table() -> None:
    read = plan(
        HEADER,
        project_row("๑", "โครงการก"),
        "",
        row("ประเภท", "ชาย", "หญิง", "รวม"),
        row("พนักงานเทศบาล", "๑๐", "๑๒", "๒๒"),
    )
    assert [t.header_spans[0].line_start for t in read.tables] == [3, 6]


def test_a_repeated_two_line_header_is_no_row() -> None:
    header = (
        row("ที่", "โครงการ", "งบประมาณ", "ระยะเวลา", "", "ผู้รับผิดชอบ"),
        row("", "", "", "๒๕๖๘", "๒๕๖๙", ""),
    )
    one = row("๑", "โครงการก", "๑๐,๐๐๐", "✓", "", "กองคลัง")
    two = row("๒", "โครงการข", "๕,๐๐๐", "", "✓", "กองช่าง")
    read = table(*header, one, "", *header, two)
    assert len(read.header_spans) == 4
    assert kinds(read) == ["body", "body"]


def test_a_table_without_header_is_inferred_and_said() -> None:
    read = plan("ส่วนที่ ๒ โครงการ", "", project_row("๓", "โครงการก"), project_row("๔", "โครงการข"))
    (only,) = read.tables
    assert roles(only) == ["number", "name", "indicator", "budget", "timing", "unit"]
    assert all(column.path == () for column in only.columns)  # the plan prints no labels
    assert codes(read) == [("missing_header", 5)]
    assert [p.budget.baht for p in projects(read)] == [10_000, 10_000]


def test_a_headerless_table_without_money_or_time_has_no_roles() -> None:
    read = plan(row("๑", "นายกเทศมนตรี", "ประธาน"), row("๒", "ปลัดเทศบาล", "กรรมการ"))
    assert roles(read.tables[0]) == ["", "", ""]
    assert codes(read) == [("no_facts", 1)]


def test_a_headerless_table_after_a_total_is_detached_from_the_strategy_above() -> None:
    total = row("รวม", "", "", "๑๐,๐๐๐", "", "")
    read = plan(
        "ยุทธศาสตร์ที่ ๑ คนเก่ง",
        "",
        HEADER,
        project_row("๑", "โครงการก"),
        total,
        "",
        project_row("๓", "โครงการข"),
    )
    first, second = read.tables
    assert (first.caption, second.caption, second.section) == ("ยุทธศาสตร์ที่ ๑ คนเก่ง", None, ())
    assert [p.strategy for p in projects(read)] == [("ยุทธศาสตร์ที่ 1 คนเก่ง",), ()]
    assert roles(second) == roles(first)


def test_without_a_total_the_rows_after_a_break_stay_under_the_strategy() -> None:
    read = plan(
        "ยุทธศาสตร์ที่ ๑ คนเก่ง",
        "",
        HEADER,
        project_row("๑", "โครงการก"),
        "",
        project_row("๒", "โครงการข"),
    )
    assert len(read.tables) == 1
    assert {p.strategy for p in projects(read)} == {("ยุทธศาสตร์ที่ 1 คนเก่ง",)}


@pytest.mark.parametrize("between", ["- ๑๒ -", "๑๒", "หน้า ๑๒", "- หน้า ๑๒ -", "(ต่อ)"])
def test_a_page_number_between_two_halves_does_not_cut_the_table(between: str) -> None:
    read = plan(HEADER, project_row("๑", "โครงการก"), between, project_row("๒", "โครงการข"))
    assert len(read.tables) == 1
    assert any(between in p.text for p in read.passages)


def test_a_line_of_text_cuts_the_table() -> None:
    read = plan(
        HEADER, project_row("๑", "โครงการก"), "โครงการของกองช่าง", project_row("๒", "โครงการข")
    )
    first, second = read.tables
    assert second.caption == "โครงการของกองช่าง"
    assert roles(second) == roles(first)  # as wide, so its columns are those above
    assert codes(read) == [("missing_header", 6)]


def test_an_empty_pipe_header_gives_columns_without_labels() -> None:
    read = table("| | |", "|---|---|", "| นายกเทศมนตรี | ประธาน |", "| ปลัดเทศบาล | กรรมการ |")
    assert [c.path for c in read.columns] == [(), ()]
    assert [texts(r) for r in read.rows] == [
        {0: "นายกเทศมนตรี", 1: "ประธาน"},
        {0: "ปลัดเทศบาล", 1: "กรรมการ"},
    ]


def test_a_pipe_header_with_labels_gives_roles() -> None:
    read = table("| โครงการ | งบประมาณ |", "|---|---|", "| อบรมพัสดุ | ๕,๐๐๐ |")
    assert roles(read) == ["name", "budget"]
    assert kinds(read) == ["body"]


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (("๓๐,๐๐๐", "-"), "budget"),
        (("๓๐,๐๐๐", "ไม่ใช้งบประมาณ"), "budget"),
        (("✓", ""), "timing"),
        (("๓๐", "๔๐"), "timing"),
        (("๓๐", "๔๐,๐๐๐"), "timing"),
    ],
)
def test_years_alone_above_amounts_are_budgets(cells: tuple[str, str], role: str) -> None:
    header = row("โครงการ", "ตัวชี้วัด", "๒๕๖๙", "๒๕๗๐", "ผู้รับผิดชอบ")
    read = table(header, row("อบรมธรรมาภิบาล", "ร้อยละ ๘๐", *cells, "กองคลัง"))
    assert roles(read) == ["name", "indicator", role, role, "unit"]


def test_a_calendar_beside_a_column_of_money_stays_time() -> None:
    header = row("โครงการ", "งบประมาณ", "๒๕๖๙", "๒๕๗๐", "ผู้รับผิดชอบ")
    read = table(header, row("อบรมธรรมาภิบาล", "๓๐,๐๐๐", "๑๐,๐๐๐", "-", "กองคลัง"))
    assert roles(read) == ["name", "budget", "timing", "timing", "unit"]

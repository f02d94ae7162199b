"""Rows: filled, scoping, total, going on, short and long."""

from __future__ import annotations

import pytest

from ingest.models import Row
from tests.ingest.parsing import (
    HEADER,
    codes,
    kinds,
    plan,
    project_row,
    projects,
    row,
    table,
    texts,
)

GROUPED = row("ยุทธศาสตร์", "โครงการ", "งบประมาณ", "ระยะเวลา")


def test_a_blank_group_takes_the_one_above() -> None:
    read = table(
        GROUPED,
        row("ยุทธศาสตร์ที่ ๑", "โครงการก", "๑๐,๐๐๐", "มี.ค."),
        row("", "โครงการข", "๕,๐๐๐", "เม.ย."),
        row("ยุทธศาสตร์ที่ ๒", "โครงการค", "๕,๐๐๐", "เม.ย."),
    )
    assert [texts(r)[0] for r in read.rows] == [
        "ยุทธศาสตร์ที่ ๑",
        "*ยุทธศาสตร์ที่ ๑",
        "ยุทธศาสตร์ที่ ๒",
    ]
    filled = read.rows[1].cell(0)
    assert filled and filled.span.line_start == 4  # cited from where it stands


def test_a_blank_budget_is_never_filled() -> None:
    read = plan(GROUPED, row("ก", "โครงการก", "๑๐,๐๐๐", "มี.ค."), row("", "โครงการข", "", ""))
    assert 2 not in texts(read.tables[0].rows[1])
    assert projects(read)[1].budget.baht is None
    assert projects(read)[1].timing == ""


def test_nothing_is_filled_over_a_total() -> None:
    read = table(
        GROUPED,
        row("ยุทธศาสตร์ที่ ๑", "โครงการก", "๑๐,๐๐๐", "มี.ค."),
        row("รวม", "", "๑๐,๐๐๐", ""),
        row("", "โครงการข", "๕,๐๐๐", "เม.ย."),
    )
    assert 0 not in texts(read.rows[2])


def test_nothing_right_of_a_cell_of_its_own_is_filled() -> None:
    header = row("วัตถุประสงค์", "โครงการ", "กลุ่มเป้าหมาย", "งบประมาณ")
    read = table(
        header,
        row("เพื่อเรียนรู้", "โครงการก", "ครู", "๑๐,๐๐๐"),
        row("", "โครงการข", "", "๕,๐๐๐"),
    )
    assert texts(read.rows[1]) == {0: "*เพื่อเรียนรู้", 1: "โครงการข", 3: "๕,๐๐๐"}


def alone(text: str) -> str:
    return row(text, "", "", "", "", "")


def scopes(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    return [r.scope for r in rows if r.kind.value == "body"]


def test_strategy_rows_rule_what_follows_by_level() -> None:
    read = table(
        HEADER,
        alone("ยุทธศาสตร์ที่ ๑ คนเก่ง"),
        alone("กลยุทธ์ที่ ๑ เรียนรู้"),
        project_row("๑", "โครงการก"),
        alone("กลยุทธ์ที่ ๒ ลงมือ"),
        project_row("๑", "โครงการข"),
        alone("ยุทธศาสตร์ที่ ๒ คนดี"),
        project_row("๑", "โครงการค"),
    )
    assert scopes(read.rows) == [
        ("ยุทธศาสตร์ที่ ๑ คนเก่ง", "กลยุทธ์ที่ ๑ เรียนรู้"),
        ("ยุทธศาสตร์ที่ ๑ คนเก่ง", "กลยุทธ์ที่ ๒ ลงมือ"),
        ("ยุทธศาสตร์ที่ ๒ คนดี",),
    ]


def test_strategy_rows_above_the_header_belong_to_the_table() -> None:
    read = table(alone("ยุทธศาสตร์ที่ ๑ คนเก่ง"), HEADER, project_row("๑", "โครงการก"))
    assert scopes(read.rows) == [("ยุทธศาสตร์ที่ ๑ คนเก่ง",)]
    assert read.span.line_start == 3


def test_a_department_row_ends_the_employees_of_the_one_before() -> None:
    read = table(
        row("ตำแหน่ง", "ทักษะ", "วิธีการพัฒนา"),
        row("กองคลัง", "", ""),
        row("พนักงานจ้าง", "", ""),
        row("ผู้ช่วยนักวิชาการ", "บัญชี", "อบรม"),
        row("กองช่าง", "", ""),
        row("นายช่างโยธา", "โยธา", "อบรม"),
    )
    assert scopes(read.rows) == [("กองคลัง", "พนักงานจ้าง"), ("กองช่าง",)]


def test_a_total_closes_the_scope() -> None:
    read = table(
        HEADER,
        alone("ยุทธศาสตร์ที่ ๑ คนเก่ง"),
        project_row("๑", "โครงการก"),
        row("รวม", "", "", "๑๐,๐๐๐", "", ""),
        project_row("๒", "โครงการข"),
    )
    assert scopes(read.rows) == [("ยุทธศาสตร์ที่ ๑ คนเก่ง",), ()]


def test_a_label_that_rules_no_row_is_a_row_of_its_own() -> None:
    read = table(
        row("ส่วนราชการ", "ด้านบริหาร", "ด้านดิจิทัล"),
        row("สำนักปลัด", "", ""),
        row("กองคลัง", "", ""),
    )
    assert kinds(read) == ["body", "body"]
    assert scopes(read.rows) == [(), ()]


@pytest.mark.parametrize("number", ["๑", "๑๐,๐๐๐", "✓"])
def test_a_lone_number_or_mark_is_no_strategy(number: str) -> None:
    read = table(HEADER, project_row("๑", "โครงการก"), alone(number))
    assert "scope" not in kinds(read)


@pytest.mark.parametrize("label", ["รวม", "รวมทั้งสิ้น", "รวมงบประมาณ", "ยอดรวม"])
@pytest.mark.parametrize("amount", ["๑๐,๐๐๐", "", "-"])
def test_totals_printed_or_blank(label: str, amount: str) -> None:
    read = table(HEADER, project_row("๑", "โครงการก"), row(label, "", "", amount, "", ""))
    assert kinds(read) == ["body", "total"]


def test_a_total_may_stand_in_the_second_column() -> None:
    read = table(HEADER, project_row("๑", "โครงการก"), row("", "รวม", "", "๑๐,๐๐๐", "", ""))
    assert kinds(read) == ["body", "total"]


def test_a_name_that_begins_with_the_word_for_total_is_no_total() -> None:
    read = table(HEADER, project_row("๑", "รวมพลังพัฒนาตำบล"))
    assert kinds(read) == ["body"]


def test_a_row_with_the_rest_of_a_cell_goes_on() -> None:
    read = plan(
        HEADER,
        project_row("๑", "โครงการอบรมการใช้โปรแกรม"),
        "",
        row("", "", "ของผู้เข้าอบรมทั้งหมด", "", "", ""),
    )
    assert kinds(read.tables[0]) == ["body", "continuation"]
    (found,) = projects(read)
    assert found.indicator == "ร้อยละ ๘๐ ของผู้เข้าอบรมทั้งหมด"
    assert (found.span.line_start, found.span.line_end) == (4, 6)


def test_a_row_split_over_two_pages_is_one() -> None:
    read = plan(
        HEADER,
        row("๑", "โครงการก", "ร้อยละ ๘๐"),
        "",
        row("", "", "ของผู้เข้าอบรม", "๒๐,๐๐๐", "ก.พ. ๒๕๖๙", "กองช่าง"),
        project_row("๒", "โครงการข"),
    )
    first, second = projects(read)
    assert (first.budget.baht, first.timing, first.unit) == (20_000, "ก.พ. 2569", "กองช่าง")
    assert second.budget.baht == 10_000


def test_a_row_with_a_name_and_a_budget_of_its_own_is_another_project() -> None:
    read = plan(
        HEADER, project_row("๑", "โครงการก"), row("", "โครงการข", "", "๕,๐๐๐", "มี.ค.", "กองช่าง")
    )
    assert kinds(read.tables[0]) == ["body", "body"]
    assert [p.budget.baht for p in projects(read)] == [10_000, 5_000]


@pytest.mark.parametrize("name", ["โครงการข", "กิจกรรมข", "๒) อบรมข", "- อบรมข"])
def test_a_lone_name_that_starts_something_does_not_go_on(name: str) -> None:
    read = table(HEADER, project_row("๑", "โครงการก"), row("", name, "", "", "", ""))
    assert kinds(read) == ["body", "body"]


def test_two_amounts_one_below_the_other_are_two_rows() -> None:
    read = table(
        row("ลำดับ", "โครงการ", "งบประมาณ", "ระยะเวลา"),
        row("๑", "โครงการก", "๑๐,๐๐๐", "มี.ค."),
        row("", "", "๕,๐๐๐", "เม.ย."),
    )
    assert kinds(read) == ["body", "body"]


SHORT = [
    (row("โครงการก", "ร้อยละ ๘๐", "๕,๐๐๐", "ก.พ. ๒๕๖๙", "กองช่าง"), "no number"),
    (row("๑", "โครงการก", "๕,๐๐๐", "ก.พ. ๒๕๖๙", "กองช่าง"), "no indicator"),
    (row("๑", "โครงการก", "ร้อยละ ๘๐", "๕,๐๐๐", "ก.พ. ๒๕๖๙", "กองช่าง", ""), "a blank more"),
    (row("๑", "", "โครงการก", "ร้อยละ ๘๐", "๕,๐๐๐", "ก.พ. ๒๕๖๙", "กองช่าง"), "a blank inside"),
]


@pytest.mark.parametrize(("line", "case"), SHORT, ids=[case for _, case in SHORT])
def test_a_row_short_or_long_by_a_cell_finds_its_columns(line: str, case: str) -> None:
    read = plan(HEADER, project_row("๑", "โครงการอื่น"), line)
    found = projects(read)[1]
    assert (found.name, found.timing, found.unit) == ("โครงการก", "ก.พ. 2569", "กองช่าง")
    assert found.budget.baht == 5_000
    assert codes(read) == []


def test_a_row_as_wide_as_its_header_keeps_its_places() -> None:
    read = table(HEADER, row("๑", "โครงการก", "", "", "", "กองช่าง"))
    assert texts(read.rows[0]) == {0: "๑", 1: "โครงการก", 5: "กองช่าง"}


def test_text_beyond_the_header_is_kept_and_said() -> None:
    read = plan(HEADER, project_row("๑", "โครงการก") + "\tและกองช่าง")
    assert projects(read)[0].unit == "กองคลัง และกองช่าง"
    assert codes(read) == [("extra_cell", 4)]


QUARTERS = (
    row("โครงการ", "งบประมาณ", "ระยะเวลา", "", "", "", "ผู้รับผิดชอบ"),
    row("", "", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔", ""),
)


def test_arrows_shifted_by_a_blank_stay_under_their_quarters() -> None:
    read = plan(*QUARTERS, row("โครงการก", "๕,๐๐๐", "←", "", "", "", "→", "กองคลัง"))
    (found,) = projects(read)
    assert (found.quarters, found.unit) == ((1, 2, 3, 4), "กองคลัง")


def test_arrows_in_place_stay_in_place() -> None:
    read = table(*QUARTERS, row("โครงการก", "๕,๐๐๐", "", "←", "→", "", "กองคลัง"))
    assert texts(read.rows[0]) == {0: "โครงการก", 1: "๕,๐๐๐", 3: "←", 4: "→", 6: "กองคลัง"}


def test_html_in_cells_is_gone_and_the_passage_quotes_the_text() -> None:
    line = row("๑", "<p>โครงการก</p>", "<ol><li>ร้อยละ ๘๐</li><li>๕ คน</li></ol>", "<p>๕๐๐</p>")
    read = plan(HEADER, f"{line}\tมี.ค. ๒๕๖๙\tกองคลัง")
    (found,) = projects(read)
    assert (found.name, found.indicator, found.budget.baht) == ("โครงการก", "ร้อยละ ๘๐ ๕ คน", 500)
    passage = next(p for p in read.passages if p.id == found.passage_id)
    assert "<" not in passage.text


def test_signs_that_are_no_html_stay() -> None:
    read = table(HEADER, row("๑", "โครงการก", "คะแนน <= ๒๔ และ a < b", "๕๐๐", "มี.ค.", "กองคลัง"))
    assert texts(read.rows[0])[2] == "คะแนน <= ๒๔ และ a < b"


PEOPLE = row("หน่วยงาน", "โครงการ", "งบประมาณ (บาท)", "จำนวนผู้เข้าอบรม (คน)", "ระยะเวลา")


def test_a_number_of_people_never_moves_under_a_blank_budget() -> None:
    read = plan(
        PEOPLE,
        row("กองคลัง", "โครงการก", "๑๐,๐๐๐", "๒๔", "มี.ค."),
        row("กองช่าง", "โครงการข", "", "๒๔", "มี.ค."),
        row("กองช่าง", "โครงการค", "-", "๑,๑๕๓", "มี.ค."),
    )
    assert [p.budget.baht for p in projects(read)] == [10_000, None, None]
    assert [p.audience for p in projects(read)] == ["24 คน", "24 คน", "1,153 คน"]


def test_a_total_may_count_what_it_adds() -> None:
    read = table(
        PEOPLE,
        row("กองคลัง", "โครงการก", "๑๐,๐๐๐", "๒๔", "มี.ค."),
        row("รวมประเด็นที่ ๑", "๑ โครงการ", "๑๐,๐๐๐", "๒๔ คน", ""),
        row("รวมพลังกองช่าง", "โครงการรวมน้ำใจ", "๑๐,๐๐๐", "๒๔", "มี.ค."),
    )
    assert kinds(read) == ["body", "total", "body"]


def test_a_unit_left_of_the_projects_spans_rows_and_one_right_of_them_does_not() -> None:
    left = plan(
        PEOPLE,
        row("กองคลัง", "โครงการก", "๑๐,๐๐๐", "๒๔", "มี.ค."),
        row("", "โครงการข", "๕,๐๐๐", "๒๔", "มี.ค."),
    )
    right = plan(
        row("โครงการ", "งบประมาณ", "ระยะเวลา", "หน่วยงาน"),
        row("โครงการก", "๑๐,๐๐๐", "มี.ค.", "กองคลัง"),
        row("โครงการข", "๕,๐๐๐", "มี.ค.", ""),
    )
    assert [p.unit for p in projects(left)] == ["กองคลัง", "กองคลัง"]
    assert [p.unit for p in projects(right)] == ["กองคลัง", ""]


@pytest.mark.parametrize("number", ["หน้า ๘ / ๑๘", "- ๘ -", "หน้าที่ ๘ จาก ๑๘"])
def test_a_page_number_does_not_end_a_table(number: str) -> None:
    again = PEOPLE.replace("งบประมาณ", "งบ ประมาณ")
    body = row("กองคลัง", "โครงการก", "๑๐,๐๐๐", "๒๔", "มี.ค.")
    assert len(plan(PEOPLE, body, "", number, "", again, body).tables) == 1
    assert len(plan(PEOPLE, body, "", "หน้าที่ของกอง", "", again, body).tables) == 2


def test_a_row_that_counts_the_ticks_above_it_is_a_total() -> None:
    header = row("หลักสูตร", "ต.ค.", "พ.ย.", "ครั้ง")
    ticked = row("หลักสูตรก", "✓", "", "๑")
    counted = table(header, ticked, row("จำนวนหลักสูตรในเดือน", "๑", "-", "๑"))
    assert [r.kind.value for r in counted.rows] == ["body", "total"]
    # Where columns are no months, a row of counts is a row like any other.
    other = table(row("รายการ", "กองคลัง", "กองช่าง"), row("จำนวนโครงการ", "๑", "๒"))
    assert [r.kind.value for r in other.rows] == ["body"]

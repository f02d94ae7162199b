"""Totals that don't add up or are missing, and those that only look so."""

from __future__ import annotations

import pytest

from ingest.checks.totals import check
from tests.ingest.checks.finding import HEADER, found, plan_of, project, total
from tests.ingest.parsing import row

WORKFORCE = row("ประเภท", "ชาย", "หญิง", "รวม")


def test_a_total_that_differs_says_what_the_rows_add_up_to() -> None:
    rows = (project("โครงการ ก", "๒๐,๐๐๐"), project("โครงการ ข", "๕,๕๐๐.๕๐"))
    right = plan_of(HEADER, *rows, total("๒๕,๕๐๐.๕๐"))
    wrong = plan_of(HEADER, *rows, total("๒๕,๐๐๐"))
    assert found(check, right) == []
    assert found(check, wrong) == [("total-differs", "error", 7, "25,500.50", "25,000")]


def test_a_blank_total_is_missing_and_a_dash_is_none() -> None:
    rows = (project("โครงการ ก", "๒๐,๐๐๐"), project("โครงการ ข", "๕,๐๐๐"))
    assert found(check, plan_of(HEADER, *rows, total(""))) == [
        ("total-missing", "warning", 7, "25,000", "")
    ]
    assert found(check, plan_of(HEADER, *rows, total("-"))) == [
        ("total-differs", "error", 7, "25,000", "0")
    ]


def test_a_total_of_rows_without_money_may_be_blank() -> None:
    free = project("โครงการ ก", "ไม่ใช้งบประมาณ")
    assert found(check, plan_of(HEADER, free, free, total(""))) == []


def test_each_strategy_has_its_total_and_a_grand_one_sums_them_up() -> None:
    first = ("ยุทธศาสตร์ที่ ๑ คนเก่ง", HEADER, project("ก", "๒๐,๐๐๐"), total("๒๐,๐๐๐"), "")
    second = ("ยุทธศาสตร์ที่ ๒ คนดี", HEADER, project("ข", "๕,๐๐๐"), total("๕,๐๐๐"))
    assert found(check, plan_of(*first, *second, total("๒๕,๐๐๐", "รวมทั้งสิ้น"))) == []
    wrong = plan_of(*first, *second, total("๓๐,๐๐๐", "รวมทั้งสิ้น"))
    assert found(check, wrong) == [("total-differs", "warning", 13, "25,000", "30,000")]


def test_subtotals_within_a_table_count_once() -> None:
    lines = (HEADER, project("ก", "๑,๐๐๐"), project("ข", "๒,๐๐๐"), total("๓,๐๐๐"))
    more = (project("ค", "๔,๐๐๐"), total("๔,๐๐๐"), total("๗,๐๐๐", "รวมทั้งสิ้น"))
    assert found(check, plan_of(*lines, *more)) == []


def test_parts_of_a_project_with_amounts_of_their_own_count_once() -> None:
    whole = project("(๑) โครงการสัมมนา", "๕๐,๐๐๐")
    parts = (project("(๑.๑) กิจกรรมอบรม", "๒๐,๐๐๐"), project("(๑.๒) กิจกรรมดูงาน", "๓๐,๐๐๐"))
    other = project("(๒) โครงการวินัย", "๔,๐๐๐")
    assert found(check, plan_of(HEADER, whole, *parts, other, total("๕๔,๐๐๐"))) == []
    assert len(found(check, plan_of(HEADER, whole, *parts, other, total("๕๕,๐๐๐")))) == 1


def test_a_blank_budget_may_be_what_a_larger_total_holds() -> None:
    rows = (project("ก", "๒๐,๐๐๐"), project("ข", ""))
    larger = plan_of(HEADER, *rows, total("๒๕,๐๐๐"))
    smaller = plan_of(HEADER, *rows, total("๑๕,๐๐๐"))
    assert found(check, larger) == [("total-differs", "warning", 7, "20,000", "25,000")]
    assert found(check, smaller) == [("total-differs", "error", 7, "20,000", "15,000")]


def test_a_table_whose_first_page_is_lost_proves_no_total_wrong() -> None:
    lost = (
        row("๓", "โครงการ ค", "ร้อยละ ๘๐", "๕๐,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง"),
        row("๔", "โครงการ ง", "ร้อยละ ๘๐", "๓๐,๐๐๐", "ม.ค. ๒๕๖๙", "กองคลัง"),
        row("รวม", "", "", "๑๐๐,๐๐๐", "", ""),
    )
    assert found(check, plan_of(*lost)) == [("total-differs", "warning", 6, "80,000", "100,000")]


def test_an_average_and_a_share_are_no_sums() -> None:
    plan = plan_of(
        row("ประเภท", "ชาย", "หญิง", "รวม", "อายุเฉลี่ย"),
        row("วิชาการ", "๒", "๓", "๕", "๔๐.๕๐"),
        row("ทั่วไป", "๑", "๔", "๕", "๓๘.๒๐"),
        row("รวม", "๓", "๗", "๑๐", "๓๙.๓๕"),
        row("คิดเป็นร้อยละ", "๓๐", "๗๐", "๑๐๐", ""),
    )
    assert found(check, plan) == []


def test_one_wrong_cell_is_one_finding_at_the_cell() -> None:
    plan = plan_of(
        WORKFORCE,
        row("วิชาการ", "๒", "๓", "๕"),
        row("ทั่วไป", "๑", "๙", "๕"),
        row("รวม", "๓", "๗", "๑๐"),
    )
    assert found(check, plan) == [("total-differs", "error", 6, "4", "9")]


def test_each_total_of_a_row_of_totals_is_told() -> None:
    plan = plan_of(
        row("ลำดับ", "สายงาน", "ปีงบประมาณที่เกษียณ", "", "รวม"),
        row("", "", "๒๕๖๙", "๒๕๗๐", ""),
        row("๑", "นิติกร", "๑", "-", "๑"),
        row("๒", "นายช่างโยธา", "-", "๑", "๑"),
        row("รวม", "", "๑", "๒", "๓"),
    )
    assert found(check, plan) == [
        ("total-differs", "error", 8, "1", "2"),
        ("total-differs", "error", 8, "2", "3"),
    ]


def test_a_total_column_may_leave_a_column_out() -> None:
    header = row("ส่วนราชการ", "กรอบ", "มีคนครอง", "พนักงานจ้าง", "รวมคนครอง")
    right = (row("กองคลัง", "๕", "๔", "๒", "๖"), row("กองช่าง", "๗", "๓", "๑", "๔"))
    assert found(check, plan_of(header, *right, row("รวม", "๑๒", "๗", "๓", "๑๐"))) == []


def test_filled_and_vacant_posts_make_up_all_posts() -> None:
    header = row("ส่วนราชการ", "กรอบอัตรา", "มีคนครอง", "ว่าง")
    rows = (row("กองคลัง", "๕", "๔", "๑"), row("กองช่าง", "๗", "๓", "๔"))
    assert found(check, plan_of(header, *rows, row("รวม", "๑๒", "๗", "๕"))) == []
    assert found(check, plan_of(header, *rows, row("กองการศึกษา", "๙", "๓", "๕"))) == [
        ("total-differs", "error", 7, "8", "9")
    ]


def test_a_number_that_is_no_total_of_its_row_is_left_alone() -> None:
    header = row("ส่วนราชการ", "จำนวนห้อง", "จำนวนเครื่อง", "รวมพื้นที่")
    rows = (row("กองคลัง", "๕", "๔", "๑๒๐"), row("กองช่าง", "๗", "๓", "๓๔๐"))
    assert found(check, plan_of(header, *rows)) == []


def test_rows_named_for_all_are_totals_only_where_they_add_up() -> None:
    header = row("อายุ", "ทุกประเภท", "วิชาการ", "ทั่วไป")
    young, old = row("ต่ำกว่า ๓๐", "๕", "๒", "๓"), row("๓๐ ขึ้นไป", "๙", "๕", "๔")
    assert found(check, plan_of(header, young, old, row("ทุกช่วงอายุ", "๑๔", "๗", "๗"))) == []
    assert found(check, plan_of(header, young, old, row("ทุกช่วงอายุ", "๑๔", "๗", "๘"))) == [
        ("total-differs", "error", 7, "7", "8")
    ]


def test_thousands_of_baht_add_up_like_baht() -> None:
    header = row("โครงการ", "งบประมาณ (พันบาท)", "ระยะเวลา")
    rows = (row("ก", "๒๐", "ม.ค. ๒๕๖๙"), row("ข", "๕", "ก.พ. ๒๕๖๙"))
    assert found(check, plan_of(header, *rows, row("รวม", "๒๕", ""))) == []


def test_years_and_hours_want_no_total() -> None:
    header = row("ที่", "ตำแหน่ง", "กรอบ", "ปีที่เกษียณ", "ชั่วโมงเรียน")
    rows = (row("๑", "นิติกร", "๑", "๒๕๖๘", "๑๒"), row("๒", "นายช่างโยธา", "๒", "๒๕๖๙", "๑๘"))
    assert found(check, plan_of(header, *rows, row("รวม", "", "๓", "", ""))) == []
    assert len(found(check, plan_of(header, *rows, row("รวม", "", "๔", "", "")))) == 1


def test_a_plan_that_sums_up_nothing_is_told_once() -> None:
    rows = (project("โครงการ ก", "๒๐,๐๐๐"), project("โครงการ ข", "๕,๐๐๐"))
    plan = plan_of("ยุทธศาสตร์ที่ ๑ คนเก่ง", HEADER, *rows, "", "ยุทธศาสตร์ที่ ๒ คนดี", HEADER, *rows)
    assert found(check, plan) == [("total-missing", "note", 7, "25,000", "")]


def test_a_table_without_a_total_beside_one_with_it_is_a_warning() -> None:
    rows = (project("โครงการ ก", "๒๐,๐๐๐"), project("โครงการ ข", "๕,๐๐๐"))
    first = ("ยุทธศาสตร์ที่ ๑ คนเก่ง", HEADER, *rows, total("๒๕,๐๐๐"), "")
    plan = plan_of(*first, "ยุทธศาสตร์ที่ ๒ คนดี", HEADER, *rows)
    assert found(check, plan) == [("total-missing", "warning", 13, "25,000", "")]


def test_people_of_all_tables_are_no_money() -> None:
    header = row("โครงการ", "เป้าหมาย (คน)", "งบประมาณ", "ระยะเวลา")

    def parts(people: str) -> list[tuple[str, str, int, str, str]]:
        first = (header, row("ก", "๓๐", "๑๐,๐๐๐", "ม.ค. ๒๕๖๙"), row("รวม", "๓๐", "๑๐,๐๐๐", ""))
        second = (row("ข", "๒๐", "๕,๐๐๐", "ม.ค. ๒๕๖๙"), row("รวม", people, "๕,๐๐๐", ""))
        grand = row("รวมทั้งสิ้น", "๕๐", "๑๕,๐๐๐", "")
        return found(check, plan_of(*first, "", header, *second, grand))

    assert parts("๒๐") == []
    assert [f[:3] for f in parts("๒๒")] == [("total-differs", "error", 10)]


def test_quarters_and_years_of_money_add_up_and_ticks_do_not() -> None:
    header = row("โครงการ", "ไตรมาส ๑", "ไตรมาส ๒", "รวม (บาท)")

    def quarters(total: str) -> list[tuple[str, str, int, str, str]]:
        rows = (row("ก", "๑๐,๐๐๐", "๒๐,๐๐๐", "๓๐,๐๐๐"), row("ข", "๕,๐๐๐", "-", "๕,๐๐๐"))
        return found(check, plan_of(header, *rows, row("รวม", total, "๒๐,๐๐๐", "๓๕,๐๐๐")))

    assert quarters("๑๕,๐๐๐") == []
    assert quarters("๑๔,๐๐๐") == [("total-differs", "error", 7, "15,000", "14,000")]
    ticks = (row("โครงการ", "ไตรมาส ๑", "งบประมาณ"), row("ก", "✓", "๕๐๐"), row("รวม", "", "๕๐๐"))
    assert found(check, plan_of(*ticks)) == []


@pytest.mark.parametrize(
    ("printed", "codes"),
    [("๕๕,๐๐๐", []), ("๒๕,๐๐๐", ["total-missing"])],
)
def test_a_total_below_the_last_table_may_be_that_of_all(printed: str, codes: list[str]) -> None:
    first = (
        HEADER,
        project("อบรมกฎหมาย", "๑๐,๐๐๐"),
        project("อบรมช่าง", "๒๐,๐๐๐"),
        "",
        "ด้านจริยธรรม",
        "",
    )
    second = (HEADER, project("อบรมวินัย", "๑๕,๐๐๐"), project("ปฏิบัติธรรม", "๑๐,๐๐๐"), total(printed))
    assert [f[0] for f in found(check, plan_of(*first, *second))] == codes

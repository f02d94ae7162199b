"""Totals that stand in the words of their row, and rows whose cells lost their columns."""

from __future__ import annotations

from ingest.checks import check_plan
from ingest.checks.told_totals import check
from ingest.checks.totals import check as check_totals
from ingest.models import Plan
from tests.ingest.checks.finding import found, plan_of
from tests.ingest.parsing import row

YEARS = (
    row("โครงการ", "งบประมาณ (บาท)", "", "", "หน่วยงานรับผิดชอบ"),
    row("", "๒๕๖๗", "๒๕๖๘", "๒๕๖๙", ""),
)


def three_years(told: str) -> Plan:
    return plan_of(
        *YEARS,
        row("อบรมกฎหมาย", "๑๐,๐๐๐", "๒๐,๐๐๐", "๓๐,๐๐๐", "กองคลัง"),
        row("อบรมพัสดุ", "๕,๐๐๐", "๕,๐๐๐", "๕,๐๐๐", "กองคลัง"),
        row("รวม", "๑๕,๐๐๐", "๒๕,๐๐๐", "๓๕,๐๐๐", ""),
        row(told, "", "", "", ""),
        title="แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙",
    )


def test_a_total_of_all_years_told_in_words() -> None:
    assert found(check, three_years("รวมทั้งสิ้น ๗๕,๐๐๐ บาท")) == []
    assert found(check, three_years("รวมทั้งสิ้น ๕๗,๐๐๐ บาท")) == [
        ("total-differs", "error", 9, "75,000", "57,000")
    ]


def test_its_columns_are_no_missing_totals() -> None:
    assert found(check_totals, three_years("รวมทั้งสิ้น ๗๕,๐๐๐ บาท")) == []
    blank = found(check_totals, three_years("รวมทั้งสิ้น"))
    assert {code for code, *_ in blank} == {"total-missing"}


def test_a_total_told_may_be_that_of_all_tables() -> None:
    header = row("โครงการ", "งบประมาณ", "ระยะเวลา")
    first = (header, row("อบรมกฎหมาย", "๑๐,๐๐๐", "ม.ค. ๒๕๖๙"), row("รวม", "๑๐,๐๐๐", ""), "")
    second = (header, row("อบรมพัสดุ", "๕,๐๐๐", "ม.ค. ๒๕๖๙"), row("รวม", "๕,๐๐๐", ""))
    assert found(check, plan_of(*first, *second, row("รวมทั้งสิ้น ๑๕,๐๐๐ บาท", "", ""))) == []


def test_rows_with_more_cells_than_columns_prove_no_total_wrong() -> None:
    lines = (row("ส่วนราชการ", "ชาย", "หญิง", "รวม"), row("กองคลัง", "๑", "๒", "๓"))
    torn = plan_of(*lines, row("กองช่าง", "๑", "๑", "๑", "๑", "๒"), row("รวม", "๒", "๓", "๕"))
    whole = plan_of(*lines, row("กองช่าง", "๑", "๑", "๒"), row("รวม", "๒", "๓", "๖"))
    assert [f.code for f in check_plan(torn) if f.code == "total-differs"] == []
    assert [f.found for f in check_plan(whole) if f.code == "total-differs"] == ["6"]

"""Staffing frames by year and at once: what is added and taken away, and years of another plan."""

from __future__ import annotations

import pytest

from ingest.checks.frames import check
from ingest.checks.staffing import check as check_staffing
from ingest.checks.totals import check as check_totals
from ingest.models import ColumnRole, Plan
from tests.ingest.checks.finding import found, plan_of
from tests.ingest.parsing import row

TITLE = "แผนพัฒนาบุคลากร ๓ ปี พ.ศ. ๒๕๖๘ - ๒๕๗๐"
YEARS = ("๒๕๖๘", "๒๕๖๙", "๒๕๗๐")
HEADER = (
    row("ที่", "ชื่อตำแหน่ง", "กรอบอัตรากำลังเดิม", "อัตราตำแหน่งที่คาดว่าจะต้องใช้", "", "", "เพิ่ม/ลด", "", ""),
    row("", "", "", *YEARS, *YEARS),
)  # fmt: skip
ROWS = (
    row("๑", "ปลัดเทศบาล", "๑", "๑", "๑", "๑", "-", "-", "-"),
    row("๒", "นิติกร", "๑", "๑", "๒", "๒", "-", "+๑", "-"),
    row("๓", "เจ้าพนักงานธุรการ", "๒", "๒", "๒", "๑", "-", "-", "-๑"),
    row("๔", "นายช่างโยธา", "๑", "๒", "๒", "๒", "+๑", "-", "-"),
    row("๕", "เจ้าพนักงานพัสดุ", "-", "-", "๑", "๑", "-", "+๑", "-"),
    row("", "รวม", "๕", "๖", "๘", "๗", "+๑", "+๒", "-๑"),
)


def frame(*rows: str) -> Plan:
    return plan_of("กรอบอัตรากำลัง ๓ ปี", "", *HEADER, *rows, title=TITLE)


def changed(at: int, before: str, after: str) -> Plan:
    rows = list(ROWS)
    assert before in rows[at]
    rows[at] = rows[at].replace(before, after)
    return frame(*rows)


def test_a_right_frame_has_no_positions_by_year() -> None:
    plan = frame(*ROWS)
    (table,) = plan.tables
    roles = [column.role for column in table.columns]
    assert roles == [ColumnRole.NUMBER, ColumnRole.POSITION, *[None] * 7]
    for one in (check, check_totals, check_staffing):
        assert found(one, plan) == []


def test_a_year_that_is_not_the_year_before_with_its_change() -> None:
    plan = changed(1, row("๒", "๒", "-", "+๑", "-"), row("๑", "๑", "-", "+๑", "-"))
    assert found(check, plan) == [("total-differs", "error", 9, "2", "1")]


def test_a_wrong_figure_is_told_once() -> None:
    plan = changed(2, row("๒", "๒", "๒", "๑"), row("๒", "๒", "๓", "๑"))
    assert found(check, plan) == [("total-differs", "error", 10, "2", "3")]


def test_the_sum_of_changes() -> None:
    plan = changed(5, "+๒", "+๓")
    assert found(check_totals, plan) == [("total-differs", "error", 13, "2", "3")]


def test_changes_against_another_year_prove_nothing() -> None:
    base = [row(str(n), "นิติกร", "๑", "๒", "๓", "๔", "+๑", "+๒", "+๓") for n in range(1, 5)]
    assert found(check, frame(*base)) == []


AT_ONCE = row("ส่วนราชการ", "อัตราเดิม", "เพิ่ม", "ลด", "อัตราใหม่")


@pytest.mark.parametrize(
    ("kept", "expected"),
    [("๗", []), ("๙", [("total-differs", "error", 6, "7", "9")])],
)
def test_old_and_new_posts(kept: str, expected: list[tuple[str, str, int, str, str]]) -> None:
    rows = (
        row("สำนักปลัด", "๑๐", "๒", "-", "๑๒"),
        row("กองคลัง", "๘", "-", "๑", kept),
        row("กองช่าง", "๖", "๑", "๑", "๖"),
        row("กองการศึกษา", "๕", "-", "-", "๕"),
    )
    plan = plan_of(AT_ONCE, *rows)
    assert found(check, plan) == expected
    assert found(check_totals, plan) == []

"""Blanks of projects, and cells that are blank for a reason."""

from __future__ import annotations

from ingest.checks.blanks import check
from ingest.pipeline import parse_bytes
from tests.ingest.checks.finding import HEADER, TITLE, found, plan_of, project
from tests.ingest.parsing import row


def codes(*lines: str) -> list[tuple[str, str, int]]:
    return [finding[:3] for finding in found(check, plan_of(*lines))]


def test_each_blank_is_told_at_its_row() -> None:
    whole = project("โครงการ ก")
    assert codes(HEADER, whole, project("โครงการ ข", budget="")) == [("blank-budget", "warning", 6)]
    assert codes(HEADER, whole, project("โครงการ ข", timing="")) == [("blank-timing", "warning", 6)]
    assert codes(HEADER, whole, project("โครงการ ข", unit="")) == [("blank-unit", "warning", 6)]
    assert codes(HEADER, whole, project("โครงการ ข", indicator="")) == [
        ("blank-indicator", "warning", 6)
    ]


def test_no_budget_used_is_no_blank_and_a_dash_is_to_be_made_clear() -> None:
    whole = project("โครงการ ก")
    assert codes(HEADER, whole, project("โครงการ ข", budget="ไม่ใช้งบประมาณ")) == []
    assert codes(HEADER, whole, project("โครงการ ข", budget="-")) == [("blank-budget", "note", 6)]


def test_a_column_that_the_table_does_not_have_is_not_blank() -> None:
    header = row("โครงการ", "งบประมาณ", "ระยะเวลา")
    assert codes(header, row("โครงการ ก", "๕,๐๐๐", "ม.ค. ๒๕๖๙")) == []


def test_a_part_of_a_project_may_share_its_budget() -> None:
    assert codes(
        HEADER,
        project("(๑) โครงการสัมมนา (๑.๑) กิจกรรมอบรม", "๕๐,๐๐๐"),
        project("(๑.๒) กิจกรรมดูงาน", ""),
    ) == [("blank-budget", "note", 6)]


def test_a_column_blank_throughout_is_one_note() -> None:
    rows = [project(f"โครงการ {letter}", unit="") for letter in "กขคง"]
    assert codes(HEADER, *rows) == [("column-blank", "note", 4)]


def test_a_budget_merged_over_rows_is_not_blank() -> None:
    html = f"""<html><body><h1>{TITLE}</h1><p>เทศบาลตำบลสวนหลวง</p><table>
    <tr><th>โครงการ</th><th>งบประมาณ</th><th>ระยะเวลา</th><th>หน่วยงานรับผิดชอบ</th></tr>
    <tr><td>โครงการ ก</td><td rowspan="2">๕๐,๐๐๐</td><td>ม.ค. ๒๕๖๙</td><td>กองคลัง</td></tr>
    <tr><td>โครงการ ข</td><td>ก.พ. ๒๕๖๙</td><td>กองช่าง</td></tr></table></body></html>"""
    assert list(check(parse_bytes(html.encode(), "plan.html"))) == []
    apart = html.replace(' rowspan="2"', "").replace("โครงการ ข</td>", "โครงการ ข</td><td></td>")
    (only,) = check(parse_bytes(apart.encode(), "plan.html"))
    assert only.code == "blank-budget" and "โครงการ ข" in only.message


SURVEY = (row("ส่วนราชการ", "ด้านบริหาร", "ด้านเทคนิค"), row("กองคลัง", "", ""), row("กองช่าง", "", ""))


def test_a_table_that_was_never_filled_in_is_one_note() -> None:
    assert codes("ผลสำรวจความต้องการ", "", *SURVEY) == [("table-blank", "note", 6)]
    filled = (*SURVEY[:2], row("กองช่าง", "๓", ""))
    assert codes("ผลสำรวจความต้องการ", "", *filled) == []


def test_a_form_is_meant_to_be_blank() -> None:
    assert codes("แบบสำรวจความต้องการ", "", *SURVEY) == []


def test_a_time_that_only_the_calendar_has_is_a_note() -> None:
    def noted(timing: str) -> list[tuple[str, str, int]]:
        return codes(
            HEADER,
            project("อบรมการบริหารพัสดุภาครัฐ", timing=timing),
            project("อบรมกฎหมายปกครองเบื้องต้น"),
            "",
            "ปฏิทินการดำเนินงาน",
            row("โครงการ", "ไตรมาส ๑", "ไตรมาส ๒"),
            row("อบรมการบริหารพัสดุภาครัฐ", "", "✓"),
        )

    assert noted("") == [("blank-timing", "note", 5)]
    assert noted("ม.ค. ๒๕๖๙") == []

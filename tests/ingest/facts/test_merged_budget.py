"""A cell merged over several rows says its text of each; a budget is one amount: stated once, and
the rows know it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from docx import Document
from openpyxl import Workbook

from ingest.models import NO_BUDGET, NOT_STATED, Budget, BudgetCell, BudgetKind, Plan, Project
from ingest.pipeline import parse_bytes

TITLE = "แผนพัฒนาบุคลากร เทศบาลตำบลรวมช่องสมมุติ ปีงบประมาณ พ.ศ. ๒๕๖๙"
HEAD = ("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา", "ผู้รับผิดชอบ")
BUDGET = HEAD.index("งบประมาณ (บาท)")
FIRST, SECOND, THIRD = "โครงการอบรมการเงิน", "โครงการอบรมพัสดุ", "โครงการแข่งขันกีฬา"


def rows(amount: str, below: str = "") -> list[tuple[str, ...]]:
    return [
        HEAD,
        ("๑", FIRST, amount, "ม.ค. ๒๕๖๙", "กองคลัง"),
        ("๒", SECOND, below, "ก.พ. ๒๕๖๙", "กองคลัง"),
        ("๓", THIRD, "๕,๐๐๐", "มี.ค. ๒๕๖๙", "กองช่าง"),
        ("", "รวม", "๒๕,๐๐๐", "", ""),
    ]


def docx(table: Sequence[Sequence[str]], merged: bool, column: int = BUDGET) -> tuple[bytes, str]:
    document, file = Document(), io.BytesIO()
    document.add_paragraph(TITLE)
    grid = document.add_table(0, len(HEAD))
    for texts in table:
        for cell, text in zip(grid.add_row().cells, texts, strict=True):
            cell.text = text
    if merged:
        grid.cell(2, column).text = ""
        grid.cell(1, column).merge(grid.cell(2, column))
    document.save(file)
    return file.getvalue(), "plan.docx"


def xlsx(table: Sequence[Sequence[str]], merged: bool, column: int = BUDGET) -> tuple[bytes, str]:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append([])
    for texts in table:
        sheet.append(list(texts))
    if merged:
        sheet.merge_cells(start_row=4, end_row=5, start_column=column + 1, end_column=column + 1)
    book.save(file)
    return file.getvalue(), "plan.xlsx"


def html(table: Sequence[Sequence[str]], merged: bool, column: int = BUDGET) -> tuple[bytes, str]:
    lines = [f"<h1>{TITLE}</h1>", "<table>"]
    for at, texts in enumerate(table):
        cells = [
            f"<td rowspan=2>{text}</td>"
            if merged and (at, n) == (1, column)
            else f"<td>{text}</td>"
            for n, text in enumerate(texts)
            if not (merged and (at, n) == (2, column))
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"]).encode(), "plan.html"


Make = Callable[..., tuple[bytes, str]]
formats = pytest.mark.parametrize("make", [docx, xlsx, html])


def read(plan: Plan) -> list[Project]:
    return [fact for fact in plan.facts if isinstance(fact, Project)]


@formats
def test_the_amount_is_stated_once_and_each_row_names_the_other(make: Make) -> None:
    plan = parse_bytes(*make(rows("๒๐,๐๐๐"), True))
    first, second, third = read(plan)
    assert first.budget == Budget(BudgetKind.AMOUNT, 20_000)
    assert (second.budget, third.budget.baht) == (NOT_STATED, 5_000)
    assert (first.shared_with, second.shared_with, third.shared_with) == ((SECOND,), (FIRST,), ())
    warned = [w for w in plan.warnings if w.code == "merged_budget"]
    assert [w.span for w in warned] == [second.span]
    totals = [fact for fact in plan.facts if isinstance(fact, BudgetCell)]
    assert [total.budget.baht for total in totals] == [25_000]


@formats
def test_a_blank_cell_that_is_not_merged_is_not_stated_and_shared_with_none(make: Make) -> None:
    plan = parse_bytes(*make(rows("๒๐,๐๐๐"), False))
    assert read(plan)[1].budget == NOT_STATED
    assert not any(project.shared_with for project in read(plan))
    assert "merged_budget" not in {warning.code for warning in plan.warnings}


@formats
def test_no_budget_is_said_of_all_rows_of_its_cell(make: Make) -> None:
    plan = parse_bytes(*make(rows("ไม่ใช้งบประมาณ"), True))
    first, second, _ = read(plan)
    assert first.budget == second.budget == NO_BUDGET
    assert not first.shared_with and not second.shared_with


@formats
def test_a_time_and_a_unit_are_those_of_all_rows_of_their_cell(make: Make) -> None:
    timing, unit = HEAD.index("ระยะเวลา"), HEAD.index("ผู้รับผิดชอบ")
    table = rows("๒๐,๐๐๐", "๑๐,๐๐๐")
    _, second, third = read(parse_bytes(*make(table, True, timing)))
    assert (second.timing, third.timing) == ("ม.ค. 2569", "มี.ค. 2569")
    _, second, third = read(parse_bytes(*make(table, True, unit)))
    assert (second.unit, third.unit) == ("กองคลัง", "กองช่าง")
    # A blank that nothing is merged with is not stated.
    blank = [(*row[:3], "", row[4]) if row[0] == "๒" else row for row in table]
    assert read(parse_bytes(*make(blank, False)))[1].timing == ""


def test_three_rows_share_with_the_first() -> None:
    table = "".join(
        f"<tr><td>{n}</td><td>โครงการอบรมรุ่นที่ {n}</td>{budget}<td>ม.ค. ๒๕๖๙</td></tr>"
        for n, budget in ((1, "<td rowspan=3>๒๐,๐๐๐</td>"), (2, ""), (3, ""), (4, "<td></td>"))
    )
    head = "<tr><td>ลำดับ</td><td>โครงการ</td><td>งบประมาณ</td><td>ระยะเวลา</td></tr>"
    plan = parse_bytes(f"<p>{TITLE}</p><table>{head}{table}</table>".encode(), "plan.html")
    first, *others, last = read(plan)
    assert first.shared_with == tuple(other.name for other in others)
    assert {other.shared_with for other in others} == {(first.name,)}
    assert sum(project.budget.baht or 0 for project in read(plan)) == 20_000
    assert last.budget == NOT_STATED and not last.shared_with


def test_a_merged_cell_of_a_matrix_is_counted_once() -> None:
    head = (
        "<tr><td rowspan=2>ยุทธศาสตร์</td><td colspan=2>งบประมาณ</td></tr>"
        "<tr><td>สำนักปลัด</td><td>กองคลัง</td></tr>"
    )
    body = (
        "<tr><td>ยุทธศาสตร์ที่ ๑ ความรู้</td><td rowspan=2>๔๐,๐๐๐</td><td>๑๐,๐๐๐</td></tr>"
        "<tr><td>ยุทธศาสตร์ที่ ๒ คุณธรรม</td><td>๓,๐๐๐</td></tr>"
    )
    plan = parse_bytes(f"<p>{TITLE}</p><table>{head}{body}</table>".encode(), "plan.html")
    cells = [fact for fact in plan.facts if isinstance(fact, BudgetCell)]
    assert sum(cell.budget.baht or 0 for cell in cells) == 53_000

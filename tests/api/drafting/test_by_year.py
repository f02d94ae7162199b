"""Amounts of a draft of several years, by year: in its tables, its texts and after edits."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drafting.editing import Edit, RowChange, WrongYears, edited
from api.drafting.export import Format, export
from api.drafting.figures import budget_paragraphs
from api.drafting.models import Draft, DraftRow, Field, evenly
from api.drafting.telling import notes_of
from ingest.checks import check_plan
from ingest.models import Baht, Project
from ingest.pipeline import parse_bytes
from tests.api.drafting.sample_draft import DRAFT, ROWS, TOPICS, baht

YEARS = (2570, 2571, 2572)
UNEVEN = replace(ROWS[2], yearly=(100_000, None, 20_000))
LONG = replace(
    DRAFT,
    request=replace(DRAFT.request, fiscal_years=YEARS),
    rows=(*ROWS[:2], UNEVEN, *ROWS[3:]),
)


def change(row: DraftRow, amount: Baht, *yearly: Baht | None) -> RowChange:
    texts = {field: getattr(row, field) for field in Field if field is not Field.BUDGET}
    return RowChange(row.id, row.topic, True, baht(amount), texts, yearly)


@given(st.integers(0, 10**9) | st.decimals("0.01", 10**7, places=2), st.integers(1, 5))
def test_what_is_parted_evenly_adds_up(amount: Baht, years: int) -> None:
    parts = evenly(amount, years)
    assert sum(parts) == amount and len(parts) == years
    assert max(parts) - min(parts) < years


@pytest.mark.parametrize("format", ["docx", "md"])
@pytest.mark.parametrize("thai_digits", [False, True])
def test_a_file_read_back_has_the_amount_of_each_year(format: Format, thai_digits: bool) -> None:
    plan = parse_bytes(export(LONG, format, thai_digits), f"draft.{format}")
    read = {p.name: p for p in plan.facts if isinstance(p, Project)}
    for row in LONG.projects:
        assert read[row.name].budget == row.budget
        found = tuple((each.year, each.budget.baht) for each in read[row.name].yearly)
        assert found == tuple(zip(YEARS, row.by_year(3), strict=True))
    assert {finding.code for finding in check_plan(plan)} <= {"to-fill"}


def test_a_word_file_has_the_years_below_the_budget_and_sums_of_each() -> None:
    tables = docx.Document(io.BytesIO(export(LONG, "docx"))).tables
    first = tables[0].rows
    assert [cell.text for cell in first[0].cells[5:9]] == ["งบประมาณ (บาท)"] * 4
    assert [cell.text for cell in first[1].cells[5:9]] == ["2570", "2571", "2572", "รวม"]
    sums = ["111,668", "11,666", "31,666", "155,000"]
    assert [cell.text for cell in first[-1].cells[5:9]] == sums
    assert [cell.text for cell in tables[-3].rows[2].cells[2:]] == sums


def test_a_workbook_adds_the_years_up() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(LONG, "xlsx")))
    sheet = book["โครงการ"]
    assert [cell.value for cell in sheet[3]][6:10] == [
        f"งบประมาณ (บาท) {of}" for of in (2570, 2571, 2572, "รวมทั้งสิ้น")
    ]
    third = [cell.value for cell in sheet[6]][6:10]
    assert third == [100_000, "-", 20_000, "=SUM(G6:I6)"]
    assert "SUMPRODUCT" in book["สรุป"]["D4"].value
    assert check_plan(parse_bytes(export(LONG, "xlsx"), "draft.xlsx")) is not None


def test_of_one_year_there_is_one_column() -> None:
    labels = [
        c.text for c in docx.Document(io.BytesIO(export(DRAFT, "docx"))).tables[0].rows[0].cells
    ]
    assert labels.count("งบประมาณ (บาท)") == 1 and len(labels) == 9
    assert not any("เท่ากันทั้ง" in note for note in notes_of(DRAFT))


def test_how_amounts_are_parted_is_told() -> None:
    notes = "\n".join(notes_of(LONG))
    assert "เสนอเป็นจำนวนเท่ากันทั้ง 3 ปี" in notes and "ยกเว้น 1 โครงการ" in notes
    assert "เพดานงบประมาณ 250,000 บาท เป็นของทั้ง 3 ปีรวมกัน" in notes
    told = [paragraph.text for paragraph in budget_paragraphs(LONG.request, LONG.rows)]
    assert "ปี พ.ศ. 2571 36,498 บาท" in told[-2]


def draft_with(row: DraftRow, *changes: RowChange) -> Draft:
    return edited(replace(LONG, rows=(row,)), Edit(changes, {}, LONG.request.ceiling))


def test_an_officer_parts_a_budget_and_puts_it_back() -> None:
    row = ROWS[0]
    parted = draft_with(row, change(row, 30_000, 10_000, None, 20_000)).rows[0]
    assert parted.yearly == (10_000, None, 20_000) and parted.edited == (Field.BUDGET,)
    even = draft_with(row, change(row, 35_000, *evenly(35_000, 3))).rows[0]
    assert even.yearly == () and even.edited == ()


@pytest.mark.parametrize("yearly", [(10_000, 20_000), (10_000, 10_000, 9_999), (None, None, None)])
def test_years_that_do_not_add_up_are_refused(yearly: tuple[Baht | None, ...]) -> None:
    with pytest.raises(WrongYears):
        draft_with(ROWS[0], change(ROWS[0], 30_000, *yearly))


def test_satang_stay_in_the_first_year() -> None:
    assert evenly(Decimal("100.50"), 2) == (Decimal("50.50"), 50)


def test_rows_that_say_nothing_are_no_projects() -> None:
    blank = DraftRow("r9", TOPICS[1], "", timing="ตลอดปีงบประมาณ พ.ศ. 2570")
    draft = replace(DRAFT, rows=(*ROWS, blank))
    counted = "รวม 2 โครงการ".encode()
    assert export(draft, "md").count(counted) == export(DRAFT, "md").count(counted)
    told = [paragraph.text for paragraph in budget_paragraphs(draft.request, draft.rows)]
    assert "จาก 7 โครงการ (ยังไม่รวม 1 โครงการที่ยังไม่ระบุงบประมาณ)" in told[0]
    only = replace(DRAFT, rows=(blank,))
    assert "โปรดกรอก: โครงการตามยุทธศาสตร์นี้" in export(only, "md").decode()

"""Budgets in units that a header names, and amounts that are taken away."""

from __future__ import annotations

import pytest

from ingest.models import BudgetKind, Plan, Project
from ingest.pipeline import parse_bytes
from ingest.text.numbers import parse_budget, unit_scale
from tests.api.answering.plans import plan, row


def read(header: str, *cells: str, caption: str = "ยุทธศาสตร์ที่ ๑ พัฒนาความรู้") -> Plan:
    rows = [row(str(n), f"โครงการที่ {n}", cell) for n, cell in enumerate(cells, start=1)]
    text = plan("เทศบาลตำบลหน่วยสมมุติ", "๒๕๖๙", caption, "", row("ลำดับ", "โครงการ", header), *rows)
    return parse_bytes(text.encode(), "units.txt")


def budgets(read_plan: Plan) -> list[int | None]:
    return [fact.budget.baht for fact in read_plan.facts if isinstance(fact, Project)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("งบประมาณ (พันบาท)", [25_000, 1_500_000, 7_000]),
        ("งบประมาณ (หน่วย : พันบาท)", [25_000, 1_500_000, 7_000]),
        ("งบประมาณ (ล้านบาท)", [25_000_000, 1_500_000, 7_000]),
        ("งบประมาณ (บาท)", [25, 1_500_000, 7_000]),
        ("งบประมาณ", [25, 1_500_000, 7_000]),
    ],
)
def test_a_cell_goes_by_its_own_unit_or_its_headers(header: str, expected: list[int]) -> None:
    assert budgets(read(header, "๒๕", "1.5 ล้านบาท", "๗,๐๐๐ บาท")) == expected


def test_a_caption_names_the_unit_only_where_it_says_so() -> None:
    said = read("งบประมาณ", "๒๕", caption="ตารางที่ ๑ (หน่วย : พันบาท)")
    assert budgets(said) == [25_000]
    told = read("งบประมาณ", "๒๕", caption="โครงการที่ใช้เงินรวม ๑.๕ ล้านบาท")
    assert budgets(told) == [25]


@pytest.mark.parametrize("cell", ["-5", "−๕,๐๐๐", "(30)", "( ๓,๐๐๐ )".replace(" ", "")])
def test_an_amount_that_is_taken_away_is_no_budget(cell: str) -> None:
    assert parse_budget(cell) is None
    negative = read("งบประมาณ (บาท)", cell, "๙,๐๐๐")
    assert budgets(negative) == [None, 9_000]
    kinds = [f.budget.kind for f in negative.facts if isinstance(f, Project)]
    assert kinds[0] is BudgetKind.NOT_STATED
    assert "unread_budget" in {warning.code for warning in negative.warnings}


@pytest.mark.parametrize("cell", ["- ๕,๐๐๐", "- ๕,๐๐๐ บาท", "5,000.-"])
def test_the_dash_of_a_list_takes_nothing_away(cell: str) -> None:
    budget = parse_budget(cell)
    assert budget is not None and budget.baht == 5_000


def test_units_are_read_from_headers() -> None:
    assert [unit_scale(h) for h in ("งบ (แสนบาท)", "งบ (บาท)", "จำนวนพันธุ์")] == [100_000, 1, 1]

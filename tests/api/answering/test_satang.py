"""Amounts with satang are told, added and compared to the satang; whole ones have no point."""

from __future__ import annotations

from decimal import Decimal

import pytest

from api.answering import Ask, answer
from api.views import fact_view
from tests.api.answering.conftest import LibraryOf
from tests.api.answering.plans import HEADER, plan, row

PLAN = plan(
    "เทศบาลตำบลสตางค์สมมุติ",
    "๒๕๖๙",
    "แผนพัฒนาบุคลากร",
    "",
    HEADER,
    row("๑", "โครงการอบรมงานการเงิน", "ร้อยละ ๘๐", "๑๒,๓๔๕.๕๐", "ม.ค. ๒๕๖๙", "กองคลัง"),
    row("๒", "โครงการตรวจสุขภาพ", "ร้อยละ ๘๐", "7,654.25", "ก.พ. ๒๕๖๙", "กองคลัง"),
    row("๓", "โครงการแข่งขันกีฬา", "ร้อยละ ๘๐", "20,000.00", "มี.ค. ๒๕๖๙", "กองช่าง"),
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("โครงการอบรมงานการเงินใช้งบเท่าไร", "งบประมาณ 12,345.50 บาท"),
        ("โครงการแข่งขันกีฬาใช้งบเท่าไร", "งบประมาณ 20,000 บาท"),
        ("งบทุกโครงการรวมเท่าไร", "39,999.75 บาท"),
        ("โครงการไหนใช้งบน้อยที่สุด", "7,654.25 บาท"),
        ("โครงการที่งบเกิน 12,345 บาทมีอะไรบ้าง", "มี 2 รายการ"),
        ("โครงการที่งบเกิน 12,345.50 บาทมีอะไรบ้าง", "มี 1 รายการ"),
        ("โครงการที่งบไม่เกิน 12,345.49 บาทมีอะไรบ้าง", "มี 1 รายการ"),
        ("โครงการอบรมงานการเงินงบ 12,345.50 บาทใช่ไหม", "ใช่ โครงการอบรมงานการเงิน"),
        ("โครงการอบรมงานการเงินงบ 12,346 บาทใช่ไหม", "ไม่ใช่ โครงการอบรมงานการเงิน"),
    ],
)
def test_told_to_the_satang(library_of: LibraryOf, question: str, told: str) -> None:
    said = answer(Ask(question), library_of(PLAN))
    assert told in said.text.split("\n")[0]
    assert "12,346" not in said.text.replace(question, "") and ".00" not in said.text


def test_a_fact_goes_over_the_wire_with_numbers(library_of: LibraryOf) -> None:
    said = answer(Ask("โครงการอบรมงานการเงินใช้งบเท่าไร"), library_of(PLAN))
    (fact,) = [f for f in said.facts if getattr(f, "name", "") == "โครงการอบรมงานการเงิน"]
    assert fact.budget.baht == Decimal("12345.50")  # type: ignore[union-attr]
    assert '"baht":12345.5}' in fact_view(fact).model_dump_json()

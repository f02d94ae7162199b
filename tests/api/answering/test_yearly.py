"""A budget column for each year: the figure of the year asked for, and of no other."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf, Say
from tests.ingest.parsing import row

PLAN = "\n".join(
    (
        "แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙",
        "เทศบาลตำบลสวนสมมุติ อำเภอสมมุติ จังหวัดสมมุติ",
        "",
        row("ที่", "โครงการ", "งบประมาณ (บาท)", "", "", "หน่วยงานรับผิดชอบ"),
        row("", "", "๒๕๖๗", "๒๕๖๘", "๒๕๖๙", ""),
        row("๑", "โครงการอบรมการจัดซื้อจัดจ้าง", "๒๕,๐๐๐", "๓๐,๐๐๐", "๓๕,๐๐๐", "กองคลัง"),
        row("๒", "โครงการอบรมคุณธรรม", "๔๐,๐๐๐", "๔๑,๐๐๐", "ไม่ใช้งบประมาณ", "สำนักปลัด"),
        row("๓", "โครงการศึกษาดูงานขยะ", "-", "๑๒๐,๐๐๐", "", "กองสาธารณสุข"),
        row("รวม", "", "๖๕,๐๐๐", "๑๙๑,๐๐๐", "๓๕,๐๐๐", ""),
        "",
    )
)


@pytest.fixture(scope="module")
def garden(library_of: LibraryOf) -> Library:
    return library_of(PLAN)


@pytest.fixture
def ask(garden: Library) -> Say:
    return lambda message, **more: answer(Ask(message, **more), garden)


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("โครงการจัดซื้อจัดจ้างปี 2568 งบเท่าไร", "30,000"),
        ("โครงการจัดซื้อจัดจ้าง ปี 69 งบเท่าไร", "35,000"),
        ("ปี 2567 โครงการไหนงบมากที่สุด", "40,000"),
        ("งบรวมปี 2568 เท่าไร", "191,000"),
        ("งบกองคลังปี 2567 เท่าไร", "25,000"),
    ],
)
def test_the_year_asked_for(ask: Say, question: str, amount: str) -> None:
    said = ask(question)
    first = said.text.split("\n")[0]
    assert f"{amount} บาท" in first
    assert "เฉพาะปี 25" in said.text
    others = {"25,000", "30,000", "35,000", "90,000"} - {amount}
    assert "รวม" in question or not any(other in said.text for other in others)


def test_a_filter_is_a_year_asked_for(ask: Say) -> None:
    assert "30,000 บาท" in ask("โครงการจัดซื้อจัดจ้างงบเท่าไร", fiscal_year=2568).text


def test_without_a_year_each_is_told(ask: Say) -> None:
    said = ask("โครงการจัดซื้อจัดจ้างใช้งบเท่าไร")
    assert "งบประมาณรวม 3 ปี 90,000 บาท" in said.text
    assert "(ปี 2567: 25,000, ปี 2568: 30,000, ปี 2569: 35,000)" in said.text


def test_a_blank_year_is_not_stated_though_another_year_is(ask: Say) -> None:
    said = ask("โครงการดูงานขยะปี 2569 ใช้งบเท่าไร")
    assert not said.answerable
    assert "แผนไม่ได้ระบุงบประมาณปี 2569" in said.text
    assert "120,000" not in said.text


def test_no_budget_in_one_year(ask: Say) -> None:
    assert "ปี 2569 ไม่ใช้งบประมาณ" in ask("โครงการคุณธรรมปี 2569 ใช้งบเท่าไร").text

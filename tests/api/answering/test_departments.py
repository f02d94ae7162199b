"""What a department has, and what its projects cost together."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf, Say
from tests.ingest.parsing import row

PLAN = "\n".join(
    (
        "แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "เทศบาลตำบลสวนสมมุติ อำเภอสมมุติ จังหวัดสมมุติ",
        "",
        row("ที่", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ"),
        row("๑", "โครงการอบรมการบริหารพัสดุ", "๒๕,๐๐๐", "สำนักคลัง"),
        row("๒", "โครงการอบรมการจัดเก็บรายได้", "๑๕,๐๐๐", "สำนัก คลัง"),
        row("๓", "โครงการทบทวนแผนที่ภาษี", "", "สำนักคลัง"),
        row("๔", "โครงการคลังความรู้ก่อนเกษียณ", "๖๒,๐๐๐", "กองการเจ้าหน้าที่"),
        row("๕", "โครงการอบรมออนไลน์", "ไม่ใช้งบประมาณ", "ทุกส่วนราชการ"),
        row("๖", "โครงการสอนงานสวัสดิการ", "ไม่ใช้งบประมาณ", "กองสวัสดิการสังคม"),
        row("๗", "โครงการอบรมความปลอดภัยของพนักงานกองช่าง", "๙,๐๐๐", "กองการเจ้าหน้าที่"),
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
    "question", ["งบอบรมกองคลังเท่าไหร่", "กองคลังใช้เงินรวมกี่บาท", "งบหลักสูตรที่กองคลังเป็นเจ้าภาพ"]
)
def test_the_budgets_of_a_department_are_added_up(ask: Say, question: str) -> None:
    said = ask(question)
    first = said.text.split("\n")[0]
    # Named as the plan names it; the blank budget counts as a project, not as money.
    assert first.startswith("สำนักคลังรับผิดชอบ 3 รายการ รวมงบประมาณ 40,000 บาท")
    assert "62,000" not in said.text  # คลังความรู้ is no department
    assert "ทบทวนแผนที่ภาษี: แผนไม่ได้ระบุงบประมาณ" in said.text
    assert "1 รายการที่แผนให้ทุกส่วนราชการรับผิดชอบ" in said.text
    assert {c.line_start for c in said.citations} == {5, 6, 7, 9}


def test_no_budget_is_said_as_such(ask: Say) -> None:
    said = ask("งบของกองสวัสดิการสังคมเท่าไร")
    assert said.answerable
    assert said.text.startswith("กองสวัสดิการสังคมรับผิดชอบ 1 รายการ ไม่ใช้งบประมาณ")


def test_a_list_of_what_it_answers_for(ask: Say) -> None:
    said = ask("กองการเจ้าหน้าที่รับผิดชอบโครงการอะไรบ้าง")
    assert "2 รายการ" in said.text.split("\n")[0]
    assert "คลังความรู้ก่อนเกษียณ" in said.text


def test_a_department_without_projects_gets_no_other_ones_figure(ask: Say) -> None:
    said = ask("งบอบรมกองการศึกษาเท่าไร")
    assert not said.answerable
    assert not said.citations
    assert "บาท" not in said.text
    assert "สำนักคลัง" in said.text  # who has some instead


def test_a_project_for_its_people_is_told_with_who_answers_for_it(ask: Say) -> None:
    said = ask("งบอบรมกองช่างเท่าไร")
    assert said.text.startswith("1 รายการกล่าวถึงกองช่าง โดยแผนไม่ได้ให้กองช่างรับผิดชอบ")
    assert "9,000 บาท · หน่วยงาน กองการเจ้าหน้าที่" in said.text


def test_a_topic_beside_the_department_asks_for_the_project(ask: Say) -> None:
    said = ask("กองคลังอบรมการจัดเก็บรายได้ใช้งบเท่าไร")
    assert "15,000 บาท" in said.text.split("\n")[0]

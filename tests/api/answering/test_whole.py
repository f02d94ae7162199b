"""Whole budgets, lists that a question narrows, and yes or no."""

from __future__ import annotations

import re

import pytest

from api.answering import Ask, answer
from api.answering.evidence.writer import shortened
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import HEADER, plan, row
from tests.api.answering.test_totals import MATRIX

TWICE = plan(
    "เทศบาลตำบลซ้ำสมมุติ",
    "๒๕๖๙",
    *("ยุทธศาสตร์ที่ ๑ ความรู้", "", HEADER),
    row("๑", "โครงการคัดเลือกพนักงานดีเด่น", "๒ คน", "๕,๐๐๐", "มี.ค. ๒๕๖๙", "สำนักปลัด"),
    row("๒", "โครงการอบรมสารบรรณ", "๒ คน", "๙,๐๐๐", "มี.ค. - ก.ค. ๒๕๖๙", "สำนักปลัด"),
    *("", "ยุทธศาสตร์ที่ ๒ ความสุข", "", HEADER),
    row("๑", "โครงการคัดเลือกพนักงานดีเด่นประจำปี", "๒ คน", "๕,๐๐๐", "มี.ค. ๒๕๖๙", "สำนักปลัด"),
    row("๒", "โครงการปลูกต้นไม้", "๒ คน", "๕,๐๐๐", "ตลอดปี", "สำนักปลัด"),
)


def first_line(text: str) -> str:
    return text.split("\n")[0]


def test_the_budget_of_a_plan_without_a_project_is_its_total(ask_don: Say) -> None:
    assert "128,000 บาท" in first_line(ask_don("งบพัฒนาบุคลากรเท่าไหร่").text)
    assert "128,000" not in ask_don("งบอบรมงานสารบรรณเท่าไหร่").text


def test_the_total_by_strategies(ask_don: Say) -> None:
    said = ask_don("รวมทุกยุทธศาสตร์เท่าไร").text
    assert "128,000 บาท" in first_line(said)
    for amount in ("35,000", "45,000", "48,000"):
        assert f"รวม {amount} บาท" in said


def test_totals_are_compared_where_no_project_is_named(ask_towns: Say) -> None:
    said = ask_towns("เปรียบเทียบงบประมาณพัฒนาบุคลากรของดอนสมมุติกับไร้กาล")
    assert "116,000 บาท" in first_line(said.text)  # 128,000 and 12,000
    assert "ต่ำสุด" not in first_line(said.text)


def test_every_organisation_stands_in_the_table(ask_towns: Say) -> None:
    said = ask_towns("แต่ละเทศบาลมีงบพัฒนาบุคลากรรวมเท่าไร")
    assert not said.needs and len({c.organization for c in said.citations}) == 4
    most = ask_towns("เทศบาลไหนตั้งงบอบรมมากที่สุด")
    assert "คู่แฝด" in first_line(most.text) and "137,000 บาท" in first_line(most.text)


def test_without_an_organisation_none_is_picked(ask_towns: Say) -> None:
    assert ask_towns("โครงการไหนแพงสุด").needs == "organization"


def test_what_may_be_one_project_is_counted_twice_and_said(library_of: LibraryOf) -> None:
    said = answer(Ask("รวมงบทุกยุทธศาสตร์เท่าไร"), library_of(TWICE)).text
    assert "24,000 บาท" in first_line(said)
    (remark,) = [line for line in said.split("\n") if "ปรากฏซ้ำ" in line]
    assert "มี 1 รายการ" in remark and "ดีเด่น" in remark  # a tree costs as much and is another


def test_two_departments_are_subtracted(library_of: LibraryOf) -> None:
    library = library_of(MATRIX)
    assert "ต่างกัน 33,000 บาท" in first_line(
        answer(Ask("งบสำนักปลัดกับกองคลังต่างกันเท่าไร"), library).text
    )
    assert "79,000" in first_line(answer(Ask("งบพัฒนาบุคลากรเท่าไร"), library).text)


def test_the_dearest_and_the_cheapest(ask_don: Say) -> None:
    most, least = ask_don("โครงการไหนแพงสุด"), ask_don("โครงการไหนใช้งบน้อยที่สุด")
    assert "ค่ายธรรมะ" in first_line(most.text) and "40,000 บาท" in first_line(most.text)
    assert "จิตอาสา" in first_line(least.text) and "5,000 บาท" in first_line(least.text)


def test_no_single_strategy_is_dearest_where_totals_contradict(ask_don: Say) -> None:
    assert "มากที่สุด" not in ask_don("ยุทธศาสตร์ไหนใช้งบมากที่สุด").text


def test_projects_within_bounds(ask_don: Say) -> None:
    said = ask_don("งบเกิน 2 หมื่นมีโครงการอะไรบ้าง")
    assert "ค่ายธรรมะ" in said.text and "กีฬา" in said.text
    assert "สารบรรณ" not in said.text  # 20,000 is no more than 20,000
    none = ask_don("โครงการที่งบมากกว่า 1 ล้าน")
    assert none.answerable and first_line(none.text).startswith("ไม่มี")


def test_projects_of_a_month(library_of: LibraryOf) -> None:
    said = answer(Ask("เดือนพฤษภาคมมีโครงการอะไรบ้าง"), library_of(TWICE)).text
    before, _, after = said.partition("ตลอดปี")
    assert "สารบรรณ" in before and "ดีเด่น" not in said and "ปลูกต้นไม้" in after


@pytest.mark.parametrize(
    ("amount", "word"), [("40,000 บาท", "ใช่ "), ("4 หมื่นบาท", "ใช่ "), ("50,000 บาท", "ไม่ใช่ ")]
)
def test_a_stated_amount_is_judged(ask_don: Say, amount: str, word: str) -> None:
    said = ask_don(f"ค่ายธรรมะใช้งบ {amount}ใช่ไหม")
    assert said.text.startswith(word) and "40,000 บาท" in first_line(said.text)


def test_a_question_without_an_amount_is_not_judged(ask_don: Say) -> None:
    assert "ใช่" not in ask_don("ค่ายธรรมะใช้งบเท่าไร").text


def test_the_difference_of_the_two_just_named(ask_towns: Say) -> None:
    asked = ("งบแข่งขันกีฬาของดอนสมมุติเท่าไร", "แล้วไร้กาลล่ะ")
    assert "18,000 บาท" in first_line(ask_towns("ต่างกันเท่าไร", history=asked).text)


@pytest.mark.parametrize("length", range(8, 57, 3))
def test_names_are_cut_between_words(length: int) -> None:
    text = "ยุทธศาสตร์การพัฒนาบุคลากรทุกระดับเพื่อรองรับการเปลี่ยนแปลง"
    cut = shortened(text, length).removesuffix("…")
    assert text.startswith(cut) and text[len(cut)] not in "ะาำิีึืุูั็่้๊๋์"
    assert not cut.endswith(("เ", "แ", "โ", "ใ", "ไ"))


def test_a_bracket_does_not_stay_open() -> None:
    assert shortened("โครงการคนดีศรีเทศบาลตำบล (แต่งกายดี มีมนุษยสัมพันธ์)", 40) == "โครงการคนดีศรีเทศบาลตำบล…"


def test_marks_are_numbered_as_they_are_met(ask_towns: Say) -> None:
    said = ask_towns("เปรียบเทียบงบประมาณพัฒนาบุคลากรของไร้กาลกับดอนสมมุติ")
    marks = list(dict.fromkeys(re.findall(r"\[(\d+)\]", said.text)))
    assert marks == [str(n) for n in range(1, len(said.citations) + 1)]

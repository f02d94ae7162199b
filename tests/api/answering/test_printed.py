"""Printed totals beside what is added up, and what "these two" points back at."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from retriever.library import Library
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan, row
from tests.api.answering.test_department_table import TABLE

RETIRING = plan(
    "เทศบาลตำบลเกษียณสมมุติ",
    "๒๕๖๙",
    "ตารางการเกษียณอายุ",
    "",
    row("สายงาน", "๒๕๖๙", "๒๕๗๐", "รวม"),
    row("นิติกร", "๑", "-", "๑"),
    row("นายช่างโยธา", "๑", "๑", "๒"),
    row("รวม", "๓", "๑", "๔"),
)


@pytest.fixture
def table(library_of: LibraryOf) -> Library:
    return library_of(TABLE)


def first(library: Library, question: str) -> str:
    return answer(Ask(question), library).text.split("\n")[0]


def test_all_departments(table: Library) -> None:
    said = first(table, "งบทุกกองปี 2570 ในตารางสรุป พิมพ์รวมไว้เท่าไร แล้วบวกจริงได้เท่าไร")
    assert "99,000 บาท" in said and "90,000 บาท" in said and "ไม่ตรงกัน" in said


def test_a_strategy_in_two_tables(table: Library) -> None:
    said = first(table, "ยอดรวมยุทธศาสตร์ที่ 2 ปี 2570 ในบัญชีโครงการกับตารางส่วนราชการตรงกันหรือไม่")
    assert said.startswith("ยอดรวมที่พิมพ์ไม่ตรงกัน")
    assert "44,000 บาท" in said and "40,000 บาท" in said


def test_a_table_named_by_its_projects(ask_don: Say) -> None:
    said = ask_don("ตารางที่มีค่ายธรรมะกับจิตอาสาพัฒนาวัด ช่องรวมพิมพ์ไว้เท่าไร บวกจริงได้กี่บาท").text
    assert "50,000 บาท" in said.split("\n")[0] and "45,000 บาท" in said.split("\n")[0]


def test_a_table_of_people(library_of: LibraryOf) -> None:
    library = library_of(RETIRING)
    said = first(library, "ตารางการเกษียณอายุ ช่องรวมของปี 2569 ระบุกี่คน นับจากรายสายงานได้กี่คน")
    assert "3 คน" in said and "2 คน" in said


def test_a_total_alone_is_answered_as_ever(ask_don: Say) -> None:
    said = ask_don("ยุทธศาสตร์ที่ 2 งบประมาณรวมเท่าไร").text
    assert said.startswith("ยุทธศาสตร์ที่ 2 งบประมาณรวม 50,000 บาท")


@pytest.mark.parametrize("question", ["สองยุทธศาสตร์นี้งบต่างกันกี่บาท", "ต่างกันเท่าไร"])
def test_these_two_are_those_asked_before(ask_don: Say, question: str) -> None:
    history = ("ยุทธศาสตร์ที่ 1 งบรวมเท่าไร", "แล้วยุทธศาสตร์ที่ 2 ล่ะ")
    assert "ต่างกัน 15,000 บาท" in ask_don(question, history=history).text.split("\n")[0]


def test_one_before_makes_no_two(ask_don: Say) -> None:
    said = ask_don("สองยุทธศาสตร์นี้งบต่างกันกี่บาท", history=("ยุทธศาสตร์ที่ 1 งบรวมเท่าไร",))
    assert "ต่างกัน" not in said.text


def test_what_the_message_names_stands(ask_don: Say) -> None:
    history = ("ยุทธศาสตร์ที่ 1 งบรวมเท่าไร", "แล้วยุทธศาสตร์ที่ 2 ล่ะ")
    said = ask_don("ยุทธศาสตร์ที่ 1 กับยุทธศาสตร์ที่ 3 ต่างกันกี่บาท", history=history)
    assert "ต่างกัน 13,000 บาท" in said.text


def test_which_number_a_strategy_has(ask_don: Say) -> None:
    said = ask_don("การพัฒนาคุณธรรมเป็นยุทธศาสตร์ที่เท่าใด").text
    assert said.startswith("ยุทธศาสตร์ที่ 2 พัฒนาคุณธรรม")


def test_a_strategy_that_is_not_there_has_no_number(ask_don: Say) -> None:
    assert "ยุทธศาสตร์ที่" not in ask_don("การท่องเที่ยวทางทะเลเป็นยุทธศาสตร์ที่เท่าใด").text.split("\n")[0]

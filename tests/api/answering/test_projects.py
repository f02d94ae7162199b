"""What is said of a project, and lists of them."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from ingest.models import Project
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import HEADER, plan, row

SUBJECTS = (
    "บัญชี", "พัสดุ", "สารบรรณ", "ช่าง", "ผังเมือง", "ภาษี",
    "กฎหมาย", "วินัย", "ดับเพลิง", "ประปา", "ไฟฟ้า", "กีฬา",
)  # fmt: skip
MANY = plan(
    "เทศบาลตำบลสิบสองสมมุติ",
    "๒๕๖๙",
    HEADER,
    *(
        row(str(n), f"โครงการอบรมวิชา{name}", "๓๐ คน", f"{n},๐๐๐", "ม.ค. ๒๕๖๙", "สำนักปลัด")
        for n, name in enumerate(SUBJECTS, 1)
    ),
)


def first_line(text: str) -> str:
    return text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("ค่ายธรรมะใช้งบเท่าไร", "40,000 บาท"),
        ("ค่ายธรรมะจัดเมื่อไร", "มี.ค. 2569"),
        ("ค่ายธรรมะใครรับผิดชอบ", "กองการศึกษา"),
        ("ค่ายธรรมะมีผู้เข้าร่วมกี่คน", "30 คน"),
        ("ตรวจสุขภาพมีเป้าหมายร้อยละเท่าไร", "ร้อยละ 90"),
        ("จิตอาสาพัฒนาวัดจัดปีละกี่ครั้ง", "2 ครั้ง"),
        ("งดรับของขวัญใช้งบเท่าไร", "ไม่ใช้งบประมาณ"),
    ],
)
def test_what_is_asked_is_told_in_the_first_line(ask_don: Say, question: str, field: str) -> None:
    said = ask_don(question)
    assert said.answerable
    assert field in first_line(said.text)
    assert len(said.citations) == 1


def test_only_what_is_asked_is_told_first(ask_don: Say) -> None:
    assert "บาท" not in first_line(ask_don("ค่ายธรรมะจัดเมื่อไร").text)
    assert "มี.ค." not in first_line(ask_don("ค่ายธรรมะใช้งบเท่าไร").text)


def test_two_fields_are_told_together(ask_don: Say) -> None:
    first = first_line(ask_don("ค่ายธรรมะใช้งบเท่าไร จัดเมื่อไร").text)
    assert "40,000 บาท" in first and "มี.ค. 2569" in first


@pytest.mark.parametrize(
    "question",
    [
        "บริจาคโลหิตใช้งบเท่าไร",
        "จิตอาสาพัฒนาวัดจัดเมื่อไร",
        "จิตอาสาพัฒนาวัดใครรับผิดชอบ",
    ],
)
def test_a_blank_is_said_to_be_blank(ask_don: Say, question: str) -> None:
    said = ask_don(question)
    assert not said.answerable
    assert "ไม่ได้ระบุ" in first_line(said.text)
    assert said.citations, "the row that is blank is shown"


def test_a_blank_beside_what_is_stated_leaves_the_answer_standing(ask_don: Say) -> None:
    said = ask_don("บริจาคโลหิตใช้งบเท่าไร จัดเมื่อไร")
    assert said.answerable
    assert "ไม่ได้ระบุ" in said.text and "ตลอดปี" in said.text


def test_the_fact_and_its_row_come_along(ask_don: Say) -> None:
    said = ask_don("ค่ายธรรมะใช้งบเท่าไร")
    (fact,) = said.facts
    assert isinstance(fact, Project)
    assert fact.budget.baht == 40_000
    assert said.citations[0].passage_id == fact.passage_id


def test_suggestions_ask_for_what_was_not_asked(ask_don: Say) -> None:
    said = ask_don("ค่ายธรรมะใช้งบเท่าไร")
    assert said.suggestions
    assert all("ค่ายธรรมะ" in s and "งบประมาณ" not in s for s in said.suggestions)


def test_a_part_is_told_with_the_budget_of_its_project(ask_samples: Say) -> None:
    said = ask_samples("กิจกรรมศึกษาดูงานเทศบาลที่ได้รับรางวัลด้านบริการของธารมณีใช้งบเท่าไร")
    assert said.answerable
    assert "420,000 บาท" in said.text and "รวมอยู่ใน" in said.text


def test_a_blank_of_no_part_is_no_merged_budget(ask_don: Say) -> None:
    said = ask_don("บริจาคโลหิตใช้งบเท่าไร")
    assert "รวมอยู่ใน" not in said.text and "บาท" not in said.text


def test_a_short_list_is_whole(ask_don: Say) -> None:
    said = ask_don("มีโครงการอะไรบ้าง")
    names = ["ปฐมนิเทศ", "สารบรรณ", "ค่ายธรรมะ", "จิตอาสา", "โลหิต", "ของขวัญ", "สุขภาพ", "กีฬา"]
    assert all(name in said.text for name in names)
    assert "และอีก" not in said.text
    assert "8 รายการ" in first_line(said.text)


def test_a_long_list_says_how_many_more(library_of: LibraryOf) -> None:
    said = answer(Ask("มีโครงการอะไรบ้าง"), library_of(MANY))
    listed = [line for line in said.text.split("\n") if line.startswith("- ")]
    assert "12 รายการ" in first_line(said.text)
    assert f"และอีก {12 - len(listed)} รายการ" in said.text


def test_the_projects_of_a_strategy(ask_don: Say) -> None:
    said = ask_don("ยุทธศาสตร์ที่ 3 มีโครงการอะไรบ้าง")
    assert "กีฬา" in said.text and "สุขภาพ" in said.text
    assert "ค่ายธรรมะ" not in said.text and "ปฐมนิเทศ" not in said.text


@pytest.mark.parametrize(
    "question",
    [
        "งบอบรมดับเพลิงเท่าไร",
        "งบอบรมภาษาอังกฤษเท่าไร",
        "มีอบรมขับรถไหม",
        "งบค่ายลูกเสือเท่าไร",
        "งบตรวจครุภัณฑ์เท่าไร",
        "โครงการปลูกป่าใช้งบเท่าไร",
    ],
)
def test_a_project_that_is_not_there_gets_no_figure(ask_don: Say, question: str) -> None:
    said = ask_don(question)
    assert not said.answerable
    assert not said.citations and "บาท" not in said.text


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("งบอบรมสารบรรณเท่าไร", "20,000"),
        ("อบรมงานสาระบันใช้เงินกี่บาท", "20,000"),
        ("ไปค่ายธรรมะใช้ตังกี่บาท", "40,000"),
        ("แข่งกีฬาใช้งบเท่าไร", "30,000"),
        ("ตรวจสุขภาพพนักงานใช้งบเท่าไร", "18,000"),
    ],
)
def test_a_project_is_known_by_a_part_of_its_name(ask_don: Say, question: str, amount: str) -> None:
    assert f"{amount} บาท" in first_line(ask_don(question).text)


@pytest.mark.parametrize(
    ("question", "is_stated"),
    [
        ("โครงการแข่งขันกีฬาใช้งบเท่าไร", True),
        ("โครงการแข่งขันกีฬาใช้งบคนละเท่าไร", False),
        ("ค่าวิทยากรโครงการแข่งขันกีฬาเท่าไร", False),
        ("โครงการแข่งขันกีฬางบต่อคนกี่บาท", False),
    ],
)
def test_what_one_person_costs_is_no_budget_of_a_project(
    ask_don: Say, question: str, is_stated: bool
) -> None:
    said = ask_don(question)
    assert said.answerable == is_stated
    assert ("ต่อคน" in said.text) != is_stated


@pytest.mark.parametrize(("number", "told"), [(1, True), (3, False), (7, False)])
def test_no_project_of_another_strategy_than_asked(ask_don: Say, number: int, told: bool) -> None:
    said = ask_don(f"โครงการปฐมนิเทศในยุทธศาสตร์ที่ {number} จัดเดือนไหน")
    assert said.answerable == told
    assert ("ต.ค. 2568" in said.text) == told

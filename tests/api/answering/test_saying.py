"""How amounts, times and names are told: in the question's language, whole, without OCR spaces."""

import re

import pytest

from api.answering.evidence.naming import unit_name
from api.answering.evidence.writer import shortened
from api.answering.saying import money, time_said
from prompts import speaking
from tests.api.answering.conftest import Say

THAI = re.compile("[\u0e01-\u0e4e]")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("ม.ค. 2569 ถึง มี.ค. 2569", "January 2569 to March 2569"),
        ("ไตรมาสที่ 1 ถึง ไตรมาสที่ 4", "quarter 1 to quarter 4"),
        ("ตลอดปีงบประมาณ", "all year"),
        ("เมื่อได้รับอนุมัติ ม.ค. 2569", "เมื่อได้รับอนุมัติ ม.ค. 2569"),
    ],
)
def test_times_are_said_in_english_where_every_word_is_known(stated: str, said: str) -> None:
    assert time_said(stated) == stated
    with speaking(True):
        assert time_said(stated) == said
        assert money(60_000) == "60,000 baht"


def test_a_unit_loses_the_spaces_inside_its_name_only() -> None:
    assert unit_name("กอง คลัง") == "กองคลัง"
    assert unit_name("ทุกส่วนราชการ ในสังกัด") == "ทุกส่วนราชการ ในสังกัด"


def test_a_name_is_cut_before_a_bracket_and_not_at_a_capital() -> None:
    name = "โครงการจัดการความรู้ของบุคลากร (Knowledge Management Program)"
    assert shortened(name, 45) == "โครงการจัดการความรู้ของบุคลากร…"
    assert shortened("KnowledgeManagement" * 4, 30).startswith("Knowledge")


def test_own_words_of_an_answer_are_in_the_language_of_the_question(ask_towns: Say) -> None:
    thai = ask_towns("งบประมาณโครงการปฐมนิเทศของดอนสมมุติเท่าไร")
    assert "บาท" in thai.text and "baht" not in thai.text
    assert "ตามแผนของ" in thai.text
    english = ask_towns("What is the budget of the orientation project of Don Sommut?")
    assert "baht" in english.text and "บาท" not in english.text
    assert "Source: the plan of " in english.text
    assert all(not THAI.search(asked.split("?")[-1]) for asked in english.suggestions)

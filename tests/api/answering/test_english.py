"""English questions in the words of Thai plans."""

import pytest

from api.answering.models import Ask
from api.answering.understanding import understand
from api.answering.understanding.corpus import Corpus
from api.answering.understanding.english import in_thai, is_english
from api.answering.understanding.terms import topic
from api.answering.understanding.vocabulary import Operation, Want


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("how many days to submit the report", "กี่วันส่งรายงาน"),
        ("core competencies", "สมรรถนะหลัก"),
        ("the budget of strategy 2", "งบประมาณยุทธศาสตร์ 2"),
        ("courses for human resource officers", "หลักสูตรนักทรัพยากรบุคคล"),
        ("e-laas", "e-laas"),
        ("on-site", "on-site"),  # "on" drops as a word, not inside one
        ("bed-wetting", "bed-wetting"),
        ("|'s vision", "| วิสัยทัศน์"),
        ("strategies and policies", "ยุทธศาสตร์และนโยบาย"),
        ("the report submitted", "รายงานส่ง"),
        ("how many | staff retired", "กี่คนเกษียณ"),
        ("how many civil servants", "ข้าราชการกี่คน"),
        ("which projects cost more than 5,000 baht", "โครงการใดบ้างใช้งบประมาณมากกว่า 5,000 บาท"),
    ],
)
def test_words_of_plans_are_put_in_thai_and_others_stay(english: str, thai: str) -> None:
    assert in_thai(english) == thai


def test_an_english_question_means_what_the_thai_one_does() -> None:
    english = understand.understand(Ask("What is the total budget for orientation?"), ())
    assert english.english
    assert english.words == ("ปฐมนิเทศ",)
    assert Want.MONEY in english.wants
    assert Operation.SUM in english.operations


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("which course should the caretakers (ผู้ดูแลเด็ก) of the อบต. take?", True),
        ("training budget 2569", True),
        ("5", False),
        ("มี workshop chatgpt หรือ ai สำหรับ staff ไหม ใช้ budget เท่าไหร่", False),
        ("e-learning knowledge management ปีละกี่วิชา", False),
        ("ขอ training roadmap", False),
    ],
)
def test_a_question_in_english_may_quote_thai(text: str, is_so: bool) -> None:
    assert is_english(text) == is_so


def test_a_thai_question_with_english_words_is_left_as_it_is() -> None:
    query = understand.understand(Ask("งบ training เท่าไร"), ())
    assert not query.english
    assert "training" in query.words


def _topic(*words: str) -> tuple[float, tuple[str, ...]]:
    corpus = Corpus([["ฝึกอบรม", "ดีเด่น", "พนักงาน"], ["ฝึกอบรม", "กีฬา"], ["ฝึกอบรม"]])
    found = topic(words, (), corpus, english=True)
    lost = sum(t.weight for t in found.terms if t.text in found.missing)
    return lost / found.total, found.missing


def test_an_everyday_word_beside_a_topic_loses_little() -> None:
    lost, _ = _topic("organise", "ดีเด่น")
    assert lost < 0.4


def test_an_unknown_word_is_the_topic_where_nothing_else_is() -> None:
    lost, missing = _topic("archery", "ฝึกอบรม")
    assert lost > 0.6 and missing == ("archery",)

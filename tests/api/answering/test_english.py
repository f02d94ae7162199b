"""English questions in the words of Thai plans."""

import pytest

from api.answering import understand
from api.answering.english import in_thai
from api.answering.models import Ask
from api.answering.vocabulary import Operation, Want


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("how many days to submit the report", "กี่วันส่งรายงาน"),
        ("core competencies", "สมรรถนะหลัก"),
        ("the budget of strategy 2", "งบประมาณยุทธศาสตร์ 2"),
        ("courses for human resource officers", "หลักสูตรนักทรัพยากรบุคคล"),
        ("e-laas", "e-laas"),
        ("on-site", "on-site"),  # "on" drops as a word, not inside one
        ("trainee", "trainee"),
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


def test_a_thai_question_with_english_words_is_left_as_it_is() -> None:
    query = understand.understand(Ask("งบ training เท่าไร"), ())
    assert not query.english
    assert "training" in query.words

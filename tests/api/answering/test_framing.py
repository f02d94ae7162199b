"""What stands around a question is no part of its topic."""

from __future__ import annotations

import pytest

from api.answering import Ask
from api.answering.understanding.commonness import is_everyday, is_grammar, telling
from api.answering.understanding.corpus import Corpus
from api.answering.understanding.query import Query
from api.answering.understanding.terms import doc, topic
from api.answering.understanding.understand import understand
from api.answering.understanding.vocabulary import Operation
from tests.api.answering.conftest import Say


def read(message: str, *history: str) -> Query:
    return understand(Ask(message, history=history), ())


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("เห็นเพื่อนบอกว่ามีดูงาน จริงไหม", {"ดูงาน"}),
        ("ได้ข่าวมาว่าปีนี้มีปฐมนิเทศ", {"ปฐมนิเทศ"}),
        ("คือว่าตรวจสุขภาพใช้งบไหม", {"ตรวจ", "สุขภาพ"}),
        ("อบรมวินัยกองไหนดูแล", {"อบรม", "วินัย"}),
        ("ปฐมนิเทศมีไหม จำไม่ได้", {"ปฐมนิเทศ"}),
    ],
)
def test_who_said_so_and_what_opens_a_question_are_no_topic(message: str, words: set[str]) -> None:
    assert set(read(message).words) == words


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("ดูแลผู้สูงอายุ งบเท่าไร", "ดูแล"),
        ("โครงการเล่านิทานให้เด็ก", "เล่า"),
        ("สรุปผลการอบรมส่งเมื่อไร", "สรุป"),
        ("รู้เท่าทันสื่อ งบเท่าไร", "สื่อ"),
    ],
)
def test_the_same_words_in_a_topic_stay(message: str, word: str) -> None:
    assert word in "".join(read(message).words)


def test_what_is_told_first_is_no_condition() -> None:
    query = read("ผมเพิ่งย้ายมากองสวน อยากรู้ว่าตรวจสุขภาพเมื่อไร")
    assert set(query.words) == {"ตรวจ", "สุขภาพ"} and "สวน" in "".join(query.weak)


def test_a_topic_told_first_is_asked_for_where_nothing_else_is() -> None:
    assert read("เรื่องตรวจสุขภาพ อยากทราบว่าใครจัด").words == ("ตรวจ", "สุขภาพ")


def test_a_follow_up_of_everyday_words_keeps_the_topic() -> None:
    kept = read("แล้วต้องยื่นเมื่อไรล่ะ", "ปฐมนิเทศพนักงานใหม่งบเท่าไร")
    assert "ปฐมนิเทศ" in kept.words
    for other in ("ดูงาน", "ลาออก", "ประชุม"):
        changed = read(f"แล้ว{other}เมื่อไรล่ะ", "ปฐมนิเทศพนักงานใหม่งบเท่าไร")
        assert other in changed.words and "ปฐมนิเทศ" not in changed.words


@pytest.mark.parametrize("word", ["นอกจาก", "จำเป็นต้อง", "โดยเฉพาะ", "จึง"])
def test_words_of_grammar_are_none_of_a_topic(word: str) -> None:
    assert is_grammar(word)


@pytest.mark.parametrize("word", ["ปฐมนิเทศ", "วินัย", "ทั่วไป", "o", "ร้านอาหาร", "ลาออก"])
def test_other_words_are_no_grammar(word: str) -> None:
    assert not is_grammar(word) and not is_everyday(word)


def test_a_verb_is_telling_where_plans_say_it_more_than_anybody() -> None:
    assert telling("ประชุม") < telling("ประชุม", 200.0) < telling("ประชุม", 900.0) == 1
    rare = Corpus([["ประชุม", "ครู"], *([f"คำ{n}", "อื่น"] for n in range(4000))])
    usual = Corpus([["ประชุม", "ครู"], *(["ประชุม", f"คำ{n}"] for n in range(5))])
    assert topic(["ประชุม"], (), rare).total < 0.7 * rare.idf("ประชุม")
    assert topic(["ประชุม"], (), usual).total == usual.idf("ประชุม")


def test_a_right_word_stands_for_no_other_that_sounds_alike() -> None:
    corpus = Corpus([["ผู้ช่วย", "กีฬา"]])
    assert topic(["ผู้ชาย"], (), corpus).covered(doc(("ผู้ช่วย", 1.0))) == 0
    assert topic(["กีลา"], (), corpus).covered(doc(("กีฬา", 1.0))) > 0.8


def test_a_word_behind_one_of_no_topic_is_found() -> None:
    corpus = Corpus([["เรียน", "งาน"]])
    assert corpus.close("เข้าเรียน") == ["เรียน"]
    assert corpus.close("เข้าใจ") == []


def test_how_it_is_done_is_no_list() -> None:
    assert not read("ขอไปอบรมต้องทำยังไงบ้าง").does(Operation.LIST)
    assert read("มีอบรมอะไรบ้าง").does(Operation.LIST)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("ธารมณีถ้ารู้สึกว่าผลประเมินไม่แฟร์ ยื่นเรื่องที่ไหน ภายในกี่วัน", "30 วัน"),
        ("เค้าเล่ากันว่าเรียนจบแล้วต้องเอามาใช้ภายในกี่วันนะ ทองกวาวบุรี จำไม่ได้", "60 วัน"),
    ],
)
def test_a_casual_question_is_answered(ask_samples: Say, message: str, told: str) -> None:
    said = ask_samples(message)
    assert said.answerable and told in said.text


@pytest.mark.parametrize(
    "message",
    [
        "เห็นเพื่อนบอกว่าธารมณีมีวงดนตรี ซ้อมวันไหน",
        "ได้ข่าวว่าทองกวาวบุรีให้ลาเลี้ยงลูก ได้กี่วัน",
        "พนักงานผู้หญิงกับผู้ชายของธารมณีอย่างละกี่คน",
    ],
)
def test_what_no_plan_says_stays_refused(ask_samples: Say, message: str) -> None:
    assert not ask_samples(message).answerable

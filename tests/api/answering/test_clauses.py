"""Two rules asked in one message; what a follow-up counts."""

from __future__ import annotations

from api.answering import Ask, answer
from api.answering.understanding.understand import understand
from api.answering.understanding.vocabulary import Want
from tests.api.answering.conftest import LibraryOf, Say
from tests.api.answering.plans import plan

RULES = plan(
    "เทศบาลตำบลกติกาสมมุติ",
    "๒๕๖๙",
    "๔.๒ แนวทางติดตาม",
    "",
    "๑) ผู้ผ่านการสัมมนารายงานผลต่อปลัดภายใน ๙ วัน",
    "",
    "๒) บุคลากรเรียนด้วยตนเองผ่าน e-Learning อย่างน้อย ๓ วิชาต่อปี",
    "",
    "๓) บุคลากรต้องได้รับการพัฒนาอย่างน้อยปีละ ๒ ครั้ง",
)


def test_each_clause_is_answered_by_its_own_sentence(library_of: LibraryOf) -> None:
    message = "สัมมนาแล้วต้องรายงานภายในกี่วัน และปีนึงต้องพัฒนากี่ครั้ง"
    said = answer(Ask(message, "เทศบาลตำบลกติกาสมมุติ"), library_of(RULES)).text
    assert "9 วัน" in said and "2 ครั้ง" in said


def test_one_sentence_is_told_once(ask_samples: Say) -> None:
    said = ask_samples("ที่บึงกาสะลองผ่านการอบรมแล้วรายงานผลภายในกี่วัน").text
    assert said.count("7 วัน") == 1 and "15 วัน" not in said


def test_a_follow_up_on_something_else_counts_in_its_own_units() -> None:
    before = ("บุคลากรต้องได้รับการพัฒนาอย่างน้อยปีละกี่ครั้ง",)
    query = understand(Ask("แล้ว e-learning ล่ะ ขั้นต่ำเท่าไหร่", history=before), [])
    assert query.units == () and Want.FREQUENCY not in query.wants
    staff = understand(Ask("แล้วลูกจ้างประจำล่ะ เท่าไหร่", history=("ข้าราชการมีกี่คน",)), [])
    assert staff.units

"""Conversations as people have them: small talk, corrections, answers that lead nowhere."""

from __future__ import annotations

import pytest

from api.line.menu import SAYINGS
from tests.api.line import webhooks
from tests.api.line.conftest import ORGANIZATION, Channel, chips, seen
from tests.api.line.test_dialogue import OTHER, OWN, QUESTION
from tests.api.line.test_dialogue import two as two
from tests.api.line.webhooks import group, person

NOWHERE = "ดาวอังคาร"
WHOLE = f"งบประมาณรวมของ{ORGANIZATION}เท่าไร"


def texts(messages: list[dict[str, object]]) -> list[str]:
    """What the chips below the last message send."""
    shown = messages[-1].get("quickReply", {"items": []})
    return [item["action"]["text"] for item in shown["items"]]  # type: ignore[index]


@pytest.mark.parametrize("words", ["ขอบคุณค้าบ \U0001f64f", "โอเค", "555"])
def test_small_talk_is_no_question(two: Channel, words: str) -> None:
    assert "ถามต่อได้เลย" in two.say(words)
    assert two.library.session("x").messages == ()


@pytest.mark.parametrize("words", [f"ย้ายไป{OTHER}แล้วค่ะ", f"ไม่ใช่ ผมอยู่{OTHER}"])
def test_where_one_works_is_corrected(two: Channel, words: str) -> None:
    two.say(f"นิติกร {ORGANIZATION}")
    assert OTHER in two.say(words)
    told = two.say("ข้อมูลของฉัน")
    assert OTHER in told and "นิติกร" in told


def test_what_is_kept_can_be_changed_or_deleted_with_a_tap(two: Channel) -> None:
    two.say(f"นิติกร {ORGANIZATION}")
    kept = two.told(webhooks.text("ข้อมูลของฉัน", two.token()))
    assert chips(kept) == ["เปลี่ยนหน่วยงาน", "ลบข้อมูลฉัน"]


def test_who_is_known_is_not_asked_again_by_the_help(two: Channel) -> None:
    two.say(f"นิติกร {ORGANIZATION}")
    told = two.told(webhooks.text("วิธีใช้", two.token()))
    assert "ท่านอยู่หน่วยงานใด" not in seen(told)
    assert "ตำแหน่งของฉันต้องอบรมอะไรบ้าง" in texts(told)


def test_the_help_that_asks_is_answered(two: Channel) -> None:
    two.say("ธุรการ อบต.นาสมมุติใหม่")
    assert "ท่านอยู่หน่วยงานใด" in two.say("วิธีใช้")
    assert "บันทึกแล้ว" in two.say(OTHER)


def test_what_a_greeting_asks_is_listened_to(two: Channel) -> None:
    two.told(webhooks.event("follow", person(), two.token(), follow={"isUnblocked": False}))
    assert "ชื่อเต็ม" in two.say("เทศบาลค่ะ")
    assert "ตำแหน่งหัวหน้าฝ่าย" in two.say("หัวหน้าฝ่าย")


def test_a_type_alone_is_asked_about(two: Channel) -> None:
    two.say(OWN)
    assert "ชื่อเต็ม" in two.say("เทศบาลตำบล")
    assert "91,000" in two.say(f"งั้นเอา{OTHER}")


def test_a_question_without_an_answer_is_not_dragged_along(two: Channel) -> None:
    right = two.say(WHOLE, person(2))
    assert NOWHERE in two.say(f"งบอบรม{NOWHERE}ของ{ORGANIZATION}เท่าไร")
    assert two.say(WHOLE) == right


def test_a_question_without_an_answer_is_gone_on_with_where_it_is_meant(two: Channel) -> None:
    two.say(f"งบอบรม{NOWHERE}ของ{ORGANIZATION}เท่าไร")
    assert NOWHERE in two.say(f"แล้วของ{OTHER}ล่ะ")


def test_what_was_said_before_a_question_without_an_answer_stays(two: Channel) -> None:
    two.say(QUESTION)
    two.say(f"{ORGANIZATION}มีอบรม{NOWHERE}ไหม")
    two.say("ขอบคุณ")
    assert "35,000" in two.say("งบเท่าไร")


def test_next_questions_are_offered_below_every_answer(two: Channel) -> None:
    two.say(f"นิติกร {ORGANIZATION}")
    offered = texts(two.told(webhooks.text(WHOLE, two.token())))
    assert f"{ORGANIZATION}มีโครงการอบรมอะไรบ้าง" in offered and WHOLE not in offered
    assert texts(two.told(webhooks.text(f"{OTHER}มีส่วนราชการใดใช้{NOWHERE}", two.token())))


@pytest.mark.parametrize("tapped", [SAYINGS[2], WHOLE])
def test_what_a_tap_asks_is_of_the_whole_plan(two: Channel, tapped: str) -> None:
    two.say(f"นิติกร {ORGANIZATION}")
    right = two.say(tapped)
    assert two.say(QUESTION) != right
    assert two.say(tapped) == right


# Groups


def test_a_group_is_asked_back_and_its_answer_is_used_once(two: Channel) -> None:
    asked = two.told(webhooks.text(f"ถามแผน {OWN}", two.token(), group()))
    assert chips(asked)
    assert "91,000" in two.say(f"ถามแผน {OTHER}", group())
    assert "91,000" not in two.say(f"ถามแผน {OWN}", group())
    assert "ยังไม่ได้บันทึก" in two.say("ข้อมูลของฉัน")


def test_who_asks_in_a_group_to_be_forgotten_is(two: Channel) -> None:
    two.say(f"ถามแผน {QUESTION}", group(writer=1))
    two.say(f"ถามแผน {QUESTION}", group(writer=2))
    assert "ส่วนตัว" in two.say("ถามแผน ลบข้อมูลฉันด้วยค่ะ", group(writer=1))
    assert "91,000" not in two.say(f"ถามแผน แล้วของ{OTHER}ล่ะ", group(writer=1))
    assert "91,000" in two.say(f"ถามแผน แล้วของ{OTHER}ล่ะ", group(writer=2))

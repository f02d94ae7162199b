"""A model may word a follow-up anew; whose plan and which year is asked stays as we read it."""

from __future__ import annotations

import pytest

from api.answering import Ask, answer
from api.writing.answering import answering, whole
from api.writing.model_writer import Spent
from retriever.library import Library
from tests.api.writing.conftest import DON, THUNG, writing
from tests.api.writing.scripted import perfect
from tests.chat_server import Asked, Fail, Reply, Say, Script, Stall

BEFORE = (f"โครงการอบรมคุณธรรมและจริยธรรมของ{DON}ใช้งบประมาณเท่าไร",)
LOST = Ask("ตะกี้ที่คุยกันไว้ ใช้เงินเท่าใด", history=BEFORE)


def rewriting(question: str) -> tuple[list[Asked], Script]:
    asked: list[Asked] = []

    def script(request: Asked) -> Reply:
        asked.append(request)
        return perfect(request) if len(request.body["messages"]) > 1 else Say(question)

    return asked, script


def test_a_question_that_was_lost_is_asked_anew(two_plans: Library) -> None:
    assert not answer(LOST, two_plans).answerable
    asked, script = rewriting(BEFORE[0])
    with writing(script) as (writer, _):
        said = whole(answering(LOST, two_plans, writer))
    assert "35,000" in said.text
    assert {c.organization for c in said.citations} == {DON}
    assert BEFORE[0] in asked[0].text


@pytest.mark.parametrize(
    "question",
    [
        f"โครงการอบรมคุณธรรมและจริยธรรมของ{THUNG}ใช้งบประมาณเท่าไร",
        f"โครงการอบรมคุณธรรมและจริยธรรมของ{DON} ปี 2568 ใช้งบประมาณเท่าไร",
        f"โครงการอบรมคุณธรรมและจริยธรรมสำหรับนิติกรของ{DON}ใช้งบประมาณเท่าไร",
        "",
        "ก" * 1_000,
    ],
)
def test_another_place_year_or_position_is_not_taken(two_plans: Library, question: str) -> None:
    _, script = rewriting(question)
    with writing(script) as (writer, _):
        assert whole(answering(LOST, two_plans, writer)) == answer(LOST, two_plans)


@pytest.mark.parametrize(
    "message",
    [
        "แล้วเงินเดือนของนายกล่ะ",
        "แล้วโครงการดำน้ำล่ะ",
        "สภาพอากาศวันนี้เป็นอย่างไร",
        "เมื่อกี้ที่บอกน่ะ ตกลงใครวัดผล",
    ],
)
def test_what_was_not_asked_takes_no_place_of_a_refusal(two_plans: Library, message: str) -> None:
    """The plans don't say it: the model turns it into a question that they do answer."""
    ask = Ask(message, history=BEFORE)
    refusal = answer(ask, two_plans)
    assert not refusal.answerable
    _, script = rewriting(BEFORE[0])
    with writing(script) as (writer, _):
        assert whole(answering(ask, two_plans, writer)) == refusal


def test_thoughts_are_no_part_of_a_question(two_plans: Library) -> None:
    _, script = rewriting(f"<think>ถามถึงโครงการก่อนหน้า</think>\n{BEFORE[0]}")
    with writing(script) as (writer, _):
        assert "35,000" in whole(answering(LOST, two_plans, writer)).text


def test_what_wording_anew_takes_is_counted(two_plans: Library) -> None:
    spent: list[Spent] = []

    def script(request: Asked) -> Reply:
        is_answer = len(request.body["messages"]) > 1
        return perfect(request) if is_answer else Say(BEFORE[0], usage=(70, 8))

    with writing(script, observe=lambda _, cost: spent.append(cost)) as (writer, _):
        whole(answering(LOST, two_plans, writer))
    assert [(cost.input_tokens, cost.output_tokens) for cost in spent] == [(970, 68)]


def test_a_model_that_fails_leaves_the_answer_as_it_is(two_plans: Library) -> None:
    with writing(lambda asked: Fail(500), chat_retries=0) as (writer, _):
        assert whole(answering(LOST, two_plans, writer)) == answer(LOST, two_plans)


def test_a_question_that_was_understood_is_not_worded_anew(two_plans: Library) -> None:
    follow_up = Ask(f"แล้วของ{THUNG}ล่ะ", history=BEFORE)
    asked, script = rewriting("ไม่ควรถูกถาม")
    with writing(script) as (writer, _):
        said = whole(answering(follow_up, two_plans, writer))
    assert "52,000" in said.text
    assert all(len(request.body["messages"]) > 1 for request in asked)


def test_wording_anew_and_answering_share_one_time_limit(two_plans: Library) -> None:
    """A model that takes all its time for the question has none left for the answer."""
    with writing(lambda asked: Stall(), chat_timeout=3.0) as (writer, server):
        said = whole(answering(LOST, two_plans, writer))
    assert said == answer(LOST, two_plans)
    assert len(server.requests) == 1

"""Messages that only greet, and questions that begin with a greeting."""

from __future__ import annotations

import pytest

from api.answering.greeting import greets
from tests.api.answering.conftest import Say


@pytest.mark.parametrize(
    "message",
    [
        "สวัสดีครับ",
        "สวัสดีค่ะ",
        "ขอบคุณมากๆ ค่ะ",
        "ทำอะไรได้บ้าง",
        "สวัสดีครับ ทำอะไรได้บ้างครับ",
        "ช่วยอะไรได้บ้าง",
        "ใช้งานยังไง",
        "hello",
        "Hi!",
        "Thank you",
    ],
)
def test_a_greeting_is_greeted(ask_towns: Say, message: str) -> None:
    said = ask_towns(message)
    assert said.answerable and said.needs is None
    assert not said.citations and said.suggestions
    assert "เทศบาลตำบลดอนสมมุติ" in said.text


@pytest.mark.parametrize(
    "message",
    [
        "สวัสดีครับ งบค่ายธรรมะเท่าไหร่",
        "งบค่ายธรรมะเท่าไหร่ ขอบคุณค่ะ",
        "สวัสดิการมีอะไรบ้าง",
        "hello budget",
        "help desk",
        "",
        "ครับ",
        "ทำอะไรได้บ้างกับงบเหลือ",
    ],
)
def test_a_question_is_no_greeting(message: str) -> None:
    assert not greets(message)


def test_a_question_behind_a_greeting_is_answered(ask_towns: Say) -> None:
    assert "40,000 บาท" in ask_towns("สวัสดีครับ งบค่ายธรรมะเท่าไหร่").text


def test_thanks_take_nothing_from_the_questions_before(ask_towns: Say) -> None:
    said = ask_towns("ขอบคุณค่ะ", history=("งบค่ายธรรมะของดอนสมมุติเท่าไร",))
    assert "40,000" not in said.text and not said.citations


def test_an_english_greeting_gets_english(ask_towns: Say) -> None:
    assert ask_towns("hello").text.startswith("Hello")

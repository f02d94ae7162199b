"""What the bot says of itself is what LINE takes, whatever names the library holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.line.messages import (
    ask_organization,
    ask_position,
    drafting_message,
    greeting_messages,
    waiting_message,
)
from tests.api.line.asking import shown_texts
from tests.api.line.messages.making import ORGANIZATION, short_texts
from tests.line_rules import complaints

names = st.lists(short_texts, max_size=20)


@given(names)
def test_any_names_make_messages_that_line_takes(names: list[str]) -> None:
    assert complaints(greeting_messages(names)) == []
    assert complaints([ask_organization(names), ask_position(names)]) == []


def test_a_greeting_says_what_can_be_asked_and_how_to_be_forgotten() -> None:
    messages = greeting_messages([ORGANIZATION])
    shown = "\n".join(shown_texts(messages))
    assert "ลบข้อมูลฉัน" in shown
    assert f"{ORGANIZATION}มีโครงการอะไรบ้าง" in shown
    chips = [item["action"]["text"] for item in messages[-1]["quickReply"]["items"]]
    assert chips == [ORGANIZATION, "ข้ามไปก่อน"]


def test_a_draft_is_a_link() -> None:
    message = drafting_message("https://plans.example.go.th")
    assert complaints([message]) == []
    [button] = message["contents"]["footer"]["contents"]
    assert button["action"]["uri"] == "https://plans.example.go.th/draft"
    # Without an address of the page there is nothing to tap.
    bare = drafting_message(None)
    assert bare["type"] == "text" and complaints([bare]) == []


def test_a_late_answer_is_a_button_and_a_chip() -> None:
    message = waiting_message("a" * 32)
    assert complaints([message]) == []
    button = message["contents"]["footer"]["contents"][0]["action"]
    chip = message["quickReply"]["items"][0]["action"]
    assert button["data"] == chip["data"] == "fetch:" + "a" * 32

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.messages import MessageError, checked_message

LIMIT = 2000


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("", "empty-message"),
        (" \t\n", "empty-message"),
        ("ก" * 100_000, "message-too-long"),
        ("👍🏽🎉", "no-words"),
        ("?!…", "no-words"),
    ],
)
def test_what_holds_no_question_is_refused(message: str, code: str) -> None:
    with pytest.raises(MessageError) as caught:
        checked_message(message, LIMIT)
    assert caught.value.code == code
    assert "\n" not in str(caught.value) and " / " in str(caught.value)


@pytest.mark.parametrize("message", ["งบเท่าไร", "๒๕๖๙?", "IDP", "👍 โอเค", "ก" * LIMIT])
def test_questions_pass(message: str) -> None:
    assert checked_message(f"  {message}\n", LIMIT) == message


@given(st.text())
def test_what_passes_is_trimmed_and_within_the_limit(message: str) -> None:
    try:
        text = checked_message(message, 10)
    except MessageError:
        return
    assert text == message.strip() and 0 < len(text) <= 10


def test_halves_of_surrogate_pairs_are_left_out() -> None:
    assert checked_message("\ud800งบ\udc80 2569", LIMIT) == "งบ 2569"
    with pytest.raises(MessageError) as caught:
        checked_message("\ud800", LIMIT)
    assert caught.value.code == "empty-message"

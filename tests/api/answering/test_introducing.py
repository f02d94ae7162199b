"""Who asks is no topic; whom a question is about is."""

from __future__ import annotations

import pytest

from api.answering.models import Ask
from api.answering.understanding.introducing import without_asker
from api.answering.understanding.understand import understand


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("นายสมชาย ใจดี ถามว่า งบอบรมกองช่างเท่าไร", "งบอบรมกองช่างเท่าไร"),
        ("นางสาวปวีณา ทองสุข ขอสอบถาม งบกีฬา", "งบกีฬา"),
        ("งบอบรมเท่าไร โทร 081-234-5678", "งบอบรมเท่าไร"),
        ("งบอบรมเท่าไร ตอบที่ a@b.co", "งบอบรมเท่าไร ตอบที่"),
    ],
)
def test_the_asker_is_left_out(message: str, left: str) -> None:
    assert without_asker(message).strip() == left


@pytest.mark.parametrize(
    "message",
    [
        "นายสมชาย ใจดี ได้งบอบรมเท่าไร",
        "ขอถามงบของนายสมชาย ใจดี",
        "ขอเบอร์มือถือนายสมชาย",
        "เบอร์ 081-234-5678 ของใคร",
        "นายสมชาย ใจดี ถามว่า ขอเบอร์มือถือปลัด",
        "งบ 1,100,000 บาท ปี 2567-2569 ถามว่าใช้อะไร",
    ],
)
def test_whom_it_is_about_stays(message: str) -> None:
    assert without_asker(message) == message


def test_what_is_asked_is_understood_as_without_the_asker() -> None:
    asked, alone = "นายสมชาย ใจดี ถามว่า งบอบรมกองช่างเท่าไร", "งบอบรมกองช่างเท่าไร"
    assert understand(Ask(asked), []).words == understand(Ask(alone), []).words

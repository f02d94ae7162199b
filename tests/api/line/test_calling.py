"""How the bot is called in a group, and what is read out of a text that LINE marked up."""

from __future__ import annotations

import pytest

from tests.api.line import webhooks
from tests.api.line.conftest import Channel
from tests.api.line.test_dialogue import QUESTION
from tests.api.line.webhooks import group


@pytest.mark.parametrize("called", ["ถามแผน", "ถามแผนครับ ", "ถามแผนหน่อยค่ะ ", "@ถามแผน:"])
def test_no_space_is_needed_behind_the_prefix(channel: Channel, called: str) -> None:
    assert "35,000" in channel.say(called + QUESTION, group())


@pytest.mark.parametrize(
    "words", ["ถามแผนกคลังดูสิ", "ถามแผนงานอบรม", "ถามแผนการเงินก่อน", "ลองถามแผนดู"]
)
def test_another_word_is_not_the_prefix(channel: Channel, words: str) -> None:
    assert channel.silent(webhooks.text(words, channel.token(), group()))


def emojis(words: str, *found: str) -> list[dict[str, object]]:
    return [
        {"index": words.index(each), "length": len(each), "productId": "p", "emojiId": "1"}
        for each in found
    ]


def test_emojis_of_line_are_no_words(channel: Channel) -> None:
    words = f"(brown){QUESTION}(moon)"
    assert "35,000" in channel.say(words, emojis=emojis(words, "(brown)", "(moon)"))
    assert "ข้อความ" in channel.say("(moon)", emojis=emojis("(moon)", "(moon)"))
    words = f"(moon)ถามแผน {QUESTION}"
    assert "35,000" in channel.say(words, group(), emojis=emojis(words, "(moon)"))

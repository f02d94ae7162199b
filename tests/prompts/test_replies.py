"""The texts of the assistant: in both languages, with the same values, none missing."""

import re
from pathlib import Path
from string import Formatter

import pytest

from api import answering
from prompts import replies, reply, say, speaking

SAID = re.compile(r'\bsay\(\s*"(\w+)"')
THAI = re.compile("[\u0e01-\u0e4e]")


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(replies()))
def test_every_text_is_in_both_languages_with_the_same_values(name: str) -> None:
    texts = replies()[name]
    assert set(texts) == {"th", "en"}
    assert values(texts["th"]) == values(texts["en"])
    assert THAI.search(texts["th"])


def test_a_text_is_filled_in() -> None:
    assert reply("and_more", count=3) == " และอีก 3 แห่ง"
    assert reply("and_more", True, count=3) == " and 3 more"


@pytest.mark.parametrize(("name", "given"), [("and_more", {}), ("no_such_text", {"count": 1})])
def test_a_missing_value_or_text_is_an_error(name: str, given: dict[str, int]) -> None:
    with pytest.raises(KeyError):
        reply(name, **given)


def test_what_is_said_is_in_the_language_spoken() -> None:
    assert say("money", amount="5,000") == "5,000 บาท"
    with speaking(True):
        assert say("money", amount="5,000") == "5,000 baht"
        with speaking(False):
            assert say("and") == " และ"
        assert say("and") == " and "
    assert say("and") == " และ"


@pytest.mark.parametrize(("count", "said"), [(1, "1 item"), (2, "2 items")])
def test_english_counts_have_their_plural(count: int, said: str) -> None:
    with speaking(True):
        assert say("found", count=count) == said


def test_every_word_of_answers_that_code_asks_for_is_there() -> None:
    code = Path(answering.__file__).parent.rglob("*.py")
    asked = {name for path in code for name in SAID.findall(path.read_text("utf-8"))}
    assert len(asked) > 50
    assert asked <= set(replies())

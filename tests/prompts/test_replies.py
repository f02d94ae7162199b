"""The texts of the assistant: in both languages, with the same values, none missing."""

import re
from string import Formatter

import pytest

from prompts import replies, reply

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

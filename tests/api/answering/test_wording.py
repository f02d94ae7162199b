"""Slips, repeated letters, the wrong keyboard, and words that sound alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import thai_to_eng

from api.answering.understanding.sounds import sound
from api.answering.understanding.wording import LONGEST, corrected, corrected_words, is_stop

THAI_TEXT = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("อบรบใหนดี", "อบรมไหนดี"),
        ("งบเท่าใหร่", "งบเท่าไหร่"),
        ("ปี ๒๕๖๙", "ปี 2569"),
        ("PDPA  ของ\nเทศบาล", "pdpa ของ เทศบาล"),
        ("มากกกกกก", "มาก"),
        ("ทม.ธารมณีฯ งบเท่าไร", "ทม.ธารมณี งบเท่าไร"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_message_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "right", ["อบรมไหนดี", "งบเท่าไร", "ดีดี", "กีฬา", "นักวิชาการคลัง", "กีฬา ฯลฯ", "กรุงเทพฯ"]
)
def test_what_is_right_stays(right: str) -> None:
    assert corrected(right) == right


@pytest.mark.parametrize("amount", ["1000000", "20000", "0000", "๑๐๐๐๐๐"])
def test_repeated_digits_are_no_slip(amount: str) -> None:
    digits = amount.translate(str.maketrans("๐๑", "01"))
    assert corrected(f"เกิน {amount} บาท") == f"เกิน {digits} บาท"


@pytest.mark.parametrize(
    "meant", ["อบรมไหนดี", "งบประมาณเท่าไหร่", "หลักสูตรนายช่างโยธา", "ปฐมนิเทศ งบเท่าไร"]
)
def test_thai_typed_on_the_english_layout_is_turned(meant: str) -> None:
    assert corrected(thai_to_eng(meant)) == corrected(meant)


@pytest.mark.parametrize(
    "english",
    [
        "how much is the training budget?",
        "power bi course",
        "who is responsible for orientation?",
        "e-laas training",
        "no gift policy",
        "list courses for civil engineer",
        "PDPA training?",
        "hr dept. budget 2569",
        "KPI",
        "IDP 2569",
    ],
)
def test_english_is_not_turned(english: str) -> None:
    assert corrected(english) == english.lower()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("'[v[i,gmjkwi?", "งบอบรมเท่าไร"),
        (";blypmyLoN", "วิสัยทัศน์"),
        ("xu 2569 '[du>kgmjkwi", "ปี 2569 งบกีฬาเท่าไร"),
        ("IDP 8nvvtwi", "idp คืออะไร"),
    ],
)
def test_years_and_abbreviations_stay_where_the_rest_is_turned(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


def test_only_so_much_of_a_message_is_read() -> None:
    assert len(corrected("กข" * LONGEST)) <= LONGEST


def test_a_typed_space_ends_a_word() -> None:
    assert corrected_words("กอง ช่าง") == ["กอง", "ช่าง"]


def test_whole_words_are_mended_and_not_parts_of_words() -> None:
    assert corrected_words("ขอบคุณ คับ") == ["ขอบคุณ", "ครับ"]
    assert corrected_words("คับแคบ") == ["คับแคบ"]


@pytest.mark.parametrize("word", ["ไว้", "ใว้", "เท่าไร", "คะ", "อะไร"])
def test_words_of_asking_say_nothing_of_the_topic(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", ["กีฬา", "ศึกษา", "วินัย", "บ้าน", "ปฐมนิเทศ"])
def test_words_of_a_topic_are_kept(word: str) -> None:
    assert not is_stop(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("กีลา", "กีฬา"), ("วิไน", "วินัย"), ("สิลป", "ศิลป"), ("ไจ", "ใจ"), ("ธารนี", "ทารณี")],
)
def test_spellings_that_people_confuse_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("กา", "งา"), ("บาท", "บาน"), ("วัด", "วัน")])
def test_other_words_sound_differently(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(THAI_TEXT)
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    once = corrected(text)
    assert corrected(once) == once


@given(THAI_TEXT)
def test_a_sound_is_never_longer_than_its_word(word: str) -> None:
    assert len(sound(word)) <= len(word)

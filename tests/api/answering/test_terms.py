"""How well a text covers what a question is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.understanding.commonness import telling
from api.answering.understanding.corpus import Corpus
from api.answering.understanding.terms import doc, topic
from ingest.lexicon import synonyms
from ingest.text.segment import tokens

TEXTS = (
    "โครงการปฐมนิเทศพนักงานใหม่",
    "โครงการแข่งขันกีฬา",
    "โครงการอบรมภาษาอังกฤษ",
    "โครงการอบรมวินัยพนักงาน",
    "โครงการตรวจสุขภาพประจำปี",
    "โครงการพนักงานดีเด่น",
)
CORPUS = Corpus(tokens(text) for text in TEXTS)
WORDS = st.lists(st.sampled_from([w for text in TEXTS for w in tokens(text)]), max_size=6)
ANY = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E), max_size=12)


def coverage(words: list[str], text: str) -> float:
    return topic(words, (), CORPUS).coverage(doc((text, 1.0)))


@given(st.lists(st.one_of(ANY, st.sampled_from(["2569", "lhr", "", " "])), max_size=8), WORDS, ANY)
def test_coverage_is_a_share(words: list[str], weak: list[str], text: str) -> None:
    wanted = topic(words, weak, CORPUS)
    for field_weight in (0.4, 1.0):
        found = doc((text, field_weight))
        assert 0 <= wanted.coverage(found) <= 1 + 1e-9
        assert 0 <= wanted.covered(found) <= 1 + 1e-9


@given(WORDS)
def test_a_text_covers_its_own_words_wholly(words: list[str]) -> None:
    wanted = topic(words, (), CORPUS)
    if wanted.terms:
        assert wanted.covered(doc(*((word, 1.0) for word in words))) == pytest.approx(1)


@given(WORDS, WORDS)
def test_more_text_never_covers_less(words: list[str], more: list[str]) -> None:
    wanted = topic(words, (), CORPUS)
    fields = [(word, 1.0) for word in words[:2]]
    less = wanted.covered(doc(*fields))
    assert wanted.covered(doc(*fields, *((word, 1.0) for word in more))) >= less - 1e-9


def test_no_words_cover_nothing() -> None:
    assert coverage([], TEXTS[0]) == 0


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    words = ["พนักงาน", "กีฬา"]
    assert coverage(words, "กีฬา") > coverage(words, "พนักงาน")


def test_a_side_field_counts_less() -> None:
    wanted = topic(["กีฬา"], (), CORPUS)
    assert wanted.coverage(doc(("กีฬา", 0.5))) < wanted.coverage(doc(("กีฬา", 1.0)))


def test_inherited_words_count_less_than_own() -> None:
    wanted = topic(["กีฬา"], ["วินัย"], CORPUS)
    assert wanted.covered(doc(("กีฬา", 1.0))) > wanted.covered(doc(("วินัย", 1.0))) > 0


def test_a_synonym_covers_a_little_less_than_the_word() -> None:
    group = next(g for g in synonyms() if len(g.terms) > 1 and not set(g.terms[0]) & set(" ()"))
    first, second = group.terms[:2]
    corpus = Corpus([tokens(second), tokens(first), ["อื่น"]])
    wanted = topic(tokens(first), (), corpus)
    assert 0 < wanted.covered(doc((second, 1.0))) < wanted.covered(doc((first, 1.0)))


def test_every_name_of_the_lexicon_can_be_asked_for() -> None:
    """A sign such as "%" has no word to look for."""
    for term in {term for group in synonyms() for term in group.terms}:
        assert 0 <= topic(tokens(term), (), CORPUS).coverage(doc((term, 1.0))) <= 1, term


@pytest.mark.parametrize(
    ("typed", "meant"), [(["กีลา"], "กีฬา"), (["วิไน"], "วินัย"), (["ปฐมนิเทส"], "ปฐมนิเทศ")]
)
def test_a_word_as_it_sounds_finds_the_word(typed: list[str], meant: str) -> None:
    assert topic(typed, (), CORPUS).covered(doc((meant, 1.0))) > 0.5


def test_a_known_word_finds_no_other() -> None:
    assert topic(["กีฬา"], (), CORPUS).covered(doc(("วินัย", 1.0))) == 0


def test_scraps_of_a_misspelt_word_are_joined() -> None:
    scraps = ["ภา", "สา", "อัง", "กิด"]
    assert topic(scraps, (), CORPUS).covered(doc(("ภาษาอังกฤษ", 1.0))) > 0.9


def test_words_that_are_none_are_missing() -> None:
    wanted = topic(["กีฬา", "ดับเพลิง"], (), CORPUS)
    assert wanted.missing == ("ดับเพลิง",)
    assert topic(["กีฬา"], (), CORPUS).missing == ()


def test_numbers_stand_for_themselves() -> None:
    assert CORPUS.close("2569") == []


def test_an_everyday_verb_that_no_plan_has_takes_little_from_a_topic() -> None:
    told = coverage(["กีฬา", "เบิก"], "กีฬา")
    assert told > coverage(["กีฬา", "โรงแรม"], "กีฬา")
    assert topic(["กีฬา", "เบิก"], (), CORPUS).missing == ("เบิก",)


@pytest.mark.parametrize("word", ["ร้านอาหาร", "pdpa", "chatgpt", "โรงแรม"])
def test_a_name_of_a_thing_keeps_its_weight(word: str) -> None:
    assert telling(word) == 1


@pytest.mark.parametrize("word", ["แปล", "ย้าย", "ตก", "หมด"])
def test_an_everyday_verb_keeps_little(word: str) -> None:
    assert 0 < telling(word) < 0.5


def test_a_rare_verb_keeps_more_than_a_common_one() -> None:
    assert telling("ลาออก") >= telling("เบิก") >= telling("ตก") > 0


@given(ANY)
def test_every_word_keeps_some_weight(word: str) -> None:
    assert 0 < telling(word) <= 1

"""Which terms may stand for one another, and how a question is widened by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lexicon import LexiconError
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from retriever.synonyms import (
    Kind,
    expansions,
    groups,
    joined_apart,
    key,
    parse,
    related,
    synonyms_file,
)

SMALL = "exact: [[งบประมาณ, งบ]]\nnear: [[งบ, เงิน]]\n"


def added(question: str, kind: Kind | None = None) -> list[str]:
    found = expansions(tokens(question))
    return [one.term for one in found if kind is None or one.kind is kind]


def test_the_file_holds_many_groups() -> None:
    file = synonyms_file()
    assert len(file.exact) >= 120
    assert len(file.near) >= 60


def test_no_group_joins_what_plans_keep_apart() -> None:
    assert joined_apart() == []


@pytest.mark.parametrize("term", sorted({term for _, group in groups() for term in group} - {"%"}))
def test_a_term_survives_tokenisation(term: str) -> None:
    letters = [letter for letter in fold(term) if letter.isalnum()]
    assert letters
    assert [letter for letter in letters if letter not in key(tokens(term))] == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (SMALL.replace("[[งบ, เงิน]]", "[[งบ, งบประมาณ]]"), "repeats itself"),
        (SMALL.replace("]]\nnear", "], [ง.บ., เงิน]]\nnear"), "exact twice"),
        (SMALL + "silent: [[เงิน]]\n", "silent"),
        (SMALL.replace("[[งบ, เงิน]]", "[[งบ]]"), "two terms"),
        (SMALL.replace("[[งบ, เงิน]]", "[[งบ, '%']]"), "two terms"),
        (SMALL + "other: []\n", "other"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(source: str, problem: str) -> None:
    parse(SMALL)
    with pytest.raises(LexiconError, match=problem):
        parse(source)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("กทจ", "คณะกรรมการพนักงานเทศบาลจังหวัด"),
        ("หลักเกณฑ์ของ ก.ท.จ.", "คณะกรรมการพนักงานเทศบาลจังหวัด"),
        ("IDP ของฉัน", "แผนพัฒนารายบุคคล"),
        ("training ปี ๒๕๖๙", "ฝึกอบรม"),
        ("จพง.ธุรการ อบรมอะไร", "เจ้าพนักงานธุรการ"),
        ("งบเท่าไร", "งบประมาณ"),
        ("เดือน ต.ค.", "ตุลาคม"),
    ],
)
def test_abbreviations_and_translations_are_exact(question: str, term: str) -> None:
    assert term in added(question, Kind.EXACT)


def test_near_terms_are_marked_as_near() -> None:
    assert related("โตในสายงาน", "เลื่อนระดับ") is Kind.NEAR
    assert related("เงิน", "งบประมาณ") is Kind.NEAR
    assert related("งบ", "งบประมาณ") is Kind.EXACT
    assert related("งบ", "ปฐมนิเทศ") is None


def test_a_narrow_term_is_widened_and_not_the_other_way_round() -> None:
    assert related("ลาคลอด", "วันลา") is Kind.NEAR
    assert related("วันลา", "ลาคลอด") is None


def test_a_term_of_several_words_hides_those_inside_it() -> None:
    found = expansions(tokens("โตในสายงาน"))
    assert {one.source for one in found} == {("โต", "ใน", "สายงาน")}


def test_an_addition_that_the_question_holds_is_left_out() -> None:
    assert "งบประมาณ" in added("งบ")
    assert "งบประมาณ" not in added("งบ งบประมาณ")


def test_an_addition_that_holds_its_source_is_left_out() -> None:
    assert "การฝึกอบรม" not in added("ฝึกอบรม")


@given(st.lists(st.sampled_from([word for _, group in groups() for word in group]), max_size=5))
def test_sources_stand_where_they_say_and_additions_are_new(terms: list[str]) -> None:
    words = tokens(" ".join(terms))
    found = expansions(words)
    assert found == expansions(words)
    for one in found:
        assert tuple(words[one.start : one.start + len(one.source)]) == one.source
        assert one.added == tuple(tokens(one.term)) != one.source
    assert len({(one.start, one.added) for one in found}) == len(found)

"""Grading, checked by hand on small answers, also on ones made to fool it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.grading import Pointer, evidence_rank, grade, normalise
from eval.questions import GoldSpan
from tests.eval.making import at, question, unanswerable

GOLD = at("a.txt", 11)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("๑,๑๐๐,๐๐๐ บาท", "1100000บาท"),
        ("20,000.00", "20000.00"),
        ("ปี 2567,2568", "ปี2567,2568"),
        ("ข้อ 1,2,3", "ข้อ1,2,3"),
        ("10,0000", "10,0000"),
        ("1,10", "1,10"),
        ("กอง\u00a0การ\n\tศึกษา", "กองการศึกษา"),
        ("e\u0301", "\u00e9"),
        ("งบ 5, 000", "งบ5,000"),
    ],
)
def test_normalise(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text(alphabet="๐๑๙059,. \n\u0e01\u0e48\u0e33\u0301e"))
def test_normalise_leaves_no_thai_digit_and_no_space(text: str) -> None:
    plain = normalise(text)
    assert not set(plain) & set("๐๑๙ \n")


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_is_the_same_in_either_script(baht: int) -> None:
    arabic = f"{baht:,}"
    thai = arabic.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert normalise(thai) == normalise(arabic) == str(baht)


def test_right_cited_correct_direct() -> None:
    verdict = grade(question(), "๓๐,๐๐๐ บาท [1]", True, [GOLD])
    assert (verdict.right, verdict.cited, verdict.correct, verdict.direct) == (True,) * 4
    assert (verdict.missing, verdict.forbidden, verdict.uncited) == ((), (), ())


def test_every_group_is_needed_and_one_alternative_of_it_suffices() -> None:
    asked = question(must_include=(("30000", "สามหมื่น"), ("กองคลัง", "กองช่าง")))
    assert grade(asked, "สามหมื่นบาท ของกอง ช่าง", True, [GOLD]).right
    verdict = grade(asked, "สามหมื่นบาท", True, [GOLD])
    assert not verdict.right
    assert verdict.missing == (("กองคลัง", "กองช่าง"),)


def test_the_question_may_spell_its_strings_in_thai_digits_and_commas() -> None:
    asked = question(must_include=(("๓๐,๐๐๐ บาท",),), must_not_include=("๕๐,๐๐๐",))
    assert grade(asked, "30000บาท", True, [GOLD]).right
    assert grade(asked, "30,000 บาท หรือ 50,000", True, [GOLD]).forbidden == ("๕๐,๐๐๐",)


def test_a_forbidden_string_makes_a_full_answer_wrong() -> None:
    verdict = grade(question(must_not_include=("ไม่ใช้งบ",)), "30,000 หรือ ไม่ใช้ งบ", True, [GOLD])
    assert verdict.forbidden == ("ไม่ใช้งบ",)
    assert (verdict.right, verdict.cited, verdict.correct) == (False, True, False)


def test_a_right_text_marked_unanswerable_is_wrong() -> None:
    assert not grade(question(), "30,000", False, [GOLD]).right


@pytest.mark.parametrize(
    ("pointer", "cited"),
    [
        (at("a.txt", 9), False),
        (at("a.txt", 1, 10), True),
        (at("a.txt", 12, 40), True),
        (at("a.txt", 1, 40), True),
        (at("a.txt", 13), False),
        (at("b.txt", 11), False),
    ],
)
def test_a_citation_has_to_touch_the_gold_lines_of_the_same_file(
    pointer: Pointer, cited: bool
) -> None:
    verdict = grade(question(), "30,000", True, [pointer])
    assert (verdict.cited, verdict.correct) == (cited, cited)


def test_gold_mode_any_takes_one_span_and_all_takes_each() -> None:
    spans = (
        GoldSpan(doc="a.txt", line_start=1, line_end=1),
        GoldSpan(doc="b.txt", line_start=5, line_end=5),
    )
    either = question(gold=spans, gold_mode="any")
    each = question(gold=spans, gold_mode="all")
    one, both = [at("b.txt", 5)], [at("b.txt", 5), at("a.txt", 1, 3)]
    assert grade(either, "30000", True, one).cited
    assert grade(either, "30000", True, one).uncited == spans[:1]
    assert not grade(each, "30000", True, one).cited
    assert grade(each, "30000", True, both).cited
    assert not grade(either, "30000", True, []).cited


def test_unanswerable_is_correct_exactly_when_refused() -> None:
    asked = unanswerable(must_not_include=("50000",))
    assert grade(asked, "ไม่พบในแผน", False, []).correct
    assert not grade(asked, "ไม่พบในแผน", True, []).correct
    # What is offered instead, labelled, makes a refusal no less a refusal; it is not "right".
    verdict = grade(asked, "ไม่พบ แต่ปีก่อนใช้ 50,000 บาท", False, [GOLD])
    assert (verdict.correct, verdict.right) == (True, False)


def test_direct_looks_at_the_first_250_characters_only() -> None:
    head = "ก" * 245
    assert grade(question(), head + "30000", True, [GOLD]).direct
    late = grade(question(), head + "ก30000", True, [GOLD])
    assert (late.right, late.direct) == (True, False)


@pytest.mark.parametrize("category", ["budget", "timing", "responsible", "kpi_target", "workforce"])
def test_direct_is_for_single_facts(category: str) -> None:
    assert grade(question(category=category), "30000", True, []).direct is True
    assert grade(question(category="course"), "30000", True, []).direct is None
    assert grade(unanswerable(category=category), "30000", True, []).direct is None


def test_evidence_rank() -> None:
    gold = question(
        gold=(
            {"doc": "a.txt", "line_start": 1, "line_end": 2},
            {"doc": "a.txt", "line_start": 8, "line_end": 9},
        )
    ).gold
    hits = [at("b.txt", 1), at("a.txt", 9), at("a.txt", 8), at("a.txt", 2)]
    assert evidence_rank(hits, gold, "any") == 2
    assert evidence_rank(hits, gold, "all") == 4
    assert evidence_rank(hits[:3], gold, "all") is None
    assert evidence_rank(hits[:1], gold, "any") is None
    assert evidence_rank(hits, (), "any") is None

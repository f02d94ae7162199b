"""What is left out, what isn't stated, and what is asked in words that plans lack."""

from __future__ import annotations

import pytest

from api.answering.evidence.defining import letters_explained
from api.answering.evidence.figures import counted
from api.answering.understanding.excluding import excluded_words, without_excluded
from api.answering.understanding.wording import corrected, topic_words
from ingest.models import NO_BUDGET, NOT_STATED, Budget, BudgetKind, YearBudget, together
from ingest.pipeline import parse_bytes

_WORDS = {
    "TEAM": ("Trust", "Effort", "Agile", "Moral"),
    "GAME": ("Growth", "Ability", "Merit", "Equal"),
}
MOTTOS = "ค่านิยม\n\n" + "".join(
    f"{motto}\n\n" + "".join(f"{word[0]} = {word}\n\nความหมายของคำนี้\n\n" for word in words)
    for motto, words in _WORDS.items()
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("โครงการดูงาน ยกเว้นครู งบเท่าไร", ("ครู",)),
        ("ดูงานของพนักงาน ไม่ใช่ของครู", ("ครู",)),
        ("the study tour, not the ครู", ("ครู",)),
        ("โครงการนี้ใช่ไหม", ()),
        ("โครงการใดไม่ใช่งบของเทศบาล", ()),
    ],
)
def test_what_is_left_out_is_no_topic(text: str, words: tuple[str, ...]) -> None:
    assert excluded_words(text) == words
    assert all(word not in without_excluded(text) for word in words)


def test_since_is_a_word_of_its_own() -> None:
    assert topic_words(corrected("อบรมจัดตั้งแต่เดือนไหน")) == ["อบรม"]
    assert "จัดตั้ง" in topic_words(corrected("จัดตั้งศูนย์"))
    assert corrected("จัดตั้งแต่ละกอง") == "จัดตั้งแต่ละกอง"


@pytest.mark.parametrize("text", ["สองรอบติดต่อกัน", "2 รอบ", "รอบที่ 2"])
def test_what_is_counted_may_be_said_in_words(text: str) -> None:
    assert counted("รอบ").search(text)
    assert not counted("คน").search(text)


def test_a_word_that_begins_like_a_number_counts_nothing() -> None:
    assert not counted("คน").search("ห้ามคนนอก")


def test_a_letter_is_explained_in_the_motto_that_is_named() -> None:
    passages = parse_bytes(MOTTOS.encode(), "plan.txt").passages
    text = {p.id: p.text for p in passages}
    game, team = (
        [text[i] for i in letters_explained(passages, ("a", motto))] for motto in ("game", "team")
    )
    assert len(game) == len(team) == 1
    assert "A = Ability" in game[0] and "A = Agile" not in game[0]
    assert "A = Agile" in team[0] and "A = Ability" not in team[0]
    assert letters_explained(passages, ("x", "game")) == []


def test_no_budget_in_one_cell_is_said_of_the_blank_ones_beside_it() -> None:
    free, blank = YearBudget(2570, NO_BUDGET), YearBudget(2571, NOT_STATED)
    amount = YearBudget(2572, Budget(BudgetKind.AMOUNT, 500))
    assert together([free, blank]) == NO_BUDGET
    assert together([blank, blank]) == NOT_STATED
    assert together([free, blank, amount]).baht == 500

"""The sample plans and the questions over them: every gold line and figure holds.

A string that a gold span doesn't print (a sum, a column's name) has to stand in the note of the
question, after the word "computed".
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import eval as eval_room
from eval.grading import missing_groups, normalise, occurring
from eval.questions import GoldSpan, Question, load_questions

SAMPLES = Path(eval_room.__file__).parent / "samples"
PLANS = {path.name: path for path in (SAMPLES / "plans").iterdir()}
SETS = {
    name: load_questions(SAMPLES / f"{name}.jsonl") for name in ("questions", "unseen", "fresh")
}
QUESTIONS = [question for asked in SETS.values() for question in asked]
# Written last and asked about by the set "unseen" alone.
UNSEEN_PLAN = "thong-kwao-buri-2569-2571.txt"
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PLANS.items()}
# As editors and `sed` count: only a line feed ends a line.
LINES = {name: text.split("\n") for name, text in TEXTS.items()}
ANSWERABLE = [q for q in QUESTIONS if q.answerable]
SUMMED = [q for q in QUESTIONS if " = " in q.note]

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
each_answerable = pytest.mark.parametrize("question", ANSWERABLE, ids=lambda q: q.id)


def lines_of(span: GoldSpan) -> str:
    return "\n".join(LINES[span.doc][span.line_start - 1 : span.line_end])


def evidence(question: Question) -> Iterator[str]:
    """The texts that have to support the answer: each span alone, or all of them together."""
    texts = [lines_of(span) for span in question.gold]
    yield from ["\n".join(texts)] if question.gold_mode == "all" else texts


def test_a_plan_of_each_kind_of_local_government() -> None:
    kinds = (
        "เทศบาลนคร",
        "เทศบาลเมือง",
        "เทศบาลตำบล",
        "องค์การบริหารส่วนตำบล",
        "องค์การบริหารส่วนจังหวัด",
    )
    heads = ["\n".join(lines[:30]) for lines in LINES.values()]
    assert [sum(kind in head for head in heads) for kind in kinds] == [1, 1, 1, 1, 1]
    assert {path.suffix for path in PLANS.values()} == {".txt", ".md", ".html"}
    assert all(name.isascii() for name in PLANS)


@pytest.mark.parametrize(
    ("name", "count", "unanswerable"), [("questions", 80, 16), ("unseen", 40, 8), ("fresh", 40, 4)]
)
def test_questions_in_every_category_style_and_difficulty(
    name: str, count: int, unanswerable: int
) -> None:
    asked = SETS[name]
    assert len(asked) == count
    assert sum(not question.answerable for question in asked) == unanswerable
    for field in ("category", "style", "difficulty"):
        seen = {getattr(question, field) for question in asked}
        assert seen == set(get_args(Question.model_fields[field].annotation)), field


def test_every_plan_is_asked_about() -> None:
    docs = {name: {g.doc for q in asked for g in q.gold} for name, asked in SETS.items()}
    assert docs["questions"] == set(PLANS) - {UNSEEN_PLAN}
    assert all(UNSEEN_PLAN in {g.doc for g in q.gold} for q in SETS["unseen"] if q.answerable)


def test_no_id_and_no_question_stands_twice() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert len({(q.question, q.history, q.profile) for q in QUESTIONS}) == len(QUESTIONS)


@each_question
def test_category_and_history_agree_with_answerable_and_style(question: Question) -> None:
    assert (question.category == "unanswerable") == (not question.answerable)
    assert (question.style == "follow_up") == bool(question.history)
    assert question.note


@each_answerable
def test_gold_spans_hold_text(question: Question) -> None:
    for span in question.gold:
        assert span.line_end <= len(LINES[span.doc])
        assert LINES[span.doc][span.line_start - 1].strip(), f"{span} starts with a blank line"
        assert LINES[span.doc][span.line_end - 1].strip(), f"{span} ends with a blank line"


@each_answerable
def test_gold_lines_print_what_an_answer_must_include(question: Question) -> None:
    assert question.must_include
    computed = question.note.partition("computed")[2]
    for text in evidence(question):
        unprinted = missing_groups(text, question.must_include)
        assert not missing_groups(computed, unprinted), f"{text!r} and the note lack it"


@each_answerable
def test_must_include_does_not_force_what_is_forbidden(question: Question) -> None:
    wanted = [one for group in question.must_include for one in group]
    for one in wanted:
        assert not occurring(one, question.must_not_include), one


@pytest.mark.parametrize("question", SUMMED, ids=lambda q: q.id)
def test_sums_of_the_notes_add_up(question: Question) -> None:
    sums = re.findall(r"(\d+(?: [+-] \d+)+) = (\d+)", question.note.replace(",", ""))
    printed = normalise("\n".join(lines_of(span) for span in question.gold))
    assert sums
    for left, right in sums:
        terms = [int(term) for term in left.replace("+ ", "").replace("- ", "-").split()]
        assert sum(terms) == int(right)
        assert all(str(abs(term)) in printed for term in terms)
        assert (right,) in question.must_include

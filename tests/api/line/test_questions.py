"""The samples' casual and misspelt questions are answered in LINE as they are by ``/chat``."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from eval.questions import Question, load_questions
from retriever.library import Library
from tests.api.line.asking import ask, chat, chat_graded, graded
from tests.api.line.conftest import Channel
from tests.line_rules import complaints

SETS = Path(__file__).parents[3] / "eval" / "samples"
QUESTIONS = [
    question
    for name in ("questions.jsonl", "unseen.jsonl", "fresh.jsonl")
    for question in load_questions(SETS / name)
    if question.style in {"casual", "typo"}
]
_people = count(1)


@pytest.fixture
def library(sample_library: Library) -> Library:
    return sample_library


def test_they_are_many_of_both_kinds() -> None:
    styles = [question.style for question in QUESTIONS]
    assert min(styles.count("casual"), styles.count("typo")) >= 8


def test_what_chat_has_right_is_right_in_line(channel: Channel) -> None:
    worse = [question.id for question in QUESTIONS if not fares_as_well(channel, question)]
    assert worse == []


def fares_as_well(channel: Channel, question: Question) -> bool:
    answer = chat(channel, question)
    messages = ask(channel, question, next(_people))
    assert complaints(messages) == []
    told = graded(channel, question, messages, answer["answerable"])
    return told.correct >= chat_graded(question, answer).correct

"""A model that says nothing but the truth, and one that never does, over the sample questions.

``python -m tests.api.writing.trials`` does the same with another question set.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.writing.question_sets import QuestionSet, question_set
from tests.api.writing.scripted import lying, perfect
from tests.conftest import SAMPLES

QUESTIONS = SAMPLES.parent / "questions.jsonl"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QuestionSet]:
    with question_set(QUESTIONS, SAMPLES, tmp_path_factory.mktemp("asked")) as opened:
        yield opened


def test_a_perfect_model_is_heard(asked: QuestionSet) -> None:
    """At least 95 % of its sentences pass, and what it says is as right as ours."""
    outcome = asked.answered(perfect)
    kept, dropped = outcome.count("kept"), outcome.count("dropped")
    assert outcome.asked > len(asked.questions) / 2
    assert kept >= 0.95 * (kept + dropped)
    assert outcome.fallbacks <= 0.05 * outcome.asked
    assert len(outcome.lost) <= 0.02 * len(asked.questions)


def test_no_figure_of_a_lying_model_reaches_the_answer(asked: QuestionSet) -> None:
    outcome = asked.answered(lying(asked.organizations))
    assert outcome.asked > len(asked.questions) / 2
    assert outcome.strange == []
    assert outcome.lost == []

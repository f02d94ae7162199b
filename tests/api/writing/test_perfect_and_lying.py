"""A model that says nothing but the truth, and one that never does, over whole question sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.writing.question_sets import QuestionSet, question_set
from tests.api.writing.scripted import lying, perfect
from tests.conftest import SAMPLES

SHARED = Path(__file__).parents[3].parent / "shared"
SETS = {
    "samples": (SAMPLES.parent / "questions.jsonl", SAMPLES),
    "development": (SHARED / "eval" / "dev.jsonl", SHARED / "plans"),
}


@pytest.fixture(scope="module", params=SETS)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QuestionSet]:
    questions, plans = SETS[request.param]
    if not questions.exists():
        pytest.skip("the real plans and their questions are not here")
    with question_set(questions, plans, tmp_path_factory.mktemp("asked")) as opened:
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

"""Answers over the sample plans: true as they are given, and caught when they are made to lie.

The shares are what the rule catches of seeded lies, with a little room; docs/evaluation.md has
the figures.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from api.answering import Answer, answer
from eval.asking import as_ask
from eval.claims import judge
from eval.questions import load_questions
from ingest.models import Plan
from retriever.library import Library
from tests.eval.claims import lies
from tests.eval.test_samples import SAMPLES

ASKED = load_questions(SAMPLES / "questions.jsonl")


@pytest.fixture(scope="module")
def plans(sample_library: Library) -> Mapping[str, Plan]:
    return {plan.id: sample_library.plan(plan.id) for plan in sample_library.plans()}


@pytest.fixture(scope="module")
def answers(sample_library: Library) -> list[Answer]:
    return [answer(as_ask(question), sample_library) for question in ASKED]


def test_nearly_every_sentence_is_supported(
    answers: list[Answer], plans: Mapping[str, Plan]
) -> None:
    claims = [claim for one in answers for claim in judge(one, plans)]
    assert len(claims) > 150
    assert sum(claim.supported for claim in claims) >= 0.98 * len(claims)


@pytest.mark.parametrize(
    ("lie", "caught"),
    [
        (lies.another_amount, 0.95),
        (lies.another_figure, 0.95),
        (lies.another_year, 0.9),
        (lies.another_month, 0.9),
        (lies.another_department, 0.9),
    ],
)
def test_a_changed_line_is_caught(
    lie: lies.Lie, caught: float, answers: list[Answer], plans: Mapping[str, Plan]
) -> None:
    told, found = tally(lie, answers, plans)
    assert told >= 10
    assert found >= caught * told


def test_the_name_of_another_organisation_is_caught(
    answers: list[Answer], plans: Mapping[str, Plan]
) -> None:
    names = [plan.organization.name for plan in plans.values() if plan.organization]
    told, found = tally(lies.another_of(names), answers, plans)
    assert told >= 50
    assert found >= 0.98 * told


def test_citations_of_other_lines_are_caught(
    answers: list[Answer], plans: Mapping[str, Plan]
) -> None:
    """Each citation moved to a line that another answer cites."""
    chance = random.Random(1)
    places = [c for one in answers for c in one.citations]
    told = found = 0
    for one in answers:
        moved = tuple(replace(chance.choice(places), id=c.id) for c in one.citations)
        claims = judge(replace(one, citations=moved), plans) if moved else ()
        told += len(claims)
        found += sum(not claim.supported for claim in claims)
    assert told > 150
    assert found >= 0.9 * told


def tally(lie: lies.Lie, answers: list[Answer], plans: Mapping[str, Plan]) -> tuple[int, int]:
    """How many lines could be made to lie, and how many of these are not supported."""
    chance = random.Random(1)
    told = found = 0
    for one in answers:
        for line in one.text.split("\n") if one.citations else ():
            false = lie(line, chance)
            if false is not None and false != line:
                told += 1
                found += not all(c.supported for c in judge(replace(one, text=false), plans))
    return told, found

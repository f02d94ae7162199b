"""Invented plans: the same each time, read whole by the pipeline, asked about what they hold."""

from collections import Counter

import pytest

from eval.invented.plans import invent
from eval.invented.questions import KINDS, ask, mistyped
from eval.invented.vocabulary import ORGANIZATIONS, body
from ingest.models import OrganizationType, Project
from ingest.pipeline import parse_bytes
from ingest.text.segment import words


def test_a_number_and_a_seed_give_the_same_plan_each_time() -> None:
    assert invent(7) == invent(7)
    assert invent(7).text != invent(7, seed=1).text != invent(8, seed=1).text


@pytest.mark.parametrize("number", range(6))
def test_the_pipeline_reads_who_and_when_and_each_line_that_is_asked_about(number: int) -> None:
    plan = invent(number)
    parsed = parse_bytes(plan.text.encode(), plan.source)
    assert parsed.organization is not None
    assert parsed.organization.name == plan.body.name
    assert parsed.fiscal_years == plan.years
    assert 120 <= len(parsed.passages) <= 240
    assert sum(isinstance(fact, Project) for fact in parsed.facts) >= 30
    held = {line for p in parsed.passages for line in range(p.span.line_start, p.span.line_end + 1)}
    assert {probe.line for probe in plan.probes} <= held
    for probe in plan.probes:
        line = plan.text.split("\n")[probe.line - 1]
        assert probe.lead in line and all(part in line for part in probe.topic.split())


def test_every_organisation_has_a_name_of_its_own_and_kinds_are_as_in_the_country() -> None:
    bodies = [body(number, 0) for number in range(ORGANIZATIONS)]
    assert len({one.name for one in bodies}) == ORGANIZATIONS == 7_848
    kinds = Counter(one.type for one in bodies)
    assert kinds[OrganizationType.SUBDISTRICT] == 5_300
    assert kinds[OrganizationType.PROVINCE] == len({one.province for one in bodies[:76]}) == 76


def test_words_are_as_unequal_as_in_language() -> None:
    counts = Counter(word for number in range(12) for word in words(invent(number).text))
    ranked = [count for _, count in counts.most_common()]
    once = sum(count == 1 for count in ranked) / len(ranked)
    assert len(ranked) > 4_000
    assert 0.25 < once < 0.75
    assert sum(ranked[:100]) > 0.3 * sum(ranked)


def test_questions_name_a_line_that_has_their_words() -> None:
    asked = ask(5, 12)
    assert [question.kind for question in asked] == list(KINDS) * 4
    assert asked == ask(5, 12)
    for question in asked:
        plan = invent(int(question.source.split("-")[-1].removesuffix(".txt")))
        assert question.organization == plan.body.name and question.year in plan.years
        line = plan.text.split("\n")[question.line - 1]
        if question.kind == "exact":
            assert all(part in line for part in question.text.split())


def test_a_typo_changes_the_text_but_little() -> None:
    from random import Random

    text = "การจัดการขยะมูลฝอย"
    for seed in range(20):
        wrong = mistyped(text, Random(seed))
        assert wrong != text and len(wrong) == len(text)

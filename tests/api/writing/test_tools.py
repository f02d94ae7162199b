"""What a model may look up: inside the scope of the question, and counted by us."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.answering import Ask, consider
from api.writing.exhibits import MOST, Exhibits
from api.writing.tools import Tools
from retriever.library import Library
from tests.api.writing.conftest import DON, THUNG

Open = Callable[..., tuple[Exhibits, Tools]]


@pytest.fixture
def tools_of(two_plans: Library) -> Open:
    def opened(question: str, **more: str) -> tuple[Exhibits, Tools]:
        considered = consider(Ask(question, **more), two_plans)
        exhibits = Exhibits(considered)
        return exhibits, Tools(considered.cases, exhibits)

    return opened


QUESTION = "โครงการอบรมคุณธรรมและจริยธรรมของ{}ใช้งบประมาณเท่าไร"


def test_nothing_is_found_outside_the_scope(tools_of: Open) -> None:
    _, tools = tools_of(QUESTION.format(DON))
    calls = [("SearchPlans", {"words": f"ตรวจสุขภาพ {THUNG}"}), ("FindProjects", {"words": ""})]
    found = [exhibit for name, arguments in calls for exhibit in tools.run(name, arguments)]
    assert found
    assert {c.organization for exhibit in found for c in exhibit.citations} == {DON}


def test_projects_are_found_by_words_and_amount(tools_of: Open) -> None:
    _, tools = tools_of(QUESTION.format(THUNG))
    by_words = tools.run("FindProjects", {"words": "ตรวจ สุขภาพ"})
    by_amount = tools.run("FindProjects", {"budget_max": 20000})
    assert by_words == by_amount
    assert "12,000" in by_words[0].text


def test_a_sum_is_ours_with_every_row(tools_of: Open) -> None:
    _, tools = tools_of(QUESTION.format(THUNG))
    [made] = tools.run("AddUp", {})
    assert "3 โครงการ" in made.text and "64,000 บาท" in made.text
    assert "ระบุงบประมาณ 2 โครงการ" in made.text
    assert len(made.citations) == 3
    assert made.ground.statement == made.text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("Shutdown", {}),
        ("SearchPlans", {}),
        ("SearchPlans", {"words": "ก" * 500}),
        ("FindProjects", {"budget_min": "มาก"}),
        ("AddUp", {"budget_min": -1}),
        ("AddUp", None),
        ("AddUp", {"words": "ดำน้ำ"}),
    ],
)
def test_a_call_without_sense_finds_nothing(tools_of: Open, name: str, arguments: object) -> None:
    _, tools = tools_of(QUESTION.format(DON))
    assert tools.run(name, arguments) == []


def test_the_same_lines_keep_their_number(tools_of: Open) -> None:
    exhibits, tools = tools_of(QUESTION.format(DON))
    before = list(exhibits)
    again = tools.run("FindProjects", {"words": "คุณธรรม"})
    assert again[0] in before
    assert [exhibit.number for exhibit in exhibits] == list(range(1, len(list(exhibits)) + 1))


def test_evidence_is_bounded(tools_of: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    exhibits, tools = tools_of(QUESTION.format(THUNG))
    monkeypatch.setattr("api.writing.exhibits.MOST", len(list(exhibits)))
    assert len(list(exhibits)) < MOST
    assert tools.run("AddUp", {}) == []

"""The evidence that a model is given: numbered, in scope, and free of what speaks to it."""

from __future__ import annotations

import json
import re

import pytest

from api.answering import Ask, consider
from api.writing.answering import answering, whole
from api.writing.checking import read_ahead
from api.writing.exhibits import Exhibits
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.writing.conftest import DON, THUNG, writing
from tests.api.writing.scripted import perfect
from tests.conftest import PLAN

QUESTION = f"โครงการอบรมคุณธรรมและจริยธรรมของ{DON}ใช้งบประมาณเท่าไร"


def test_our_statements_come_first_each_with_its_lines(two_plans: Library) -> None:
    considered = consider(Ask(QUESTION), two_plans)
    exhibits = Exhibits(considered)
    assert [e.number for e in exhibits] == list(range(1, len(list(exhibits)) + 1))
    first = exhibits[1]
    assert first is not None
    assert "35,000 บาท" in first.text and first.ground.statement == first.text
    assert first.citations == considered.answer.citations[:1]
    assert (exhibits[0], exhibits[-1], exhibits[99]) == (None, None, None)


def test_a_row_is_read_with_its_column_headers(two_plans: Library) -> None:
    exhibits = Exhibits(consider(Ask(QUESTION), two_plans))
    row = next(e for e in exhibits if "\n" in e.text)
    assert DON in row.text.split("\n")[0]
    assert "งบประมาณ (บาท): 35,000" in row.text
    assert row.is_firm


def test_a_comparison_has_lines_of_each_and_of_nobody_else(two_plans: Library) -> None:
    question = f"เปรียบเทียบงบโครงการอบรมคุณธรรมของ{DON}กับ{THUNG}"
    exhibits = Exhibits(consider(Ask(question), two_plans))
    assert exhibits.organizations == [DON, THUNG]
    one = Exhibits(consider(Ask(QUESTION), two_plans))
    assert one.organizations == [DON]
    assert {c.organization for e in one for c in e.citations} == {DON}


def test_figures_of_running_text_that_a_search_brings_up_are_not_firm(
    empty_library: Library,
) -> None:
    note = "\n\nหมายเหตุ งบประมาณโครงการอบรมคุณธรรมและจริยธรรมเพิ่มเป็น 77,000 บาท\n"
    empty_library.add(parse_bytes((PLAN + note).encode(), "plan.txt"), "plan.txt")
    exhibits = Exhibits(consider(Ask(QUESTION), empty_library))
    [soft] = [e for e in exhibits if "77,000" in e.text]
    assert not soft.is_firm


def test_lines_are_read_before_a_sentence_leans_on_them(two_plans: Library) -> None:
    considered = consider(Ask(QUESTION), two_plans)
    exhibits = Exhibits(considered)
    firm = [exhibit for exhibit in exhibits if exhibit.is_firm]
    assert len(list(read_ahead(exhibits, considered.known))) == len(firm) > 0
    assert all("pieces" in vars(e) for exhibit in firm for e in exhibit.ground.evidence)


def test_the_model_reads_who_asks_and_what_was_understood(two_plans: Library) -> None:
    """All of it between tags with a mark that no plan or person knows."""
    ask = Ask(QUESTION, profile_position="นิติกร", history=("สวัสดี",))
    with writing(perfect) as (writer, server):
        whole(answering(ask, two_plans, writer))
        whole(answering(ask, two_plans, writer))
    fences = []
    for request in server.requests:
        system, user = (message["content"] for message in request.body["messages"])
        [fence] = set(re.findall(r"</question-(\w+)>", user))
        told = {
            name: re.search(rf"<{name}-{fence}>\n(.*?)\n</{name}-{fence}>", user, re.DOTALL)
            for name in ("before", "question", "asker", "scope", "evidence")
        }
        texts = {name: match[1] for name, match in told.items() if match}
        assert texts["before"] == "สวัสดี"
        assert texts["question"] == QUESTION
        assert json.loads(texts["asker"]) == {"position": "นิติกร"}
        assert json.loads(texts["scope"])["organizations"] == [DON]
        assert "35,000" in texts["evidence"]
        assert fence in system and "35,000" not in system
        fences.append(fence)
    assert len(set(fences)) == 2


@pytest.mark.parametrize("tools", [True, False])
def test_tools_are_offered_until_a_server_refuses_them(two_plans: Library, tools: bool) -> None:
    from tests.chat_server import Asked, Fail, Reply

    def script(asked: Asked) -> Reply:
        return perfect(asked) if tools or "tools" not in asked.body else Fail(400)

    with writing(script) as (writer, server):
        for _ in range(2):
            assert whole(answering(Ask(QUESTION), two_plans, writer)).mode == "llm"
    offered = ["tools" in request.body for request in server.requests]
    assert offered == ([True, True] if tools else [True, False, False])

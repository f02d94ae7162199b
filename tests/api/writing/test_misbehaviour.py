"""Whatever a model does, over HTTP: a right answer within the time limit, and nothing untrue."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest

from tests.api.writing.conftest import DON, THUNG, Client
from tests.api.writing.scripted import evidence, perfect, saying
from tests.chat_server import Asked, Drop, Fail, Reply, Say, Stall

QUESTION = f"โครงการอบรมคุณธรรมและจริยธรรมของ{DON}ใช้งบประมาณเท่าไร"
RIGHT = "35,000 บาท"
# Seconds for a model that takes all it is given, for one that is heard before, and for others.
LIMIT, HEARD, ENOUGH = 1.5, 6.0, 60.0
Case = tuple[Callable[[Asked], Reply], str | None]


def well(asked: Asked) -> Say:
    return saying((f"โครงการอบรมคุณธรรมและจริยธรรมของ{DON}ใช้งบประมาณ {RIGHT}", [1]))


def in_plain_text(asked: Asked) -> Say:
    return Say(f"โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ {RIGHT} [1]")


def asking_a_tool_first(asked: Asked) -> Say:
    if any(message["role"] == "tool" for message in asked.body["messages"]):
        return well(asked)
    return Say(arguments={"words": "อบรม"}, tool="FindProjects")


def without_tools(asked: Asked) -> Reply:
    return Fail(400, "tools are not supported") if "tools" in asked.body else well(asked)


def repaired(asked: Asked) -> Say:
    return well(asked) if is_repair(asked) else invented(asked)


def out_of_range(asked: Asked) -> Say:
    return saying((f"โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ {RIGHT}", [99]))


def invented(asked: Asked) -> Say:
    return saying(("โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ 48,500 บาท", [1]))


def swapped(asked: Asked) -> Say:
    return saying((f"โครงการอบรมคุณธรรมและจริยธรรมของ{THUNG}ใช้งบประมาณ {RIGHT}", [1]))


def another_place(asked: Asked) -> Say:
    return saying(("โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ 52,000 บาท", [1, 2]))


def mixed_years(asked: Asked) -> Say:
    return saying((f"โครงการอบรมคุณธรรมและจริยธรรม ปี 2568 ใช้งบประมาณ {RIGHT}", [1]))


def uncited(asked: Asked) -> Say:
    return Say(f"โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ {RIGHT} ครับ")


def off_the_point(asked: Asked) -> Say:
    return saying((f"{DON}มีแผนพัฒนาบุคลากร", [1]))


def in_broken_json(asked: Asked) -> Say:
    return Say('{"sentences": [{"text": งบ 48,500 บาท]]')


def cut_short(asked: Asked) -> Say:
    return Say(well(asked).text[:-4])


def dropping_midway(asked: Asked) -> Reply:
    told = saying((f"โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ {RIGHT}", [1]), ("งบ 99 บาท", [1]))
    return Drop(told.text[:-20])


def stalling_midway(asked: Asked) -> Reply:
    return Stall(dropping_midway(asked).text)


def drip(asked: Asked) -> Reply:
    return Say(well(asked).text, pause=0.2)


def only_tools(asked: Asked) -> Say:
    return Say(arguments={"words": "อบรม"}) if "tools" in asked.body else Say("")


def is_repair(asked: Asked) -> bool:
    return sum(message["role"] == "user" for message in asked.body["messages"]) > 1


def at_first_only(failure: Reply) -> Callable[[Asked], Reply]:
    calls = itertools.count()
    return lambda asked: failure if next(calls) == 0 else well(asked)


# What the model does, and why the answer is the default one, None where it is the model's.
CASES: dict[str, Case] = {
    "answers well": (well, None),
    "answers well in plain text with marks": (in_plain_text, None),
    "asks a tool first": (asking_a_tool_first, None),
    "its server knows no tools": (without_tools, None),
    "invents a budget, then mends it": (repaired, None),
    "its JSON is cut short": (cut_short, None),
    "429 at first": (at_first_only(Fail(429, after=0.01)), None),
    "500 at first": (at_first_only(Fail(500)), None),
    "drops the connection after a true sentence": (dropping_midway, None),
    "stalls after a true sentence": (stalling_midway, None),
    "cites out of range": (out_of_range, "unsupported"),
    "invents a budget": (invented, "unsupported"),
    "swaps two municipalities": (swapped, "unsupported"),
    "tells another municipality's figure": (another_place, "unsupported"),
    "mixes years": (mixed_years, "unsupported"),
    "answers in prose without citations": (uncited, "unsupported"),
    "says something true that wasn't asked": (off_the_point, "unsupported"),
    "returns broken JSON": (in_broken_json, "unreadable"),
    "returns nothing": (lambda asked: Say(""), "unreadable"),
    "calls tools without end": (only_tools, "unreadable"),
    "stalls": (lambda asked: Stall(), "timeout"),
    "drips a word a second": (drip, "timeout"),
    "drops the connection": (lambda asked: Drop(), "failed"),
    "429 for ever": (lambda asked: Fail(429, after=0.01), "failed"),
    "500 for ever": (lambda asked: Fail(500), "failed"),
    "401": (lambda asked: Fail(401), "failed"),
}


def asked_of(client: Any, path: str, question: str = QUESTION, **more: Any) -> dict[str, Any]:
    """The response, of a stream the last event's; what came before must agree with it."""
    response = client.post(path, json={"message": question, **more})
    assert response.status_code == 200
    if path == "/chat":
        return dict(response.json())
    events = re.findall(r"event: (\w+)\ndata: (.*)\n", response.text)
    told = [(name, json.loads(data)) for name, data in events]
    assert [name for name, _ in told].count("error") == 0
    name, whole = told[-1]
    assert name == "done"
    assert "".join(data["text"] for name, data in told if name == "token") == whole["answer"]
    cited = [data for name, data in told if name == "citation"]
    assert sorted(cited, key=lambda c: c["id"]) == whole["citations"]
    return dict(whole)


@pytest.mark.parametrize("path", ["/chat", "/chat/stream"])
@pytest.mark.parametrize("case", CASES)
def test_the_person_gets_a_right_answer(client_of: Client, case: str, path: str) -> None:
    script, fallback = CASES[case]
    limit = LIMIT if fallback == "timeout" else HEARD if "stalls" in case else ENOUGH
    client = client_of(script, chat_timeout=limit)
    started = monotonic()
    said = asked_of(client, path)
    assert monotonic() - started < limit + 60
    assert said["writing"]["fallback"] == fallback
    assert said["mode"] == ("extractive" if fallback else "llm")
    assert RIGHT in said["answer"]
    assert said["answerable"] and said["citations"]
    assert {c["organization"] for c in said["citations"]} == {DON}
    for false in ("48,500", "52,000", "2568", THUNG, "99 บาท"):
        assert false not in said["answer"]


def test_the_default_answer_is_the_one_without_a_model(client_of: Client) -> None:
    said = asked_of(client_of(invented), "/chat")
    assert said["writing"]["fallback"]
    plain = asked_of(client_of(invented, chat_model=None), "/chat")
    assert {**plain, "session_id": "", "writing": None} == {
        **said,
        "session_id": "",
        "writing": None,
    }


@pytest.mark.parametrize(
    ("question", "answerable"),
    [
        ("เทศบาลตำบลฟ้าไกลใช้งบอบรมคุณธรรมเท่าไร", False),
        (f"โครงการอบรมดำน้ำของ{DON}ใช้งบประมาณเท่าไร", False),
        ("งบอบรมของหน่วยงานเราเท่าไร", True),
        ("สวัสดี", True),
    ],
)
def test_a_refusal_and_a_question_back_are_ours(
    client_of: Client, question: str, answerable: bool
) -> None:
    """No model is asked where the plans hold no answer: it could only make one up."""
    asked = []

    def note(request: Asked) -> Say:
        asked.append(request)
        return invented(request)

    said = asked_of(client_of(note), "/chat", question)
    assert not asked
    assert said["writing"] is None
    assert (said["answerable"], "48,500" in said["answer"]) == (answerable, False)


def test_a_server_that_failed_often_is_left_alone(client_of: Client) -> None:
    asked = []

    def note(request: Asked) -> Reply:
        asked.append(request)
        return Fail(500)

    client = client_of(note, chat_retries=0)
    outcomes = [asked_of(client, "/chat")["writing"]["fallback"] for _ in range(5)]
    assert outcomes == ["failed", "failed", "failed", "paused", "paused"]
    assert len(asked) == 3


def test_what_came_before_a_repair_is_streamed_in_order(client_of: Client) -> None:
    def script(asked: Asked) -> Say:
        rows = evidence(asked).items()
        row = next(n for n, text in rows if "\n" in text and "35,000" in text)
        if is_repair(asked):
            return saying(("ดำเนินการในเดือนมีนาคม 2569", [row]), fixes=1)
        return saying(
            (f"โครงการอบรมคุณธรรมและจริยธรรมใช้งบประมาณ {RIGHT}", [1]),
            ("ดำเนินการในเดือนเมษายน 2569", [row]),
            ("หน่วยงานที่รับผิดชอบคือสำนักปลัด", [row]),
        )

    said = asked_of(client_of(script), "/chat/stream")
    assert said["writing"] | {"model": "", "prompt": ""} == {
        "model": "", "prompt": "", "fallback": None, "kept": 3, "repaired": 1, "dropped": 0,
    }  # fmt: skip
    order = [said["answer"].index(word) for word in (RIGHT, "มีนาคม", "สำนักปลัด")]
    assert order == sorted(order)


def test_tokens_and_cost_are_counted(client_of: Client) -> None:
    prices = {"chat_input_price": 10, "chat_output_price": 20}
    client = client_of(perfect, metrics_key="open", **prices)
    asked_of(client, "/chat")
    figures = client.get("/metrics", headers={"Authorization": "Bearer open"}).text
    assert 'hrplan_chat_model_tokens_total{kind="input"} 900.0' in figures
    assert 'hrplan_chat_model_tokens_total{kind="output"} 60.0' in figures
    assert "hrplan_chat_model_cost_total 0.0102" in figures
    assert 'hrplan_chat_model_answers_total{outcome="written"} 1.0' in figures

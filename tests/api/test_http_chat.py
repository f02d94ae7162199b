from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api.conversation


def is_problem(response: Any, status: int, code: str | None = None) -> None:
    """A problem document whose detail is one line, Thai / English."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status and body["title"]
    if code:
        assert body["type"] == f"urn:hrplan:problem:{code}"
    thai, english = body["detail"].split(" / ", 1)
    assert any("ก" <= char <= "๛" for char in thai) and english.isascii() and "\n" not in english


def read_events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_an_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    response = client.post("/chat", json={"message": "มีโครงการอบรมอะไรบ้าง"})
    assert response.status_code == 200
    body = response.json()
    assert set(body) == {
        "answer", "answerable", "needs", "citations", "facts", "suggestions", "mode", "session_id",
        "writing",
    }  # fmt: skip
    assert (body["mode"], body["writing"]) == ("extractive", None)
    assert body["answer"] and body["session_id"]


def test_a_citation_quotes_the_lines_it_names(client: TestClient) -> None:
    for plan in client.get("/plans").json()["plans"]:
        question = {"message": "มีโครงการอบรมอะไรบ้าง", "organization": plan["organization"]}
        citations = client.post("/chat", json=question).json()["citations"]
        assert citations
        for citation in citations:
            assert citation["source"] == plan["source"]
            window = {"line_start": citation["line_start"], "line_end": citation["line_end"]}
            view = client.get(f"/plans/{citation['plan_id']}/source", params=window).json()
            printed = "\n".join(line["text"] for line in view["lines"])
            assert [word for word in citation["quote"].split() if word not in printed] == []


@pytest.mark.parametrize("path", ["/chat", "/chat/stream"])
@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("", "empty-message"),
        ("   \n", "empty-message"),
        ("ก" * 100_000, "message-too-long"),
        ("🙏🏽🎉", "no-words"),
        ("...?!", "no-words"),
    ],
    ids=["empty", "blank", "100,000 characters", "emoji", "punctuation"],
)
def test_messages_without_a_question(
    client: TestClient, path: str, message: str, code: str
) -> None:
    is_problem(client.post(path, json={"message": message}), 422, code)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": None},
        {"message": 5},
        {"message": "งบเท่าไร", "session_id": "../etc"},
        {"message": "งบเท่าไร", "session_id": "x" * 65},
        {"message": "งบเท่าไร", "fiscal_year": 2026},
        {"message": "งบเท่าไร", "profile": {"organization": "ก" * 201}},
    ],
)
def test_requests_that_break_the_contract(client: TestClient, body: dict[str, Any]) -> None:
    response = client.post("/chat", json=body)
    is_problem(response, 422, "invalid-request")
    assert response.json()["errors"]


def test_bodies_that_are_no_json(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    is_problem(client.post("/chat", content=b"{", headers=headers), 422)
    is_problem(client.post("/chat", content=b"\xff\xfe", headers=headers), 422)
    is_problem(client.post("/chat", content=b'{"message": "\\ud800"}', headers=headers), 422)


def test_a_body_beyond_the_limit_is_refused_unread(client: TestClient) -> None:
    is_problem(client.post("/chat", json={"message": "ก" * 2_000_000}), 413)


def test_the_stream_is_the_answer_in_pieces(client: TestClient) -> None:
    question = {"message": "มีโครงการอบรมอะไรบ้าง"}
    response = client.post("/chat/stream", json=question)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = read_events(response.text)
    name, done = events[-1]
    assert name == "done"
    plain = client.post("/chat", json=question).json()
    assert {**done, "session_id": ""} == {**plain, "session_id": ""}
    assert "".join(data["text"] for name, data in events if name == "token") == done["answer"]
    cited = [data for name, data in events if name == "citation"]
    assert sorted(cited, key=lambda c: c["id"]) == sorted(done["citations"], key=lambda c: c["id"])


def test_an_error_within_the_stream_is_told_as_an_event(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(api.conversation, "answering", fail)
    response = client.post("/chat/stream", json={"message": "งบเท่าไร"})
    [(name, data)] = read_events(response.text)
    assert (name, data["status"]) == ("error", 500)
    assert "secret" not in response.text


def test_history_reaches_the_next_question_of_the_session_only(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = api.conversation.answering

    def spy(ask: api.conversation.Ask, *others: Any) -> object:
        asked.append(ask)
        return real(ask, *others)

    monkeypatch.setattr(api.conversation, "answering", spy)
    first = client.post("/chat", json={"message": "งบอบรมเท่าไร"}).json()
    client.post("/chat", json={"message": "แล้วเมื่อไร", "session_id": first["session_id"]})
    client.post("/chat", json={"message": "ใครรับผิดชอบ"})
    assert [ask.history for ask in asked] == [(), ("งบอบรมเท่าไร",), ()]


LONE = "\\ud800"


@pytest.mark.parametrize("path", ["/chat", "/chat/stream"])
@pytest.mark.parametrize(
    "body",
    [
        f'{{"message": "{LONE}งบอบรมเท่าไร"}}',
        f'{{"message": "งบอบรมเท่าไร", "organization": "{LONE}ดอนสมมุติ"}}',
        f'{{"message": "งบอบรมเท่าไร", "profile": {{"position": "นิติกร{LONE}"}}}}',
    ],
    ids=["message", "organization", "position"],
)
def test_halves_of_surrogate_pairs_are_left_out(client: TestClient, path: str, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post(path, content=body.encode(), headers=headers)
    assert response.status_code == 200 and "event: error" not in response.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"position": "นิติกร"}, "position"),
        ({"profile": {"organisation": "ดอนสมมุติ"}}, "profile.organisation"),
        ({"หน่วยงาน": "ดอนสมมุติ"}, "หน่วยงาน"),
    ],
)
def test_a_field_that_is_not_known_is_refused_by_name(
    client: TestClient, body: dict[str, Any], field: str
) -> None:
    response = client.post("/chat", json={"message": "งบเท่าไร", **body})
    is_problem(response, 422, "unknown-field")
    assert field in response.json()["detail"]
    assert ('"profile"' in response.json()["detail"]) == (field == "position")


def test_every_field_of_the_contract_is_taken(client: TestClient) -> None:
    whole = {
        "message": "งบอบรมเท่าไร",
        "session_id": "a-session",
        "profile": {"organization": "เทศบาลตำบลดอนสมมุติ", "position": "นิติกร"},
        "organization": "เทศบาลตำบลดอนสมมุติ",
        "fiscal_year": 2569,
    }
    assert client.post("/chat", json=whole).status_code == 200
    for optional in set(whole) - {"message"}:
        assert client.post("/chat", json={**whole, optional: None}).status_code == 200


def test_broken_json_is_called_so(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/chat", content=b'{"message": ', headers=headers)
    is_problem(response, 422, "invalid-json")
    assert "JSON" in response.json()["detail"] and "errors" not in response.json()


def test_each_wrong_field_is_told_once(client: TestClient) -> None:
    response = client.post("/chat", json={"message": 5})
    assert [each["field"] for each in response.json()["errors"]] == ["message"]

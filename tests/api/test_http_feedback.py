"""``POST /feedback``: what is kept, what is masked, what is refused."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from api.http.app import create_app
from api.settings import Settings
from ingest.pipeline import parse_file
from retriever.catalogue import Cited, FeedbackShelf
from retriever.library import Library
from tests.api.test_http_chat import is_problem

SPAN = {"source": "plan.txt", "plan_id": "p", "passage_id": "p:1", "line_start": 4, "line_end": 5}
BODY: dict[str, Any] = {
    "verdict": "down",
    "question": "งบอบรมเท่าไร",
    "answer": "35,000 บาท [1]",
    "citations": [SPAN],
    "session_id": "a-session",
}


def test_a_verdict_on_a_real_answer_is_kept(
    own_client: TestClient, empty_library: Library, plan_file: Path
) -> None:
    empty_library.add(parse_file(plan_file, plan_file.name), "a")
    said = own_client.post("/chat", json={"message": "โครงการอบรมคุณธรรมใช้งบเท่าไร"}).json()
    body = {
        "verdict": "down",
        "question": "โครงการอบรมคุณธรรมใช้งบเท่าไร",
        "answer": said["answer"],
        "citations": said["citations"],
        "answerable": said["answerable"],
        "session_id": said["session_id"],
        "profile": {"organization": "เทศบาลตำบลดอนสมมุติ", "position": "นิติกร"},
        "history": ["สวัสดี"],
        "comment": " ปีไม่ตรง ",
    }
    response = own_client.post("/feedback", json=body)
    assert response.status_code == 201
    [kept] = empty_library.feedback.disputed()
    assert response.json() == {
        "id": kept.id,
        "kept": {
            "verdict": "down",
            "question": body["question"],
            "answer": said["answer"],
            "comment": "ปีไม่ตรง",
        },
    }
    first, given = kept.citations[0], said["citations"][0]
    assert (first.source, first.line_start) == (given["source"], given["line_start"])
    assert (kept.answerable, kept.history) == (True, ("สวัสดี",))
    assert (kept.organization, kept.position) == ("เทศบาลตำบลดอนสมมุติ", "นิติกร")


def test_personal_data_is_masked_everywhere(
    own_client: TestClient, empty_library: Library, tmp_path: Path
) -> None:
    personal = "นายสมชาย ใจดี โทร 081-234-5678 ไลน์ไอดี somchai.j"
    body = BODY | {
        "question": f"{personal} ได้งบเท่าไร",
        "answer": f"{personal} ได้ 35,000 บาท [1]",
        "comment": personal,
        "history": [personal],
        "session_id": "U0123456789abcdef0123456789abcdef",
    }
    kept = own_client.post("/feedback", json=body).json()["kept"]
    masked = "[ชื่อ] โทร [เบอร์โทร] ไลน์ไอดี [ไลน์]"
    assert kept["answer"] == f"{masked} ได้ 35,000 บาท [1]"
    assert kept["comment"] == masked
    [found] = empty_library.feedback.disputed()
    assert (found.question, found.history) == (f"{masked} ได้งบเท่าไร", (masked,))
    with sqlite3.connect(tmp_path / "library" / "catalogue.sqlite") as connection:
        row = str(connection.execute("SELECT * FROM feedback").fetchall())
    connection.close()
    assert not [each for each in ("สมชาย", "5678", "somchai", "U0123") if each in row]


def test_no_field_keeps_free_text(
    own_client: TestClient, empty_library: Library, plan_file: Path, tmp_path: Path
) -> None:
    plan = parse_file(plan_file, plan_file.name)
    empty_library.add(plan, "a")
    personal = "นายสมชาย ใจดี โทร 081-234-5678"
    lines = {"line_start": 4, "line_end": 5}
    texts = {"source": personal, "title": personal, "quote": personal, "section": [personal]}
    names = texts | {"organization": personal, "passage_id": "somchai@example.com"} | lines
    ids = (plan.id, "0123456789ab", personal, "081234567890", "p" * 12)
    body = BODY | {
        "answer": f"ไม่พบแผนของ “นาย สม ชาย ใจดี” และ “{personal}”",
        "citations": [names | {"plan_id": plan_id} for plan_id in ids],
        "profile": {"organization": personal, "position": f"นิติกร {personal}"},
    }
    assert own_client.post("/feedback", json=body).status_code == 201
    [kept] = empty_library.feedback.disputed()
    assert kept.citations == (
        Cited(plan_file.name, plan.id, "", 4, 5),
        Cited("", "0123456789ab", "", 4, 5),
    )
    masked = "[ชื่อ] โทร [เบอร์โทร]"
    assert (kept.organization, kept.position) == (masked, f"นิติกร {masked}")
    assert kept.answer == f"ไม่พบแผนของ “[ชื่อ]” และ “{masked}”"
    with sqlite3.connect(tmp_path / "library" / "catalogue.sqlite") as connection:
        row = str(connection.execute("SELECT * FROM feedback").fetchall())
    connection.close()
    assert not [each for each in ("สมชาย", "ใจดี", "-234", "somchai", "ppp") if each in row]


def test_lines_that_a_plan_has_not_are_not_kept(
    own_client: TestClient, empty_library: Library, plan_file: Path
) -> None:
    plan = parse_file(plan_file, plan_file.name)
    empty_library.add(plan, "a")
    last, past = len(plan.lines), len(plan.lines) + 1
    ids = (f"{plan.id}:1-{last}r", f"{plan.id}:1-{past}", f"{plan.id}:081-234", "p:1-2")
    spans = [SPAN | {"plan_id": plan.id, "passage_id": each} for each in ids]
    beyond = SPAN | {"plan_id": plan.id, "line_start": 1, "line_end": past}
    own_client.post("/feedback", json=BODY | {"citations": [*spans, beyond]})
    [kept] = empty_library.feedback.disputed()
    assert [cited.passage_id for cited in kept.citations] == [ids[0], "", "", ""]


def test_a_name_that_the_answer_repeats_is_masked(
    own_client: TestClient, empty_library: Library, plan_file: Path
) -> None:
    empty_library.add(parse_file(plan_file, plan_file.name), "a")
    question = "นายสมชาย ใจดี ถามว่าเงินเดือนของนักบินอวกาศเท่าไร"
    said = own_client.post("/chat", json={"message": question}).json()["answer"]
    body = {"verdict": "down", "question": question, "answer": f"{said} “นาย สม ชาย ใจดี”"}
    kept = own_client.post("/feedback", json=body).json()["kept"]
    assert kept["question"] == "[ชื่อ] ถามว่าเงินเดือนของนักบินอวกาศเท่าไร"
    assert not [part for part in ("สม", "ชาย", "ใจดี") if part in kept["answer"]]


def test_minds_are_changed_and_verdicts_taken_back(
    own_client: TestClient, empty_library: Library
) -> None:
    counts = empty_library.feedback.counts
    down = own_client.post("/feedback", json=BODY)
    up = own_client.post("/feedback", json=BODY | {"verdict": "up"})
    assert down.json()["id"] == up.json()["id"]
    assert counts() == {"up": 1, "down": 0}
    for _ in range(2):  # the second time there is nothing left to take back
        back = own_client.post("/feedback", json=BODY | {"verdict": None})
        assert (back.status_code, back.json()) == (200, {"id": up.json()["id"], "kept": None})
        assert counts() == {"up": 0, "down": 0}


def test_sessions_and_answers_are_told_apart(
    own_client: TestClient, empty_library: Library
) -> None:
    others = ({"session_id": "another"}, {"answer": "40,000 บาท"}, {"question": "งบเท่าไร"})
    alone = [BODY | {"session_id": None}] * 2
    bodies = [BODY, *(BODY | other for other in others), *alone]
    ids = {own_client.post("/feedback", json=body).json()["id"] for body in bodies}
    assert len(ids) == 6
    assert empty_library.feedback.counts() == {"up": 0, "down": 6}


def test_what_is_left_out_is_nothing(own_client: TestClient, empty_library: Library) -> None:
    bare = {"verdict": "down", "question": "งบเท่าไร", "answer": "ไม่ทราบ"}
    assert own_client.post("/feedback", json=bare).status_code == 201
    [kept] = empty_library.feedback.disputed()
    assert (kept.citations, kept.answerable, kept.comment, kept.history) == ((), None, "", ())


def test_a_plan_that_is_gone_may_be_cited(own_client: TestClient) -> None:
    assert own_client.post("/feedback", json=BODY).status_code == 201


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "maybe"},
        {"answer": ""},
        {"answer": " \n"},
        {"answer": "ก" * 20_001},
        {"answer": None},
        {"comment": "ก" * 2_001},
        {"citations": [SPAN] * 201},
        {"citations": [SPAN | {"line_start": 0}]},
        {"citations": [SPAN | {"line_end": "ห้า"}]},
        {"citations": [SPAN | {"line_end": 10**30}]},
        {"citations": [SPAN | {"line_start": 812345678, "line_end": 812345678}]},
        {"citations": [SPAN | {"source": ""}]},
        {"citations": [SPAN | {"plan_id": "x" * 301}]},
        {"citations": [{"source": "plan.txt"}]},
        {"citations": "plan.txt"},
        {"session_id": "../etc"},
        {"history": ["ก"] * 21},
        {"history": "ก"},
        {"profile": {"organization": "ก" * 201}},
        {"answerable": "อาจจะ"},
    ],
    ids=lambda value: value if isinstance(value, str) else ",".join(value),
)
def test_bodies_that_break_the_contract(
    own_client: TestClient, empty_library: Library, change: dict[str, Any]
) -> None:
    response = own_client.post("/feedback", json=BODY | change)
    is_problem(response, 422, "invalid-request")
    assert response.json()["errors"]
    assert empty_library.feedback.counts() == {"up": 0, "down": 0}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"question": " "}, "empty-message"),
        ({"question": "ก" * 2_001}, "message-too-long"),
        ({"question": "??"}, "no-words"),
        ({"history": ["ก" * 2_001]}, "message-too-long"),
        ({"citations": [SPAN | {"line_end": 3}]}, "line-range"),
        ({"verdict": None, "session_id": None}, "no-session"),
        ({"คะแนน": 5}, "unknown-field"),
        ({"citations": [SPAN | {"score": 5}]}, "unknown-field"),
        ({"profile": {"name": "สมชาย"}}, "unknown-field"),
    ],
    ids=lambda value: value if isinstance(value, str) else ",".join(value),
)
def test_what_is_refused_by_name(own_client: TestClient, change: dict[str, Any], code: str) -> None:
    is_problem(own_client.post("/feedback", json=BODY | change), 422, code)


@pytest.mark.parametrize("missing", ["verdict", "question", "answer"])
def test_fields_that_must_be_there(own_client: TestClient, missing: str) -> None:
    body = {name: value for name, value in BODY.items() if name != missing}
    response = own_client.post("/feedback", json=body)
    is_problem(response, 422, "invalid-request")
    assert [each["field"] for each in response.json()["errors"]] == [missing]


def test_halves_of_surrogate_pairs_are_left_out(own_client: TestClient) -> None:
    text = (
        '{"verdict": "down", "question": "งบ\\ud800เท่าไร", "answer": "ตอบ\\ud800", "comment": '
        '"\\ud800ผิด", "citations": [{"source": "a\\ud800", "plan_id": "p", "passage_id": "p", '
        '"line_start": 1, "line_end": 1}]}'
    )
    headers = {"Content-Type": "application/json"}
    response = own_client.post("/feedback", content=text.encode(), headers=headers)
    assert response.json()["kept"] == {
        "verdict": "down", "question": "งบเท่าไร", "answer": "ตอบ", "comment": "ผิด",
    }  # fmt: skip


def test_nobody_reads_it_over_http(own_client: TestClient) -> None:
    is_problem(own_client.get("/feedback"), 405)


def test_a_body_beyond_the_limit_is_refused_unread(own_client: TestClient) -> None:
    is_problem(own_client.post("/feedback", json=BODY | {"comment": "ก" * 2_000_000}), 413)


def test_many_people_at_once(own_client: TestClient, empty_library: Library) -> None:
    def send(number: int) -> int:
        body = BODY | {"session_id": f"s{number % 10}"}
        return int(own_client.post("/feedback", json=body).status_code)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(40))) == {201}
    assert empty_library.feedback.counts() == {"up": 0, "down": 10}


def test_what_cannot_be_kept_is_told_and_nothing_of_the_inside(
    settings: Settings, empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("attempt to write a readonly database"))

    monkeypatch.setattr(FeedbackShelf, "put", fail)
    with TestClient(create_app(settings, empty_library), raise_server_exceptions=False) as client:
        response = client.post("/feedback", json=BODY)
    is_problem(response, 500)
    assert "readonly" not in response.text

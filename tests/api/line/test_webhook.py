"""Signed bodies in, answers out; each event once."""

from __future__ import annotations

import time

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from retriever.catalogue import Incoming
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.line.conftest import ORGANIZATION, Channel, seen
from tests.api.line.webhooks import SECRET
from tests.api.test_metrics import figures
from tests.line_server import TOKEN, LineServer
from tests.waiting import wait_until

QUESTION = f"โครงการอบรมคุณธรรมและจริยธรรมของ{ORGANIZATION}ใช้งบเท่าไร"


def test_a_question_is_answered_with_its_source(channel: Channel) -> None:
    assert "35,000 บาท" in channel.say(QUESTION)
    wait_until(lambda: len(channel.line.loadings) == 1)
    assert channel.line.loadings[0]["chatId"] == webhooks.user_id()


@pytest.mark.parametrize("given", ["", "x", "ก", "AAAA", None])
def test_a_wrong_signature_is_refused_and_nothing_happens(
    channel: Channel, given: str | None
) -> None:
    event = webhooks.text(QUESTION, channel.token())
    body = webhooks.body_of(event)
    signature = given if given is not None else webhooks.signature(body, "another secret")
    assert channel.post(event, signature=signature) == 400
    assert not channel.library.line.inbox.has_work() and not channel.line.replies


def test_the_signature_is_of_the_very_bytes(channel: Channel) -> None:
    body = webhooks.body_of(webhooks.text(QUESTION, channel.token()))
    headers = {"X-Line-Signature": webhooks.signature(body)}
    changed = channel.client.post("/line/webhook", content=body + b" ", headers=headers)
    assert changed.status_code == 400 and "line-signature" in changed.json()["type"]
    assert not channel.line.replies


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"events": 1}', b'{"events": [1]}', b"\xff", b"[" * 100_000],
    ids=len,
)
def test_a_signed_body_that_is_none_of_lines_is_refused(channel: Channel, body: bytes) -> None:
    headers = {"X-Line-Signature": webhooks.signature(body)}
    response = channel.client.post("/line/webhook", content=body, headers=headers)
    assert response.status_code == 400 and response.json()["type"].endswith("line-body")


def test_the_console_may_verify_the_address(channel: Channel) -> None:
    assert channel.post() == 200


def test_without_a_secret_there_is_no_bot(settings: Settings, empty_library: Library) -> None:
    with TestClient(create_app(settings, empty_library)) as client:
        response = client.post("/line/webhook", content=b"{}")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:hrplan:problem:line-not-configured"


def test_an_event_is_answered_once_however_often_it_is_delivered(channel: Channel) -> None:
    event = webhooks.text(QUESTION, channel.token())
    again = webhooks.redelivered(event)
    assert channel.post(event, again) == 200
    assert channel.post(again) == 200
    channel.settle()
    assert channel.post(again) == 200
    channel.settle()
    assert len(channel.line.replies) == 1 and not channel.line.refused
    assert figures(channel.client)['hrplan_line_events_total{outcome="repeated"}'] == 3


def test_two_servers_over_a_library_answer_an_event_once(
    channel: Channel, line_settings: Settings
) -> None:
    with (
        Library.open(line_settings.data_dir) as library,
        TestClient(create_app(line_settings, library)) as client,
    ):
        both = Channel(client, channel.line, library, line_settings)
        events = [
            webhooks.text(QUESTION, channel.token(), webhooks.person(number))
            for number in range(12)
        ]
        for event in events:
            assert channel.post(event) == 200 and both.post(webhooks.redelivered(event)) == 200
        channel.settle()
        wait_until(lambda: len(channel.line.replies) == len(events))
    assert {each.to for each in channel.line.replies} == {each["replyToken"] for each in events}


def test_events_of_a_body_are_answered_in_their_order(channel: Channel) -> None:
    asked = webhooks.text(f"นิติกร {ORGANIZATION}", channel.token())
    mine = webhooks.text("ข้อมูลของฉัน", channel.token())
    assert channel.post(asked, mine) == 200
    replies = channel.line.wait_for_replies(2)
    assert [each.to for each in replies] == [asked["replyToken"], mine["replyToken"]]
    assert "นิติกร" in replies[1].text


def test_what_a_former_process_left_is_answered_or_given_up(
    line_settings: Settings, library: Library, line: LineServer
) -> None:
    import json

    young, old = (webhooks.text(QUESTION, line.reply_token()) for _ in range(2))
    inbox = library.line.inbox
    inbox.put([Incoming(old["webhookEventId"], "a", json.dumps(old))])
    before = time.time() - 51
    with library._catalogue.writing() as connection:
        connection.exec_driver_sql("UPDATE inbox SET received_at = ?", (before,))
    inbox.put([Incoming(young["webhookEventId"], "b", json.dumps(young))])
    client_app = create_app(line_settings, library)
    with TestClient(client_app, client=("127.0.0.1", 1)) as client:
        (reply,) = line.wait_for_replies(1)
        wait_until(lambda: not inbox.has_work())
        told = figures(client)
    assert reply.to == young["replyToken"]
    assert told['hrplan_line_events_total{outcome="lost"}'] == 1
    assert told['hrplan_line_events_total{outcome="answered"}'] == 1


def test_a_failing_line_is_asked_again(channel: Channel) -> None:
    channel.line.failing += [503]
    # The animation may meet the failure, or the reply: the answer comes either way.
    assert "35,000 บาท" in channel.say(QUESTION)


def test_nothing_of_what_is_said_stays_in_the_inbox(channel: Channel) -> None:
    channel.say(QUESTION)
    file = channel.settings.data_dir / "catalogue.sqlite"
    assert channel.library.line.inbox.take(9) == []
    kept = file.read_bytes() + file.with_name("catalogue.sqlite-wal").read_bytes()
    assert kept
    with channel.library._catalogue.reading() as connection:
        rows = connection.exec_driver_sql("SELECT payload, state FROM inbox").all()
        people = connection.exec_driver_sql("SELECT id FROM sessions").all()
    assert [tuple(row) for row in rows] == [("", "done")]
    assert webhooks.user_id() not in str(people)


def test_the_log_holds_nothing_of_what_is_said(
    channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    channel.say(QUESTION)
    used = webhooks.text(QUESTION, channel.line.replies[0].to)
    assert channel.post(used) == 200
    channel.settle()
    # The token was used: LINE says so.
    (refused,) = channel.line.refused
    channel.line.refused.clear()
    assert refused.status == 400
    ours = [each for each in caplog.records if each.name.startswith(("api", "retriever"))]
    assert any("refused" in each.getMessage() for each in ours)
    told = "\n".join(each.getMessage() + str(each.exc_info) for each in ours)
    for secret in ("คุณธรรม", "35,000", webhooks.user_id(), used["replyToken"], SECRET, TOKEN):
        assert secret not in told
    assert figures(channel.client)['hrplan_line_events_total{outcome="refused"}'] == 1


def test_an_error_is_told_and_counted(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("api.line.dialogue.turn", broken)
    assert "ขัดข้อง" in channel.say(QUESTION)
    assert figures(channel.client)['hrplan_line_events_total{outcome="failed"}'] == 1
    monkeypatch.undo()
    assert "35,000" in seen(channel.told(webhooks.text(QUESTION, channel.token())))

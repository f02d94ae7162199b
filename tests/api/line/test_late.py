"""Answers that take longer than a reply may."""

from __future__ import annotations

import hmac
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api.line.bot
import api.line.desk
import api.line.dialogue
from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.line.conftest import Channel, seen
from tests.api.line.test_webhook import QUESTION
from tests.api.line.webhooks import group, person
from tests.api.test_metrics import figures
from tests.line_server import LineServer
from tests.waiting import PATIENCE, wait_until

LATE = 'hrplan_line_events_total{outcome="late"}'


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Answers wait until it is set; a reply may wait for a quarter of a second."""
    release = threading.Event()
    turn = api.line.dialogue.turn

    def slow(*arguments: Any) -> Any:
        assert release.wait(PATIENCE)
        return turn(*arguments)

    monkeypatch.setattr(api.line.dialogue, "turn", slow)
    monkeypatch.setattr(api.line.desk, "ANSWER_SECONDS", 0.25)
    yield release
    release.set()


def button(messages: list[dict[str, Any]]) -> str:
    """The data that the button of a waiting message sends."""
    (item,) = messages[-1]["quickReply"]["items"]
    assert item["action"]["type"] == "postback"
    data: str = item["action"]["data"]
    return data


def test_a_button_fetches_the_answer_and_nothing_is_pushed(
    channel: Channel, held: threading.Event
) -> None:
    data = button(channel.told(webhooks.text(QUESTION, channel.token())))
    again = channel.told(webhooks.postback(data, channel.token()))
    assert button(again) == data
    held.set()
    answers: list[str] = []

    def fetched() -> bool:
        answers.append(seen(channel.told(webhooks.postback(data, channel.token()))))
        return "35,000 บาท" in answers[-1]

    wait_until(fetched)
    assert not channel.line.pushes
    assert figures(channel.client)[LATE] == 1


def test_under_more_than_can_be_answered_the_oldest_get_a_button_and_are_made_good(
    channel: Channel, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.line.bot, "OVERLOADED_SECONDS", 0.1)
    for number in range(12):
        channel.post(webhooks.text(QUESTION, channel.token(), person(number)))
    replies = channel.line.wait_for_replies(12)
    fetched = [(button(each.messages), each.to) for each in replies]
    assert len(set(fetched)) == 12 and not held.is_set()
    held.set()
    wait_until(lambda: count_of(channel, "messages IS NULL") == 0)
    assert count_of(channel, "messages LIKE '%35,000%'") == 12
    assert figures(channel.client)[LATE] == 12


def test_what_was_forgotten_is_not_made_good(
    channel: Channel, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.line.bot, "OVERLOADED_SECONDS", 0.1)
    for number in range(12):
        channel.post(webhooks.text(QUESTION, channel.token(), person(number)))
    channel.line.wait_for_replies(12)
    for number in range(12):
        channel.library.line.people.forget(hashed(channel, number))
    held.set()
    wait_until(lambda: not channel.library.line.inbox.lose().owing)
    channel.settle()
    assert count_of(channel, "1") == 0


def test_a_late_answer_brings_nothing_back_that_was_forgotten(
    channel: Channel, held: threading.Event
) -> None:
    button(channel.told(webhooks.text(QUESTION, channel.token())))
    assert "ลบ" in channel.say("ลบข้อมูลฉัน")
    held.set()
    # The event is done when the answer is.
    wait_until(lambda: count_of(channel, "state = 'owed'", "inbox") == 0)
    assert channel.library.session(hashed(channel)).messages == ()


def count_of(channel: Channel, condition: str, table: str = "late_answers") -> int:
    """Late answers that are kept, or rows of another table."""
    database = channel.settings.data_dir.parent / "library" / "catalogue.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        query = f"SELECT count(*) FROM {table} WHERE {condition}"
        return int(connection.execute(query).fetchone()[0])


def test_another_person_can_not_fetch_it(channel: Channel, held: threading.Event) -> None:
    data = button(channel.told(webhooks.text(QUESTION, channel.token(), person(1))))
    held.set()
    told = seen(channel.told(webhooks.postback(data, channel.token(), person(2))))
    assert "35,000" not in told and "หมดอายุ" in told


def test_in_a_group_all_may_fetch_it(channel: Channel, held: threading.Event) -> None:
    asked = webhooks.text(f"ถามแผน {QUESTION}", channel.token(), group(writer=1))
    data = button(channel.told(asked))
    held.set()
    by_another = group(writer=2)
    wait_until(
        lambda: "35,000" in seen(channel.told(webhooks.postback(data, channel.token(), by_another)))
    )


def test_what_nobody_called_gets_no_button(channel: Channel, held: threading.Event) -> None:
    assert channel.silent(webhooks.text(QUESTION, channel.token(), group()))


def test_an_answer_whose_process_ended_is_told_as_failed(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = channel.library.line.late_answers
    late.begin("x", hashed(channel))
    monkeypatch.setattr(api.line.dialogue, "GIVEN_UP_SECONDS", -1)
    assert "ขัดข้อง" in seen(channel.told(webhooks.postback("fetch:x", channel.token())))


def hashed(channel: Channel, number: int = 1) -> str:
    secret = channel.library.line.secret()
    return hmac.new(secret, webhooks.user_id(number).encode(), sha256).hexdigest()[:40]


@pytest.fixture
def pushing(line_settings: Settings, line: LineServer, library: Library) -> Iterator[Channel]:
    settings = line_settings.model_copy(update={"line_push": True})
    with TestClient(create_app(settings, library), client=("127.0.0.1", 1)) as client:
        yield replace(Channel(client, line, library, settings))


def test_where_it_is_allowed_a_late_answer_is_pushed_and_counted(
    pushing: Channel, held: threading.Event
) -> None:
    pushing.told(webhooks.text(QUESTION, pushing.token()))
    held.set()
    wait_until(lambda: len(pushing.line.pushes) == 1)
    (push,) = pushing.line.pushes
    assert push.to == webhooks.user_id() and "35,000 บาท" in seen(push.messages)
    wait_until(
        lambda: figures(pushing.client).get('hrplan_line_pushes_total{outcome="taken"}') == 1
    )


def test_on_time_nothing_is_pushed(pushing: Channel) -> None:
    assert "35,000 บาท" in pushing.say(QUESTION)
    assert not pushing.line.pushes

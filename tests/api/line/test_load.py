"""A real server under events, and one that is killed over them."""

from __future__ import annotations

import http.client
import sys
from pathlib import Path

import pytest

from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.line.conftest import ORGANIZATION, wait_until
from tests.api.line.load_trials import run
from tests.api.line.webhooks import SECRET
from tests.api.test_stopping import SERVE, port, serving
from tests.conftest import PLAN
from tests.line_server import TOKEN, LineServer

EVENTS = 16
# Each answer takes half a second, and an event of a dead worker is taken again after three.
SLOW = """
import sys, time
import retriever.catalogue.line as shelf
shelf.LEASE_SECONDS = 3.0
from api.line import dialogue
quick = dialogue.turn
def slow(*args):
    time.sleep(0.5)
    return quick(*args)
dialogue.turn = slow
from api.cli import main
sys.exit(main(["serve"]))
"""


def test_events_at_a_rate_are_all_answered_and_once(tmp_path: Path) -> None:
    figures = run(rate=15, seconds=4, folder=tmp_path / "data")
    assert figures["events"] == 60
    assert figures["not accepted"] == figures["lost"] == figures["answered twice"] == 0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "data", vectors=False) as library:
        library.add(parse_bytes(PLAN.encode(), "donsommut-2569.txt"), "donsommut-2569.txt")
    return tmp_path / "data"


def test_a_killed_server_loses_nothing_that_it_accepted(data: Path) -> None:
    with LineServer() as line:
        slow = [sys.executable, "-c", SLOW]
        with serving(slow, data, **settings_of(line)) as server:
            where = port(server)
            tokens = [accepted(line, where, number) for number in range(EVENTS)]
            line.wait_for_replies(1)
            server.kill()
        answered = len(line.replies)
        assert answered < EVENTS
        with serving(slow, data, **settings_of(line)) as server:
            port(server)
            wait_until(lambda: len(line.replies) == EVENTS, 30)
        assert sorted(reply.to for reply in line.replies) == sorted(tokens)
        assert all("35,000" in str(reply.messages) for reply in line.replies)


def settings_of(line: LineServer) -> dict[str, str]:
    return {
        "HRPLAN_LINE_CHANNEL_SECRET": SECRET,
        "HRPLAN_LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "HRPLAN_LINE_API_BASE": line.url,
    }


def accepted(line: LineServer, server: int, number: int) -> str:
    """The reply token of an event that a server took."""
    token = line.reply_token()
    question = f"โครงการอบรมคุณธรรมและจริยธรรมของ{ORGANIZATION}ใช้งบเท่าไร"
    body = webhooks.body_of(webhooks.text(question, token, webhooks.person(number)))
    connection = http.client.HTTPConnection("127.0.0.1", server, timeout=20)
    connection.request(
        "POST", "/line/webhook", body, {"X-Line-Signature": webhooks.signature(body)}
    )
    assert connection.getresponse().status == 200
    connection.close()
    return token


def test_a_server_that_is_stopped_answers_what_it_accepted(data: Path) -> None:
    with LineServer() as line:
        with serving(SERVE, data, **settings_of(line)) as server:
            where = port(server)
            tokens = [accepted(line, where, number) for number in range(EVENTS)]
            server.terminate()
            _, errors = server.communicate(timeout=30)
            assert server.returncode == 0, errors
        assert sorted(reply.to for reply in line.replies) == sorted(tokens)

"""A real server under events, and one that is killed over them."""

from __future__ import annotations

import http.client
import sys
from pathlib import Path

import pytest

from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.line.conftest import ORGANIZATION
from tests.api.line.load_trials import run
from tests.api.line.webhooks import SECRET
from tests.api.test_stopping import SERVE, port, serving
from tests.conftest import PLAN
from tests.line_server import TOKEN, LineServer
from tests.waiting import PATIENCE

EVENTS = 16
HOUR = 3600.0
# One answer alone is ever made, in the first process; an event of a dead worker is taken again
# after three seconds, however old it is.
STUCK = """
import itertools, sys, threading
import retriever.catalogue.line as shelf
shelf.LIFE_SECONDS, shelf.LEASE_SECONDS = 3600.0, 3.0
from api.line import desk, dialogue
desk.ANSWER_SECONDS = 3600.0
quick, asked = dialogue.turn, itertools.count()
def stuck(*args):
    if next(asked):
        threading.Event().wait()
    return quick(*args)
if sys.argv[1:] == ["stuck"]:
    dialogue.turn = stuck
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
        program = [sys.executable, "-c", STUCK]
        with serving([*program, "stuck"], data, **settings_of(line)) as server:
            where = port(server)
            tokens = [accepted(line, where, number) for number in range(EVENTS)]
            line.wait_for_replies(1)
            server.kill()
        assert len(line.replies) == 1
        with serving(program, data, **settings_of(line)) as server:
            port(server)
            line.wait_for_replies(EVENTS)
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
    token = line.reply_token(HOUR)
    question = f"โครงการอบรมคุณธรรมและจริยธรรมของ{ORGANIZATION}ใช้งบเท่าไร"
    body = webhooks.body_of(webhooks.text(question, token, webhooks.person(number)))
    connection = http.client.HTTPConnection("127.0.0.1", server, timeout=PATIENCE)
    connection.request(
        "POST", "/line/webhook", body, {"X-Line-Signature": webhooks.signature(body)}
    )
    assert connection.getresponse().status == 200
    connection.close()
    return token


def test_a_server_that_is_stopped_answers_what_it_accepted(data: Path) -> None:
    with LineServer() as line:
        settings = settings_of(line) | {"HRPLAN_STOP_SECONDS": str(int(PATIENCE))}
        with serving(SERVE, data, **settings) as server:
            where = port(server)
            tokens = [accepted(line, where, number) for number in range(EVENTS)]
            server.terminate()
            _, errors = server.communicate(timeout=2 * PATIENCE)
            assert server.returncode == 0, errors
        assert sorted(reply.to for reply in line.replies) == sorted(tokens)

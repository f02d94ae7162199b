"""What the log says of a model that fails: one line, what to do, and nobody's words."""

from __future__ import annotations

import logging

import pytest
from httpx import ConnectError, ReadTimeout, RemoteProtocolError
from ollama import ResponseError

from api.writing.failures import told
from tests.api.writing.conftest import SECONDS, Client
from tests.api.writing.test_misbehaviour import asked_of
from tests.chat_server import Drop, Fail, Reply, Stall

SECRET = "sesame-sesame"


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Fail(307, SECRET), "the final address"),
        (Fail(401, SECRET), "HRPLAN_CHAT_API_KEY"),
        (Fail(403, SECRET), "HRPLAN_CHAT_API_KEY"),
        (Fail(404, SECRET), "HRPLAN_CHAT_MODEL and HRPLAN_CHAT_BASE_URL"),
        (Fail(400, SECRET), "HRPLAN_CHAT_MODEL is a chat model"),
        (Fail(429, SECRET, after=0.01), "quota"),
        (Fail(503, SECRET), "its own log"),
        (Drop(), "HRPLAN_CHAT_BASE_URL"),
        (Stall(), "HRPLAN_CHAT_TIMEOUT"),
    ],
)
def test_one_line_says_what_to_do(
    client_of: Client, reply: Reply, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = 1.5 if isinstance(reply, Stall) else SECONDS
    client = client_of(lambda asked: reply, chat_timeout=seconds, chat_api_key=SECRET)
    caplog.set_level(logging.INFO)
    asked_of(client, "/chat")
    (line,) = [r.getMessage() for r in caplog.records if r.name == "api.writing.attempt"]
    assert says in line
    assert " / " in line
    assert "\n" not in line
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (RemoteProtocolError("peer closed connection"), "its own log"),
        (ResponseError("model runner has stopped"), "its own log"),
        (ResponseError("model not found", 404), "HRPLAN_CHAT_MODEL"),
        (ConnectError("refused"), "HRPLAN_CHAT_BASE_URL"),
        (ReadTimeout("late"), "HRPLAN_CHAT_TIMEOUT"),
    ],
)
def test_ollamas_errors_are_known(error: Exception, says: str) -> None:
    assert says in told(error)

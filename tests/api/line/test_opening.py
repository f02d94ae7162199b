"""The bot's settings, and a bot that comes and goes with its server."""

from __future__ import annotations

import threading

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.line.webhooks import SECRET
from tests.line_server import TOKEN


def test_a_secret_without_a_token_is_refused_and_named() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, line_channel_secret=SECRET)
    assert caught.value.errors()[0]["loc"] == ("line_channel_access_token",)


@pytest.mark.parametrize(
    "url", ["http://plans.example.go.th", "plans.example.go.th", "https://", "https://x?y=1"]
)
def test_links_lead_to_https_alone(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, public_url=url)


def test_the_address_of_the_page_has_no_slash_at_its_end() -> None:
    given = Settings(_env_file=None, public_url="https://plans.example.go.th/hr/")
    assert given.public_url == "https://plans.example.go.th/hr"


def test_secrets_are_not_shown(line_settings: Settings) -> None:
    assert SECRET not in repr(line_settings) and TOKEN not in repr(line_settings)


def test_no_thread_of_the_bot_is_left_behind(line_settings: Settings, library: Library) -> None:
    before = set(threading.enumerate())
    with TestClient(create_app(line_settings, library)):
        pass
    left = [each for each in set(threading.enumerate()) - before if each.name.startswith("line")]
    for each in left:
        each.join(10)
    assert not any(each.is_alive() for each in left)


def test_a_server_that_stops_before_it_opened_stops(line_settings: Settings) -> None:
    with TestClient(create_app(line_settings, None)) as client:
        body = webhooks.body_of()
        refused = client.post("/line/webhook", content=body, headers={"X-Line-Signature": "x"})
    assert refused.status_code == 400

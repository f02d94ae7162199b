from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api.line.desk
from api.http.app import create_app
from api.settings import Settings
from ingest.pipeline import parse_bytes
from retriever.catalogue.line import LEASE_SECONDS
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.line.webhooks import SECRET
from tests.conftest import PLAN
from tests.line_server import TOKEN, LineServer
from tests.waiting import wait_until

ORGANIZATION = "เทศบาลตำบลดอนสมมุติ"


@dataclass
class Channel:
    """A bot and LINE on both sides of it."""

    client: TestClient
    line: LineServer
    library: Library
    settings: Settings
    sent: list[dict[str, Any]] = field(default_factory=list)

    def post(self, *events: dict[str, Any], signature: str | None = None) -> int:
        body = webhooks.body_of(*events)
        given = webhooks.signature(body) if signature is None else signature
        response = self.client.post(
            "/line/webhook", content=body, headers={"X-Line-Signature": given.encode()}
        )
        return response.status_code

    def token(self) -> str:
        return self.line.reply_token()

    def say(self, words: str, source: dict[str, Any] | None = None, **more: Any) -> str:
        """What the bot answers to a text: its text messages, and the alternatives of others."""
        return seen(self.told(webhooks.text(words, self.token(), source, **more)))

    def told(self, event: dict[str, Any]) -> list[dict[str, Any]]:
        """The messages that answer an event."""
        before = len(self.line.replies)
        assert self.post(event) == 200
        self.settle()
        assert len(self.line.replies) == before + 1, self.line.refused
        return self.line.replies[-1].messages

    def silent(self, event: dict[str, Any]) -> bool:
        """Whether an event is answered with nothing."""
        before = len(self.line.replies)
        assert self.post(event) == 200
        self.settle()
        return len(self.line.replies) == before

    def settle(self) -> None:
        """Waits until nothing is on its way."""
        wait_until(lambda: not self.library.line.inbox.has_work())


def seen(messages: list[dict[str, Any]]) -> str:
    return "\n".join(each.get("text") or each.get("altText", "") for each in messages)


def chips(messages: list[dict[str, Any]]) -> list[str]:
    """The labels of the last message's quick replies."""
    items = messages[-1].get("quickReply", {}).get("items", [])
    return [item["action"]["label"] for item in items]


@pytest.fixture(autouse=True)
def _in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine makes no answer late before the event would be another worker's."""
    monkeypatch.setattr(api.line.desk, "ANSWER_SECONDS", LEASE_SECONDS - 1)
    monkeypatch.setattr(api.line.desk, "ANIMATED_SECONDS", LEASE_SECONDS - 1)


@pytest.fixture
def line() -> Iterator[LineServer]:
    with LineServer() as server:
        yield server
        assert not [each for each in server.refused if each.status != 503], server.refused


@pytest.fixture
def line_settings(tmp_path: Path, line: LineServer) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "library",
        line_channel_secret=SECRET,
        line_channel_access_token=TOKEN,
        line_api_base=line.url,
        public_url="https://plans.example.go.th",
        stop_seconds=10,
    )


@pytest.fixture
def library(empty_library: Library) -> Library:
    empty_library.add(parse_bytes(PLAN.encode(), "donsommut-2569.txt"), "donsommut-2569.txt")
    return empty_library


@pytest.fixture
def channel(line_settings: Settings, line: LineServer, library: Library) -> Iterator[Channel]:
    # Figures are told to this machine alone.
    with TestClient(create_app(line_settings, library), client=("127.0.0.1", 1)) as client:
        yield Channel(client, line, library, line_settings)

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.answering.models import Writing
from api.chat_model import open_chat_model
from api.http.app import create_app
from api.settings import Settings
from api.writing.model_writer import ModelWriter, Spent
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.chat_server import ChatServer, Script
from tests.conftest import PLAN

# A model that answers does so at once; a busy machine must not be what cuts it off.
SECONDS = 60.0

# The same project in another place and year, for another amount; both are invented.
OTHER = (
    PLAN.replace("ดอนสมมุติ", "ทุ่งสมมุติ")
    .replace("๒๕๖๙", "๒๕๖๘")
    .replace("๓๕,๐๐๐", "๕๒,๐๐๐")
    .replace("พนักงาน ๔๐ คน", "พนักงาน ๖๕ คน")
    + "๓\tโครงการตรวจสุขภาพประจำปี\tพนักงาน ๖๕ คน\t๑๒,๐๐๐\tมิถุนายน ๒๕๖๘\tกองคลัง\n"
)
DON, THUNG = "เทศบาลตำบลดอนสมมุติ", "เทศบาลตำบลทุ่งสมมุติ"


@pytest.fixture(scope="session")
def two_plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """For reading only."""
    library = Library.open(tmp_path_factory.mktemp("two"))
    texts = {"don-2569.txt": PLAN, "thung-2568.txt": OTHER}
    library.add_many((parse_bytes(t.encode(), name), name) for name, t in texts.items())
    yield library
    library.close()


@pytest.fixture(autouse=True)
def _no_keys_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


def model_settings(url: str, **fields: Any) -> Settings:
    base: dict[str, Any] = {
        "chat_model": "openai:scripted", "chat_base_url": url, "chat_timeout": SECONDS,
        "chat_retries": 1,
    }  # fmt: skip
    return Settings(_env_file=None, **base | fields)


Observe = Callable[[Writing, Spent], None]


@contextmanager
def writing(
    script: Script, observe: Observe = lambda writing, spent: None, **fields: Any
) -> Iterator[tuple[ModelWriter, ChatServer]]:
    """A writer whose model is served after ``script``."""
    with ChatServer(script) as server:
        settings = model_settings(server.url, **fields)
        yield (
            ModelWriter(
                lambda: open_chat_model(settings),
                "openai:scripted",
                settings.chat_timeout,
                observe,
            ),
            server,
        )


Client = Callable[..., Any]


@pytest.fixture
def client_of(two_plans: Library) -> Iterator[Client]:
    """A client of the service whose model follows a script."""
    open_ones: list[Any] = []

    def open_one(script: Script, **fields: Any) -> TestClient:
        server = ChatServer(script)
        open_ones.append(server.__enter__())
        settings = model_settings(server.url, **fields)
        client = TestClient(create_app(settings, two_plans))
        open_ones.append(client.__enter__())
        return client

    yield open_one
    for each in reversed(open_ones):
        each.__exit__(None, None, None)

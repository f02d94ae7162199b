"""Files that would harm the server that reads them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import api.http.parsing
from api.http.app import create_app
from api.http.parsing import Readers
from api.http.reader_process import read_and_send
from api.settings import Settings
from ingest.models import IngestError
from retriever.library import Library
from tests.api.conftest import ADMIN_KEY
from tests.api.test_http_chat import is_problem
from tests.conftest import PLAN
from tests.waiting import PATIENCE, wait_until

KEY = {"X-Admin-Key": ADMIN_KEY.encode()}


def hang(*_: object) -> None:
    time.sleep(3600)


def hang_until(begun: Path, go_on: Path, *_: object) -> None:
    begun.touch()
    wait_until(go_on.exists)


def crash(*_: object) -> None:
    os.abort()


def devour(to: object, path: Path, source: str) -> None:
    """Reads a file for which no memory suffices."""
    import ingest.evidence

    api.http.reader_process.require_plan = lambda _: bytes(64 * 1024**3)  # type: ignore[assignment]
    assert ingest.evidence
    read_and_send(to, path, source)  # type: ignore[arg-type]


@pytest.fixture
def client(tmp_path: Path, empty_library: Library) -> Iterator[TestClient]:
    settings = Settings(_env_file=None, data_dir=tmp_path, admin_key=ADMIN_KEY)
    with TestClient(create_app(settings, empty_library)) as client:
        yield client


@pytest.mark.parametrize(
    ("reader", "seconds", "said"),
    [
        (hang, 2, "2 seconds"),
        (crash, PATIENCE, "ended on this file"),
        (devour, PATIENCE, "too large"),
    ],
)
def test_a_file_that_harms_its_reader_is_refused_and_the_next_one_is_read(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    reader: object,
    seconds: float,
    said: str,
) -> None:
    monkeypatch.setattr(api.http.parsing, "read_and_send", reader)
    monkeypatch.setattr(client.app.state.readers, "_seconds", seconds)  # type: ignore[attr-defined]
    refused = client.post("/plans", files={"file": ("bad.txt", PLAN.encode())}, headers=KEY)
    is_problem(refused, 422, "unreadable-file")
    assert said in refused.json()["detail"]
    monkeypatch.undo()
    assert client.post("/plans", files={"file": ("a.txt", PLAN.encode())}, headers=KEY).is_success


def test_questions_are_answered_while_a_file_hangs(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    monkeypatch.setattr(api.http.parsing, "read_and_send", partial(hang_until, begun, go_on))
    sent = {"files": {"file": ("a", b"x")}, "headers": KEY}
    upload = threading.Thread(target=client.post, args=("/plans",), kwargs=sent)
    upload.start()
    wait_until(begun.exists)
    assert client.get("/search", params={"q": "งบประมาณ"}).status_code == 200
    assert upload.is_alive()
    go_on.touch()
    upload.join()


def test_only_so_many_files_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    running: list[int] = []

    def outcome(*_: object) -> tuple[str, str]:
        running.append(1)
        release.wait(PATIENCE)
        return "ไทย", "english"

    readers = Readers(1)
    monkeypatch.setattr(readers, "_outcome", outcome)
    refused: list[BaseException] = []

    def read() -> None:
        try:
            readers.read(tmp_path, "a")
        except Exception as error:
            refused.append(error)

    threads = [threading.Thread(target=read) for _ in range(13)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(refused) == 3 and len(running) == api.http.parsing.AT_ONCE)
    assert [getattr(error, "status", 0) for error in refused] == [503] * 3
    release.set()
    for thread in threads:
        thread.join()
    assert sum(isinstance(error, IngestError) for error in refused) == 10


def test_the_name_that_is_kept_is_harmless(client: TestClient) -> None:
    files = {"file": ("../\u202eแผน: ๒๕๖๙?.txt", PLAN.encode())}
    added = client.post("/plans", files=files, headers=KEY).json()
    assert added["plan"]["source"] == "แผน_ ๒๕๖๙_.txt"

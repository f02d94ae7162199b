"""A real server is stopped while it is asked: what it accepted is answered, and it ends well."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retriever.changes import changing
from retriever.library import Library
from tests.api.test_models import ROOT
from tests.conftest import PLAN
from tests.retriever.plans import make_plan
from tests.waiting import PATIENCE, free_port, wait_until

CLIENTS = 12
SERVE = [sys.executable, "-c", "import sys; from api.cli import main; sys.exit(main(['serve']))"]
# The same, for clients that may be held up between two requests of a connection.
PATIENT = """
import sys
from api.http import server
server._SILENCE_SECONDS = 60.0
from api.cli import main
sys.exit(main(["serve"]))
"""
# The same, with an answer and an upload that say when they begin, and go on when told to.
SLOW = """
import os, sys
from api.http import chat, parsing
quick, read = chat.whole, parsing.Readers.read
def wait():
    os.write(1, b"begun\\n")
    os.read(0, 1)
def slow(*args):
    wait()
    return quick(*args)
def slowly(*args):
    wait()
    return read(*args)
chat.whole, parsing.Readers.read = slow, slowly
from api.cli import main
sys.exit(main(["serve"]))
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "data", vectors=False) as library:
        library.add_many((make_plan(f"สวน{at}"), str(at)) for at in range(3))
    return tmp_path / "data"


@contextmanager
def serving(command: list[str], data: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    environment = {
        **os.environ,
        "HRPLAN_PORT": "0",
        "HRPLAN_DATA_DIR": str(data),
        "HRPLAN_ADMIN_KEY": "k",
        "HRPLAN_LOG_FORMAT": "json",
        **more,
    }
    with subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def port(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    return int(server.stdout.readline().rsplit(":", 1)[1])


def begun(server: subprocess.Popen[str], requests: int) -> None:
    assert server.stdout is not None
    for _ in range(requests):
        assert server.stdout.readline() == "begun\n"


def go_on(server: subprocess.Popen[str], requests: int) -> None:
    assert server.stdin is not None
    server.stdin.write("\n" * requests)
    server.stdin.flush()


def closed(port: int) -> bool:
    """Whether nobody listens any more, or soon: the signal takes a while on a busy machine."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE):
                time.sleep(0.02)
        except OSError:
            return True
    return False


def ended(server: subprocess.Popen[str]) -> list[dict[str, object]]:
    """What it logged; fails unless it ends by itself, and well."""
    _, errors = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0, errors
    return [json.loads(line) for line in errors.splitlines()]


def post(connection: http.client.HTTPConnection, message: str = "โครงการ") -> int:
    connection.request(
        "POST", "/chat", json.dumps({"message": message}), {"Content-Type": "application/json"}
    )
    response = connection.getresponse()
    assert json.loads(response.read())["answer"]
    return response.status


class Asking(threading.Thread):
    """Asks until nobody listens any more; ``lost`` are requests sent and not answered."""

    def __init__(self, port: int, keep: bool) -> None:
        super().__init__()
        self._port, self._keep = port, keep
        self.answered = 0
        self.lost: list[BaseException] = []

    def run(self) -> None:
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
            try:
                connection.connect()
            except OSError:
                return
            first = True
            try:
                while True:
                    assert post(connection) == 200
                    self.answered += 1
                    first = False
                    if not self._keep or connection.sock is None:
                        break
            except Exception as error:
                # A new connection that still waited to be accepted: the server never saw it, and
                # the log, which is counted below, has no line of it.
                if not (first and isinstance(error, ConnectionResetError)):
                    self.lost.append(error)
                return
            finally:
                connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_under_load_nothing_accepted_is_dropped(data: Path, number: signal.Signals) -> None:
    with serving([sys.executable, "-c", PATIENT], data) as server:
        where = port(server)
        clients = [Asking(where, keep=at % 2 == 0) for at in range(CLIENTS)]
        for client in clients:
            client.start()
        wait_until(lambda: sum(client.answered for client in clients) >= 5 * CLIENTS)
        server.send_signal(number)
        log = ended(server)
        for client in clients:
            client.join()
    assert [error for client in clients for error in client.lost] == []
    statuses = [line["status"] for line in log if line.get("route") == "/chat"]
    assert len(statuses) == sum(client.answered for client in clients)
    assert set(statuses) == {200}


def test_a_long_answer_and_an_upload_end_first(data: Path) -> None:
    outcomes: dict[str, int] = {}

    def ask() -> None:
        outcomes["answer"] = post(http.client.HTTPConnection("127.0.0.1", where, timeout=PATIENCE))

    def upload() -> None:
        body = (
            '--b\r\nContent-Disposition: form-data; name="file"; filename="new.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\n{PLAN}\r\n--b--\r\n"
        ).encode()
        connection = http.client.HTTPConnection("127.0.0.1", where, timeout=PATIENCE)
        headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Admin-Key": "k"}
        connection.request("POST", "/plans", body, headers)
        outcomes["upload"] = connection.getresponse().status

    with serving([sys.executable, "-c", SLOW], data) as server:
        where = port(server)
        threads = [threading.Thread(target=each) for each in (ask, upload)]
        for thread in threads:
            thread.start()
        begun(server, 2)
        server.terminate()
        assert closed(where)
        assert outcomes == {}
        go_on(server, 2)
        ended(server)
        for thread in threads:
            thread.join()
    assert outcomes == {"answer": 200, "upload": 201}
    with Library.open(data, vectors=False) as library:
        assert "new.txt" in {plan.source for plan in library.plans()}


def test_waiting_has_an_end(data: Path) -> None:
    with serving([sys.executable, "-c", SLOW], data, HRPLAN_STOP_SECONDS="0") as server:
        where = port(server)
        connection = http.client.HTTPConnection("127.0.0.1", where, timeout=PATIENCE)
        connection.request(
            "POST", "/chat", '{"message": "โครงการ"}'.encode(), {"Content-Type": "application/json"}
        )
        begun(server, 1)
        server.terminate()
        assert connection.getresponse().status == 500
        go_on(server, 1)
        ended(server)


def test_a_stop_does_not_wait_for_another_program(data: Path) -> None:
    """One that changes the library for an hour, while the server waits to open it."""
    with changing(data), serving(SERVE, data, HRPLAN_STOP_SECONDS="1") as server:
        assert server.stderr is not None
        assert "waiting" in server.stderr.readline()
        server.terminate()
        ended(server)


def status(port: int, path: str) -> int | None:
    """None where nobody listens yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def test_readiness_comes_after_life(tmp_path: Path) -> None:
    """While its library can't be opened yet, as another program changes it, the server lives and
    isn't ready."""
    where = free_port()
    with serving(SERVE, tmp_path / "data", HRPLAN_PORT=str(where)) as server:
        with changing(tmp_path / "data"):
            wait_until(lambda: status(where, "/healthz") == 200)
            assert [status(where, path) for path in ("/readyz", "/healthz")] == [503, 200]
        wait_until(lambda: status(where, "/readyz") == 200)
        assert status(where, "/healthz") == 200
        server.terminate()
        ended(server)

"""What a model's server may send, and what it is sent, over real connections."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any

import pytest

from api.chat_model import open_chat_model
from api.writing import bounded
from tests.api.writing.conftest import model_settings
from tests.chat_server import Asked, ChatServer, Fail, Reply, Say

MODELS = ["openai:scripted", "ollama:scripted"]
KEY = "sesame-sesame"


class Raw(ThreadingHTTPServer):
    """Answers each request by ``says``, which writes what it likes."""

    daemon_threads = True

    def __init__(self, says: Callable[[Any], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.says = says


class _Handler(BaseHTTPRequestHandler):
    server: Raw

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        with suppress(OSError):
            self.server.says(self)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(says: Callable[[Any], None]) -> Iterator[str]:
    with Raw(says) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            thread.join()


def opened(url: str, model: str, **fields: Any) -> Any:
    return open_chat_model(model_settings(url, chat_model=model, chat_retries=0, **fields))


@pytest.mark.parametrize("model", MODELS)
def test_a_server_that_only_keeps_the_connection_alive_is_left(model: str) -> None:
    def says(handler: Any) -> None:
        _begin(handler)
        while True:
            handler.wfile.write(b"\n" if model.startswith("ollama") else b": wait\n\n")
            sleep(0.05)

    with serving(says) as url, pytest.raises(Exception, match=r"\w"):
        list(opened(url, model, chat_timeout=0.5).stream("เท่าไร"))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_server_that_sends_without_end_is_left(
    model: str, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MOST", 100_000)
    monkeypatch.setattr(bounded, "MOST_COMPRESSED", 100_000)
    sent = [0]
    block = b"x" * 10_000

    def says(handler: Any) -> None:
        _begin(handler, coding)
        data = gzip.compress(block, 0) if coding == "gzip" else block
        while sent[0] < 30_000_000:
            handler.wfile.write(data)
            sent[0] += len(data)

    with serving(says) as url, pytest.raises(Exception, match=r"\w"):
        list(opened(url, model).stream("เท่าไร"))
    assert sent[0] < 30_000_000


@pytest.mark.parametrize("model", MODELS)
def test_a_question_goes_to_no_other_address(model: str) -> None:
    with ChatServer(lambda asked: Say("ดี")) as other:

        def says(handler: Any) -> None:
            handler.send_response(307)
            handler.send_header("Location", f"http://localhost:{other.server_port}{handler.path}")
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        with serving(says) as url, pytest.raises(Exception, match=r"\w"):
            list(opened(url, model, chat_api_key=KEY).stream("เท่าไร"))
    assert not other.requests


def test_the_key_of_ollamas_own_variable_does_not_go_to_another_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", KEY)
    with ChatServer(lambda asked: Fail(500)) as server:
        with pytest.raises(Exception, match="no"):
            opened(server.url, "ollama:scripted").invoke("เท่าไร")
        assert KEY not in str(server.requests)


@pytest.mark.parametrize("refused", ["temperature", "stream_options"])
def test_what_a_server_does_not_take_is_left_out(client_of: Any, refused: str) -> None:
    from tests.api.writing.test_misbehaviour import asked_of, well

    asked: list[Asked] = []

    def script(request: Asked) -> Reply:
        asked.append(request)
        if refused in request.body:
            return Fail(400, f"Unsupported value: '{refused}' is not supported with this model.")
        return well(request)

    client = client_of(script)
    assert [asked_of(client, "/chat")["mode"] for _ in range(2)] == ["llm", "llm"]
    # It is remembered, and nothing else was taken for the reason.
    assert [refused in request.body for request in asked] == [True, False, False]
    assert all("tools" in request.body for request in asked)


def _begin(handler: Any, coding: str = "identity") -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Encoding", coding)
    handler.end_headers()

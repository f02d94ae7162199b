"""A chat model's server on loopback, after a script: OpenAI's chat completions, whole or streamed.

``ChatServer(script)`` asks ``script`` what to do with each request and keeps all requests. A
``Say`` is a reply; the others are ways to fail.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PIECE = 5  # characters in an event of a stream


@dataclass(frozen=True)
class Asked:
    """A request as it came: ``text`` is what its last message says."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Say:
    """Says ``text``, or calls ``tool``, the first that the request names, with ``arguments``.
    ``pause`` are seconds between the pieces of a stream."""

    text: str = ""
    arguments: dict[str, Any] | None = None
    usage: tuple[int, int] | None = None
    tool: str | None = None
    pause: float = 0


@dataclass(frozen=True)
class Fail:
    """Answers with an error; ``after`` are seconds to wait, told to the client."""

    status: int
    message: str = "no"
    after: float | None = None


@dataclass(frozen=True)
class Stall:
    """Says nothing until the server stops; ``text`` before, if it is a stream."""

    text: str = ""


@dataclass(frozen=True)
class Drop:
    """Closes the connection without a word; ``text`` before, if it is a stream."""

    text: str = ""


Reply = Say | Fail | Stall | Drop
Script = Callable[[Asked], Reply]


class ChatServer(ThreadingHTTPServer):
    """``with ChatServer(script) as server:`` serves under ``server.url`` till the block ends."""

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.requests: list[Asked] = []
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, body)
        self.server.requests.append(asked)
        reply = self.server.script(asked)
        self.close_connection = True  # a stalled or dropped one can't be used again
        if isinstance(reply, Fail):
            error = {"error": {"message": reply.message, "type": "error", "code": None}}
            self._json(reply.status, error, reply.after)
        elif body.get("stream"):
            self._stream(_events(asked, reply), reply)
        elif isinstance(reply, Say):
            self._json(200, _completion(asked, reply))
        elif isinstance(reply, Stall):
            self.server.stopped.wait()

    def _stream(self, events: Iterator[str], reply: Say | Stall | Drop) -> None:
        """In chunks, so that the client can tell an end from a connection that was dropped."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        for event in events:
            data = f"data: {event}\n\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            if isinstance(reply, Say) and self.server.stopped.wait(reply.pause):
                return
        if isinstance(reply, Stall):
            self.server.stopped.wait()
        elif isinstance(reply, Say):
            self.wfile.write(b"0\r\n\r\n")

    def _json(self, status: int, value: Any, after: float | None = None) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        if after is not None:
            self.send_header("Retry-After", str(after))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Requests are kept instead."""


def _completion(asked: Asked, reply: Say) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text}
    if reply.arguments is not None:
        message |= {"content": None, "tool_calls": [_call(asked, reply)]}
    completion = _envelope(asked, "chat.completion")
    completion["choices"] = [{"index": 0, "message": message, "finish_reason": "stop"}]
    if reply.usage:
        completion["usage"] = _usage(reply.usage)
    return completion


def _events(asked: Asked, reply: Say | Stall | Drop) -> Iterator[str]:
    for start in range(0, len(reply.text), PIECE):
        yield json.dumps(_chunk(asked, {"content": reply.text[start : start + PIECE]}))
    if not isinstance(reply, Say):
        return
    if reply.arguments is not None:
        call = _call(asked, reply) | {"index": 0}
        yield json.dumps(_chunk(asked, {"tool_calls": [call]}))
    yield json.dumps(_chunk(asked, {}, "stop"))
    if reply.usage and (asked.body.get("stream_options") or {}).get("include_usage"):
        yield json.dumps(
            _envelope(asked, "chat.completion.chunk")
            | {"choices": [], "usage": _usage(reply.usage)}
        )
    yield "[DONE]"


def _chunk(asked: Asked, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return _envelope(asked, "chat.completion.chunk") | {"choices": [choice]}


def _envelope(asked: Asked, kind: str) -> dict[str, Any]:
    return {"id": "chat-1", "object": kind, "created": 1, "model": asked.body["model"]}


def _call(asked: Asked, reply: Say) -> dict[str, Any]:
    name = reply.tool or asked.body["tools"][0]["function"]["name"]
    function = {"name": name, "arguments": json.dumps(reply.arguments, ensure_ascii=False)}
    return {"id": "call-1", "type": "function", "function": function}


def _usage(counts: tuple[int, int]) -> dict[str, int]:
    return {
        "prompt_tokens": counts[0],
        "completion_tokens": counts[1],
        "total_tokens": sum(counts),
    }

"""LINE's Messaging API on loopback: takes what LINE would take, refuses what it would refuse, and
keeps everything for the tests to look at."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Self

from tests.line_menu_rules import menu_complaints
from tests.line_rules import complaints
from tests.waiting import wait_until

TOKEN = "test-token"
REPLY_LIFE = 60.0  # seconds: "use a reply token within one minute after receiving the webhook"


@dataclass(frozen=True)
class Sent:
    """Messages that LINE took: in a reply ``to`` is the token, in a push whom it reached. ``at``
    are seconds of ``time.monotonic``."""

    to: str
    messages: list[dict[str, Any]]
    at: float

    @property
    def text(self) -> str:
        """What the text messages say, one below the other."""
        return "\n".join(m["text"] for m in self.messages if m["type"] == "text")


@dataclass(frozen=True)
class Refused:
    """A request that LINE refused; ``why`` is its answer's body."""

    path: str
    status: int
    why: dict[str, Any]
    body: Any


@dataclass
class Menu:
    """A rich menu; ``image`` are the bytes of its picture, once there is one."""

    definition: dict[str, Any]
    image: bytes = b""


@dataclass
class _Answer(Exception):
    status: int
    body: dict[str, Any] = field(default_factory=dict)


class LineServer(ThreadingHTTPServer):
    """``with LineServer() as line:`` serves under ``line.url`` till the block ends.

    A reply needs a token from ``line.reply_token()``, which holds once and ``REPLY_LIFE`` seconds.
    ``failing`` are statuses that the next requests fail with, first one first; ``delay`` are the
    seconds that each answer takes.
    """

    request_queue_size = 128
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Sent] = []
        self.pushes: list[Sent] = []
        self.loadings: list[dict[str, Any]] = []
        self.menus: dict[str, Menu] = {}
        self.default_menu: str | None = None
        self.refused: list[Refused] = []
        self.failing: list[int] = []
        self.delay = 0.0
        self.lock = threading.Lock()
        self._numbers = count(1)
        self._tokens: dict[str, float] = {}
        self._retry_keys: set[str] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def messages(self) -> list[dict[str, Any]]:
        """All that people got to see, in the order of sending."""
        return [
            message
            for sent in sorted([*self.replies, *self.pushes], key=lambda sent: sent.at)
            for message in sent.messages
        ]

    def reply_token(self, life: float = REPLY_LIFE) -> str:
        """A new reply token, that holds for ``life`` seconds."""
        with self.lock:
            token = f"{next(self._numbers):032x}"
            self._tokens[token] = time.monotonic() + life
        return token

    def wait_for_replies(self, number: int) -> list[Sent]:
        """The replies, once there are ``number``."""

        def what() -> str:
            return f"{len(self.replies)} of {number}: {self.refused}"

        wait_until(lambda: len(self.replies) >= number, what=what)
        return self.replies

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    # What LINE does on each address. All run under the lock.

    def reply(self, body: dict[str, Any]) -> dict[str, Any]:
        _checked(body)
        token = body.get("replyToken")
        if not isinstance(token, str) or self._tokens.pop(token, 0) < time.monotonic():
            raise _Answer(400, {"message": "Invalid reply token"})
        self.replies.append(Sent(token, body["messages"], time.monotonic()))
        return self._sent(len(body["messages"]))

    def push(self, body: dict[str, Any], retry_key: str | None) -> dict[str, Any]:
        _checked(body)
        if not re.fullmatch(r"[UCR][0-9a-f]{32}", str(body.get("to"))):
            raise _Answer(400, {"message": "The property, 'to', in the request body is invalid"})
        if retry_key in self._retry_keys:
            raise _Answer(409, {"message": "The retry key is already accepted"})
        if retry_key:
            self._retry_keys.add(retry_key)
        self.pushes.append(Sent(body["to"], body["messages"], time.monotonic()))
        return self._sent(len(body["messages"]))

    def load(self, body: dict[str, Any]) -> dict[str, Any]:
        seconds = body.get("loadingSeconds", 20)
        if not re.fullmatch(r"U[0-9a-f]{32}", str(body.get("chatId"))):
            raise _Answer(400, {"message": "chatId is invalid"})
        if seconds not in range(5, 61, 5):
            raise _Answer(400, {"message": "loadingSeconds must be 5, 10, ... 60"})
        self.loadings.append(body)
        raise _Answer(202)

    def create_menu(self, body: dict[str, Any]) -> dict[str, Any]:
        problems = menu_complaints(body)
        if problems:
            raise _Answer(400, _errors(problems))
        name = f"richmenu-{next(self._numbers):032x}"
        self.menus[name] = Menu(body)
        return {"richMenuId": name}

    def menu(self, name: str) -> Menu:
        if name not in self.menus:
            raise _Answer(404, {"message": "Not found"})
        return self.menus[name]

    def remove_menu(self, name: str) -> dict[str, Any]:
        self.menu(name)
        del self.menus[name]
        return {}

    def picture(self, name: str, kind: str, image: bytes) -> dict[str, Any]:
        starts = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8"}
        if kind not in starts or not image.startswith(starts[kind]):
            raise _Answer(400, {"message": "The image is neither PNG nor JPEG"})
        if len(image) > 1_000_000:
            raise _Answer(413, {"message": "The image is larger than 1 MB"})
        if self.menu(name).image:
            raise _Answer(400, {"message": "An image has already been uploaded"})
        size = self.menu(name).definition["size"]
        if kind == "image/png" and _png_size(image) != (size["width"], size["height"]):
            raise _Answer(400, {"message": "The image is of another size than the menu"})
        self.menu(name).image = image
        return {}

    def set_default(self, name: str) -> dict[str, Any]:
        if not self.menu(name).image:
            raise _Answer(400, {"message": "must upload richmenu image before applying it"})
        self.default_menu = name
        return {}

    def _sent(self, number: int) -> dict[str, Any]:
        return {"sentMessages": [{"id": str(next(self._numbers))} for _ in range(number)]}


def _checked(body: dict[str, Any]) -> None:
    found = complaints(body.get("messages"))
    if found:
        raise _Answer(400, _errors(found))


def _errors(found: list[dict[str, str]]) -> dict[str, Any]:
    return {"message": f"The request body has {len(found)} error(s)", "details": found}


def _png_size(image: bytes) -> tuple[int, int]:
    return int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")


Route = Callable[[LineServer, "_Handler", "re.Match[str]"], dict[str, Any]]
_MENU = r"(richmenu-\w+)"
_ROUTES: dict[str, Route] = {
    "POST /v2/bot/message/reply": lambda s, h, _: s.reply(h.json()),
    "POST /v2/bot/message/push": lambda s, h, _: s.push(
        h.json(), h.headers.get("X-Line-Retry-Key")
    ),
    "POST /v2/bot/chat/loading/start": lambda s, h, _: s.load(h.json()),
    "GET /v2/bot/info": lambda s, h, _: {
        "userId": f"U{0:032x}",
        "basicId": "@hrplan",
        "displayName": "ถามแผน",
        "chatMode": "bot",
        "markAsReadMode": "auto",
    },
    "POST /v2/bot/richmenu": lambda s, h, _: s.create_menu(h.json()),
    "GET /v2/bot/richmenu/list": lambda s, h, _: {
        "richmenus": [{"richMenuId": n, **menu.definition} for n, menu in s.menus.items()]
    },
    f"POST /v2/bot/richmenu/{_MENU}/content": lambda s, h, m: s.picture(
        m[1], h.headers.get("Content-Type", ""), h.body
    ),
    f"POST /v2/bot/user/all/richmenu/{_MENU}": lambda s, h, m: s.set_default(m[1]),
    f"DELETE /v2/bot/richmenu/{_MENU}": lambda s, h, m: s.remove_menu(m[1]),
}


class _Handler(BaseHTTPRequestHandler):
    server: LineServer
    protocol_version = "HTTP/1.1"
    # Headers and body go in two parts; the second would wait 40 ms for word of the first.
    disable_nagle_algorithm = True
    body = b""

    def do_POST(self) -> None:
        self._answer()

    do_GET = do_DELETE = do_POST

    def json(self) -> dict[str, Any]:
        if self.headers.get("Content-Type", "").split(";")[0] != "application/json":
            raise _Answer(415, {"message": "Unsupported Media Type"})
        try:
            value = json.loads(self.body)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise _Answer(400, {"message": "The request body could not be parsed as JSON"})
        return value

    def _answer(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        time.sleep(self.server.delay)
        try:
            with self.server.lock:
                status, body = 200, self._route()
        except _Answer as answer:
            status, body = answer.status, answer.body
        if status >= 400:
            sent = self.body.decode("utf-8", "replace")
            self.server.refused.append(Refused(self.path, status, body, sent))
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _route(self) -> dict[str, Any]:
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise _Answer(401, {"message": "Authentication failed. Confirm that the access token"})
        if self.server.failing:
            raise _Answer(self.server.failing.pop(0), {"message": "The API server is failing"})
        asked = f"{self.command} {self.path.split('?')[0]}"
        for pattern, route in _ROUTES.items():
            if found := re.fullmatch(pattern, asked):
                return route(self.server, self, found)
        raise _Answer(404, {"message": "Not found"})

    def log_message(self, *_: object) -> None:
        """Requests are kept instead."""

"""Around every request: its id, one line in the log, and its figures.

The line names the route as it is written in the code (``/plans/{plan_id}``): an address may
carry what was asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.stage import Stage
from api.logs import REQUEST_ID
from api.metrics import Metrics

log = logging.getLogger(__name__)

ID_HEADER = "X-Request-ID"
# What proxies make: 32 hexadecimal digits, or a UUID. Anything else could carry data on people.
_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Asked every few seconds by what watches over the server.
_QUIET = {"/healthz", "/readyz", "/metrics"}
# The client went away, or was cut off, before there was a response.
_NO_RESPONSE = 499
_CLIENTS = (
    ("line", re.compile("LineBot")),
    ("browser", re.compile("Mozilla/")),
    ("monitor", re.compile("Prometheus/|kube-probe/|GoogleHC|Uptime")),
)


class Observing:
    """ASGI middleware, outside of all others."""

    def __init__(self, app: ASGIApp, metrics: Metrics, stage: Stage) -> None:
        self._app = app
        self._metrics = metrics
        self._stage = stage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _accepted(headers.get(ID_HEADER))
        status = _NO_RESPONSE

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                sent = MutableHeaders(scope=message)
                sent[ID_HEADER] = request_id
                if self._stage.name == "stopping":
                    # So that the connection ends with its response, not under its next request.
                    sent["Connection"] = "close"
            await send(message)

        token = REQUEST_ID.set(request_id)
        started = perf_counter()
        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            # After the response began: what comes before is answered, and told, further in.
            status = 500
            log.error("unforeseen error", exc_info=error)
            raise
        finally:
            self._tell(scope, status, perf_counter() - started, headers.getlist("user-agent"))
            REQUEST_ID.reset(token)

    def _tell(self, scope: Scope, status: int, seconds: float, agents: Iterable[str]) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = _route(scope)
        self._metrics.request(method, route, status, seconds)
        fields = {
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": _client(" ".join(agents)),
        }
        log.log(logging.DEBUG if route in _QUIET else logging.INFO, "request", extra=fields)


def _accepted(given: str | None) -> str:
    return given if given is not None and _ID.fullmatch(given) else uuid4().hex


def _route(scope: Scope) -> str:
    """As declared; ``none`` where no route took the request.

    What is mounted, such as the page's assets, goes by where it is mounted.
    """
    path = getattr(scope.get("route"), "path", None)
    return str(path) if path else "none"


def _client(agent: str) -> str:
    if not agent:
        return "unknown"
    return next((kind for kind, pattern in _CLIENTS if pattern.search(agent)), "program")

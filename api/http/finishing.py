"""What every response carries, and what is told where the application failed.

ASGI of its own: Starlette's wrapper for functions costs a task and a queue for each request.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import errors

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'; img-src 'self' blob:"
)
# FastAPI's API page loads its script from another host and starts it inline.
OPEN_PAGES = ("/docs", "/redoc")


class Finishing:
    """ASGI middleware around all that answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = replaced = False

        async def finished(message: Message) -> None:
            if message["type"] == "http.response.start":
                _finish(scope, MutableHeaders(scope=message))
            await send(message)

        async def sending(message: Message) -> None:
            nonlocal begun, replaced
            if replaced:
                return
            begun = True
            # The framework's body limit answers in plain text, past the error handlers.
            if message["type"] == "http.response.start" and message["status"] == 413:
                replaced = True
                await errors.too_large(Request(scope))(scope, receive, finished)
                return
            await finished(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            if begun:
                raise
            await errors.unforeseen(Request(scope), error)(scope, receive, finished)


def _finish(scope: Scope, headers: MutableHeaders) -> None:
    headers.update(HEADERS)
    if not scope["path"].startswith(OPEN_PAGES):
        headers["Content-Security-Policy"] = CONTENT_POLICY
    # Answers stay out of caches that a next user of the computer can read; pages are asked for
    # anew and come as "not modified".
    headers.setdefault("Cache-Control", "no-cache" if "etag" in headers else "no-store")

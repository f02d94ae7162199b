"""Who may read and who may change: keys, looked at before a request's body is read."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine, Iterable
from hashlib import sha256
from typing import Any

from fastapi import Request, Response, Security
from fastapi.routing import APIRoute
from fastapi.security import APIKeyHeader, HTTPBearer

from api.http.errors import ApiProblem
from api.http.limits import Kind, Limits, address_of
from api.settings import Settings

# They say in the OpenAPI description what a route needs; the routes below do the looking.
READER = [
    Security(HTTPBearer(scheme_name="ReaderKey", auto_error=False)),
    Security(APIKeyHeader(name="X-API-Key", scheme_name="ReaderKeyHeader", auto_error=False)),
]
ADMIN = [Security(APIKeyHeader(name="X-Admin-Key", scheme_name="AdminKey", auto_error=False))]
METRICS = [Security(HTTPBearer(scheme_name="MetricsKey", auto_error=False))]

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ReaderRoute(APIRoute):
    """Open, or for holders of a reader's or the admin key where ``HRPLAN_API_KEYS`` is set."""

    kind = Kind.REQUEST

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            _let_read(request, self.kind)
            return await handle(request)

        return guarded


class FeedbackRoute(ReaderRoute):
    kind = Kind.FEEDBACK


class CheckRoute(ReaderRoute):
    kind = Kind.UPLOAD


class DraftRoute(ReaderRoute):
    kind = Kind.DRAFT


class AdminRoute(APIRoute):
    """For holders of the admin key; without one set, for nobody."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            _let_change(request)
            return await handle(request)

        return guarded


def _let_read(request: Request, kind: Kind) -> None:
    settings, limits = state_of(request)
    client, own = address_of(request)
    if settings.reader_keys:
        keys = [*settings.reader_keys, *_admin_keys(settings)]
        given = [key for key in (bearer(request), *_headers(request)) if key]
        if not given:
            raise ApiProblem(
                401,
                "api-key-missing",
                "ต้องใช้กุญแจสำหรับใช้งาน กรุณาขอจากผู้ดูแลระบบ แล้วส่งในส่วนหัว X-API-Key",
                "a key is needed; send it as Authorization: Bearer or X-API-Key",
                headers={"WWW-Authenticate": "Bearer"},
            )
        right = first_right(given, keys, limits, client)
        if right is None:
            raise ApiProblem(
                401,
                "api-key-wrong",
                "กุญแจนี้ใช้ไม่ได้ กรุณาตรวจกับผู้ดูแลระบบแล้วลองใหม่",
                "this key is not valid; ask whoever runs the service for one",
                headers={"WWW-Authenticate": "Bearer"},
            )
        client, own = sha256(right).hexdigest()[:16], False
    limits.count(kind, client, own=own)


def _let_change(request: Request) -> None:
    settings, limits = state_of(request)
    client, own = address_of(request)
    keys = _admin_keys(settings)
    if not keys:
        raise ApiProblem(
            403,
            "admin-key-unset",
            "ยังไม่เปิดให้เปลี่ยนแผนผ่านเว็บ กรุณาตั้งค่า HRPLAN_ADMIN_KEY",
            "changing plans over HTTP is off; set HRPLAN_ADMIN_KEY",
        )
    given = _bytes(request, "X-Admin-Key")
    if not given or first_right([given], keys, limits, client) is None:
        raise ApiProblem(
            401,
            "admin-key-wrong",
            "ต้องใช้กุญแจผู้ดูแลที่ถูกต้องในส่วนหัว X-Admin-Key",
            "a valid X-Admin-Key header is needed",
            headers={"WWW-Authenticate": "X-Admin-Key"},
        )
    kind = Kind.UPLOAD if request.method == "POST" else Kind.REQUEST
    limits.count(kind, client, own=own)


def state_of(request: Request) -> tuple[Settings, Limits]:
    return request.app.state.settings, request.app.state.limits


def first_right(
    given: Iterable[bytes], keys: list[str], limits: Limits, address: str
) -> bytes | None:
    """The first of ``given`` that is one of ``keys``; the wrong ones before it are counted."""
    for key in given:
        limits.refuse_guessing(address, key)
        if is_one_of(key, keys):
            return key
        limits.wrong(address, key)
    return None


def is_one_of(given: bytes, keys: Iterable[str]) -> bool:
    """Constant time over all keys: timing tells neither which one is near nor how long it is."""
    digest = sha256(given).digest()
    found = False
    for key in keys:
        found |= hmac.compare_digest(digest, sha256(key.encode()).digest())
    return found


def bearer(request: Request) -> bytes:
    """The key in ``Authorization``, b"" without one; a proxy's own password isn't taken for one."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip().encode("latin-1") if scheme.lower() == "bearer" else b""


def _admin_keys(settings: Settings) -> list[str]:
    return [] if settings.admin_key is None else [settings.admin_key.get_secret_value()]


def _headers(request: Request) -> tuple[bytes, bytes]:
    return _bytes(request, "X-API-Key"), _bytes(request, "X-Admin-Key")


def _bytes(request: Request, name: str) -> bytes:
    """A header as it came: they are decoded as Latin-1 on the way."""
    return request.headers.get(name, "").strip().encode("latin-1")

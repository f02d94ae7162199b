"""What routes share: the library, the settings, and the gate before changes."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Header, Request

from api.http.errors import ApiProblem
from api.http.stage import Stage
from api.metrics import Metrics
from api.settings import Settings
from retriever.library import Library


def _stage(request: Request) -> Stage:
    stage: Stage = request.app.state.stage
    return stage


async def _library(request: Request) -> Library:
    return await _stage(request).library()


def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


LibraryDep = Annotated[Library, Depends(_library)]
SettingsDep = Annotated[Settings, Depends(_settings)]
StageDep = Annotated[Stage, Depends(_stage)]
MetricsDep = Annotated[Metrics, Depends(_metrics)]


def require_admin(
    settings: SettingsDep, key: Annotated[str, Header(alias="X-Admin-Key")] = ""
) -> None:
    """Raises unless the request carries the admin key; without one set, nobody may pass."""
    if settings.admin_key is None:
        raise ApiProblem(
            403,
            "admin-key-unset",
            "ยังไม่เปิดให้เปลี่ยนแผนผ่านเว็บ กรุณาตั้งค่า HRPLAN_ADMIN_KEY",
            "changing plans over HTTP is off; set HRPLAN_ADMIN_KEY",
        )
    # Constant time, so that timing tells nothing of the key; headers arrive decoded as Latin-1.
    expected = settings.admin_key.get_secret_value().encode()
    if not hmac.compare_digest(key.encode("latin-1"), expected):
        raise ApiProblem(
            401,
            "admin-key-wrong",
            "ต้องใช้กุญแจผู้ดูแลที่ถูกต้องในส่วนหัว X-Admin-Key",
            "a valid X-Admin-Key header is needed",
        )

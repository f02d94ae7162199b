"""The webhook of the LINE bot: signed bodies in, kept and answered in the background."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Request
from fastapi.concurrency import run_in_threadpool

from api.http.context import SettingsDep, StageDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.http.stage import OPENING_SECONDS
from api.line.signature import is_signed
from api.schemas import Health
from retriever.library import Library

if TYPE_CHECKING:
    from api.line.bot import Bot

router = APIRouter(tags=["line"], responses=problems(400, 404, 413, 503))

# Read past the framework, which would parse a body before it is known to be LINE's.
_TEXT = {"type": "string"}
_EVENT = {"type": "object", "properties": {"type": _TEXT, "webhookEventId": _TEXT}}
_SCHEMA = {
    "type": "object",
    "required": ["events"],
    "properties": {"destination": _TEXT, "events": {"type": "array", "items": _EVENT}},
}
_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": _SCHEMA}}}}


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """While the application runs, the bot does, from when the library is open."""
    settings = app.state.settings
    if settings.line_channel_secret is None:
        yield
        return
    library = asyncio.create_task(app.state.stage.opened())
    opening = app.state.line = asyncio.create_task(_opened(app, library))
    try:
        yield
    finally:
        # A bot that is being opened is waited for, so that it can be closed.
        library.cancel()
        with suppress(asyncio.CancelledError):
            bot = await opening
            await asyncio.to_thread(bot.close, settings.stop_seconds)


async def _opened(app: FastAPI, library: asyncio.Task[Library]) -> Bot:
    return await asyncio.to_thread(_open, app, await library)


def _open(app: FastAPI, library: Library) -> Bot:
    # The SDK takes a second to load: only who has a bot pays for it.
    from api.line.bot import Bot

    state = app.state
    return Bot.opened(state.settings, library, state.writer, state.metrics)


@router.post("/line/webhook", summary="เหตุการณ์จาก LINE / events from LINE", openapi_extra=_BODY)
async def webhook(
    request: Request,
    settings: SettingsDep,
    stage: StageDep,
    x_line_signature: Annotated[str, Header()] = "",
) -> Health:
    """Nothing of a body is looked at before its signature is found right. The answer comes once
    the events are kept, and before they are answered."""
    if settings.line_channel_secret is None:
        raise ApiProblem(
            404,
            "line-not-configured",
            "ยังไม่ได้เปิดใช้ LINE กรุณาตั้งค่า HRPLAN_LINE_CHANNEL_SECRET",
            "there is no LINE bot; set HRPLAN_LINE_CHANNEL_SECRET",
        )
    body = await request.body()
    if not is_signed(body, x_line_signature, settings.line_channel_secret.get_secret_value()):
        raise ApiProblem(
            400,
            "line-signature",
            "ลายเซ็นของ LINE ไม่ถูกต้อง กรุณาตรวจ HRPLAN_LINE_CHANNEL_SECRET",
            "the signature is not LINE's; check HRPLAN_LINE_CHANNEL_SECRET",
        )
    events = _events(body)
    opening: asyncio.Task[Bot] | None = getattr(request.app.state, "line", None)
    if opening is None:
        raise stage.problem()
    try:
        bot = await asyncio.wait_for(asyncio.shield(opening), OPENING_SECONDS)
    except TimeoutError:
        raise stage.problem() from None
    await run_in_threadpool(bot.accept, events)
    return Health(status="ok")


def _events(body: bytes) -> list[dict[str, Any]]:
    """Those of a body as LINE sends it; ApiProblem (400) for another."""
    # RecursionError: brackets in brackets, thousands deep.
    with suppress(ValueError, RecursionError):
        events = json.loads(body)
        events = events.get("events") if isinstance(events, dict) else None
        if isinstance(events, list) and all(isinstance(event, dict) for event in events):
            return events
    raise ApiProblem(
        400,
        "line-body",
        "ข้อมูลไม่ใช่เหตุการณ์ของ LINE",
        "the body holds no events of LINE's",
    )

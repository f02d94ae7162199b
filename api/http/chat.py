"""Questions and answers, whole or streamed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.conversation import turn
from api.http.access import READER, ReaderRoute
from api.http.bodies import ChatBody
from api.http.context import LibraryDep, MetricsDep, SettingsDep, WriterDep
from api.http.contract import problems
from api.http.errors import internal_problem
from api.http.stream import events
from api.messages import checked_message
from api.schemas import ChatResponse
from api.writing.answering import whole

log = logging.getLogger(__name__)
router = APIRouter(
    tags=["chat"],
    route_class=ReaderRoute,
    dependencies=READER,
    responses=problems(400, 401, 413, 422, 429, 503),
)


def _message(request: ChatBody, settings: SettingsDep) -> str:
    return checked_message(request.message, settings.max_question_chars)


MessageDep = Annotated[str, Depends(_message)]


@router.post("/chat", summary="ถามหนึ่งคำถาม / ask a question")
def chat(
    request: ChatBody,
    message: MessageDep,
    library: LibraryDep,
    writer: WriterDep,
    metrics: MetricsDep,
) -> ChatResponse:
    with metrics.answering("chat") as answered:
        response = whole(turn(request, message, library, writer))
        answered(response)
    return response


@router.post(
    "/chat/stream",
    summary="ถามและรับคำตอบทีละประโยค / the same as server-sent events",
    response_class=EventSourceResponse,
)
def chat_stream(
    request: ChatBody,
    message: MessageDep,
    library: LibraryDep,
    writer: WriterDep,
    metrics: MetricsDep,
) -> Iterator[ServerSentEvent]:
    # The status line is out before the first event: an error can only be told as one.
    try:
        with metrics.answering("stream") as answered:
            answered((yield from events(turn(request, message, library, writer))))
    except Exception:
        log.exception("unforeseen error while streaming an answer")
        yield ServerSentEvent(event="error", data=internal_problem())

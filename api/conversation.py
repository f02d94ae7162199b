"""A turn of a conversation: what was said before, the answer, and what is kept of it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING
from uuid import uuid4

from api.answering import Answer, Ask
from api.schemas import ChatRequest, ChatResponse, Citation, Profile, Writing
from api.views import fact_view
from api.writing.answering import answering
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.composing import Piece
    from api.writing.model_writer import ModelWriter


def turn(
    request: ChatRequest, message: str, library: Library, writer: ModelWriter | None
) -> Generator[Piece, None, ChatResponse]:
    """Answers ``message`` (already checked) in its session, which is begun where none is named.

    Gives the pieces of a chat model's answer as they pass the check, none of a default answer.
    """
    session_id = request.session_id or uuid4().hex
    session = library.session(session_id)
    profile = request.profile or Profile.model_validate(session.profile)
    ask = Ask(
        message=message,
        profile_organization=profile.organization or None,
        profile_position=profile.position or None,
        organization=request.organization or None,
        fiscal_year=request.fiscal_year,
        history=tuple(turn["text"] for turn in session.messages if turn["by"] == "person"),
    )
    said = yield from answering(ask, library, writer)
    known = profile.model_dump(exclude_none=True)
    library.append_messages(
        session_id,
        {"by": "person", "text": message},
        {"by": "hrplan", "text": said.text},
        profile=known,
    )
    return response(said, session_id)


def response(said: Answer, session_id: str) -> ChatResponse:
    return ChatResponse(
        answer=said.text,
        answerable=said.answerable,
        needs=said.needs,
        citations=[Citation.model_validate(citation) for citation in said.citations],
        facts=[fact_view(fact) for fact in said.facts],
        suggestions=list(said.suggestions),
        mode=said.mode,
        session_id=session_id,
        writing=Writing.model_validate(said.writing) if said.writing else None,
    )

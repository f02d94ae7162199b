"""An answer cut for streaming: sentence by sentence, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from fastapi.sse import ServerSentEvent

from api.schemas import ChatResponse, Citation, Token

if TYPE_CHECKING:
    from api.writing.composing import Piece

# Thai has no full stop: a sentence of an answer ends with its citation marks or its line.
_PIECE = re.compile(r".+?(?:\n+|(?:\[\d+\])+[ \t]*\n*|\Z)", re.DOTALL)
_MARK = re.compile(r"\[(\d+)\]")


def pieces(text: str) -> list[str]:
    """The text's sentences; joined they are the text.

    >>> pieces("ใช้ 5,000 บาท [1] เดือนมีนาคม [2]")
    ['ใช้ 5,000 บาท [1] ', 'เดือนมีนาคม [2]']
    """
    return _PIECE.findall(text)


def events(
    turn: Generator[Piece, None, ChatResponse],
) -> Generator[ServerSentEvent, None, ChatResponse]:
    """Tokens, each citation after the first sentence that leans on it, then the whole response,
    which is returned, too. What a chat model writes comes as it passes the check."""
    response = yield from _written(turn)
    if response.mode != "llm":
        yield from _cut(response)
    yield ServerSentEvent(event="done", data=response)
    return response


def _written(
    turn: Generator[Piece, None, ChatResponse],
) -> Generator[ServerSentEvent, None, ChatResponse]:
    while True:
        try:
            piece = next(turn)
        except StopIteration as end:
            response: ChatResponse = end.value
            return response
        yield ServerSentEvent(event="token", data=Token(text=piece.text))
        for citation in piece.citations:
            yield ServerSentEvent(event="citation", data=Citation.model_validate(citation))


def _cut(response: ChatResponse) -> Iterator[ServerSentEvent]:
    waiting = {citation.id: citation for citation in response.citations}
    for piece in pieces(response.answer):
        yield ServerSentEvent(event="token", data=Token(text=piece))
        for mark in _MARK.findall(piece):
            citation = waiting.pop(int(mark), None)
            if citation is not None:
                yield ServerSentEvent(event="citation", data=citation)
    for citation in waiting.values():
        yield ServerSentEvent(event="citation", data=citation)

"""An answer with a chat model where one is set, without where none is."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, TypeVar

from api.answering import Answer, Ask, Considered, consider
from api.writing.rewording import asks_the_same
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.composing import Piece
    from api.writing.model_writer import ModelWriter

Result = TypeVar("Result")


def answering(
    ask: Ask, library: Library, writer: ModelWriter | None
) -> Generator[Piece, None, Answer]:
    """Gives the pieces of a model's answer as they pass the check, and returns the answer.

    The default answer gives none: it is whole at once.
    """
    considered = consider(ask, library)
    # What cites nothing stands; a follow-up may have been refused for its wording.
    if writer is None or not (considered.answer.citations or ask.history):
        return considered.answer
    deadline = writer.deadline()
    considered = _understood(ask, considered, library, writer, deadline)
    return (yield from writer.write(ask, considered, deadline))


def whole(pieces: Generator[Piece, None, Result]) -> Result:
    """What the pieces end in, for who waits for all of them."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            result: Result = end.value
            return result


def _understood(
    ask: Ask, considered: Considered, library: Library, writer: ModelWriter, deadline: float
) -> Considered:
    """A follow-up that wasn't understood, as the model words it: if that asks the same."""
    answer, query = considered.answer, considered.query
    if not ask.history or answer.answerable or answer.needs or query is None:
        return considered
    again = writer.rewrite(ask, deadline)
    if again is None:
        return considered
    anew = consider(again, library)
    if not anew.answer.answerable or anew.query is None:
        return considered
    return anew if asks_the_same(ask, query, anew.query, considered.known) else considered

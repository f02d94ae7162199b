"""An answer as LINE messages."""

from __future__ import annotations

from api.line.messages.labels import chips
from api.line.messages.limits import MESSAGES, TEXT_UNITS
from api.line.messages.model import Message
from api.line.messages.texts import brief_marks, clean, split, text_message, with_quick_replies
from api.schemas import ChatResponse


def answer_messages(response: ChatResponse, public_url: str | None) -> list[Message]:
    """At most five messages, the shortest first. ``public_url`` is the address of our page, which
    buttons open; without it there are none."""
    texts = split(brief_marks(clean(response.answer)), TEXT_UNITS)[:MESSAGES]
    messages = [text_message(text) for text in texts]
    return [*messages[:-1], with_quick_replies(messages[-1], chips(response.suggestions))]

"""What the bot says, as LINE's JSON: pure functions that keep LINE's limits, and send nothing."""

from api.line.messages.answers import answer_messages
from api.line.messages.model import Message, QuickReply
from api.line.messages.talk import (
    ask_organization,
    ask_position,
    drafting_message,
    greeting_messages,
    waiting_message,
)
from api.line.messages.texts import text_message

__all__ = [
    "Message",
    "QuickReply",
    "answer_messages",
    "ask_organization",
    "ask_position",
    "drafting_message",
    "greeting_messages",
    "text_message",
    "waiting_message",
]

"""Short labels of choices, each telling what it sends."""

from __future__ import annotations

from collections.abc import Sequence

from api.line.messages.model import QuickReply
from api.line.messages.texts import clean


def chips(choices: Sequence[str]) -> list[QuickReply]:
    """A chip for each choice; it sends the whole of it."""
    return [QuickReply(choice, choice) for choice in dict.fromkeys(map(clean, choices)) if choice]

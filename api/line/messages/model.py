"""A message as LINE's JSON has it, and what a person can answer with a tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# As it goes over the wire. ``linebot.v3.messaging.Message.from_dict`` makes the SDK's model of it.
Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A chip below the newest message. It sends ``text`` as the person's own words; or, where
    ``data`` is set, a postback with it and ``text`` is merely shown."""

    label: str
    text: str
    data: str | None = None

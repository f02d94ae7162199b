"""What LINE sends, as values: who wrote where, and what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from linebot.v3.webhooks import (
    Event,
    FollowEvent,
    JoinEvent,
    MessageEvent,
    PostbackEvent,
    TextMessageContent,
    UnfollowEvent,
    UnsendEvent,
)

Kind: TypeAlias = Literal[
    "text", "other_message", "postback", "follow", "unfollow", "join", "unsend", "ignored"
]

# So a group calls the bot where it can't be mentioned.
PREFIX = "ถามแผน"
_PREFIX = re.compile(rf"\s*(?:@|/)?\s*{PREFIX}(?:\s*[:,]\s*|\s+|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """An event. ``chat`` is where the answer goes, a person's, a group's or a room's id; ``user``
    is who wrote, "" where LINE doesn't tell. In groups ``text`` is without what called the bot,
    and ``addressed`` says whether it was called."""

    kind: Kind
    chat: str = ""
    user: str = ""
    direct: bool = True
    reply_token: str = ""
    text: str = ""
    addressed: bool = True


def read_event(payload: dict[str, Any]) -> Said:
    """The event; one that is of no interest, or of a kind that isn't known, is ``ignored``."""
    try:
        event = Event.from_dict(payload)
    except ValueError:
        return Said("ignored")
    source = getattr(event, "source", None)
    if source is None or getattr(event, "mode", None) == "standby":
        return Said("ignored")
    user = getattr(source, "user_id", None) or ""
    group = getattr(source, "group_id", None) or getattr(source, "room_id", None)
    kind, text, addressed = _content(event, direct=group is None)
    return Said(
        kind=kind,
        chat=group or user,
        user=user,
        direct=group is None,
        reply_token=getattr(event, "reply_token", None) or "",
        text=text,
        addressed=addressed,
    )


def _content(event: Event, *, direct: bool) -> tuple[Kind, str, bool]:
    """Kind, text, and whether the bot is meant."""
    if isinstance(event, MessageEvent):
        if not isinstance(event.message, TextMessageContent):
            return "other_message", "", direct
        if direct:
            return "text", event.message.text, True
        return "text", *_called(event.message)
    if isinstance(event, PostbackEvent):
        return "postback", event.postback.data, True
    simple: dict[type[Event], Kind] = {
        FollowEvent: "follow",
        UnfollowEvent: "unfollow",
        JoinEvent: "join",
        UnsendEvent: "unsend",
    }
    return simple.get(type(event), "ignored"), "", True


def _called(message: TextMessageContent) -> tuple[str, bool]:
    """The text of a group's message without the mention or the prefix that called the bot."""
    mentionees = message.mention.mentionees if message.mention else []
    own = [each for each in mentionees if getattr(each, "is_self", None)]
    if not own:
        prefix = _PREFIX.match(message.text)
        return (message.text[prefix.end() :], True) if prefix else (message.text, False)
    # Places are counted in UTF-16 units.
    encoded = message.text.encode("utf-16-le", "surrogatepass")
    for each in sorted(own, key=lambda each: -each.index):
        start, end = 2 * each.index, 2 * (each.index + each.length)
        encoded = encoded[:start] + encoded[end:]
    return encoded.decode("utf-16-le", "ignore").strip(), True

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

from ingest.text.segment import words

Kind: TypeAlias = Literal[
    "text", "other_message", "postback", "follow", "unfollow", "join", "unsend", "ignored"
]

# So a group calls the bot where it can't be mentioned.
PREFIX = "ถามแผน"
_PREFIX = re.compile(rf"\s*[@/]?\s*({PREFIX})")
_LOOKED_AT = 60  # letters, enough to see where a word ends
# What may follow it, and is no part of what is asked: "ถามแผน: …", "ถามแผนครับ …".
_AFTER_PREFIX = re.compile(
    r"^(?:(?:หน่อย|นะ+|คร?[ัา้๊]{1,3}[บชผ]+|ค[่้๊]?[ะา]+|จ[้๊][ะา]+)+(?![ก-๙])|[\s:,])*"
)


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
        text, addressed = _said(event.message, direct=direct)
        if direct and event.message.emojis and not text:
            return "other_message", "", True
        return "text", text, addressed
    if isinstance(event, PostbackEvent):
        return "postback", event.postback.data, True
    simple: dict[type[Event], Kind] = {
        FollowEvent: "follow",
        UnfollowEvent: "unfollow",
        JoinEvent: "join",
        UnsendEvent: "unsend",
    }
    return simple.get(type(event), "ignored"), "", True


def _said(message: TextMessageContent, *, direct: bool) -> tuple[str, bool]:
    """The text without LINE's emojis, which stand in it as "(brown)", and in a group without the
    mention or the prefix that called the bot; and whether it was called."""
    mentionees = message.mention.mentionees if message.mention and not direct else []
    own = [each for each in mentionees if getattr(each, "is_self", None)]
    # Places are counted in UTF-16 units.
    encoded = message.text.encode("utf-16-le", "surrogatepass")
    for each in sorted([*own, *(message.emojis or ())], key=lambda each: -each.index):
        start, end = 2 * each.index, 2 * (each.index + each.length)
        encoded = encoded[:start] + " ".encode("utf-16-le") + encoded[end:]
    text = encoded.decode("utf-16-le", "surrogatepass").strip()
    if direct or own:
        return text, True
    called = _called(text)
    return (text, False) if called is None else (called, True)


def _called(text: str) -> str | None:
    """What follows the prefix: ``ถามแผนมีอบรมไหม`` begins with it, ``ถามแผนกคลัง`` doesn't."""
    prefix = _PREFIX.match(text)
    if not prefix:
        return None
    at = 0
    # A word ends where the prefix does.
    for word in words(text[prefix.start(1) :][:_LOOKED_AT]):
        at += len(word)
        if at >= len(PREFIX):
            break
    return _AFTER_PREFIX.sub("", text[prefix.end() :], 1) if at == len(PREFIX) else None

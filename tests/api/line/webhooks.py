"""Webhook bodies as LINE sends them, signed, each event type."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from itertools import count
from typing import Any

SECRET = "channel-secret-of-tests"
BOT = f"U{0:032x}"
_numbers = count(1)

Event = dict[str, Any]


def user_id(number: int = 1) -> str:
    return f"U{number:032x}"


def group_id(number: int = 1) -> str:
    return f"C{number:032x}"


def person(number: int = 1) -> Event:
    return {"type": "user", "userId": user_id(number)}


def group(number: int = 1, writer: int | None = 1) -> Event:
    source = {"type": "group", "groupId": group_id(number)}
    return source if writer is None else {**source, "userId": user_id(writer)}


def event(kind: str, source: Event, token: str | None = None, **more: Any) -> Event:
    """As documented; LINE numbers events with ULIDs."""
    common: Event = {
        "type": kind,
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": source,
        "webhookEventId": f"01{next(_numbers):024d}",
        "deliveryContext": {"isRedelivery": False},
    }
    return common | ({"replyToken": token} if token else {}) | more


def text(words: str, token: str, source: Event | None = None, **more: Any) -> Event:
    message = {"id": str(next(_numbers)), "type": "text", "text": words, "quoteToken": "q", **more}
    return event("message", source or person(), token, message=message)


def mention(words: str, at: int, length: int, *, own: bool) -> Event:
    """What ``text`` takes as ``mention``; ``at`` and ``length`` in UTF-16 units."""
    found = {"index": at, "length": length, "type": "user", "isSelf": own}
    return {"mentionees": [{**found, "userId": BOT if own else user_id(9)}]}


def other(kind: str, token: str, source: Event | None = None) -> Event:
    """A message that is no text."""
    provider = {"type": "line"}
    contents: dict[str, Event] = {
        "sticker": {
            "packageId": "1",
            "stickerId": "1",
            "stickerResourceType": "STATIC",
            "quoteToken": "q",
        },
        "image": {"contentProvider": provider, "quoteToken": "q"},
        "video": {"contentProvider": provider, "duration": 1000, "quoteToken": "q"},
        "audio": {"contentProvider": provider, "duration": 1000},
        "file": {"fileName": "plan.pdf", "fileSize": 2138},
        "location": {"address": "ถนนสมมุติ", "latitude": 16.4, "longitude": 103.5},
    }
    message = {"id": str(next(_numbers)), "type": kind, **contents[kind]}
    return event("message", source or person(), token, message=message)


def postback(data: str, token: str, source: Event | None = None) -> Event:
    return event("postback", source or person(), token, postback={"data": data})


def redelivered(before: Event) -> Event:
    return {**before, "deliveryContext": {"isRedelivery": True}}


def body_of(*events: Event) -> bytes:
    return json.dumps({"destination": BOT, "events": events}, ensure_ascii=False).encode()


def signature(body: bytes, secret: str = SECRET) -> str:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()

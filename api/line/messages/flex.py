"""Pieces of Flex messages: https://developers.line.biz/en/docs/messaging-api/flex-message-elements/.

A LINE chat is light or dark, a bubble is white in both: colours are the page's light ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from api.line.messages.limits import ALT_UNITS, BUBBLE_BYTES, BUBBLES, CAROUSEL_BYTES
from api.line.messages.model import Message
from api.line.messages.texts import clean, label_of, shortened

Part = dict[str, Any]

ACCENT = "#0f6466"
INK = "#18232a"
SOFT = "#53626b"
WARNING = "#8a5a00"
ROW = {"backgroundColor": "#eef4f3", "cornerRadius": "md", "paddingAll": "8px"}


def text(said: str, **style: Any) -> Part:
    """A wrapped text; "-" where there is nothing to say, since LINE takes no empty one."""
    plain = {"type": "text", "wrap": True, "size": "sm", "color": INK}
    return {**plain, "text": clean(said).strip() or "-", **style}


def column(parts: Iterable[Part], **style: Any) -> Part:
    return {"type": "box", "layout": "vertical", "contents": list(parts), **style}


def field(label: str, value: str, **style: Any) -> Part:
    """A label and its value beside it."""
    cells = [text(label, color=SOFT, flex=1), text(value, flex=2, **style)]
    return {"type": "box", "layout": "horizontal", "contents": cells, "spacing": "sm"}


def line_above(margin: str = "md") -> Part:
    return {"type": "separator", "margin": margin, "color": "#dce2e1"}


def opens(uri: str, label: str) -> Part:
    return {"type": "uri", "label": label_of(label), "uri": uri}


def says(asked: str, label: str) -> Part:
    """A tap that sends ``asked`` as the person's own words."""
    return {"type": "message", "label": label_of(label), "text": asked}


def tappable(said: str, action: Part) -> Part:
    """A row that shows where a tap is possible."""
    row = column([text(f"{said} ›", color=ACCENT)], **ROW)
    return {**row, "action": action}


def link_button(label: str, uri: str) -> Part:
    return {"type": "button", "style": "link", "height": "sm", "action": opens(uri, label)}


def bubble(
    body: Iterable[Part], *, size: str, title: str = "", footer: Sequence[Part] = ()
) -> Part:
    """A card: ``title`` on the accent colour, the body, and what can be tapped."""
    made: Part = {"type": "bubble", "size": size}
    if title:
        heading = text(title, color="#ffffff", weight="bold")
        made["header"] = column([heading], backgroundColor=ACCENT, paddingAll="12px")
    made["body"] = column(body, spacing="sm", paddingAll="14px")
    if footer:
        made["footer"] = column(footer, paddingAll="4px")
    return made


def fits(made: Part) -> bool:
    return size_of(made) <= BUBBLE_BYTES


def size_of(made: Part) -> int:
    """Bytes of its JSON, in UTF-8 with the spaces that some writers of JSON put."""
    return len(json.dumps(made, ensure_ascii=False).encode())


def shown_texts(made: Part) -> list[str]:
    """What a person reads on it, top to bottom."""
    if made.get("type") == "text":
        return [made["text"]]
    within = [made[block] for block in ("header", "body", "footer") if block in made]
    return [said for part in [*within, *made.get("contents", ())] for said in shown_texts(part)]


def flex_message(alt: str, bubbles: Sequence[Part]) -> tuple[Message, int]:
    """A message with as many of the bubbles, all of one size, as fit; and how many these are. The
    first must fit."""
    taken = 1
    for taken in range(min(len(bubbles), BUBBLES), 0, -1):
        if size_of({"type": "carousel", "contents": list(bubbles[:taken])}) <= CAROUSEL_BYTES:
            break
    contents = {"type": "carousel", "contents": list(bubbles[:taken])}
    contents = bubbles[0] if taken == 1 else contents
    shown = shortened(clean(alt).strip(), ALT_UNITS)
    return {"type": "flex", "altText": shown, "contents": contents}, taken

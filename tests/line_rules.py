"""What LINE's documentation says a message is: structure, limits, and how lengths are counted.

Written from https://developers.line.biz/en/reference/messaging-api/ and, for lengths,
https://developers.line.biz/en/docs/messaging-api/text-character-count/; where two editions of it
differ, the stricter holds. It shares nothing with what builds the bot's messages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import regex

Complaint = dict[str, str]  # as LINE's error details: "message" and "property"

_SIZES = {"xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"}
_GAPS = {"none", "xs", "sm", "md", "lg", "xl", "xxl"}
_BUBBLE_SIZES = {"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"}
_PIXELS = re.compile(r"\d+(\.\d+)?px")
_LENGTH = re.compile(r"\d+(\.\d+)?(px|%)")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")


def complaints(messages: Any) -> list[Complaint]:
    """Why LINE would refuse them in one reply or push; none where it takes them."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        return [_complaint("messages", "Size must be between 1 and 5")]
    return [
        each for n, message in enumerate(messages) for each in _message(message, f"messages[{n}]")
    ]


def utf16(text: str) -> int:
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)


def letters(text: str) -> int:
    """Grapheme clusters of UAX 29."""
    return len(regex.findall(r"\X", text))


def _complaint(where: str, what: str) -> Complaint:
    return {"property": where, "message": what}


def _message(message: Any, at: str) -> Iterator[Complaint]:
    if not isinstance(message, dict):
        yield _complaint(at, "must be an object")
        return
    kind = message.get("type")
    if kind == "text":
        yield from _keys(message, at, {"type", "text"}, {"quickReply", "quoteToken", "emojis"})
        yield from _text(message.get("text"), f"{at}.text", 5000)
    elif kind == "flex":
        yield from _keys(message, at, {"type", "altText", "contents"}, {"quickReply"})
        yield from _text(message.get("altText"), f"{at}.altText", 400)
        yield from _container(message.get("contents"), f"{at}.contents")
    else:
        yield _complaint(f"{at}.type", f"unknown type {kind!r}")
    if "quickReply" in message:
        yield from _quick_reply(message["quickReply"], f"{at}.quickReply")


def _keys(
    value: dict[str, Any], at: str, needed: set[str], others: set[str]
) -> Iterator[Complaint]:
    for name in sorted(needed - value.keys()):
        yield _complaint(f"{at}.{name}", "must be specified")
    for name in sorted(value.keys() - needed - others):
        yield _complaint(f"{at}.{name}", "unknown field")


def _text(
    text: Any, at: str, most: int | None = None, count: Callable[[str], int] = utf16
) -> Iterator[Complaint]:
    if not isinstance(text, str) or not text.strip():
        yield _complaint(at, "May not be empty")
        return
    if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        yield _complaint(at, "not a Unicode text")
    if most is not None and count(text) > most:
        yield _complaint(at, f"Length must be between 0 and {most}")


def _quick_reply(value: Any, at: str) -> Iterator[Complaint]:
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= 13:
        yield _complaint(f"{at}.items", "Size must be between 1 and 13")
        return
    for n, item in enumerate(items):
        here = f"{at}.items[{n}]"
        yield from _keys(item, here, {"type", "action"}, {"imageUrl"})
        if item.get("type") != "action":
            yield _complaint(f"{here}.type", "must be action")
        yield from _action(item.get("action"), f"{here}.action", labelled=True)
        action = item.get("action") or {}
        if action.get("type") == "postback" and not action.get("displayText"):
            yield _complaint(f"{here}.action.displayText", "must be specified")


_ACTIONS: dict[str, tuple[set[str], set[str]]] = {
    "message": ({"type", "text"}, {"label"}),
    "uri": ({"type", "uri"}, {"label", "altUri"}),
    "postback": ({"type", "data"}, {"label", "displayText", "inputOption", "fillInText"}),
}


def _action(value: Any, at: str, labelled: bool) -> Iterator[Complaint]:
    if not isinstance(value, dict) or value.get("type") not in _ACTIONS:
        yield _complaint(f"{at}.type", "unknown action")
        return
    needed, others = _ACTIONS[value["type"]]
    yield from _keys(value, at, needed | ({"label"} if labelled else set()), others)
    for name, most, count in (
        ("label", 20, letters),
        ("text", 300, letters),
        ("displayText", 300, letters),
        ("data", 300, utf16),
    ):
        if name in value:
            yield from _text(value[name], f"{at}.{name}", most, count)
    if "uri" in value:
        yield from _uri(value["uri"], f"{at}.uri")


def _uri(uri: Any, at: str) -> Iterator[Complaint]:
    yield from _text(uri, at, 1000)
    if not isinstance(uri, str):
        return
    if urlsplit(uri).scheme not in {"http", "https", "line", "tel"}:
        yield _complaint(at, "invalid uri scheme")
    if not uri.isascii() or re.search(r"[\s\"<>\\^`{|}]", uri):
        yield _complaint(at, "invalid uri: not percent-encoded")


def _bytes(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _container(value: Any, at: str) -> Iterator[Complaint]:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "bubble":
        yield from _bubble(value, at)
    elif kind == "carousel":
        yield from _keys(value, at, {"type", "contents"}, set())
        bubbles = value.get("contents")
        if not isinstance(bubbles, list) or not 1 <= len(bubbles) <= 12:
            yield _complaint(f"{at}.contents", "Size must be between 1 and 12")
            return
        if len({bubble.get("size", "mega") for bubble in bubbles}) > 1:
            yield _complaint(f"{at}.contents", "bubbles of different widths")
        if _bytes(value) > 50_000:
            yield _complaint(at, "carousel larger than 50 KB")
        for n, bubble in enumerate(bubbles):
            yield from _bubble(bubble, f"{at}.contents[{n}]")
    else:
        yield _complaint(f"{at}.type", "must be bubble or carousel")


def _bubble(value: Any, at: str) -> Iterator[Complaint]:
    blocks = {"header", "hero", "body", "footer"}
    yield from _keys(value, at, {"type"}, blocks | {"size", "direction", "styles", "action"})
    if value.get("type") != "bubble" or not blocks & value.keys():
        yield _complaint(at, "a bubble needs a block")
    if value.get("size", "mega") not in _BUBBLE_SIZES:
        yield _complaint(f"{at}.size", "unknown size")
    if _bytes(value) > 30_000:
        yield _complaint(at, "bubble larger than 30 KB")
    for block in sorted(blocks & value.keys()):
        if block != "hero" and value[block].get("type") != "box":
            yield _complaint(f"{at}.{block}", "must be a box")
        yield from _component(value[block], f"{at}.{block}")
    if "action" in value:
        yield from _action(value["action"], f"{at}.action", labelled=False)


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: value in allowed


def _gap(value: Any) -> bool:
    return isinstance(value, str) and (value in _GAPS or bool(_PIXELS.fullmatch(value)))


def _padding(value: Any) -> bool:
    return isinstance(value, str) and (value in _GAPS or bool(_LENGTH.fullmatch(value)))


def _length(value: Any) -> bool:
    return isinstance(value, str) and bool(_LENGTH.fullmatch(value))


def _font(value: Any) -> bool:
    return isinstance(value, str) and (value in _SIZES or bool(_PIXELS.fullmatch(value)))


def _color(value: Any) -> bool:
    return isinstance(value, str) and bool(_COLOR.fullmatch(value))


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


_PLACED = {
    "flex": _count,
    "margin": _gap,
    "position": _one_of("relative", "absolute"),
    "offsetTop": _padding,
    "offsetStart": _padding,
    "offsetEnd": _padding,
    "offsetBottom": _padding,
}
_PROPERTIES: dict[str, dict[str, Callable[[Any], bool]]] = {
    "box": {
        **_PLACED,
        "layout": _one_of("horizontal", "vertical", "baseline"),
        "spacing": _gap,
        "backgroundColor": _color,
        "borderColor": _color,
        "borderWidth": lambda v: (
            v in {"none", "light", "normal", "medium", "semi-bold", "bold"} or _gap(v)
        ),
        "cornerRadius": _gap,
        "width": _length,
        "maxWidth": _length,
        "height": _length,
        "maxHeight": _length,
        **{f"padding{side}": _padding for side in ("All", "Top", "Bottom", "Start", "End")},
        "justifyContent": _one_of(
            "flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly"
        ),
        "alignItems": _one_of("flex-start", "center", "flex-end"),
    },
    "text": {
        **_PLACED,
        "size": _font,
        "color": _color,
        "weight": _one_of("regular", "bold"),
        "style": _one_of("normal", "italic"),
        "decoration": _one_of("none", "underline", "line-through"),
        "align": _one_of("start", "end", "center"),
        "gravity": _one_of("top", "bottom", "center"),
        "wrap": _flag,
        "maxLines": _count,
        "lineSpacing": lambda value: isinstance(value, str) and bool(_PIXELS.fullmatch(value)),
        "adjustMode": _one_of("shrink-to-fit"),
        "scaling": _flag,
    },
    "button": {
        **_PLACED,
        "height": _one_of("sm", "md"),
        "style": _one_of("primary", "secondary", "link"),
        "color": _color,
        "gravity": _one_of("top", "bottom", "center"),
        "adjustMode": _one_of("shrink-to-fit"),
        "scaling": _flag,
    },
    "separator": {"margin": _gap, "color": _color},
    "filler": {"flex": _count},
}
_NEEDED = {"box": {"layout", "contents"}, "text": {"text"}, "button": {"action"}}


def _component(value: Any, at: str) -> Iterator[Complaint]:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in _PROPERTIES:
        yield _complaint(f"{at}.type", f"unknown component {kind!r}")
        return
    rules, needed = _PROPERTIES[kind], _NEEDED.get(kind, set())
    optional = {"action"} if kind in {"box", "text"} else set()
    yield from _keys(value, at, {"type"} | needed, rules.keys() | optional)
    for name in rules.keys() & value.keys():
        if not rules[name](value[name]):
            yield _complaint(f"{at}.{name}", f"invalid value {value[name]!r}")
    if kind == "text":
        yield from _text(value.get("text"), f"{at}.text")
    if "action" in value:
        yield from _action(value["action"], f"{at}.action", labelled=kind == "button")
    if kind == "box":
        for n, child in enumerate(value.get("contents", ())):
            here = f"{at}.contents[{n}]"
            if value.get("layout") == "baseline" and child.get("type") not in {"text", "filler"}:
                yield _complaint(here, "no such component in a baseline box")
            yield from _component(child, here)

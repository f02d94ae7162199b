"""What LINE's documentation says a rich menu is:
https://developers.line.biz/en/reference/messaging-api/#rich-menu-object."""

from __future__ import annotations

from typing import Any

from tests.line_rules import complaints, letters


def menu_complaints(menu: dict[str, Any]) -> list[dict[str, str]]:
    """Of a rich menu: 800 to 2500 wide, at least 250 high, 1.45 times as wide as high or wider, at
    most 20 areas within it, a chat bar text of 14 letters and a name of 300."""
    width, height = (menu.get("size", {}).get(side, 0) for side in ("width", "height"))
    areas = menu.get("areas", [])
    rules = {
        "size": 800 <= width <= 2500 and height >= 250 and width >= 1.45 * height,
        "selected": isinstance(menu.get("selected"), bool),
        "name": 0 < letters(menu.get("name", "")) <= 300,
        "chatBarText": 0 < letters(menu.get("chatBarText", "")) <= 14,
        "areas": 0 < len(areas) <= 20 and all(_inside(a["bounds"], width, height) for a in areas),
    }
    actions = [area["action"] for area in areas]
    # An area's action obeys the rules of a tap on a bubble: its label may be left out.
    tapped = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": []}}
    found = [
        each
        for action in actions
        for each in complaints(
            [{"type": "flex", "altText": "-", "contents": {**tapped, "action": action}}]
        )
    ]
    return [
        {"property": name, "message": "invalid"} for name, kept in rules.items() if not kept
    ] + found


def _inside(bounds: dict[str, int], width: int, height: int) -> bool:
    x, y = bounds["x"], bounds["y"]
    fits = x + bounds["width"] <= width and y + bounds["height"] <= height
    return x >= 0 and y >= 0 and bounds["width"] > 0 and bounds["height"] > 0 and fits

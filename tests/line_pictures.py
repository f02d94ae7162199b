"""LINE messages drawn as a phone shows them, roughly: a chat in HTML for Chromium to photograph.

``python -m tests.line_pictures messages.json picture.png`` draws a list of messages.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

WIDTH = 390  # CSS pixels, a common phone
_FONT = {"xxs": 11, "xs": 13, "sm": 14, "md": 16, "lg": 19, "xl": 22, "xxl": 29}
_GAP = {"none": 0, "xs": 2, "sm": 4, "md": 8, "lg": 12, "xl": 16, "xxl": 20}
_BUBBLE = {"nano": 120, "micro": 160, "deca": 220, "hecto": 241, "kilo": 260, "mega": 300}
_STYLE = """
body { margin: 0; background: #8cabd8; font: 15px/1.45 "Noto Sans Thai", Sarabun, sans-serif;
  width: 390px; overflow-x: hidden }
.chat { padding: 12px; display: flex; flex-direction: column; gap: 8px; align-items: flex-start }
.said { background: #fff; border-radius: 18px; padding: 9px 13px; max-width: 290px;
  white-space: pre-wrap; overflow-wrap: anywhere }
.row { display: flex; gap: 8px; align-items: flex-start }
.bubble { background: #fff; border-radius: 14px; overflow: hidden; flex: none }
.box { display: flex; box-sizing: border-box; min-width: 0 }
.box > * { min-width: 0 }
.text { overflow-wrap: anywhere; line-height: 1.4 }
.button { text-align: center; padding: 8px; color: #42659a; font-size: 15px }
.primary { color: #fff; border-radius: 8px }
.chips { display: flex; flex-wrap: wrap; gap: 6px; padding: 0 12px 14px }
.chips span { background: #fffd; border: 1px solid #bbb; border-radius: 99px; padding: 4px 12px;
  font-size: 13px; white-space: nowrap }
"""


def page(messages: Iterable[dict[str, Any]]) -> str:
    """The chat as HTML."""
    shown = list(messages)
    chips = shown[-1].get("quickReply", {}).get("items", []) if shown else []
    labels = "".join(f"<span>{escape(chip['action']['label'])}</span>" for chip in chips)
    said = "".join(map(_message, shown))
    return (
        f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>"
        f'<div class="chat">{said}</div><div class="chips">{labels}</div>'
    )


def draw(messages: Iterable[dict[str, Any]], path: Path, width: int = WIDTH) -> None:
    """Needs Chromium on PATH; a ``width`` beyond the phone's shows what swiping brings."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page(viewport={"width": width, "height": 300}, device_scale_factor=1.5)
        tab.set_content(page(messages))
        tab.add_style_tag(content=f"body {{ width: {width}px }}")
        tab.screenshot(path=path, full_page=True)
        browser.close()


def _message(message: dict[str, Any]) -> str:
    if message["type"] == "text":
        return f'<div class="said">{escape(message["text"])}</div>'
    contents = message["contents"]
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    return f'<div class="row">{"".join(map(_bubble, bubbles))}</div>'


def _bubble(bubble: dict[str, Any]) -> str:
    blocks = []
    for name, padding in (("header", "20px"), ("hero", "0"), ("body", "20px"), ("footer", "10px")):
        if name in bubble:
            blocks.append(_component({"paddingAll": padding, **bubble[name]}, False))
    width = _BUBBLE[bubble.get("size", "mega")]
    return f'<div class="bubble" style="width:{width}px">{"".join(blocks)}</div>'


def _pixels(value: str) -> str:
    return f"{_GAP[value]}px" if value in _GAP else value


def _component(part: dict[str, Any], in_row: bool) -> str:
    kind = part["type"]
    style = (
        f"margin-{'left' if in_row else 'top'}:{_pixels(part['margin'])};"
        if "margin" in part
        else ""
    )
    if in_row:
        style += f"flex:{part.get('flex', 1)} 1 0;"
    if kind == "separator":
        return f'<div style="{style}border-top:1px solid {part.get("color", "#d4d6da")}"></div>'
    if kind == "text":
        return _text(part, style)
    if kind == "button":
        primary = part.get("style") == "primary"
        colour = part.get("color", "#17c950" if primary else "#42659a")
        style += f"background:{colour};" if primary else f"color:{colour};"
        label = escape(part["action"]["label"])
        return f'<div class="button {"primary" if primary else ""}" style="{style}">{label}</div>'
    return _box(part, style)


def _text(part: dict[str, Any], style: str) -> str:
    style += f"font-size:{_FONT[part.get('size', 'md')]}px;color:{part.get('color', '#111111')};"
    style += f"text-align:{part.get('align', 'start')};"
    if part.get("weight") == "bold":
        style += "font-weight:700;"
    if not part.get("wrap"):
        style += "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;"
    else:
        style += "white-space:pre-wrap;"
    if part.get("maxLines"):
        style += (
            f"display:-webkit-box;-webkit-line-clamp:{part['maxLines']};"
            "-webkit-box-orient:vertical;overflow:hidden;"
        )
    return f'<div class="text" style="{style}">{escape(part["text"])}</div>'


def _box(part: dict[str, Any], style: str) -> str:
    across = part["layout"] != "vertical"
    style += f"flex-direction:{'row' if across else 'column'};"
    style += f"gap:{_pixels(part.get('spacing', 'none'))};"
    if part["layout"] == "baseline":
        style += "align-items:baseline;"
    style += f"padding:{_pixels(part.get('paddingAll', 'none'))};"
    style += f"background:{part.get('backgroundColor', 'transparent')};"
    style += f"border-radius:{_pixels(part.get('cornerRadius', 'none'))};"
    inner = "".join(_component(child, across) for child in part["contents"])
    return f'<div class="box" style="{style}">{inner}</div>'


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    draw(json.loads(source.read_text(encoding="utf-8")), target)

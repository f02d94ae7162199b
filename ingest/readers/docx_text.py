"""The text of a Word paragraph, as a reader of the page sees it.

Insertions are kept and deletions dropped, hidden text and comments too; of a field its result;
a text box and a footnote follow the paragraph that they hang on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import nsmap, qn

from ingest.readers.docx_numbers import is_on
from ingest.readers.docx_styles import Styles

BREAK = "\f"  # a page or column break within the text of a paragraph

nsmap.setdefault("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
nsmap.setdefault("m", "http://schemas.openxmlformats.org/officeDocument/2006/math")
_UNSEEN = frozenset(
    map(
        qn,
        (
            "w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:sdtPr",
            "w:rt", "w:commentReference", "w:annotationRef",
        ),
    )
)  # fmt: skip
_PLAIN = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Ticks and crosses of the symbol fonts that offices use, by the low byte of their code.
_SYMBOLS = {
    "wingdings": {
        0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xA1: "○",
        0xDF: "←", 0xE0: "→", 0xE7: "←", 0xE8: "→", 0xEF: "←", 0xF0: "→", 0xF3: "↔",
        0x6C: "●", 0x6E: "■", 0xA7: "▪", 0x9F: "•", 0x76: "❖",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x4F: "✗", 0x51: "☒", 0xA3: "☐", 0x2A: "☐"},
    "wingdings 3": {0x66: "←", 0x67: "→", 0x74: "←", 0x75: "→"},
    "symbol": {0xB7: "•", 0xAC: "←", 0xAE: "→", 0xAB: "↔", 0xD6: "✓", 0xB4: "×", 0xB3: "≥",
               0xA3: "≤", 0x2D: "−"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐"},
}  # fmt: skip
_MANY = 5_000  # characters from which no symbol font run is looked at again


@dataclass
class Found:
    """What a paragraph shows: its text, and what hangs on it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def paragraph_of(element: Any, styles: Styles) -> Found:
    """Read a ``w:p`` element."""
    found = Found()
    # A stack and no recursion: a hostile file nests as deep as the parser lets it.
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            continue
        if tag == qn("w:r"):
            if not styles.is_hidden(child):
                stack.extend(reversed(child))
        elif tag == qn("mc:AlternateContent"):
            stack.extend(reversed(list(_chosen(child))))
        elif tag == qn("w:txbxContent"):
            found.boxes.append(child)
        elif not _take(child, tag, found):
            stack.extend(reversed(child))
    return found


def _take(child: Any, tag: str, found: Found) -> bool:
    """Take what a leaf shows; False for an element that only holds others."""
    if tag in (qn("w:t"), qn("m:t")):
        found.parts.append(_glyphs(child))
    elif tag in _PLAIN:
        found.parts.append(_PLAIN[tag])
    elif tag == qn("w:br"):
        found.parts.append(BREAK if child.get(qn("w:type")) in ("page", "column") else "\n")
    elif tag == qn("w:sym"):
        found.parts.append(_symbol(child.get(qn("w:font"), ""), child.get(qn("w:char"), "")))
    elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
        kind = "f" if tag == qn("w:footnoteReference") else "e"
        found.footnotes.append(kind + child.get(qn("w:id"), ""))
    elif tag == qn("w:checkBox"):
        found.parts.append("✓" if _is_checked(child) else "")
    else:
        return False
    return True


def _chosen(alternatives: Any) -> Iterator[Any]:
    """One of two ways to say the same, a text box usually."""
    choice = alternatives.find(qn("mc:Choice"))
    chosen = choice if choice is not None else alternatives.find(qn("mc:Fallback"))
    if chosen is not None:
        yield from chosen


def _glyphs(element: Any) -> str:
    """Text; typed in a symbol font, its letters are that font's signs."""
    text = (element.text or "").replace("\xa0", " ").replace("\t", " ").replace("\xad", "")
    run = element.getparent()
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") if len(text) < _MANY else None
    if fonts is None:
        return text
    signs = _SYMBOLS.get((fonts.get(qn("w:ascii")) or "").lower())
    if signs is None:
        return text
    return "".join(
        signs.get(ord(c) & 0xFF, c) if ord(c) < 256 or _is_private(c) else c for c in text
    )


def _is_private(character: str) -> bool:
    return 0xF000 <= ord(character) <= 0xF0FF


def _symbol(font: str, code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    signs = _SYMBOLS.get(font.lower())
    if signs is not None:
        return signs.get(number & 0xFF, "•")
    # Other fonts keep the sign at its own code, or in the private area at 0xF000 above it.
    number = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    return chr(number) if 0x20 <= number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF else ""


def _is_checked(box: Any) -> bool:
    checked = box.find(qn("w:checked"))
    return is_on(checked if checked is not None else box.find(qn("w:default")))

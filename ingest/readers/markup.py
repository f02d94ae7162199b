"""HTML mark-up: its tags, and its removal from a line or a cell.

The standard ``html.parser`` is not used: on Python 3.11.7, 60 KB of ``<a <a <a`` take it 25 s
(quadratic), and it swallows ``<`` that starts no tag. The pattern below matches in linear time.
"""

from __future__ import annotations

import html
import re

# Unrolled so that there is one way to match any text (no backtracking over ways): plain
# characters, then "=" with a quoted or a bare value, and so on to ">".
_ATTRIBUTES = r"""[^<>=]*(?:(?:=\s*"[^"]*"|=\s*'[^']*'|=(?!\s*["']))[^<>=]*)*"""
TAG = rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<attributes>(?:[\s/]{_ATTRIBUTES})?)>"

_BLOCK = """
address article aside blockquote body br caption center dd details div dl dt fieldset figure footer
form h1 h2 h3 h4 h5 h6 head header hr html legend li main ol option p pre section summary table
tbody td tfoot th thead title tr ul
"""
_INLINE = """
a abbr b big code col colgroup del em font i img input ins label mark o:p s small span strike
strong sub sup tt u
"""
BLOCK_TAGS = frozenset(_BLOCK.split())
_INLINE_TAGS = frozenset(_INLINE.split())

# A comment ends at the first "-->"; one that holds another "<!--" is no comment (linear time).
_COMMENT_OR_TAG = re.compile(rf"<!--(?:(?!<!--).)*?-->|{TAG}", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AROUND_NEWLINE = re.compile(r"\s*\n\s*")
_CHECKED = re.compile(r"(?:^|[\s\"'])checked(?=[\s=/]|$)", re.IGNORECASE)
# Anything but white space, controls, soft hyphen, zero-width and direction marks, BOM.
_VISIBLE = re.compile("[^\\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def shows_text(text: str) -> bool:
    """Whether a person would see anything of ``text``."""
    return _VISIBLE.search(text) is not None


def unescape(text: str) -> str:
    """Entities as characters; a no-break space as a space. ``R&D`` and ``&ndash`` stay."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\xa0", " "), text)


def input_mark(attributes: str) -> str:
    """What a form field shows: ``✓`` for a ticked box, nothing otherwise."""
    return "✓" if _CHECKED.search(attributes) else ""


def clean(text: str) -> str:
    """Text without mark-up, "" if nothing of it is seen.

    ``<p>ก</p> <p>ข</p>`` gives ``ก\\nข``; unclosed tags lose no text; ``<= ๒๔``, ``a < b`` and
    unknown names such as ``<หน้า>`` stay.
    """
    if "<" in text:
        text = _COMMENT_OR_TAG.sub(_replacement, text)
    if "&" in text:
        text = unescape(text)
    if not shows_text(text):
        return ""
    return _AROUND_NEWLINE.sub("\n", text.strip()) if "\n" in text else text.strip()


def _replacement(match: re.Match[str]) -> str:
    if match["name"] is None:
        return ""
    name, attributes = match["name"].lower(), match["attributes"]
    if name == "input":
        return input_mark(attributes)
    # "a <b and c> d" is no tag: attributes have values.
    if "=" not in attributes and attributes.strip(" /\t"):
        return match[0]
    if name in BLOCK_TAGS:
        return "\n"
    return "" if name in _INLINE_TAGS else match[0]

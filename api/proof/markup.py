"""What a sentence must not carry: links, contacts of nobody, mark-up, hidden characters, roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.proof.models import Lack
from ingest.text.normalize import fold

# Bidi and zero-width characters, and controls other than the line's own white space.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_NEVER = re.compile(
    r"!?\[[^\[\]]{0,500}\]\s?\([^()]{0,500}\)|<!--|</?[A-Za-z][^<>]{0,500}>|`|<\|[^<>]{0,50}|\[/?INST\]|</?s>"
    r"|^\s*(?:#{1,6}\s*)?(?:system|assistant|user|human|developer|tool|ระบบ|ผู้ช่วย)\s*[:：]"
    r"|javascript:|data:\w+/|&#?\w+;|\$\$|\\\(|^\s*#{1,6}\s",
    re.IGNORECASE,
)
# Names of a site may stand in the lines; then they are the plan's own.
_CONTACT = re.compile(
    r"(?:https?|ftp|file)://\S+|www\.\S+|[A-Za-z0-9_.+-]{1,64}@[\w-]{1,64}"
    r"|\b(?:[a-z0-9-]{1,63}\.){1,8}(?:th|com|org|net|info|io|me|co|gov|dev|app|xyz|example)\b\S*"
    r"|(?:line\s*id|ไลน์ไอดี|@)\s*:?\s*[\w.-]{3,}",
    re.IGNORECASE,
)


def unwanted(text: str, folded: str) -> Iterator[Lack]:
    """``folded`` is what the lines hold. Bold and lists of Markdown are left to who shows it."""
    for pattern in (_HIDDEN, _NEVER):
        yield from (Lack("markup", match[0]) for match in pattern.finditer(text))
    for match in _CONTACT.finditer(text):
        if fold(match[0]) not in folded:
            yield Lack("markup", match[0])

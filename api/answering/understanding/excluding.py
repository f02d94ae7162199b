"""What a question leaves out by name: "ยกเว้นครู", "ไม่ใช่ของครู", "not the teachers"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.understanding.corpus import Corpus
from api.answering.understanding.terms import doc, topic
from api.answering.understanding.wording import topic_words

_SAID = 0.8  # of the words of what is left out
_LEFT_OUT = re.compile(
    r"\(?(?:ไม่รวม|ยกเว้น|ไม่นับ|ไม่เอา|(?<!ใช่หรือ)(?<!ใช่)ไม่ใช่(?!ไหม|มั้ย|เหรอ|หรอ|หรือ|งบ|ใช้))"
    r"(?:ของ|สำหรับ|ถึง)?\s?(?P<thai>[ก-๙]+)\)?"
    r"|\b(?:not|excluding|except|without)\s+(?:(?:for|of|the|those|that|any)\s+)*(?P<english>[ก-๙]+)"
)


def without_excluded(text: str) -> str:
    """The text without what it leaves out: that is no topic."""
    return _LEFT_OUT.sub("|", text)


def excluded_words(text: str) -> tuple[str, ...]:
    """The words of what a text leaves out."""
    found = _LEFT_OUT.finditer(text)
    return tuple(word for m in found for word in topic_words(m["thai"] or m["english"]))


def is_left_out(name: str, excluded: Sequence[str], corpus: Corpus) -> bool:
    """Whether a project's name says what a question leaves out."""
    return bool(excluded) and topic(excluded, (), corpus).covered(doc((name, 1.0))) >= _SAID

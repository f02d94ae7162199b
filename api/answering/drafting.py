"""Messages that want a plan drafted, and where that is done."""

from __future__ import annotations

from api.answering.models import Answer
from api.answering.understanding.vocabulary import vocabulary
from api.answering.understanding.wording import corrected, has_thai
from prompts import reply

_EXAMPLES = (
    "ขอตัวอย่างโครงการด้านคุณธรรมจริยธรรม",
    "ขอตัวอย่างโครงการด้านทักษะดิจิทัล",
    "ขอตัวอย่างโครงการด้านคุณภาพชีวิตบุคลากร",
)


def asks_to_draft(message: str) -> bool:
    """``ช่วยร่างแผนปีหน้าให้หน่อย`` does; ``ขั้นตอนการจัดทำแผน`` asks what a plan says."""
    return vocabulary().drafting.search(corrected(message).strip().lower()) is not None


def drafting(message: str) -> Answer:
    """Where drafts are made, with examples to ask for."""
    text = reply("drafting", not has_thai(message))
    lines = [text, *(f"- {example}" for example in _EXAMPLES)]
    return Answer("\n".join(lines), answerable=True, suggestions=_EXAMPLES)

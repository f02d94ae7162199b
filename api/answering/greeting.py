"""Messages that greet, thank or ask what can be asked, and the answer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from api.answering.models import Answer
from api.answering.vocabulary import vocabulary
from api.answering.wording import corrected
from ingest.models import Organization

_NAMES = 8
_PARTICLES = r"[\s!.,?~:)(\U0001f300-\U0001faff]|นะ|ครับ|คับ|ค้าบ|ครัช|ค่ะ|คะ|จ้า|จ้ะ|จ๊ะ|ฮะ|ๆ|ผม|หนู"
_THAI = re.compile("[\u0e01-\u0e4e]")
_LONGEST = 80  # letters; a longer message says more than hello


def greets(message: str) -> bool:
    """Whether a message is nothing but a greeting: ``สวัสดีครับ งบเท่าไร`` is a question."""
    text = corrected(message).strip()
    return 0 < len(text) <= _LONGEST and _pattern().fullmatch(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{vocabulary().greeting.pattern})(?:{_PARTICLES})*)+")


def greeting(message: str, known: Sequence[Organization]) -> Answer:
    """What can be asked, with examples over the organisations of the library."""
    names = [o.name for o in known]
    more = len(names) - _NAMES
    listed = ", ".join(names[:_NAMES])
    one, other = names[0], names[-1]
    examples = [
        f"งบประมาณโครงการปฐมนิเทศของ{one}เท่าไร",
        f"นักทรัพยากรบุคคลของ{other}ต้องอบรมหลักสูตรอะไร",
        f"เปรียบเทียบงบฝึกอบรมของ{one}กับ{other}" if one != other else f"{one}มีโครงการอะไรบ้าง",
    ]
    if _THAI.search(message):
        opening = "ยินดีให้บริการ" if "ขอบ" in message else "สวัสดี"
        and_more = f" และอีก {more} แห่ง" if more > 0 else ""
        text = (
            f"{opening} ถามแผนตอบคำถามจากแผนพัฒนาบุคลากรขององค์กรปกครองส่วนท้องถิ่น เช่น หลักสูตร งบประมาณ "
            "ระยะเวลา และผู้รับผิดชอบ พร้อมอ้างอิงบรรทัดในแผน\n"
            f"แผนที่มีอยู่: {listed}{and_more}\nลองถาม เช่น"
        )
    else:
        and_more = f" and {more} more" if more > 0 else ""
        text = (
            "Hello. Ask about the personnel development plans of Thai local governments: courses, "
            "budgets, dates and who is responsible. Every answer cites the lines of the plan.\n"
            f"Plans in the library: {listed}{and_more}\nFor example:"
        )
    lines = [text, *(f"- {example}" for example in examples)]
    return Answer("\n".join(lines), answerable=True, suggestions=tuple(examples))

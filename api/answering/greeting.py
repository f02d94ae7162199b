"""Messages that greet, thank or ask what can be asked, and the answer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from api.answering.models import Answer
from api.answering.refuse import listed
from api.answering.understanding.vocabulary import vocabulary
from api.answering.understanding.wording import corrected, has_thai
from ingest.models import Organization
from prompts import reply

_PARTICLES = r"[\s!.,?~:)(\U0001f300-\U0001faff]|นะ|ครับ|คับ|ค้าบ|ครัช|ค่ะ|คะ|จ้า|จ้ะ|จ๊ะ|ฮะ|ๆ|ผม|หนู"
_THANKS = re.compile("ขอบ|thank")
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
    english = not has_thai(message)
    one, other = known[0].name, known[-1].name
    examples = [
        f"งบประมาณโครงการปฐมนิเทศของ{one}เท่าไร",
        f"นักทรัพยากรบุคคลของ{other}ต้องอบรมหลักสูตรอะไร",
        f"เปรียบเทียบงบฝึกอบรมของ{one}กับ{other}" if one != other else f"{one}มีโครงการอะไรบ้าง",
    ]
    name = "thanks" if _THANKS.search(message.lower()) else "greeting"
    text = reply(name, english, there=listed((o.name for o in known), english))
    lines = [text, *(f"- {example}" for example in examples)]
    return Answer("\n".join(lines), answerable=True, suggestions=tuple(examples))

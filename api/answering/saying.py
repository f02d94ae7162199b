"""Amounts and times as answers say them, in the language of the question."""

from __future__ import annotations

import re
from functools import cache

from api.answering.understanding.months import month_mentions
from ingest.lexicon import months
from ingest.models import Baht
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import grouped
from prompts import in_english, say

_ENGLISH = (
    (re.compile(r"\(แผนไม่ได้ระบุไตรมาสสิ้นสุด\)"), "(the plan names no last quarter)"),
    (re.compile(r"เริ่ม\s*(?=ไตรมาส)"), "from "),
    (re.compile(r"ไตรมาส(?:ที่)?\s*"), "quarter "),
    (re.compile(r"กิจกรรมที่\s*"), "activity "),
    (re.compile(r"ตลอด(?:ทั้ง)?ปี(?:งบประมาณ)?"), "all year"),
    (re.compile(r"\s*ถึง\s*"), " to "),
    (re.compile(r"(?:เดือน|ปีงบประมาณ|ปี|พ\.ศ\.)\s*"), ""),
)


def money(baht: Baht) -> str:
    """``1,100,000 บาท``, ``1,100,000 baht``."""
    return say("money", amount=grouped(baht))


def time_said(text: str) -> str:
    """Months and quarters in the language of the question: ``ม.ค. 2569 ถึง มี.ค. 2569`` is
    ``January 2569 to March 2569``. A text with other words is quoted as it is."""
    if not in_english():
        return text
    said = arabic_digits(text)
    for number, start, end in reversed(month_mentions(said)):
        said = f"{said[:start]}{_english_months()[number]}{said[end:]}"
    for thai, english in _ENGLISH:
        said = thai.sub(english, said)
    return text if re.search("[\u0e01-\u0e4e]", said) else " ".join(said.split())


@cache
def _english_months() -> dict[int, str]:
    named = {m.number: next(n for n in m.names if n.isascii()) for m in months()}
    return {number: name.capitalize() for number, name in named.items()}

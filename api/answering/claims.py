"""Yes or no to a question that states an amount."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from api.answering.models import Answer
from api.answering.understand import Query

_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d\d)?) บาท")
_NONE = "ไม่ใช้งบประมาณ"
_SHARED = "ไม่ได้ระบุงบประมาณแยก"  # the amount is that of several: neither yes nor no


def judged(query: Query, answer: Answer) -> Answer:
    """The answer with ใช่ or ไม่ใช่ before it, where its first line states one amount and the
    question another or the same: ``งบ 50,000 บาทใช่ไหม``. Any other answer as it is."""
    if query.claimed is None or not answer.answerable or not answer.citations:
        return answer
    first = answer.text.split("\n", 1)[0]
    if _SHARED in first:
        return answer
    amounts = {Decimal(amount.replace(",", "")) for amount in _AMOUNT.findall(first)}
    if len(amounts) != 1 and not (not amounts and _NONE in first):
        return answer
    word = "ใช่" if query.claimed in amounts else "ไม่ใช่"
    return replace(answer, text=f"{word} {answer.text}")

"""Amounts as people type them: ``๕๐๐,๐๐๐ บาทถ้วน``, ``5 แสน``."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.models import Baht, exact_baht
from ingest.text.normalize import arabic_digits

MAX_BAHT = 10**12
_UNITS = {"พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_TYPED = re.compile(
    rf"([0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(\.[0-9]+)?({'|'.join(_UNITS)})?(?:บาท)?(?:ถ้วน)?"
)


def typed_baht(text: str) -> Baht:
    """Raises ValueError for what is no amount of whole satang up to ``MAX_BAHT``; the page goes by
    the same rules (``amounts.js``)."""
    match = _TYPED.fullmatch("".join(arabic_digits(text).split()))
    if not match:
        raise ValueError(f"not an amount: {text[:40]}")
    amount = Decimal(match[1].replace(",", "") + (match[2] or "")) * _UNITS.get(match[3] or "", 1)
    if amount > MAX_BAHT:
        raise ValueError(f"more than there is: {text[:40]}")
    return exact_baht(amount)

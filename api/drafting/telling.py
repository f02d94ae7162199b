"""Budgets and how they spread, in words."""

from __future__ import annotations

from ingest.models import Baht
from ingest.text.numbers import grouped, money

_UNSTATED = {"no_budget": "ไม่ใช้งบประมาณ", "not_stated": "ไม่ระบุ"}


def budget_text(kind: str, baht: Baht | None) -> str:
    return _UNSTATED[kind] if baht is None else money(baht)


def spread_text(count: int, low: Baht | None, median: Baht | None, high: Baht | None) -> str:
    """``ระบุงบ 3 โครงการ มัธยฐาน 20,000 บาท (10,000-35,000 บาท)``."""
    if low is None or median is None or high is None:
        return "ไม่มีโครงการที่ระบุจำนวนเงิน"
    if low == high:
        return f"ระบุงบ {count} โครงการ {money(median)}"
    return f"ระบุงบ {count} โครงการ มัธยฐาน {money(median)} ({grouped(low)}-{money(high)})"

"""Ranges of numbers: those that questions ask for and those that columns are of."""

from __future__ import annotations

import re

_FROM = re.compile(r"(\d+)\s*(?:ปี)?\s*(?:ขึ้นไป|เป็นต้นไป)|(?:มากกว่า|เกินกว่า|(?<!ไม่)เกิน)\s*(\d+)")
_BELOW = re.compile(r"(?:ต่ำกว่า|น้อยกว่า|ไม่ถึง)\s*(\d+)")
_UP_TO = re.compile(r"ไม่เกิน\s*(\d+)")
_RANGE = re.compile(r"(\d+)\s*(?:[-–]|ถึง)\s*(\d+)")
_OPEN_TOP = re.compile(r"(?:>=?|≥|ตั้งแต่|ครบ)\s*(\d+)|(\d+)\s*(?:ปี)?\s*ขึ้นไป")
_OPEN_BOTTOM = re.compile(r"(?:<=?|≤|ไม่เกิน|ต่ำกว่า)\s*(\d+)")
_OLDEST = 999


def asked_range(text: str) -> tuple[int, int] | None:
    """The range that a question means, both ends included: ``50 ปีขึ้นไป``, ``ต่ำกว่า 35``."""
    if match := _RANGE.search(text):
        return int(match[1]), int(match[2])
    if match := _FROM.search(text):
        return int(match[1] or match[2]), _OLDEST
    if match := _BELOW.search(text):
        return 0, int(match[1]) - 1
    if match := _UP_TO.search(text):
        return 0, int(match[1])
    return None


def bounds(label: str) -> tuple[int, int] | None:
    """The range that a header names: ``40 - 44``, ``>= 55``, ``<= 24``."""
    if match := _RANGE.search(label):
        return int(match[1]), int(match[2])
    if match := _OPEN_TOP.search(label):
        return int(match[1] or match[2]), _OLDEST
    if match := _OPEN_BOTTOM.search(label):
        return 0, int(match[1])
    return None

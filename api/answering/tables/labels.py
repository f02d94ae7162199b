"""Rows and columns of tables of numbers as a person says them: ``>= 55`` is อายุ 55 ปีขึ้นไป."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.normalize import fold
from prompts import say

_AGE = "อายุ"
_YEAR = re.compile(r"(?:(?:ปี|พ\.ศ\.)\s*)*(2[45]\d\d)")
_FROM_TO = re.compile(r"(\d+)\s*(?:[-–]|ถึง)\s*(\d+)(?:\s*ปี)?")
_OPEN = (
    (re.compile(r"(?:>=|≥|ตั้งแต่)\s*(\d+)(?:\s*ปี)?(?:\s*ขึ้นไป)?|(\d+)(?:\s*ปี)?\s*ขึ้นไป"), "{}ขึ้นไป"),
    (re.compile(r"(?:<=|≤|ไม่เกิน)\s*(\d+)(?:\s*ปี)?()"), "ไม่เกิน {}"),
    (re.compile(r"(?:<|ต่ำกว่า|น้อยกว่า)\s*(\d+)(?:\s*ปี)?()"), "ต่ำกว่า {}"),
    (re.compile(r"(?:>|มากกว่า|เกิน)\s*(\d+)(?:\s*ปี)?()"), "มากกว่า {}"),
)
# The four types that every position of a local government is of.
_TYPES = ("บริหารท้องถิ่น", "อำนวยการท้องถิ่น", "วิชาการ", "ทั่วไป")
# What groups columns and is said by none of them: "ช่วงอายุ (ปี)" over 25 - 29.
_HEADING = re.compile(r"^(?:จำนวน|ช่วงอายุ|อายุ|ปีงบประมาณ|ปี|ระดับ|วุฒิ|ประเภท|คุณวุฒิ)")


def range_label(text: str, about: str) -> str:
    """A range of numbers in words, "" for any other label; of years of age where what it is
    ``about`` speaks of ages."""
    stated = text.removeprefix(_AGE).strip()
    ages = _AGE in f"{about} {text}"
    unit = " ปี" if ages else ""
    said = ""
    if match := _FROM_TO.fullmatch(stated):
        said = f"{match[1]}-{match[2]}{unit}"
    for pattern, form in _OPEN:
        if match := pattern.fullmatch(stated):
            said = form.format(f"{match[1] or match[2]}{unit or ' '}").strip()
            break
    if not (said and ages):
        return said
    return f"{_AGE} {said}" if said[0].isdigit() else f"{_AGE}{said}"


def column_label(header: Sequence[str], title: str = "") -> str:
    """A column in words, in a table with this title: the heading above it only where that tells
    what it is."""
    if not header:
        return ""
    label, above = header[-1], header[:-1]
    if ranged := range_label(label, " ".join((title, *above))):
        return ranged
    if match := _YEAR.fullmatch(label):
        return say("year", year=match[1])
    if above and not _HEADING.match(above[-1]) and not label.startswith("รวม"):
        return f"{above[-1]} {label}"
    return label


def row_label(row: str, heading: str) -> str:
    """A row in words, below the ``heading`` of its column."""
    folded = fold(row)
    if folded.startswith(("รวม", "ทั้งสิ้น")):
        return say("everybody_in_all")
    if ranged := range_label(row, heading):
        return ranged
    if "ประเภท" in heading and folded in _TYPES:
        return f"ประเภท{folded}"
    return row

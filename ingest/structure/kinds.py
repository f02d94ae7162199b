"""What a cell looks like, whatever its column: blank, tick, arrow, amount, label, prose."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from ingest.lexicon import months
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import NUMBER, is_blank

TICK = "✓✔☑√\uf0fc\uf0fe"  # the last two as Word's symbol font keeps them
# Typed or drawn where no tick is at hand, alone in a cell: "30/6" is a date, "● …" an item.
_SLASH = re.compile(r"[\s(]*(?:/|[xX×*●■◼▪◆★⬤✕✗✘]+)[\s)]*")
_ARROWS = re.compile(r"[←→⟵⟶◄►↔⟷]")
_AMOUNT = re.compile(rf"(?:{NUMBER.pattern})\s*(?:บาท|\.-|,-)?")
_ITEM = re.compile(r"(?:[-•*–]\s|\(?\d+(?:\.\d+)*[.)]\)?|\(\d+(?:\.\d+)*\))")
_QUARTER = re.compile(r"(?:ไตรมาส|ไตรมาศ|q)(?:ที่)?\s*([1-4])", re.IGNORECASE)
# An amount for each person or place, which is no sum: "บาท/คน", "ค่าลงทะเบียนต่อคน", "ทุนละ".
_RATE = re.compile(r"(?:/|ต่อ)(?:คน|หัว|ที่นั่ง|ที่|ราย(?!การ)|ท่าน|ทุน)|(?:คน|หัว|ที่นั่ง|ราย|ท่าน|ทุน)ละ(?!เอียด)")
_YEAR = re.compile(r"(?:พ\.?ศ\.?|ปี|ปีงบประมาณ)*\s*(2[45]\d\d|[67]\d)")
# Where the arrow of a span of time starts and ends.
STARTS, ENDS = "←⟵◄", "→⟶►"

LABEL_LENGTH = 70  # longer cells are prose: no header label of the sample and real plans is longer


class CellKind(StrEnum):
    BLANK = "blank"
    TICK = "tick"
    ARROW = "arrow"
    NUMBER = "number"
    NO_BUDGET = "no_budget"
    LABEL = "label"
    PROSE = "prose"


# Each cell is looked at from several sides.
@lru_cache(4_096)
def cell_kind(text: str) -> CellKind:
    """The kind of a cell; ``✓ (ไตรมาสที่ ๒)`` is a tick, ``๑,๐๐๐`` a number, ``-`` blank."""
    if is_blank(text):
        return CellKind.BLANK
    if is_ticked(text) and len(text) < 40:
        return CellKind.TICK
    if _ARROWS.search(text) and len(text) < 20:
        return CellKind.ARROW
    plain = arabic_digits(text).strip()
    if _AMOUNT.fullmatch(plain):
        return CellKind.NUMBER
    if fold(text).startswith(("ไม่ใช้งบ", "ไม่มีงบ", "ไม่ได้ใช้งบ")):
        return CellKind.NO_BUDGET
    return CellKind.LABEL if len(plain) <= LABEL_LENGTH else CellKind.PROSE


def is_ticked(text: str) -> bool:
    """Whether a cell has a tick, ``✓ (ไตรมาสที่ ๒)``, or is a slash or another mark alone."""
    return any(mark in text for mark in TICK) or _SLASH.fullmatch(text) is not None


def unticked(text: str) -> str:
    """What a ticked cell says besides: ``ไตรมาสที่ ๒``."""
    if _SLASH.fullmatch(text):
        return ""
    return text.translate({ord(mark): None for mark in TICK}).strip(" ()-")


def is_rate(text: str) -> bool:
    """Whether an amount or its header is for each: ``๙,๐๐๐ บาท/ที่``, ``ค่าลงทะเบียนต่อคน``."""
    return _RATE.search(fold(text)) is not None


def starts_item(text: str) -> bool:
    """Whether the text starts a list item or a numbered part: ``(๓.๒) …``, ``๒) …``, ``- …``."""
    return _ITEM.match(arabic_digits(text).lstrip()) is not None


def quarter_of(label: str) -> int | None:
    """The quarter a header names: ``ไตรมาส ๑`` is 1."""
    match = _QUARTER.search(arabic_digits(label))
    return int(match[1]) if match else None


def year_of(label: str) -> int | None:
    """The year that a header is, long: ``๒๕๖๗`` and ``ปี ๖๗`` are 2567."""
    match = _YEAR.fullmatch(arabic_digits(label).strip())
    if not match:
        return None
    year = int(match[1])
    return year if year > 2000 else 2500 + year


def is_month(label: str) -> bool:
    """Whether a header is a month or a span of months, with its year or without: ``ต.ค.``,
    ``มกราคม ๒๕๖๙``, ``ต.ค. - ธ.ค. ๖๗``. ``เดือนที่จัด`` is none."""
    return _month_label().fullmatch(fold(label).replace(".", "")) is not None


def is_time(label: str) -> bool:
    """Whether a header is a year, a quarter or a month, so that a mark below it says when."""
    return year_of(label) is not None or quarter_of(label) is not None or is_month(label)


@cache
def _month_label() -> re.Pattern[str]:
    names = {fold(name).replace(".", "") for month in months() for name in month.names}
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    year = r"(?:พศ|ปี)?(?:2[45]\d\d|[67]\d)?"
    return re.compile(rf"(?:เดือน)?(?:{name}){year}(?:(?:-|–|ถึง)(?:{name}){year})?")

"""Amounts of money and other numbers in Thai text."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.models import NO_BUDGET, NOT_STATED, Baht, Budget, BudgetKind, exact_baht
from ingest.text.normalize import arabic_digits, fold

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(rf"[<>=≤≥~\s]*({NUMBER.pattern})\s*(?:%|บาท|คน|ราย|.-)?\s*")
_NO_BUDGET = re.compile(
    r"ไม่(?:ได้|มีการ|ต้อง|ขอ)?(?:(?:ใช้|ตั้ง|มี|เบิก)(?:จ่าย)?(?:เงิน)?งบ|(?:มี|เสีย)ค่าใช้จ่าย)"
)
# Numbers of a budget cell that are no money: years, and what is counted.
_YEAR = re.compile(r"(?:ปี(?:\s*งบ(?:ประมาณ)?)?(?:\s*พ\.\s?ศ\.)?|พ\.\s?ศ\.)\s*(?:25)?\d\d(?![\d,.])")
_COUNTED = re.compile(
    r"\d\s*(?:คน|ราย|ครั้ง|รุ่น|วัน|ชั่วโมง|เดือน|แห่ง|เรื่อง|หลักสูตร|ตำแหน่ง|อัตรา|กอง|โครงการ|%)"
)
# ``20.000``: OCR's full stop for a comma, or twenty baht.
_DOT_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:\.\d{3})+(?!\d)")
_AMOUNT = re.compile(r"\d,\d{3}(?!\d)")
_BLANK = re.compile(r"[-–—.…\s]*")
_SCALES = {"ล้าน": 1_000_000, "แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000, "ร้อย": 100}
# Baht: more than the whole country has, and in satang still exact as a number of JSON.
_MOST = 10**13
_UNIT = re.compile(r"(พัน|หมื่น|แสน|ล้าน)\s*บาท")
_OWN_UNIT = re.compile(r"พัน|หมื่น|แสน|ล้าน|บาท")
# An amount that is taken away, or brackets as bookkeepers use them; a dash and a space begin an
# item of a list.
_NEGATIVE = re.compile(r"^\s*[-−–]\d|^\s*\([\d,.]+\)\s*$")
_SCALED = re.compile(rf"({NUMBER.pattern})\s*({'|'.join(_SCALES)})?")


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, dots."""
    return _BLANK.fullmatch(text) is not None


def number(text: str) -> float | None:
    """The value of a cell that is one number and nothing else, else None."""
    match = _PLAIN_NUMBER.fullmatch(arabic_digits(text))
    return float(match[1].replace(",", "")) if match else None


def parse_budget(text: str, scale: int = 1) -> Budget | None:
    """What a budget cell says; None if it can't be told (several amounts, only words, negative,
    a part of a satang, more than there is).

    ``๒๐,๐๐๐.๐๐`` is 20,000 baht, ``ไม่ใช้ งบประมาณ`` is "no budget", ``-`` is "not stated". Under
    a header in thousands of baht (``scale`` 1,000) ``25`` is 25,000 baht; a cell that names its
    own unit goes by that.
    """
    if is_blank(text):
        return NOT_STATED
    plain = _YEAR.sub(" ", arabic_digits(text))
    if _NO_BUDGET.search(fold(text)):
        return None if _AMOUNT.search(plain) else NO_BUDGET
    if _COUNTED.search(plain) or _DOT_THOUSANDS.search(plain) or _NEGATIVE.search(plain):
        return None
    own = scale if not _OWN_UNIT.search(plain) else 1
    amounts = {scaled(m) for m in _SCALED.finditer(plain)}
    if len(amounts) != 1:
        return None
    amount = amounts.pop() * own
    if amount >= _MOST or amount * 100 % 1:
        return None
    return Budget(BudgetKind.AMOUNT, exact_baht(amount))


def unit_scale(header: str) -> int:
    """Baht in the unit that a header names: ``งบประมาณ (พันบาท)`` gives 1,000, most give 1."""
    match = _UNIT.search(header)
    return _SCALES[match[1]] if match else 1


def scaled(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "")) * _SCALES.get(match[2] or "", 1)


def numbers(text: str) -> tuple[float, ...]:
    """Every number in the text, in order."""
    return tuple(float(n.replace(",", "")) for n in NUMBER.findall(arabic_digits(text)))


def grouped(baht: Baht) -> str:
    """An amount as it is shown: ``1,100,000``, and ``12,345.50`` where it has satang."""
    return f"{baht:,.2f}" if baht % 1 else f"{int(baht):,}"


def money(baht: Baht) -> str:
    """An amount as answers show it: ``1,100,000 บาท``, ``12,345.50 บาท``."""
    return f"{grouped(baht)} บาท"

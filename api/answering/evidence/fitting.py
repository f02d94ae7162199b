"""Whether a text holds the kind of thing that is asked for: an amount, a date, a name."""

from __future__ import annotations

import re

from api.answering.evidence.case import Case
from api.answering.evidence.figures import DATE, FREQUENCY, PERCENT, counted
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Want
from ingest.text.years import find_years

_NAME = re.compile(
    r"(?:^|[\s(])(?:นาย(?!ก(?:อ|เท|เมือง|ตำ|ฯ|รัฐ|\s|$))|นางสาว|นาง|น\.ส\.|ว่าที่)\s?[ก-ฮเ-ไ]"
)
# Which money is asked for, not how much: "เบิกจากงบไหน", "ตั้งไว้ในงบประมาณใด".
_SOURCE = re.compile(
    r"(?:จาก|ใน|ใช้)\s?(?:เงิน)?(?:งบ(?:ประมาณ)?|เงิน|หมวด|รายจ่าย)(?:หมวด|ส่วน|ก้อน)?\s?(?:ใด|ไหน|อะไร)"
)
_FUND = re.compile(r"งบประมาณรายจ่าย|เทศบัญญัติ|ข้อบัญญัติ|หมวด(?!ที่|\s?\d)|เงินอุดหนุน|เงินสะสม|เงินรายได้")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+|\d\s*บาท|ไม่ใช้งบ")


def fits(case: Case, text: str) -> bool:
    """Whether a text holds one of the kinds of thing that are asked for."""
    query = case.query
    if Want.PERSON in query.wants:
        return _names_a_person(case, text)
    units = [u for u in query.units if "บาท" not in u]
    checks = [counted(unit).search(text) is not None for unit in units]
    if Want.PERCENT in query.wants and not units:
        checks.append(PERCENT.search(text) is not None)
    if Want.DATE in query.wants:
        checks.append(DATE.search(text) is not None)
    if Want.FREQUENCY in query.wants:
        checks.append(FREQUENCY.search(text) is not None)
    if Want.YEAR in query.wants:
        checks.append(bool(find_years(text)))
    if Want.MONEY in query.wants and _SOURCE.search(query.text):
        checks.append(_FUND.search(text) is not None)
    elif Want.MONEY in query.wants:
        checks.append(_MONEY.search(text) is not None)
    return not checks or any(checks)


def _names_a_person(case: Case, text: str) -> bool:
    """Whether a person's name stands with what is asked for: in its line or right above it, as
    signatures do."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        about = case.topic.covered(doc((line, 1.0))) > 0.5
        if about and any(_NAME.search(x) for x in lines[max(0, index - 1) : index + 1]):
            return True
    return False

"""How many people a project's cells count together: 30 and 20, or three from each of 36."""

from __future__ import annotations

import re

from api.answering.evidence.naming import clean
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Want, vocabulary
from ingest.models import Project
from ingest.text.segment import words
from prompts import say

_ASKED = re.compile(r"รวม|ทั้งหมด|ทั้งสิ้น|เบ็ดเสร็จ|ครบ|\btotal\b|\baltogether\b")
_OF_ONE = re.compile("ละ(?:ไม่น้อยกว่า|อย่างน้อย|ไม่ต่ำกว่า|ประมาณ)?(?:กี่|เท่า)|ต่อ[ก-๎]{2,12}กี่")
_PEOPLE = r"(?:คน|ราย(?!งาน|การ|ได้|ละ|ชื่อ)|ท่าน)"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_LEAST = "(?P<least>ไม่น้อยกว่า|อย่างน้อย|ไม่ต่ำกว่า)?"
_COUNT = re.compile(rf"{_LEAST}\s*(?<![\d,.])(?P<count>{_NUMBER})\s*{_PEOPLE}")
_OF = re.compile(rf"(?<![\d,.])({_NUMBER})\s*([ก-ฮเ-ไ][ก-๎]+)")
_SHARE = re.compile("ร้อยละ|%")
# Of these one number stands for the same people again and again.
_REPEATED = frozenset({"ครั้ง", "รอบ", "ปี", "เดือน", "สัปดาห์", "วัน", "คน", "ราย", "ท่าน"})


def people_together(query: Query, project: Project) -> str:
    """The people that a row counts in each of so many ("36 ชุมชน ๆ ละ 3 คน"), unless a question
    is of one of these, or in several places of a cell where a total is asked for; "" where the
    row doesn't say what makes it up."""
    units = vocabulary().units
    counts_people = Want.PEOPLE in query.wants or {units["คน"], units["ราย"]} & set(query.units)
    if not counts_people or _OF_ONE.search(query.text):
        return ""
    cells = [clean(c) for c in (project.audience, project.target, project.indicator)]
    row = " ".join((clean(project.name), *cells, clean(project.timing)))
    found = next((made for cell in cells if (made := _of_each(cell, row))), None)
    if found is None and _ASKED.search(query.text):
        found = next((made for cell in cells if (made := _parts(cell))), None)
    if found is None:
        return ""
    total, made_of, least = found
    return say("people_at_least" if least else "people", count=f"{total:,}", made_of=made_of)


def _of_each(cell: str, row: str) -> tuple[int, str, bool] | None:
    """So many of each, where the row says of how many."""
    numbers: dict[str, set[int]] = {}
    for number, following in _OF.findall(row):
        noun = next(iter(words(following.rstrip("ๆ"))), "")
        numbers.setdefault(noun, set()).add(_value(number))
    for noun, values in numbers.items():
        if len(values) != 1 or noun in _REPEATED or len(noun) < 3:
            continue
        each = rf"{re.escape(noun)}\s*(?:ๆ\s*)?ละ\s*(?:จำนวน)?\s*{_COUNT.pattern}"
        if match := re.search(each, cell):
            (of,) = values
            one = _value(match["count"])
            return of * one, f"{of:,} {noun} × {one:,} คน", match["least"] is not None
    return None


def _parts(cell: str) -> tuple[int, str, bool] | None:
    """The counts of one cell added up; of a total with its parts the total."""
    found = [] if _SHARE.search(cell) else list(_COUNT.finditer(cell))
    values = [_value(match["count"]) for match in found]
    if len(values) < 2 or "ละ" in cell.replace("และ", ""):
        return None
    if len(values) > 2 and values[0] == sum(values[1:]):
        values = values[1:]
    made_of = " + ".join(f"{value:,}" for value in values)
    return sum(values), made_of, any(match["least"] for match in found)


def _value(number: str) -> int:
    return int(number.replace(",", ""))

"""What share one part of a plan's budget is of another, and what one of several gets on average."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.budgets.amounts import Amount, cite_amounts, tell_average, tell_notes, tell_share
from api.answering.budgets.parts import Total
from api.answering.budgets.scoping import (
    Named,
    amount_in_cells,
    amount_in_rows,
    by_departments,
    cells_of,
    department_name,
    named_in,
    rows_of,
)
from api.answering.evidence.case import Case
from api.answering.evidence.naming import project_name
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.vocabulary import Operation, Want
from ingest.lexicon.match import find_departments
from ingest.text.numbers import grouped
from prompts import say

_FITS = 0.6  # of a project's topic, to be the part that is set beside a whole
# Where a question turns from a part to the whole that it is a share of, and back.
_OF_WHOLE = re.compile(
    r"(?:ร้อยละ|เปอร์เซ็น(?:ต์)?|%)\s?(?:เท่า(?:ไหร่|ไร|ใด)|กี่)?\s?(?:ของ|จาก|เทียบกับ|ใน)"
    r"|(?:ของ|จาก|ต่อ|เทียบกับ|ใน)"
    r"(?=(?:งบ|เงิน)\S{0,25}?(?:ทั้งหมด|ทั้งสิ้น|ทั้งแผน|รวม)|ทั้งแผน|ทั้งหมด|ยอดรวม|วงเงินรวม)"
)
_BY_TABLE = re.compile(r"(?:ตาม|จาก|ใน|ดู)ตาราง\S*")  # where the plan says it
_BACK = re.compile("เป็นของ|เป็นงบ|เป็น|อยู่ที่|อยู่ใน|ไปที่|ใช้กับ")
_SAYS = re.compile("[ก-๎]{3}")
_UNITS = "โครงการ|กิจกรรม|รายการ|กอง|สำนัก|ส่วนราชการ|หน่วยงาน|ยุทธศาสตร์|ด้าน|ประเด็น|ปี"
_PER = re.compile(rf"(?P<each>{_UNITS})ละ|ต่อ\s?(?:หนึ่ง|1)?\s?(?P<per>{_UNITS})")
# Plans state no budget by these.
_NOT_STATED = re.compile(r"(?:คน|หัว|ราย|เดือน|ไตรมาส|วัน)ละ|ต่อ\s?(?:คน|หัว|ราย|เดือน|ไตรมาส|วัน)")
_DEPARTMENTS = ("กอง", "สำนัก", "ส่วนราชการ", "หน่วยงาน")
_PARTS = ("ยุทธศาสตร์", "ด้าน", "ประเด็น")


def ratio_answer(case: Case) -> Answer | None:
    """A share or an average that the question asks for, from the first plan that allows it."""
    query = case.query
    if Want.MONEY not in query.wants or query.positions or query.bounds:
        return None
    way = _share if query.does(Operation.SHARE) else _average
    if not query.does(Operation.SHARE, Operation.AVERAGE):
        return None
    answers = (way(case, Total(reading)) for reading in case.scope.readings)
    return next((answer for answer in answers if answer), None)


def _share(case: Case, total: Total) -> Answer | None:
    """The whole is the plan's budget where the question names none."""
    part_text, whole_text = _part_and_whole(case.query.text)
    part = named_in(case.query, total, part_text)
    whole = named_in(case.query, total, whole_text)
    if whole.topic or (part.is_all and not part.topic):
        return None
    if by_departments(total, part, whole):
        of, all_ = amount_in_cells(part, total), amount_in_cells(whole, total)
    else:
        of = _project(case, total, part) if part.topic else _in_rows(part, total)
        all_ = _in_rows(whole, total)
    if of is None or all_ is None or not all_.baht or of.baht > all_.baht:
        return None
    writer = Writer()
    all_ = all_ if whole.is_all else all_.of(f"งบรวมของ{all_.name}")
    tell_share(writer, of, all_)
    return _ended(writer, [of, all_])


def _part_and_whole(text: str) -> tuple[str, str]:
    """``กองคลังกี่เปอร์เซ็นต์ของงบทั้งหมด`` is กองคลัง and งบทั้งหมด; a space for what isn't said."""
    text = _BY_TABLE.sub("", text)
    match = _OF_WHOLE.search(text)
    if match is None:
        return text, " "
    before, after = text[: match.start()], text[match.end() :]
    back = _BACK.search(after)
    if back and not _SAYS.search(before.replace("งบ", "").replace("ประมาณ", "")):
        return after[back.end() :] or " ", after[: back.start()] or " "
    return before or " ", after or " "


def _in_rows(named: Named, total: Total) -> Amount | None:
    return amount_in_rows(named, total, printed=False)


def _project(case: Case, total: Total, named: Named) -> Amount | None:
    """The budget of the project that the words beside the whole fit best."""
    words = tuple(w for w in case.query.words if w in named.topic)
    own = Case(replace(case.query, words=words, weak=()), case.scope, case.library)
    best = next((m for m in own.projects if m.reading is total.reading), None)
    if best is None or best.coverage < _FITS or best.fact.budget.baht is None:
        return None
    fact = best.fact
    name = project_name(fact, 90)
    return Amount(name, total.reading, fact.budget.baht or 0, (fact.passage_id,), (fact,))


def _average(case: Case, total: Total) -> Answer | None:
    """Of projects, departments, strategies or years that budgets are stated for. What a plan
    states no budget by is not divided by: the total is told instead."""
    named = named_in(case.query, total)
    if named.topic:
        return None
    match = _PER.search(case.query.text)
    unit = (match["each"] or match["per"]) if match else "โครงการ"
    stated = not _NOT_STATED.search(case.query.text)
    found = _divided(named, total, unit) if stated else None
    if found is None:
        return _no_average(named, total)
    amount, number, counted = found
    writer = Writer()
    tell_average(writer, amount, number, unit, counted)
    cells = [c for c in cells_of(named, total) if c.budget.baht is not None]
    if unit in _DEPARTMENTS and cells:
        terms = " + ".join(f"{department_name(c)} {grouped(c.budget.baht or 0)}" for c in cells)
        writer.line(terms, cite_amounts(writer, [amount]))
    return _ended(writer, [amount])


def _divided(named: Named, total: Total, unit: str) -> tuple[Amount, int, str] | None:
    """What is divided, by how many, and what these are."""
    if unit in _DEPARTMENTS:
        return _by_department(named, total)
    rows = [p for p in rows_of(named, total) if p.budget.baht]
    amount = _in_rows(named, total)
    if amount is None or not rows:
        return None
    if unit in _PARTS:
        several = named.is_all and len(total.parts) > 1 and all(p.label for p in total.parts)
        return (amount, len(total.parts), f"{unit}ที่ระบุงบประมาณ") if several else None
    if unit == "ปี":
        years = {b.year for p in rows for b in p.yearly} or set(total.reading.plan.fiscal_years)
        by_year = len(years) == 1 or (years and all(p.yearly for p in rows))
        return (amount, len(years), "ปีงบประมาณ") if by_year else None
    return amount, len(rows), f"{unit}ที่ระบุงบประมาณ"


def _by_department(named: Named, total: Total) -> tuple[Amount, int, str] | None:
    """By the table of departments, else by rows if each is one department's."""
    amount = amount_in_cells(named, total)
    if amount is not None:
        cells = [c for c in cells_of(named, total) if c.budget.baht is not None]
        return amount, len({c.department for c in cells}), "ส่วนราชการ"
    rows = [p for p in rows_of(named, total) if p.budget.baht]
    units = [{m.canonical for m in find_departments(p.unit)} for p in rows]
    amount = _in_rows(named, total)
    if amount is None or not units or any(len(unit) != 1 for unit in units):
        return None
    return amount, len(set().union(*units)), "ส่วนราชการที่มีงบประมาณ"


def _no_average(named: Named, total: Total) -> Answer | None:
    amount = _in_rows(named, total) or amount_in_cells(named, total)
    if amount is None:
        return None
    writer = Writer()
    told = f"แผนไม่ได้ระบุข้อมูลที่จะเฉลี่ยเช่นนั้น มีเพียงยอดของ{amount.name} {money(amount.baht)}"
    writer.line(told, cite_amounts(writer, [amount]))
    return _ended(writer, [amount], answerable=False)


def _ended(writer: Writer, amounts: Sequence[Amount], answerable: bool = True) -> Answer:
    tell_notes(writer, amounts)
    reading = amounts[0].reading
    writer.line(say("source", whose=whose(reading)), writer.cite(reading, amounts[0].sources[:1]))
    return writer.answer(answerable=answerable)

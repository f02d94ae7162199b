"""Totals as a plan prints them, beside what the rows above them add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from api.answering.budgets.parts import Part, Total
from api.answering.budgets.scoping import department_name, mentions, table_of_departments
from api.answering.evidence.case import Case
from api.answering.evidence.figures import strategy_numbers
from api.answering.evidence.naming import project_name
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.tables.cells import label_of, number, unit_of
from api.answering.tables.choice import chosen_headers
from api.answering.tables.grid import Grid, grids
from api.answering.understanding.selecting import whole_words
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Want
from api.answering.understanding.wording import corrected_words, is_stop
from ingest.models import BudgetCell, Fact
from ingest.text.normalize import fold
from ingest.text.numbers import grouped, money

_PRINTED = re.compile(
    r"(?:ช่อง|แถว|บรรทัด|ยอด)\s?รวม|พิมพ์|(?:ระบุ|แสดง|เขียน|ลง)(?:ไว้|ว่า)?\s?(?:ยอด)?รวม"
    r"|รวม\S{0,6}(?:ระบุ|แสดง|เขียน)|ผลรวม"
)
_ADDED = re.compile(
    r"(?:บวก|นับ|คำนวณ|รวม|คิด)\s?\S{0,14}?(?:จริง|เอง|จาก(?:แถว|ราย|แต่ละ|ทุก))"
    r"|(?:บวก|นับ|คำนวณ)(?:กัน|ดู)?(?:แล้ว)?\s?ได้|ตรงกัน|(?:ตรง|ถูก(?:ต้อง)?)(?:ไหม|มั้ย|หรือ(?:ไม่|เปล่า))"
)
# What such a question says of totals and of tables in general, no word of what they are about.
_OF_TOTALS = re.compile(
    r"(?:ช่อง|แถว|บรรทัด|ยอด|ผล)\s?รวม|พิมพ์(?:ไว้|ว่า)?|(?:เมื่อ)?(?:บวก|นับ|คำนวณ)(?:กัน|ดู|เอง)?"
    r"(?:จาก)?(?:ราย|แถว)?(?:จริง\S?)?|จริง[ๆ]?|ตรงกัน(?:หรือไม่|ไหม|มั้ย)?|แต่ละแห่ง|ตาราง(?:สรุป)?"
    r"|บัญชี(?:โครงการ)?|ระบุ|แสดง|ที่มี"
)
_DEPARTMENTS = re.compile("ส่วนราชการ|หน่วยงาน|ทุกกอง|แต่ละกอง|รายกอง|ทุกสำนัก")
_ABOUT = 0.5  # of the question's words that a table must have
_TERMS = 12


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed total with its parts. ``about`` is how much of the question's words it has."""

    name: str
    where: str
    reading: Reading
    printed: str
    added: str
    terms: tuple[str, ...]
    total: Fact
    parts: tuple[Fact, ...]
    about: float = 1.0


def printed_answer(case: Case) -> Answer | None:
    """What a total is printed as and what its rows add up to, where a question asks for both:
    "ช่องรวมพิมพ์ไว้เท่าไร แล้วบวกจริงได้เท่าไร", "ยอดรวมในสองตารางตรงกันหรือไม่"."""
    text = case.query.text
    if not (_PRINTED.search(text) and _ADDED.search(text)) or case.query.positions:
        return None
    own = _about_what(case)
    for reading in case.scope.readings:
        found = _meant(own, reading)
        if found:
            return _tell(found)
    return None


def _about_what(case: Case) -> Case:
    """The case of what the totals are of."""
    text = _OF_TOTALS.sub(" ", case.query.text)
    generic = whole_words()
    words = tuple(w for w in corrected_words(text) if not is_stop(w) and w not in generic)
    return Case(replace(case.query, text=text, words=words, weak=()), case.scope, case.library)


def _meant(case: Case, reading: Reading) -> list[_Sum]:
    """The totals that the question means: of its strategies or departments in every table that
    has them, of all departments, or of the one table that has its words."""
    query, total = case.query, Total(reading)
    if query.strategies:
        of_parts = [s for p in total.every_part if set(p.numbers) & set(query.strategies)
                    for s in _of_part(p, reading)]  # fmt: skip
        in_table = [
            s
            for s in _of_departments(reading)
            if set(strategy_numbers(s.name)) & set(query.strategies)
        ]
        return [*of_parts, *in_table]
    if query.departments:
        return list(_of_one_department(case, reading))
    if _DEPARTMENTS.search(query.text) and Want.PEOPLE not in query.wants:
        return [s for s in _of_departments(reading) if not strategy_numbers(s.name)]
    return _by_words(case, total)


def _by_words(case: Case, total: Total) -> list[_Sum]:
    if not case.query.words:
        return []
    money_ = [
        replace(found, about=case.topic.covered(doc((_words_of(part), 1.0))))
        for part in total.every_part
        for found in _of_part(part, total.reading)
    ]
    counts = [
        replace(found, about=case.topic.covered(grid.words))
        for grid in grids(case)
        if grid.reading is total.reading
        for found in _of_grid(case, grid)
    ]
    wants = case.query.wants
    both = (
        counts if Want.PEOPLE in wants else money_ if "บาท" in case.query.text else money_ + counts
    )
    best = max((found.about for found in both), default=0.0)
    return [found for found in both if found.about == best] if best >= _ABOUT else []


def _words_of(part: Part) -> str:
    return " ".join([part.label, *(f"{p.name} {p.parent}" for p in part.projects)])


def _of_part(part: Part, reading: Reading) -> Iterator[_Sum]:
    if part.printed is None or part.printed.budget.baht is None:
        return
    rows = tuple(p for p in part.projects if p.budget.baht)
    terms = tuple(f"{project_name(p, 45)} {grouped(p.budget.baht or 0)}" for p in rows)
    name = part.called if part.label else "ตารางโครงการนี้"
    printed, added = money(part.printed.budget.baht), money(part.computed)
    yield _Sum(name, "บัญชีโครงการ", reading, printed, added, terms, part.printed, rows)


def _of_departments(reading: Reading) -> Iterator[_Sum]:
    """By strategy and in all, what the departments have."""
    for total in reading.together_cells:
        parts = [c for c in reading.department_cells if c.row == total.row]
        yield from _of_cells(reading, total, parts, "ทุกส่วนราชการ" if total.is_total else total.row)


def _of_one_department(case: Case, reading: Reading) -> Iterator[_Sum]:
    """What a department has in all, by strategy."""
    names = case.query.department_names
    own = [c for c in reading.department_cells if mentions(department_name(c), names)]
    for total in (c for c in own if c.is_total):
        parts = [c for c in own if not c.is_total and c.department == total.department]
        yield from _of_cells(reading, total, parts, department_name(total))


def _of_cells(
    reading: Reading, total: BudgetCell, parts: Sequence[BudgetCell], name: str
) -> Iterator[_Sum]:
    stated = tuple(c for c in parts if c.budget.baht is not None)
    if total.budget.baht is None or not stated:
        return
    across = len({c.department for c in stated}) > 1
    terms = tuple(
        f"{department_name(c) if across else c.row} {grouped(c.budget.baht or 0)}" for c in stated
    )
    added = money(sum(c.budget.baht or 0 for c in stated))
    where = table_of_departments([total])
    yield _Sum(name, where, reading, money(total.budget.baht), added, terms, total, stated)


def _of_grid(case: Case, grid: Grid) -> Iterator[_Sum]:
    for header in chosen_headers(case, grid):
        total = grid.stated(grid.total_row, header)
        parts = tuple(c for row in grid.body if (c := grid.stated(row, header)))
        if total is None or not parts:
            continue
        unit = unit_of(grid, total)
        added = sum((Decimal(str(c.value)) for c in parts), Decimal(0))
        terms = tuple(f"{grid.row_in_words(c.row)} {c.printed}" for c in parts if c.value)
        name = label_of(grid, total) or "รวมทั้งหมด"
        printed = f"{total.printed}{unit}"
        yield _Sum(
            name, grid.title, grid.reading, printed, f"{number(added)}{unit}", terms, total, parts
        )


def _tell(found: Sequence[_Sum]) -> Answer:
    writer = Writer()
    reading = found[0].reading
    if len(found) > 1:
        cited = [fact.passage_id for one in found for fact in (one.total, *one.parts)]
        agree = len({one.printed for one in found}) == 1
        said = " ".join(f"{one.where} {one.printed}" for one in found)
        verdict = "ยอดรวมที่พิมพ์ตรงกัน" if agree else "ยอดรวมที่พิมพ์ไม่ตรงกัน"
        writer.line(f"{verdict}: {said}", writer.cite(reading, dict.fromkeys(cited)))
    for one in found:
        writer.facts([one.total, *one.parts])
        marks = writer.cite(reading, dict.fromkeys(f.passage_id for f in (one.total, *one.parts)))
        same = "ตรงกัน" if fold(one.printed) == fold(one.added) else "ไม่ตรงกัน"
        place = f" ({one.where})" if one.where != one.name else ""
        head = f"{one.name}{place}: พิมพ์ยอดรวมไว้ {one.printed} บวกจากแต่ละแถวได้ {one.added} {same}"
        writer.line(head, marks)
        if len(one.terms) <= _TERMS:
            writer.line(f"{' + '.join(one.terms)}", marks)
    writer.line(f"ตามแผนของ{whose(reading)}", writer.cite(reading, [found[0].total.passage_id]))
    return writer.answer()

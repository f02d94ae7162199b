"""Sums and extremes of budgets, computed from cells, each with its row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.case import Case, Matched, strategy_name, strategy_numbers
from api.answering.models import Answer
from api.answering.naming import project_name
from api.answering.selecting import whole_words
from api.answering.shelf import Reading
from api.answering.vocabulary import Operation, Want
from api.answering.whole import (
    Total,
    asks_sum_of_all,
    asks_whole,
    plan_total,
    remarks,
    tell_departments,
    tell_extreme_part,
    tell_parts,
)
from api.answering.writer import Writer, shortened, whose
from ingest.models import Baht, BudgetCell, Project
from ingest.text.normalize import fold
from ingest.text.numbers import grouped, money
from ingest.text.segment import tokens

_SHOWN = 10
_FITS, _BARELY = 0.6, 0.3
_NUMBERS = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}
SO_MANY = re.compile(r"(?:ทั้ง|รวม)?\s?(สอง|สาม|สี่|ห้า|[2-9])\s?(?:โครงการ|กิจกรรม|รายการ|ตัว)")
_SPREAD = re.compile(r"ส่วนราชการ(?!ใด|ไหน)|ทุกกอง|แต่ละกอง|ทั้ง\s*\d+\s*กอง|รายกอง")
_NO_TOTAL = (Operation.LIST, Operation.COUNT, Operation.MAXIMUM, Operation.MINIMUM)
_EVERY_ROW = re.compile("ทุก(?:โครงการ|กิจกรรม|รายการ)|(?:โครงการ|กิจกรรม|รายการ)ทั้งหมด")


def matrix_answer(case: Case) -> Answer | None:
    """From a table of strategies by departments: a cell, a row, a column, or all of it."""
    query = case.query
    if Want.MONEY not in query.wants:
        return None
    for reading in case.scope.readings:
        cells = [c for c in reading.budget_cells if c.department]
        extreme = query.does(Operation.MAXIMUM, Operation.MINIMUM) and "กอง" in query.text
        spreads = query.departments or extreme or _SPREAD.search(query.text)
        if cells and spreads and not _is_about_a_project(case):
            answer = _from_matrix(case, reading, cells)
            if answer:
                return answer
    return None


def _is_about_a_project(case: Case) -> bool:
    """Whether the words fit one project so well that the department is only a part of it."""
    best = case.projects[0].coverage if case.projects else 0.0
    return best > 0.75 and not case.query.does(Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM)


def _from_matrix(case: Case, reading: Reading, cells: Sequence[BudgetCell]) -> Answer | None:
    query = case.query
    wanted = _in_strategies(cells, query.strategies) or [c for c in cells if c.is_total]
    if not wanted and not query.strategies:
        wanted = list(cells)
    if query.departments:
        names = query.department_names
        wanted = [c for c in wanted if fold(c.department) in names]
    stated = [c for c in wanted if c.budget.baht is not None]
    if not wanted:
        return None
    writer = Writer()
    writer.facts(wanted)
    marks = writer.cite(reading, [c.passage_id for c in wanted])
    if not stated:
        writer.line(f"แผนไม่ได้ระบุงบประมาณของ{wanted[0].department}ในช่องนี้", marks)
        return writer.answer(answerable=False)
    if query.does(Operation.MAXIMUM, Operation.MINIMUM):
        _extreme(writer, case, stated, marks)
    elif query.does(Operation.DIFFERENCE, Operation.COMPARE) and len(stated) == 2:
        _difference(writer, stated, marks)
    elif len(stated) == 1:
        cell = stated[0]
        writer.line(f"{cell.department}: {_label(cell)} {money(cell.budget.baht or 0)}", marks)
    else:
        total = sum(c.budget.baht or 0 for c in stated)
        writer.line(f"รวม {money(total)} ({_label(stated[0])} {len(stated)} ส่วนราชการ)", marks)
        writer.line(" + ".join(map(_told, stated)), marks)
    writer.line(f"ตามตารางงบประมาณจำแนกตามส่วนราชการในแผนของ{whose(reading)}", marks)
    return writer.answer()


def _extreme(writer: Writer, case: Case, cells: Sequence[BudgetCell], marks: str) -> None:
    largest = Operation.MAXIMUM in case.query.operations
    amounts = [c.budget.baht or 0 for c in cells]
    value = max(amounts) if largest else min(amounts)
    names = ", ".join(c.department for c in cells if c.budget.baht == value)
    writer.line(f"{names} ได้งบประมาณ{'มาก' if largest else 'น้อย'}ที่สุด {money(value)}", marks)
    rest = sorted(cells, key=lambda c: -(c.budget.baht or 0))
    writer.line(", ".join(map(_told, rest)), marks)


def _difference(writer: Writer, cells: Sequence[BudgetCell], marks: str) -> None:
    more, less = sorted(cells, key=lambda c: -(c.budget.baht or 0))
    first, second = more.budget.baht or 0, less.budget.baht or 0
    if first == second:
        writer.line(f"{more.department}และ{less.department}ได้งบประมาณเท่ากัน {money(first)}", marks)
        return
    writer.line(
        f"ต่างกัน {money(first - second)}: {more.department} {money(first)} "
        f"มากกว่า{less.department} {money(second)} ({_label(more)})",
        marks,
    )


def _told(cell: BudgetCell) -> str:
    return f"{cell.department} {grouped(cell.budget.baht or 0)}"


def _label(cell: BudgetCell) -> str:
    return "งบประมาณรวม" if cell.is_total else f"งบประมาณ{shortened(cell.row, 60)}"


def _in_strategies(cells: Sequence[BudgetCell], numbers: Sequence[int]) -> list[BudgetCell]:
    return [c for c in cells if numbers and set(strategy_numbers(c.row)) & set(numbers)]


def strategy_answer(case: Case) -> Answer | None:
    """The total of one or several strategies: as printed, beside what the rows add up to.

    "งบยุทธศาสตร์ที่ 2 เท่าไร" asks for it too, where no project is named beside the strategy.
    """
    query = case.query
    of_all = Want.MONEY in query.wants and set(query.words) <= whole_words()
    if not query.strategies or not (query.does(Operation.SUM) or of_all):
        return None
    if query.wants_any(Want.PEOPLE) or query.does(*_NO_TOTAL):
        return None
    for reading in case.scope.readings:
        sums = [_Strategy(number, reading, query.tactics) for number in query.strategies]
        if all(s.projects or s.printed for s in sums):
            return _tell_strategies(reading, sums)
    return None


class _Strategy:
    """A strategy's projects in a plan and the total that the plan prints."""

    def __init__(self, number: int, reading: Reading, tactics: Sequence[int]) -> None:
        self.number = number
        inside = [
            p for p in reading.projects if number in strategy_numbers(" ".join(p.strategy[:1]))
        ]
        called = next((strategy_name(p.strategy[0]) for p in inside), "ยุทธศาสตร์")
        self.name = f"{called}ที่ {number}" + "".join(f" กลยุทธ์ที่ {t}" for t in tactics)
        self.projects = [p for p in inside if not tactics or _tactics(p) & set(tactics)]
        totals = [c for c in reading.budget_cells if c.is_total and not c.department]
        self.totals = [] if tactics else _in_strategies(totals, [number])
        self.printed = next((c for c in self.totals if c.budget.baht is not None), None)

    @property
    def computed(self) -> Baht:
        return sum(p.budget.baht or 0 for p in self.projects)

    @property
    def value(self) -> Baht:
        return self.printed.budget.baht or 0 if self.printed else self.computed


def _tactics(project: Project) -> set[int]:
    path = " ".join(project.strategy)
    return {int(number) for number in re.findall(r"กลยุทธ์ที่\s*(\d+)", path)}


def _tell_strategies(reading: Reading, sums: Sequence[_Strategy]) -> Answer:
    writer = Writer()
    if len(sums) > 1:
        total = sum(s.value for s in sums)
        parts = " + ".join(f"{s.name} {grouped(s.value)}" for s in sums)
        writer.line(f"รวม {money(total)} ({parts})", writer.cite(reading, _sources(sums)))
    for one in sums:
        _tell_strategy(writer, reading, one)
    writer.line(f"ตามแผนของ{whose(reading)}", writer.cite(reading, _sources(sums)[:1]))
    return writer.answer()


def _sources(sums: Sequence[_Strategy]) -> list[str]:
    return [
        source
        for s in sums
        for source in ([s.printed.passage_id] if s.printed else [p.passage_id for p in s.projects])
    ]


def _tell_strategy(writer: Writer, reading: Reading, one: _Strategy) -> None:
    sources = [p.passage_id for p in one.projects]
    writer.facts(one.totals)
    if one.printed:
        marks = writer.cite(reading, [one.printed.passage_id])
        writer.line(f"{one.name} งบประมาณรวม {money(one.value)} (ยอดรวมที่พิมพ์ในแผน)", marks)
        if one.projects and one.computed != one.value:
            writer.facts(one.projects)
            note = f"ข้อสังเกต: บวกจากแถวโครงการได้ {money(one.computed)} ไม่ตรงกับยอดที่พิมพ์"
            writer.line(note, writer.cite(reading, sources))
        return
    writer.facts(one.projects)
    writer.line(
        f"{one.name} แผนไม่ได้พิมพ์ยอดรวม บวกจากแถวโครงการได้ {money(one.computed)}",
        writer.cite(reading, [*(c.passage_id for c in one.totals), *sources]),
    )
    amounts = [p for p in one.projects if p.budget.baht]
    terms = " + ".join(f"{project_name(p, 45)} {grouped(p.budget.baht or 0)}" for p in amounts)
    writer.line(terms, writer.cite(reading, [p.passage_id for p in amounts]))


def all_projects_answer(case: Case) -> Answer | None:
    """The whole budget of a plan: by departments or strategies, or every project's row."""
    summed = asks_sum_of_all(case.query)
    if not summed and not asks_whole(case.query):
        return None
    total = plan_total(case)
    if total is None or case.query.does(Operation.DIFFERENCE):
        return None
    if case.query.does(Operation.MAXIMUM, Operation.MINIMUM):
        largest = Operation.MAXIMUM in case.query.operations
        return tell_extreme_part(total, largest) if "ยุทธศาสตร์" in case.query.text else None
    rows = _EVERY_ROW.search("".join(case.query.text.split()))
    if "ยุทธศาสตร์" in case.query.text and len(total.parts) > 1 and not rows:
        return tell_parts(total)
    if total.departments and not rows:
        return tell_departments(total)
    projects = [p for p in _of_part(case, total.reading) if p.budget.baht]
    return _tell_all(total, projects, "รายการที่ระบุงบประมาณ") if projects else None


def _of_part(case: Case, reading: Reading) -> list[Project]:
    """The projects of the part of a plan that the question names, else all: an office binds a
    management plan and a development plan into one file."""
    parts: dict[str, list[Project]] = {}
    sections = [reading.passages[p.passage_id].section for p in reading.projects]
    depth = next((d for d in range(4) if len({s[: d + 1] for s in sections}) > 1), 0)
    for project, section in zip(reading.projects, sections, strict=True):
        parts.setdefault(" ".join(section[depth : depth + 1]), []).append(project)
    asked = set(tokens(case.query.text))
    named = {part: len(asked & set(tokens(part))) / (len(set(tokens(part))) or 1) for part in parts}
    order = sorted(named, key=lambda part: -named[part])
    if len(order) > 1 and named[order[0]] > named[order[1]] + 0.1:
        return parts[order[0]]
    return reading.projects


def matched_sum(case: Case) -> Answer | None:
    """The sum of the projects that the question's words fit, where it asks for one."""
    query = case.query
    wanted = query.does(Operation.SUM) and Want.MONEY in query.wants and query.words
    if not wanted or query.strategies or query.positions:
        return None
    fit = _named_number(case) or [
        m for m in case.projects if m.coverage >= max(_FITS, 0.85 * case.projects[0].coverage)
    ]
    stated = [m.fact for m in fit if m.fact.budget.baht]
    readings = {m.reading.plan.id for m in fit}
    if len(stated) < 2 or len(readings) != 1:
        return None
    return _tell_all(Total(fit[0].reading), stated, "รายการที่ชื่อตรงกับคำถาม")


def _named_number(case: Case) -> list[Matched[Project]]:
    """As many projects as the question says: "ทั้งสองโครงการ" takes the two best."""
    match = SO_MANY.search(case.query.text)
    if not match:
        return []
    number = _NUMBERS.get(match[1]) or int(match[1])
    best = [m for m in case.projects[:number] if m.coverage >= _BARELY]
    return best if len(best) == number else []


def _sum(projects: Sequence[Project]) -> Baht:
    return sum(p.budget.baht or 0 for p in projects)


def _tell_all(total: Total, projects: Sequence[Project], what: str) -> Answer:
    writer, reading = Writer(), total.reading
    writer.facts(projects)
    marks = writer.cite(reading, [p.passage_id for p in projects])
    writer.line(f"รวม {money(_sum(projects))} จาก {len(projects)} {what}", marks)
    for project in projects[:_SHOWN]:
        line = f"- {project_name(project, 90)}: {money(project.budget.baht or 0)}"
        writer.line(line, writer.cite(reading, [project.passage_id]))
    rest = projects[_SHOWN:]
    if rest:
        marks = writer.cite(reading, [p.passage_id for p in rest])
        writer.line(f"และอีก {len(rest)} รายการ รวม {money(_sum(rest))}", marks)
    if len(projects) == len(total.projects):
        _tell_printed(writer, total)
    first = writer.cite(reading, [projects[0].passage_id])
    writer.line(f"ตามแผนของ{whose(reading)}", first)
    return writer.answer()


def _tell_printed(writer: Writer, total: Total) -> None:
    if total.departments and total.value != total.computed:
        writer.line(
            f"ข้อสังเกต: ตารางงบประมาณจำแนกตามส่วนราชการในแผนเดียวกันรวมได้ {money(total.value)}",
            writer.cite(total.reading, [c.passage_id for c in total.departments]),
        )
    remarks(writer, total)

"""From a table of strategies by departments: a cell, a row, a column, or all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.budgets.amounts import tell_notes
from api.answering.budgets.parts import Total, share_of_name
from api.answering.budgets.scoping import (
    amount_in_cells,
    department_name,
    mentions,
    named_in,
    table_of_departments,
    without_departments,
)
from api.answering.budgets.whole import tell_printed_sum
from api.answering.evidence.case import Case
from api.answering.evidence.figures import strategy_numbers
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.saying import money
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import BudgetCell
from ingest.text.numbers import grouped
from prompts import say

_SPREAD = re.compile(r"ส่วนราชการ(?!ใด|ไหน)|ทุกกอง|แต่ละกอง|ทั้ง\s*\d+\s*กอง|รายกอง")
_WHICH = re.compile("กอง|(?:ส่วนราชการ|หน่วยงาน|สำนัก|ฝ่าย)(?:ใด|ไหน|อะไร)")


def matrix_answer(case: Case) -> Answer | None:
    """What the table says, where departments or all of them are asked for."""
    query = case.query
    if Want.MONEY not in query.wants:
        return None
    for reading in case.scope.readings:
        cells = reading.department_cells
        extreme = query.does(Operation.MAXIMUM, Operation.MINIMUM) and asks_which_department(query)
        spreads = query.departments or extreme or asks_of_all_departments(query)
        if cells and spreads and not _is_about_a_project(case, reading):
            answer = _from_matrix(case, reading, cells)
            if answer:
                return answer
    return None


def asks_which_department(query: Query) -> bool:
    return _WHICH.search(query.text) is not None


def asks_of_all_departments(query: Query) -> bool:
    """``ของทั้ง 6 กอง``, ``แต่ละส่วนราชการ``."""
    return _SPREAD.search(query.text) is not None


def _is_about_a_project(case: Case, reading: Reading) -> bool:
    """Whether the words fit one project so well that the department is only a part of it."""
    named = named_in(case.query, Total(reading))
    if named.numbers and not named.topic:
        return False
    best = case.projects[0].coverage if case.projects else 0.0
    return best > 0.75 and not case.query.does(Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM)


def _from_matrix(case: Case, reading: Reading, cells: Sequence[BudgetCell]) -> Answer | None:
    query = case.query
    plan = Total(reading)
    named = named_in(query, plan)
    numbers = named.numbers
    wanted = _in_strategies(cells, numbers) or ([] if numbers else _in_row_named(query, cells))
    wanted = wanted or [c for c in cells if c.is_total]
    if not wanted and not numbers:
        wanted = list(cells)
    if query.departments:
        names = query.department_names
        wanted = [c for c in wanted if mentions(department_name(c), names)]
    stated = [c for c in wanted if c.budget.baht is not None]
    if not wanted:
        return None
    writer = Writer()
    writer.facts(wanted)
    marks = writer.cite(reading, [c.passage_id for c in wanted])
    if not stated:
        writer.line(say("cell_blank", name=department_name(wanted[0])), marks)
        return writer.answer(answerable=False)
    if query.does(Operation.MAXIMUM, Operation.MINIMUM):
        if query.does(Operation.SUM):
            _tell_sum(writer, stated, marks)
        _extreme(writer, case, stated, marks)
    elif len(stated) == 1:
        cell = stated[0]
        writer.line(
            f"{department_name(cell)}: {_label(cell)} {money(cell.budget.baht or 0)}", marks
        )
    else:
        _tell_sum(writer, stated, marks)
    if not named.departments and not numbers:
        tell_printed_sum(writer, plan)
    amount = amount_in_cells(named, plan) if len(named.departments) == 1 else None
    tell_notes(writer, [amount] if amount else [])
    writer.line(f"ตาม{table_of_departments(wanted)} ในแผนของ{whose(reading)}", marks)
    return writer.answer()


def _tell_sum(writer: Writer, cells: Sequence[BudgetCell], marks: str) -> None:
    total = sum(c.budget.baht or 0 for c in cells)
    writer.line(f"รวม {money(total)} ({_label(cells[0])} {len(cells)} ส่วนราชการ)", marks)
    writer.line(" + ".join(map(_told, cells)), marks)


def _extreme(writer: Writer, case: Case, cells: Sequence[BudgetCell], marks: str) -> None:
    largest = Operation.MAXIMUM in case.query.operations
    amounts = [c.budget.baht or 0 for c in cells]
    value = max(amounts) if largest else min(amounts)
    names = ", ".join(department_name(c) for c in cells if c.budget.baht == value)
    writer.line(f"{names} ได้งบประมาณ{'มาก' if largest else 'น้อย'}ที่สุด {money(value)}", marks)
    rest = sorted(cells, key=lambda c: -(c.budget.baht or 0))
    writer.line(", ".join(map(_told, rest)), marks)


def _told(cell: BudgetCell) -> str:
    return f"{department_name(cell)} {grouped(cell.budget.baht or 0)}"


def _label(cell: BudgetCell) -> str:
    return "งบประมาณรวม" if cell.is_total else f"งบประมาณ{shortened(cell.row, 60)}"


def _in_row_named(query: Query, cells: Sequence[BudgetCell]) -> list[BudgetCell]:
    """The cells of the one row whose name the question says without its number: "กองช่างได้งบพัฒนา
    คุณภาพชีวิตเท่าไร"."""
    if not query.departments:
        return []
    said = without_departments(query.text)
    words = frozenset(word for word in query.words if word in said)
    labels = dict.fromkeys(cell.row for cell in cells if not cell.is_total)
    shares = {label: share_of_name("", words, label) for label in labels}
    best = max(shares.values(), default=0.0)
    named = [label for label, share in shares.items() if best and share == best]
    return [cell for cell in cells if [cell.row] == named]


def _in_strategies(cells: Sequence[BudgetCell], numbers: Sequence[int]) -> list[BudgetCell]:
    return [c for c in cells if numbers and set(strategy_numbers(c.row)) & set(numbers)]

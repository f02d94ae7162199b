"""Rows of individual development plans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.cells import RowCells
from ingest.models import ColumnRole, PositionPlan, RowKind, Span, Table
from ingest.structure.kinds import is_ticked, year_of
from ingest.structure.passages import logical_rows, row_passage_id
from ingest.text.normalize import arabic_digits

_METHOD = re.compile(r"(?:^|\s)\(?\d{1,2}\)?\s*[=.)]\s*")
_EMPLOYEES = re.compile(r"\s*(?:ลูกจ้าง|พนักงานจ้าง|พนักงานเทศบาล|พนักงานส่วน|ข้าราชการ|พนักงานครู)")


def position_plans_of(plan_id: str, table: Table) -> list[PositionPlan]:
    """The rows of a table of positions with what each is to develop; of no other table."""
    roles = {column.role for column in table.columns}
    wanted = {ColumnRole.SKILL, ColumnRole.METHOD, ColumnRole.GOAL}
    if ColumnRole.POSITION not in roles or not wanted & roles:
        return []
    plans = []
    for rows in logical_rows(table):
        cells = RowCells(table, rows)
        position = cells.text(ColumnRole.POSITION)
        if rows[0].kind is not RowKind.BODY or not position:
            continue
        span = Span(rows[0].span.line_start, rows[-1].span.line_end)
        department, employees = _groups(rows[0].scope, cells.text(ColumnRole.DEPARTMENT))
        plans.append(
            PositionPlan(
                id=f"{plan_id}:i{span.line_start}",
                passage_id=row_passage_id(plan_id, rows),
                span=span,
                position=position,
                department=department,
                employee_type=employees,
                skills=_skills(cells),
                goals=arabic_digits(cells.text(ColumnRole.GOAL) or cells.text(ColumnRole.TARGET)),
                methods=_methods(cells),
                years=_years(cells),
            )
        )
    return plans


def _skills(cells: RowCells) -> str:
    """What is to be learnt, without levels: "ระดับสมรรถนะ" is a column of numbers."""
    texts = (arabic_digits(text) for text in cells.texts(ColumnRole.SKILL))
    return " ".join(text for text in texts if any(letter.isalpha() for letter in text))


def _methods(cells: RowCells) -> tuple[str, ...]:
    """The methods of all columns that have some: ``70 : ลงมือทำ``, ``20 : เรียนจากคนอื่น``."""
    found = (m for text in cells.texts(ColumnRole.METHOD) for m in methods_of(text))
    return tuple(dict.fromkeys(found))


def methods_of(text: str) -> tuple[str, ...]:
    """The methods of a cell: ``๑ = ศึกษาด้วยตนเอง ๓ = พี่เลี้ยง`` gives two."""
    parts = [part.strip(" -;,") for part in _METHOD.split(f" {arabic_digits(text)}")]
    return tuple(dict.fromkeys(part for part in parts if part))


def _groups(scope: Sequence[str], column: str) -> tuple[str, str]:
    employees = [text for text in scope if _EMPLOYEES.match(text)]
    departments = [text for text in scope if text not in employees]
    return column or (departments[-1] if departments else ""), employees[-1] if employees else ""


def _years(cells: RowCells) -> tuple[int, ...]:
    years = []
    for index, column in cells.columns(ColumnRole.TIMING):
        year = year_of(column.path[-1]) if column.path else None
        if year and is_ticked(cells.joined(index)):
            years.append(year)
    return tuple(years)

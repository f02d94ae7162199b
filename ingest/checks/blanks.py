"""Blank budgets, times, units and indicators of projects, and tables that were left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.checks.models import Finding, Severity
from ingest.checks.tables import projects_by_table
from ingest.checks.wording import quoted
from ingest.models import BudgetKind, Cell, ColumnRole, Plan, Project, RowKind, Table
from ingest.text.numbers import is_blank

_ROLES = {
    ColumnRole.BUDGET: "งบประมาณ",
    ColumnRole.TIMING: "ระยะเวลา",
    ColumnRole.UNIT: "หน่วยงานรับผิดชอบ",
    ColumnRole.INDICATOR: "ตัวชี้วัด",
}

_FORM = re.compile(
    r"แบบ(?:ฟอร์ม|ประเมิน|สำรวจ|บันทึก|รายงาน|สอบถาม)|ตัวอย่าง|ภาคผนวก"
)  # to be filled later


def check(plan: Plan) -> Iterator[Finding]:
    """``blank-budget``, ``blank-timing``, ``blank-unit``, ``blank-indicator`` by project,
    ``column-blank`` where a whole column is, ``table-blank`` where a table is."""
    for table, projects in projects_by_table(plan):
        roles = {column.role for column in table.columns}
        for role in _ROLES:
            if role in roles:
                yield from _of_role(table, projects, role)
    for table in plan.tables:
        if _is_empty(table):
            message = "ตารางนี้มีแต่หัวข้อ ยังไม่ได้กรอกข้อมูล"
            yield Finding("table-blank", Severity.NOTE, message, table.span)


def _of_role(table: Table, projects: Sequence[Project], role: ColumnRole) -> Iterator[Finding]:
    blank = [project for project in projects if _is_blank(table, project, role)]
    if len(blank) == len(projects) > 1:
        message = f"คอลัมน์{_ROLES[role]}ว่างทุกแถว"
        span = table.header_spans[0] if table.header_spans else table.span
        yield Finding("column-blank", Severity.NOTE, message, span, _ROLES[role])
        return
    for project in blank:
        yield _blank(table, projects, project, role)
    if role is ColumnRole.TIMING and any(_said(table, one, role) for one in projects):
        yield from _said_elsewhere(table, projects)


def _said_elsewhere(table: Table, projects: Sequence[Project]) -> Iterator[Finding]:
    """Times that stand in the calendar only, though other rows of this table have theirs."""
    for project in projects:
        if project.timing and project.also and not _said(table, project, ColumnRole.TIMING):
            told = quoted(project.timing)
            message = f"{quoted(project.name)} ไม่ได้ระบุระยะเวลาในตารางนี้ อีกตารางหนึ่งระบุ {told}"
            yield Finding("blank-timing", Severity.NOTE, message, project.span, "ระยะเวลา", "")


def _is_blank(table: Table, project: Project, role: ColumnRole) -> bool:
    if role is ColumnRole.BUDGET:
        stated = project.budget.kind is not BudgetKind.NOT_STATED or project.shared_with
        return not stated and not _said(table, project, role)
    text = {
        ColumnRole.TIMING: project.timing,
        ColumnRole.UNIT: project.unit,
        ColumnRole.INDICATOR: project.indicator,
    }[role]
    return is_blank(text) and not _said(table, project, role)


def _cells(table: Table, project: Project, role: ColumnRole) -> list[Cell]:
    """The project's cells in columns of a role, of its row and its continuations."""
    columns = {i for i, column in enumerate(table.columns) if column.role is role}
    rows = [row for row in table.rows if row.span.meets(project.span)]
    return [cell for row in rows for cell in row.cells if cell.column in columns]


def _said(table: Table, project: Project, role: ColumnRole) -> str:
    texts = (cell.text for cell in _cells(table, project, role))
    return next((text for text in texts if not is_blank(text)), "")


def _blank(
    table: Table, projects: Sequence[Project], project: Project, role: ColumnRole
) -> Finding:
    name, code = _ROLES[role], f"blank-{role.value}"
    dash = any(cell.text.strip() for cell in _cells(table, project, role))
    if role is ColumnRole.BUDGET and _may_share(projects, project):
        message = f"{quoted(project.name)} ไม่ได้ระบุงบประมาณ อาจรวมอยู่กับโครงการแถวบน โปรดระบุให้ชัด"
        return Finding(code, Severity.NOTE, message, project.span, name)
    if dash:
        message = f"{quoted(project.name)} ใส่ “-” ในช่อง{name} หากไม่มีให้ระบุให้ชัด"
        return Finding(code, Severity.NOTE, message, project.span, name, "-")
    message = f"{quoted(project.name)} ไม่ได้ระบุ{name}"
    return Finding(code, Severity.WARNING, message, project.span, name)


def _may_share(projects: Sequence[Project], project: Project) -> bool:
    """Whether a part of a project stands below the part or project that has the amount."""
    above = projects[: projects.index(project)]
    return bool(project.parent and above) and above[-1].budget.kind is not BudgetKind.NO_BUDGET


def _is_empty(table: Table) -> bool:
    rows = [row for row in table.rows if row.kind is RowKind.BODY]
    wide = len(table.columns) > 1 and any(column.path for column in table.columns)
    return (
        wide
        and not _FORM.search(" ".join((*table.section, table.caption or "")))
        and len(rows) > 1
        and all(is_blank(cell.text) or cell.column == 0 for row in rows for cell in row.cells)
        and any(cell.text.strip() for row in rows for cell in row.cells)
    )

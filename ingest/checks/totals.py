"""Totals that don't add up or are missing, within a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.checks.grid import Figure, Grid, grid_of
from ingest.checks.models import Finding, Severity
from ingest.checks.sums import Axis, Miss, column_misses, row_misses
from ingest.checks.tables import counted_elsewhere
from ingest.checks.told_totals import told
from ingest.checks.wording import amount, quoted
from ingest.models import (
    BudgetCell,
    ColumnRole,
    Plan,
    Project,
    RowKind,
    Table,
)
from ingest.structure.passages import is_project_table

_ROW_TORN = "extra_cell"  # of a row whose cells don't fit its columns
_PAGE_LOST = "missing_header"  # the reader's warning of a table whose first page isn't there


def check(plan: Plan) -> Iterator[Finding]:
    """``total-differs`` and ``total-missing`` of every table, and one note where a plan sums up
    none of its projects' budgets."""
    for table in plan.tables:
        grid = grid_of(table)
        if grid:
            yield from _of_table(plan, grid)
    yield from _unsummed(plan)


def _of_table(plan: Plan, grid: Grid) -> Iterator[Finding]:
    torn = any(w.code == _PAGE_LOST and w.span.meets(grid.table.span) for w in plan.warnings)
    twice = counted_elsewhere(_projects(plan, grid.table))
    sure = _Sure(plan, grid)
    elsewhere = _elsewhere(plan, grid.table)
    down = [m for m in column_misses(grid, elsewhere, torn, twice) if sure.holds(m)]
    across = [m for m in row_misses(grid) if sure.holds(m)]
    for miss in list(down):
        for other in across:
            if figure := _culprit(miss, other):
                down.remove(miss)
                across.remove(other)
                yield _wrong_figure(grid, miss, other, figure)
                break
    for miss in (*down, *across):
        yield _missing(grid, miss) if miss.total.blank else _differs(grid, miss)


class _Sure:
    """Which misses prove something: none of rows that fell out of line with their columns, and no
    blank beside a total that its label says, as in ``รวมทั้งสิ้น 402,000 บาท``."""

    def __init__(self, plan: Plan, grid: Grid) -> None:
        self._torn = [w.span for w in plan.warnings if w.code == _ROW_TORN]
        self._said = {row.index for row in grid.rows if told(grid, row) is not None}

    def holds(self, miss: Miss) -> bool:
        if miss.total.blank and miss.total.row in self._said:
            return False
        return not any(f.span.meets(t) for f in (miss.total, *miss.parts) for t in self._torn)


def _culprit(down: Miss, across: Miss) -> Figure | None:
    """The one figure whose change would mend both sums."""
    if down.total.blank or across.total.blank:
        return None
    for figure in (down.total, *down.parts):
        needed = down.needed(figure)
        if needed is not None and needed >= 0 and needed == across.needed(figure):
            return figure
    return None


def _wrong_figure(grid: Grid, down: Miss, across: Miss, figure: Figure) -> Finding:
    if figure == down.total:
        return _differs(grid, down)
    if figure == across.total:
        return _differs(grid, across)
    expected, found = amount(down.needed(figure)), figure.printed or "-"
    where = _place(grid, figure)
    message = f"{where} เป็น {found} แต่ยอดรวมทั้งของแถวและคอลัมน์ชี้ว่าควรเป็น {expected}"
    unsure = down.unsure or across.unsure
    severity = Severity.WARNING if unsure else Severity.ERROR
    return Finding("total-differs", severity, message, figure.span, expected, found)


def _differs(grid: Grid, miss: Miss) -> Finding:
    expected, found = amount(miss.expected), amount(miss.total.value)
    message = f"{_title(grid, miss)} พิมพ์ไว้ {found} แต่บวกได้ {expected}"
    if miss.unsure:
        message += " (บางแถวหรือบางช่องไม่มีตัวเลขในไฟล์ โปรดตรวจกับต้นฉบับ)"
    severity = Severity.WARNING if miss.unsure else Severity.ERROR
    return Finding("total-differs", severity, message, miss.total.span, expected, found)


def _missing(grid: Grid, miss: Miss) -> Finding:
    expected = amount(miss.expected)
    message = f"{_title(grid, miss)} เว้นว่างไว้ ควรเป็น {expected}"
    return Finding("total-missing", Severity.WARNING, message, miss.total.span, expected)


def _title(grid: Grid, miss: Miss) -> str:
    label = quoted(grid.rows[miss.total.row].label)
    header = quoted(grid.header(miss.total.column))
    if miss.axis is Axis.COLUMN:
        return f"ยอดรวมของคอลัมน์ {header} (แถว {label})"
    return f"ยอดรวมของแถว {label} (คอลัมน์ {header})"


def _place(grid: Grid, figure: Figure) -> str:
    label, header = grid.rows[figure.row].label, grid.header(figure.column)
    return f"ตัวเลขของแถว {quoted(label)} คอลัมน์ {quoted(header)}"


def _elsewhere(plan: Plan, table: Table) -> list[Decimal]:
    """Sums over this table and those before it that a total of the whole plan may stand for: of
    the projects' budgets, and of the totals printed."""
    if not is_project_table(table):
        return []
    end = table.span.line_end
    facts = [fact for fact in plan.facts if fact.span.line_start <= end]
    projects = [f for f in facts if isinstance(f, Project)]
    twice = counted_elsewhere(projects)
    budgets = [p.budget.baht or 0 for p in projects if p.span.line_start not in twice]
    cells = [f for f in facts if isinstance(f, BudgetCell) and f.is_total and f.year is None]
    printed = [cell.budget.baht or 0 for cell in cells if not cell.department]
    sums = [Decimal(sum(budgets)), Decimal(sum(printed[:-1]))]
    return [value for value in sums if value]


def _unsummed(plan: Plan) -> Iterator[Finding]:
    """A table of projects with several amounts and no total: worth a warning where the plan's
    other tables have one, else a note for the first such table."""
    tables = [table for table in plan.tables if is_project_table(table) and _amounts(plan, table)]
    summed = [table for table in tables if _has_total(table)]
    bare = [table for table in tables if not _has_total(table) and len(_amounts(plan, table)) > 1]
    bare = [table for table in bare if not _is_summed_below(plan, tables, table)]
    for table in bare if summed else bare[:1]:
        expected = amount(sum(_amounts(plan, table), Decimal(0)))
        message = (
            f"ตารางโครงการนี้ไม่มีแถวยอดรวมงบประมาณ ทั้งที่ตารางอื่นมี บวกได้ {expected} บาท"
            if summed
            else f"ตารางโครงการไม่มีแถวยอดรวมงบประมาณ ตารางนี้บวกได้ {expected} บาท"
        )
        severity = Severity.WARNING if summed else Severity.NOTE
        yield Finding("total-missing", severity, message, table.rows[-1].span, expected)


def _is_summed_below(plan: Plan, tables: Sequence[Table], table: Table) -> bool:
    """Whether a later table's total is that of this one too: of all tables from it, or from an
    earlier one, on."""
    at = tables.index(table)
    for end in range(at + 1, len(tables)):
        totals = _totals(tables[end])
        sums = [
            sum(
                (sum(_amounts(plan, one), Decimal(0)) for one in tables[start : end + 1]),
                Decimal(0),
            )
            for start in range(at + 1)
        ]
        if totals & set(sums):
            return True
    return False


def _totals(table: Table) -> set[Decimal]:
    grid = grid_of(table)
    rows = [row for row in grid.rows if row.is_total] if grid else []
    return {value for row in rows for f in row.figures.values() if (value := f.value)}


def _projects(plan: Plan, table: Table) -> list[Project]:
    return [f for f in plan.facts if isinstance(f, Project) and f.span.meets(table.span)]


def _amounts(plan: Plan, table: Table) -> Sequence[Decimal]:
    projects = _projects(plan, table)
    twice = counted_elsewhere(projects)
    single = [p.budget.baht for p in projects if p.span.line_start not in twice]
    return [Decimal(baht) for baht in single if baht is not None]


def _has_total(table: Table) -> bool:
    budgets = any(column.role is ColumnRole.BUDGET for column in table.columns)
    return budgets and any(row.kind is RowKind.TOTAL for row in table.rows)

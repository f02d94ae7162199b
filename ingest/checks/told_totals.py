"""Totals that stand in words instead of under their column: ``รวมทั้งสิ้น 402,000 บาท``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.checks.grid import Grid, GridRow, grid_of
from ingest.checks.models import Finding, Severity
from ingest.checks.tables import counted_elsewhere
from ingest.checks.texts import running_text
from ingest.checks.wording import amount, quoted
from ingest.models import ColumnRole, Plan, Project
from ingest.text.normalize import arabic_digits

_AMOUNT = re.compile(r"(?<![\d,.])(\d[\d,]*(?:\.\d+)?)\s*บาท")
# "รวมทุกยุทธศาสตร์ 12 โครงการ งบประมาณทั้งสิ้น 402,000 บาท"
_ALL = re.compile(r"รวมทุก(?:ยุทธศาสตร์|ด้าน|แผนงาน).{0,60}?ทั้งสิ้น\s*(\d[\d,]*(?:\.\d+)?)\s*บาท")


def told(grid: Grid, row: GridRow) -> Decimal | None:
    """The baht that a total's label says, where none of its columns of money does."""
    if not row.is_total or any(row.figures[c].printed for c in _money(grid)):
        return None
    match = _AMOUNT.search(row.label)
    return Decimal(match[1].replace(",", "")) if match else None


def check(plan: Plan) -> Iterator[Finding]:
    """``total-differs`` where it is what neither the rows since the last total, nor those of the
    table, nor those of all tables so far add up to."""
    before = Decimal(0)
    for table in plan.tables:
        grid = grid_of(table)
        money = _money(grid) if grid else ()
        if grid is None or not money:
            continue
        for row in grid.rows:
            found = told(grid, row)
            sums = _sums(grid, row, money)
            if found is not None and sums and found not in (*sums, sums[-1] + before):
                yield _differs(row, sums[-1], found)
        before += _summed(grid.rows, money)

    yield from _of_all(plan)


def _of_all(plan: Plan) -> Iterator[Finding]:
    """``totals-disagree`` where a sentence says what all strategies cost, and their projects add
    up to something else."""
    projects = [fact for fact in plan.facts if isinstance(fact, Project)]
    twice = counted_elsewhere(projects)
    own = [p.budget.baht or 0 for p in projects if p.span.line_start not in twice]
    expected = Decimal(sum(own))
    for line in running_text(plan) if expected else ():
        match = _ALL.search(arabic_digits(line.text))
        found = Decimal(match[1].replace(",", "")) if match else expected
        if found != expected:
            message = (
                f"ข้อความบอกว่ารวมทุกยุทธศาสตร์ {amount(found)} บาท"
                f" แต่โครงการในตารางโครงการรวมได้ {amount(expected)} บาท"
            )
            yield Finding(
                "totals-disagree", Severity.WARNING, message, line.span,
                amount(expected), amount(found),
            )  # fmt: skip


def _money(grid: Grid) -> Sequence[int]:
    """Columns of money, or the one that sums them up."""
    money = [c for c in grid.columns if grid.role(c) is ColumnRole.BUDGET]
    totals = [c for c in grid.totals if c in money or (money and c > money[-1])]
    return totals[-1:] or money


def _sums(grid: Grid, total: GridRow, money: Sequence[int]) -> list[Decimal]:
    """Of the rows since the last total, then of all above."""
    above = grid.rows[: total.index]
    last = max((row.index for row in above if row.is_total), default=-1)
    groups = (above[last + 1 :], above)
    sums = (_summed(group, money) for group in groups)
    return [value for value in sums if value]


def _summed(rows: Sequence[GridRow], money: Sequence[int]) -> Decimal:
    values = (row.figures[c].value for row in rows if row.is_summed for c in money)
    return sum((value or Decimal(0) for value in values), Decimal(0))


def _differs(row: GridRow, expected: Decimal, found: Decimal) -> Finding:
    message = (
        f"แถว {quoted(row.label)} บอกยอดรวม {amount(found)} บาท แต่บวกได้ {amount(expected)} บาท"
    )
    return Finding(
        "total-differs", Severity.ERROR, message, row.span, amount(expected), amount(found)
    )

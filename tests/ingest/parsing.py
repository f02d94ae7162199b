"""Small plans for tests, made of lines and tab-separated cells."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.models import BudgetCell, Measure, Plan, PositionPlan, Project, Row, Table
from ingest.pipeline import parse_bytes

TITLE = "แผนพัฒนาบุคลากร"


def row(*cells: str) -> str:
    return "\t".join(cells)


# The columns of most tests, and a row under them.
HEADER = row("ลำดับ", "โครงการ", "ตัวชี้วัด", "งบประมาณ", "ระยะเวลา", "ผู้รับผิดชอบ")


def project_row(number: str, name: str, budget: str = "๑๐,๐๐๐", unit: str = "กองคลัง") -> str:
    return row(number, name, "ร้อยละ ๘๐", budget, "ม.ค. ๒๕๖๙", unit)


def plan(*lines: str) -> Plan:
    """A plan of a title, a blank line (lines 1 and 2) and ``lines`` (from line 3 on)."""
    return parse_bytes("\n".join([TITLE, "", *lines, ""]).encode(), "plan.txt")


def table(*lines: str) -> Table:
    """The only table of ``plan(*lines)``."""
    (only,) = plan(*lines).tables
    return only


def projects(source: Plan) -> list[Project]:
    return [fact for fact in source.facts if isinstance(fact, Project)]


def project(*rows: str, header: Sequence[str] = (HEADER,)) -> Project:
    """The only project of a table of ``rows``."""
    (only,) = projects(plan(*header, *rows))
    return only


def budget_cells(source: Plan) -> list[BudgetCell]:
    return [fact for fact in source.facts if isinstance(fact, BudgetCell)]


def positions(source: Plan) -> list[PositionPlan]:
    return [fact for fact in source.facts if isinstance(fact, PositionPlan)]


def measures(source: Plan) -> list[Measure]:
    return [fact for fact in source.facts if isinstance(fact, Measure)]


def roles(source: Table) -> list[str]:
    """The columns' roles, "" where none is known."""
    return [column.role.value if column.role else "" for column in source.columns]


def texts(source: Row) -> dict[int, str]:
    """The row's texts by column, blanks left out; "*" marks one filled from above."""
    return {c.column: ("*" if c.filled else "") + c.text for c in source.cells if c.text}


def kinds(source: Table) -> list[str]:
    return [r.kind.value for r in source.rows]


def codes(source: Plan) -> list[tuple[str, int]]:
    """Warnings and their lines, apart from that these small plans name no organisation."""
    said = [(w.code, w.span.line_start) for w in source.warnings]
    return [(code, line) for code, line in said if code != "no_organization"]

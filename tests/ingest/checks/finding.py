"""Plans made for the checks, and what they find, short."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.checks import Finding
from ingest.models import Plan
from ingest.pipeline import parse_bytes
from tests.ingest.parsing import row

TITLE = "แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"
HEADER = row("โครงการ/กิจกรรม", "ตัวชี้วัด", "งบประมาณ (บาท)", "ระยะเวลา", "หน่วยงานรับผิดชอบ")


def plan_of(*lines: str, title: str = TITLE) -> Plan:
    """A plan for 2569 of its title, its owner, a blank line, and ``lines`` from line 4 on."""
    text = "\n".join([title, "เทศบาลตำบลสวนหลวง", "", *lines, ""])
    return parse_bytes(text.encode(), "plan.txt")


def project(
    name: str,
    budget: str = "๑๐,๐๐๐",
    indicator: str = "ร้อยละ ๘๐ ของผู้เข้าอบรม",
    timing: str = "ม.ค. ๒๕๖๙",
    unit: str = "กองคลัง",
) -> str:
    return row(name, indicator, budget, timing, unit)


def total(budget: str, label: str = "รวม") -> str:
    return row(label, "", budget, "", "")


def found(
    check: Callable[[Plan], Iterator[Finding]], plan: Plan
) -> list[tuple[str, str, int, str, str]]:
    """Code, severity, line, expected and found of each finding."""
    return [(f.code, f.severity.value, f.span.line_start, f.expected, f.found) for f in check(plan)]

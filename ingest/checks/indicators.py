"""Indicators without a target, and targets without an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks.models import Finding, Severity
from ingest.checks.tables import projects_by_table
from ingest.checks.wording import quoted
from ingest.models import ColumnRole, Plan, Project
from ingest.text.normalize import arabic_digits, join_thai

# An indicator that measures: it wants a figure to be reached.
_MEASURE = re.compile(
    r"^[-•\s\d.)(]*(?:ร้อยละ|จำนวน|ระดับความ|อัตรา(?!ตำแหน่งว่าง)|ค่าเฉลี่ย|สัดส่วน|เปอร์เซ็นต์|คะแนน)"
)
# A figure, or words that say how much: all, complete, as needed, none.
_FIGURE = re.compile(
    r"\d|ทุก|ครบ|ทั้งหมด|ทั้งสิ้น|ไม่มี|ไม่เกิด|ตามจริง|ตามที่|เป็นศูนย์|ต่อปี|เพิ่มขึ้น|ลดลง"
    r"|ระดับ(?:ดี|มาก|สูง|ปานกลาง)|หนึ่ง|สอง|สาม(?!ารถ)|สี่|ห้า(?!ม)|สิบ"
)


def check(plan: Plan) -> Iterator[Finding]:
    """``indicator-without-target`` and ``target-without-indicator`` in tables of projects."""
    for table, projects in projects_by_table(plan):
        roles = {column.role for column in table.columns}
        both = {ColumnRole.INDICATOR, ColumnRole.TARGET} <= roles
        if both and any(p.target for p in projects) and any(p.indicator for p in projects):
            yield from _target_alone(projects)
        if ColumnRole.INDICATOR in roles:
            for project in projects:
                if _lacks_target(project):
                    yield _without_target(project)


def _target_alone(projects: list[Project]) -> Iterator[Finding]:
    for project in projects:
        if project.target and not project.indicator:
            message = f"{quoted(project.name)} มีค่าเป้าหมายแต่ไม่มีตัวชี้วัด"
            found = quoted(project.target)
            yield Finding(
                "target-without-indicator", Severity.WARNING, message, project.span,
                "ตัวชี้วัด", found,
            )  # fmt: skip


def _lacks_target(project: Project) -> bool:
    """Whether an indicator says what is measured, and neither it nor the target how much."""
    indicator = join_thai(arabic_digits(project.indicator))
    said = f"{indicator} {join_thai(arabic_digits(project.target))}"
    return _MEASURE.match(indicator) is not None and not _FIGURE.search(_unnumbered(said))


def _unnumbered(text: str) -> str:
    """A text without the numbers of its items: ``1) ร้อยละ…``."""
    return re.sub(r"(?:^|(?<!ร้อยละ)\s)\(?\d{1,2}[.)](?=\s*[ก-๙])", " ", text)


def _without_target(project: Project) -> Finding:
    message = f"ตัวชี้วัด {quoted(project.indicator)} ไม่มีค่าเป้าหมายเป็นตัวเลข"
    return Finding(
        "indicator-without-target", Severity.WARNING, message, project.span,
        "ค่าเป้าหมาย", quoted(project.indicator),
    )  # fmt: skip

"""Years of another plan: in headings, names of projects, columns, dates, and what is said of the
plan itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.checks.dates import fiscal_years_meant
from ingest.checks.models import Finding, Severity
from ingest.checks.tables import is_past
from ingest.checks.texts import is_heading, running_text
from ingest.checks.wording import quoted
from ingest.facts.cells import RowCells
from ingest.facts.timing import timing_of
from ingest.models import (
    ColumnRole,
    Plan,
    PositionPlan,
    Project,
    Span,
    Table,
)
from ingest.structure.kinds import year_of
from ingest.structure.passages import is_project_table, logical_rows
from ingest.text.normalize import arabic_digits
from ingest.text.years import year_span

_YEAR = r"(?:2[45]\d\d|[4-9]\d)(?!\d)"
_TO = r"\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?"
# A year that is said to be one: "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๙", "ปี ๒๕๖๙", "พ.ศ. ๒๕๖๗ - ๒๕๖๙". A
# law's year stands alone after พ.ศ.
_OF_YEAR = re.compile(
    rf"(?:(?:ประจำปี\s*(?:งบประมาณ)?|ปี\s*งบประมาณ|ปี(?!\s*งบ))\s*(?:พ\.?\s?ศ\.?)?|พ\.\s?ศ\.(?=\s*{_YEAR}{_TO}))"
    rf"\s*{_YEAR}(?:{_TO}{_YEAR})?(?![,/]|\.\d|\s*(?:คน|ราย|ครั้ง|บาท))"
)
# What rightly bears other years: plans that are drawn up for years to come, laws and accounts,
# reports and figures of years gone by.
_OTHER_PAPER = re.compile(
    r"แผน(?!งาน\s*/?\s*โครงการ)|พ\.\s?ร\.\s?บ|พระราช|กฎหมาย|เทศบัญญัติ|ข้อบัญญัติ|งบประมาณรายจ่าย|กรอบอัตรา|ฐานข้อมูล|ระเบียบ|ประกาศ(?!เกียรติ)|คำสั่ง|มติ"
    r"|หลักเกณฑ์|ผล(?:การ|สำรวจ|คะแนน|วิเคราะห์)|สำรวจ|รายงาน|ประเมินผล|สรุป|ทบทวน|LPA|ITA"
)
_RULES = re.compile(r"พ\.\s?ร\.\s?บ\.?|พระราชบัญญัติ|กฎหมาย|ระเบียบ|หลักเกณฑ์")
GONE_BY = re.compile(
    r"เดิม|ที่ผ่านมา|สิ้นสุด|ก่อนหน้า|ปีก่อน|ปีที่แล้ว|ย้อนหลัง|ผลการ|รายงาน|สถิติ|ข้อมูล|ถัดไป|ปีฐาน|ระหว่าง|ต่อไป(?!นี้)|เปรียบเทียบ"
)
THIS_PLAN = re.compile(
    r"แผน(?:การ)?(?:บริหาร|พัฒนา)(?:และพัฒนา)?\s*"
    r"(?:บุคลากร|ทรัพยากร(?:บุคคล|มนุษย์)|พนักงาน|ข้าราชการ|ลูกจ้าง|กำลังคน|รายบุคคล|บุคคล)"
)
# The staffing plan that a plan for staff goes by; the next one may be in the making.
_STAFFING = re.compile(r"แผนอัตรากำลัง")
# Tables that look ahead: years gone by have no place in them, years after the plan's have.
_COMING = re.compile(r"เกษียณ|สูญเสียกำลัง|กรอบอัตรา|อัตรากำลัง\s*(?:๓|3)\s*ปี")
# What a plan is drawn up from: its staff as they are counted when it is written.
_COUNTED = re.compile(
    r"จำนวน\s*(?:บุคลากร|พนักงาน|ข้าราชการ|ลูกจ้าง|ครู|ผู้|คน)|วุฒิ|ช่วงอายุ|จำแนกตาม|อัตรากำลัง(?!\s*\d)"
)
_TARGET = re.compile(r"เป้าหมาย|ตามแผน|ประมาณการ|ตั้งไว้")
_AND = re.compile(r"\s+และ\s*|[,;]\s*")
_RECENT = 2  # years before the plan's first
_DAY = re.compile(r"\d\s*(?:[ก-๙]+(?:คม|ยน|พันธ์)|[ก-๙]{1,2}\.\s?[ก-๙]\.)\s*$")  # of a date
_NEAR = 90  # characters before a year within which the plan is named


def check(plan: Plan) -> Iterator[Finding]:
    """``year-outside``: years that don't meet the plan's fiscal years at all."""
    if not plan.fiscal_years:
        return
    yield from _of_texts(plan)
    tables = [table for table in plan.tables if not is_past(table)]
    past = [table.span for table in plan.tables if is_past(table)]
    for table in tables:
        yield from _of_header(plan, table)
        yield from _of_targets(plan, table)
    for fact in plan.facts:
        if isinstance(fact, Project) and not any(fact.span.meets(span) for span in past):
            yield from _of_name(plan, fact)
    for table in tables:
        if is_project_table(table) or _is_of_positions(table):
            yield from _of_dates(plan, table)


def _is_of_positions(table: Table) -> bool:
    """Whether it says when people of each position are to be developed."""
    roles = {column.role for column in table.columns}
    return {ColumnRole.POSITION, ColumnRole.TIMING} <= roles


def _outside(plan: Plan, text: str) -> tuple[int, ...]:
    """The years of a text where none is the plan's, else none."""
    years = year_span(text)
    return years if years and not set(years) & set(plan.fiscal_years) else ()


def said(years: Sequence[int]) -> str:
    """Years as a message says them: ``2569``, ``2567 - 2569``."""
    whole = len(years) > 1 and tuple(years) == tuple(range(years[0], years[-1] + 1))
    return f"{years[0]} - {years[-1]}" if whole else ", ".join(map(str, years))


def _finding(
    plan: Plan, severity: Severity, where: str, years: Sequence[int], span: Span
) -> Finding:
    expected, found = said(plan.fiscal_years), said(years)
    message = f"{where} ระบุปี {found} ซึ่งอยู่นอกปีงบประมาณของแผน ({expected})"
    return Finding("year-outside", severity, message, span, expected, found)


def _of_texts(plan: Plan) -> Iterator[Finding]:
    """Headings of another year, and sentences that give this plan one."""
    for line in running_text(plan):
        plain = arabic_digits(line.text)
        heading = is_heading(line)
        for match in _OF_YEAR.finditer(plain):
            years = _outside(plan, match[0])
            before = plain[max(0, match.start() - _NEAR) : match.start()]
            around = before + plain[match.end() : match.end() + 30]
            if not years or GONE_BY.search(around) or _DAY.search(before):
                continue
            if heading and _COUNTED.search(plain) and _is_recent(plan, years):
                continue
            stale = _STAFFING.search(before) and years[-1] < plan.fiscal_years[0]
            own = THIS_PLAN.search(before) or (heading and not _OTHER_PAPER.search(before))
            if own or stale:
                severity = Severity.ERROR if heading and own else Severity.WARNING
                where = f"หัวข้อ {quoted(plain)}" if heading else f"ข้อความ {quoted(_tail(before))}"
                yield _finding(plan, severity, where, years, line.span)


def _is_recent(plan: Plan, years: Sequence[int]) -> bool:
    return 0 < plan.fiscal_years[0] - years[-1] <= _RECENT


def _tail(text: str) -> str:
    return text.strip()[-50:].strip()


def _of_header(plan: Plan, table: Table) -> Iterator[Finding]:
    """Columns of years in a table of projects or positions, all or partly another plan's."""
    of_positions = any(
        isinstance(fact, PositionPlan) and fact.span.meets(table.span) for fact in plan.facts
    )
    coming = _COMING.search(" ".join((*table.section[-1:], table.caption or "")))
    if not (is_project_table(table) or of_positions or coming):
        return
    roles = {ColumnRole.TIMING, ColumnRole.BUDGET, *((None,) if coming else ())}
    named = [year_of(c.path[-1]) for c in table.columns if c.role in roles and c.path]
    years = tuple(sorted({year for year in named if year}))
    own = set(plan.fiscal_years)
    foreign = [year for year in years if year not in own]
    shifted = 1 < len(own) == len(years) and foreign
    if coming and foreign and foreign[-1] > min(own):
        return
    if years and (not own & set(years) or shifted):
        span = table.header_spans[0] if table.header_spans else table.span
        lines = [s for s in table.header_spans if _names(plan, s, foreign)]
        yield _finding(
            plan, Severity.ERROR, "หัวคอลัมน์ของตาราง", foreign, lines[0] if lines else span
        )


def _of_targets(plan: Plan, table: Table) -> Iterator[Finding]:
    """Columns of targets that a year gone by heads: ``ปีงบประมาณ ๒๕๖๕ (เป้าหมาย)``."""
    for column in table.columns:
        label = arabic_digits(column.path[-1]) if column.path else ""
        years = _outside(plan, label)
        if _TARGET.search(label) and years and years[-1] < plan.fiscal_years[0]:
            lines = [s for s in table.header_spans if _names(plan, s, years)]
            span = lines[0] if lines else table.span
            yield _finding(plan, Severity.WARNING, f"หัวคอลัมน์ {quoted(label)}", years, span)


def _names(plan: Plan, span: Span, years: Sequence[int]) -> bool:
    text = arabic_digits("\n".join(plan.lines[span.line_start - 1 : span.line_end]))
    return any(str(year) in text or f"{year % 100}" in text for year in years)


def _of_name(plan: Plan, project: Project) -> Iterator[Finding]:
    """A project whose name says another fiscal year than the plan's."""
    for match in _OF_YEAR.finditer(project.name):
        years = _outside(plan, match[0])
        before = project.name[: match.start()]
        if match[0].startswith("ประจำปี"):
            before = _RULES.sub(" ", before)  # rules are of a year, courses on them for one
        if years and not _OTHER_PAPER.search(before):
            where = f"ชื่อโครงการ {quoted(project.name)}"
            yield _finding(plan, Severity.ERROR, where, years, project.span)


def _stray(plan: Plan, text: str) -> list[tuple[int, ...]]:
    """Of several dates one after the other those that lie years away from the plan; one that
    begins or ends a span of time may."""
    dates = [meant for part in _AND.split(text) for meant in _lone(part)]
    first, last = plan.fiscal_years[0] - _RECENT, plan.fiscal_years[-1] + _RECENT
    return [meant for meant in dates if not any(first < year < last for year in meant)]


def _lone(part: str) -> list[tuple[int, ...]]:
    dates = fiscal_years_meant(part)
    return dates if len(dates) == 1 else []


def _of_dates(plan: Plan, table: Table) -> Iterator[Finding]:
    """Rows whose dates lie in other fiscal years, all of them."""
    for rows in logical_rows(table):
        text = arabic_digits(RowCells(table, rows).text(ColumnRole.TIMING))
        years = fiscal_years_meant(text)
        own = set(plan.fiscal_years)
        foreign = [meant for meant in years if not set(meant) & own]
        if len(foreign) < len(years):
            foreign = _stray(plan, text)
        if foreign:
            found = sorted({year for meant in foreign for year in meant[:1]})
            span = Span(rows[0].span.line_start, rows[-1].span.line_end)
            where = f"ระยะเวลา {quoted(timing_of(table, rows) or text)}"
            yield _finding(plan, Severity.ERROR, where, found, span)

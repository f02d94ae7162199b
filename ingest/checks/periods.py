"""Spans of time: ends before their beginnings, months of other years at the head of columns, and
the time for which the plan says it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.checks.dates import ends_before_it_begins, fiscal_years_meant
from ingest.checks.models import Finding, Severity
from ingest.checks.tables import is_past
from ingest.checks.texts import running_text
from ingest.checks.wording import quoted
from ingest.checks.years import GONE_BY, THIS_PLAN, said
from ingest.facts.timing import timing_of
from ingest.models import Plan, Row, Span, Table
from ingest.structure.kinds import is_month, quarter_of
from ingest.structure.passages import is_project_table, logical_rows
from ingest.text.normalize import arabic_digits
from ingest.text.years import year_span

_YEAR = r"(?:พ\.?\s?ศ\.?\s*)?(2[45]\d\d)"
# "1 ตุลาคม 2568 - 30 กันยายน 2569": fiscal years from the first day to the last.
_HOLDS = re.compile(
    rf"\b1\s*(?:ตุลาคม|ต\.\s?ค\.)\s*{_YEAR}\s*(?:[-–—]|ถึง)\s*(?:วันที่\s*)?30\s*(?:กันยายน|ก\.\s?ย\.)\s*{_YEAR}"
)
# "แผนพัฒนาบุคลากร ๓ ปี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ - ๒๕๖๘": nothing but whose it is in between.
_BETWEEN = r"(?:(?!แผน|ตาม|กับ|ผล)\D)"
_SPAN = re.compile(
    rf"{THIS_PLAN.pattern}{_BETWEEN}{{0,30}}?(?:\d\s*ปี)?{_BETWEEN}{{0,40}}?"
    r"(?P<years>2[45]\d\d\s*(?:[-–—]|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?2[45]\d\d)"
)
_GOES_ON = re.compile(r"ต่อเนื่อง|ทบทวน")  # from the plan before this one
_CUT = re.compile(r"2[45]\d\d\s*[-–—]\s*$")
_IN_USE = re.compile(r"ประกาศใช้|ใช้แผน|แผน(?:ฉบับ)?นี้|มีผล|ใช้บังคับ")
_SAID_BEFORE = re.compile(r"ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(2[45]\d\d[^(]*)\($")
_CLOSE = 60  # characters before it within which it is said to be past
_FEWEST = 3  # dates by which the title may be judged
_NEAR = 160  # characters before a span within which the plan is named


def check(plan: Plan) -> Iterator[Finding]:
    """``year-outside``; nothing where the plan's fiscal years aren't known."""
    if not plan.fiscal_years:
        return
    yield from _of_use(plan)
    yield from _of_span(plan)
    yield from _of_title(plan)
    for table in plan.tables:
        yield from _backwards(table)
        if is_project_table(table) and not is_past(table):
            yield from _of_months(plan, table)


def _of_use(plan: Plan) -> Iterator[Finding]:
    """The time for which the plan holds, where that isn't its years."""
    own = set(plan.fiscal_years)
    for line in running_text(plan):
        plain = arabic_digits(line.text)
        for match in _HOLDS.finditer(plain):
            first, last = int(match[1]) + 1, int(match[2])
            years = set(range(first, last + 1))
            before = plain[max(0, match.start() - _NEAR) : match.start()]
            told = _SAID_BEFORE.search(before)
            differs = told is not None and years != set(year_span(told[1]))
            of_plan = (THIS_PLAN.search(before) or _IN_USE.search(before)) and not _past(before)
            if not years or differs or (of_plan and not (years <= own or own <= years)):
                found = f"{match[1]} - {match[2]}"
                where = f"ช่วงเวลา {quoted(match[0])}"
                yield _finding(plan, line.span, where, found)


def _of_span(plan: Plan) -> Iterator[Finding]:
    """Several years that this plan is said to be of, where they meet its years and differ. The
    last of them may stand on the next line."""
    own = set(plan.fiscal_years)
    lines = list(running_text(plan)) if len(own) > 1 else []
    for line, following in pairwise([*lines, None]):
        plain = arabic_digits(line.text) if line else ""
        if line and following and _CUT.search(plain):
            plain = f"{plain} {arabic_digits(following.text)}"
        for match in _SPAN.finditer(plain):
            years = set(year_span(match["years"]))
            near = plain[max(0, match.start() - _CLOSE) : match.end() + _CLOSE]
            if (
                line
                and len(years) > 1
                and years & own
                and years != own
                and not (_past(near) or _GOES_ON.search(near))
            ):
                where, found = f"ข้อความ {quoted(match[0])}", said(sorted(years))
                yield _finding(plan, line.span, where, found, Severity.WARNING)


def _past(before: str) -> bool:
    """Whether it is the time of the plan before this one, or that of a report."""
    return re.search(rf"{GONE_BY.pattern}|ยกเลิก|รอบ", before[-_CLOSE:]) is not None


def _of_title(plan: Plan) -> Iterator[Finding]:
    """The years that the plan's title gives, where all dates of its projects are of others."""
    dates = [
        years
        for table in plan.tables
        if is_project_table(table) and not is_past(table)
        for rows in logical_rows(table)
        for years in fiscal_years_meant(_time(table, rows))
    ]
    meant = {years[0] for years in dates if len(years) == 1}
    own = set(plan.fiscal_years)
    lines = [line for line in running_text(plan) if own & set(year_span(line.text))]
    if len(dates) < _FEWEST or not lines or any(set(years) & own for years in dates) or not meant:
        return
    found, dated = said(plan.fiscal_years), said(sorted(meant))
    message = f"แผนระบุปีงบประมาณ {found} แต่ระยะเวลาของทุกโครงการอยู่ในปี {dated}"
    yield Finding("year-outside", Severity.ERROR, message, lines[0].span, dated, found)


def _finding(
    plan: Plan, span: Span, where: str, found: str, severity: Severity = Severity.ERROR
) -> Finding:
    expected = said(plan.fiscal_years)
    message = f"{where} ไม่ตรงกับปีงบประมาณของแผน ({expected})"
    return Finding("year-outside", severity, message, span, expected, found)


def _backwards(table: Table) -> Iterator[Finding]:
    for rows in logical_rows(table):
        text = _time(table, rows)
        if ends_before_it_begins(text):
            message = f"ระยะเวลา {quoted(text)} สิ้นสุดก่อนเริ่ม"
            span = Span(rows[0].span.line_start, rows[-1].span.line_end)
            found = arabic_digits(text)
            yield Finding("year-outside", Severity.ERROR, message, span, "", found)


def _time(table: Table, rows: Sequence[Row]) -> str:
    return timing_of(table, rows)


def _of_months(plan: Plan, table: Table) -> Iterator[Finding]:
    """Columns of months or quarters of other years."""
    own = set(plan.fiscal_years)
    foreign = [
        label
        for label in _time_labels(table)
        if (years := fiscal_years_meant(label)) and not any(set(one) & own for one in years)
    ]
    if foreign:
        spans = table.header_spans or (table.span,)
        where = f"หัวคอลัมน์ {quoted(', '.join(foreign))}"
        yield _finding(plan, spans[0], where, ", ".join(foreign))


def _time_labels(table: Table) -> Sequence[str]:
    leaves = (arabic_digits(column.path[-1]) for column in table.columns if column.path)
    return [leaf for leaf in leaves if is_month(leaf) or quarter_of(leaf) is not None]

"""The same project twice, with another budget, time, unit or indicator, or simply again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz

from ingest.checks.models import Finding, Severity
from ingest.checks.tables import is_past
from ingest.checks.wording import quoted
from ingest.lexicon import generic_organization_words, months
from ingest.lexicon.match import find_departments
from ingest.models import BudgetKind, ColumnRole, Plan, Project
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import money, numbers

_YEARS = re.compile(r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.ศ\.)?25\d\d(?:-25\d\d)?|\(ต่อ\)|\s")
_KIND = re.compile(r"^(?:โครงการ|กิจกรรม|แผนงาน)")
_GENERAL = 12  # letters; a shorter name ("ศึกษาดูงาน") is the same only under the same parent
_SAME_NAME = 96  # a slip of OCR in a long name; names of two projects differ by more
_SAME_TEXT = 90
_SLIPS = 3  # letters by which two readings of a name differ in length
_BEGINNING = 6
_PUNCTUATION = re.compile(r"[^0-9a-zก-๛]")
_BE = re.compile(r"25\d\d")


def check(plan: Plan) -> Iterator[Finding]:
    """A project that stands again is found once, at its own line, against the first like it.

    A calendar after the table of budgets repeats nothing; it may differ. What was done in years
    gone by is no project of this plan."""
    own = plan.organization.name if plan.organization else ""
    shapes = _shapes(plan)
    past = [table.span for table in plan.tables if is_past(table)]
    projects = [fact for fact in plan.facts if isinstance(fact, Project)]
    for group in _alike([p for p in projects if not any(p.span.meets(span) for span in past)]):
        for at, (name, project) in enumerate(group):
            before = (
                other
                for again, other in group[:at]
                if _is_same_name(name, again)
                and _may_be_same(other, project, name)
                and not _of_other_years(plan, other, project)
            )
            first = next(before, None)
            if first is None:
                continue
            finding = _finding(first, project, own)
            one, other = (shapes.get(p.passage_id) for p in (first, project))
            if one == other or finding.code == "project-differs":
                yield finding


def _shapes(plan: Plan) -> dict[str, bool]:
    """Whether the table of each row's passage has a column of money."""
    money_in = {
        table.id: any(column.role is ColumnRole.BUDGET for column in table.columns)
        for table in plan.tables
    }
    return {p.id: money_in[p.table_id] for p in plan.passages if p.table_id in money_in}


def _alike(projects: Sequence[Project]) -> Iterable[Sequence[tuple[str, Project]]]:
    """Projects in order with what they are compared by, in groups that begin alike: a long plan
    has thousands."""
    groups: dict[str, list[tuple[str, Project]]] = {}
    for project in sorted(projects, key=lambda one: one.span.line_start):
        key = _key(project.name)
        groups.setdefault(key[:_BEGINNING], []).append((key, project))
    return groups.values()


def _is_same_name(name: str, again: str) -> bool:
    if name == again:
        return bool(name)
    close = len(name) > 2 * _GENERAL and abs(len(name) - len(again)) <= _SLIPS
    return close and numbers(name) == numbers(again) and fuzz.ratio(name, again) >= _SAME_NAME


def _may_be_same(one: Project, other: Project, name: str) -> bool:
    if one.span == other.span or one.id in other.shared_with or other.id in one.shared_with:
        return False
    return len(name) >= _GENERAL or _key(one.parent) == _key(other.parent)


def _key(name: str) -> str:
    """What projects are compared by: no years, which change when a plan is copied."""
    return _PUNCTUATION.sub("", _KIND.sub("", _YEARS.sub("", fold(name))))


def _of_other_years(plan: Plan, one: Project, other: Project) -> bool:
    """Whether a plan of several years tells of the project year by year."""
    if len(plan.fiscal_years) < 2:
        return False
    years = [_years_of(plan, project) for project in (one, other)]
    return years[0] != years[1]


def _years_of(plan: Plan, project: Project) -> set[str]:
    passage = next((p for p in plan.passages if p.id == project.passage_id), None)
    section = passage.section[-1:] if passage else ()
    texts = (project.name, project.timing, *project.strategy, *section)
    return {year for text in texts for year in _years(text)}


def _finding(first: Project, second: Project, own: str) -> Finding:
    differences = list(_differences(first, second, own))
    here, there = (p.span.line_start for p in (second, first))
    where = f"โครงการ {quoted(second.name)} บรรทัด {here} ซ้ำกับบรรทัด {there}"
    if not differences:
        return Finding(
            "project-repeated",
            _weight(first, second),
            f"{where} ข้อมูลเหมือนกัน โปรดตรวจว่านับงบซ้ำหรือไม่",
            second.span,
        )
    told = " ".join(f"{field}: {a} กับ {b}" for field, a, b in differences)
    apart = _units(first) and _units(second) and _units(first) != _units(second)
    return Finding(
        "project-differs",
        Severity.NOTE if apart else Severity.WARNING,
        f"{where} แต่ข้อมูลต่างกัน ({told})",
        second.span,
        "; ".join(f"{field} {a}" for field, a, _ in differences),
        "; ".join(f"{field} {b}" for field, _, b in differences),
    )


def _weight(first: Project, second: Project) -> Severity:
    """A project may serve two strategies; under one it stands twice by mistake."""
    return Severity.NOTE if first.strategy != second.strategy else Severity.WARNING


def _differences(one: Project, other: Project, own: str) -> Iterator[tuple[str, str, str]]:
    """Fields that both state and state otherwise, with what each says."""
    first, second = one.budget, other.budget
    if BudgetKind.NOT_STATED not in (first.kind, second.kind) and first != second:
        yield "งบประมาณ", _budget(one), _budget(other)
    if one.timing and other.timing and not _same_time(one, other):
        yield "ระยะเวลา", quoted(one.timing), quoted(other.timing)
    for field, a, b in (
        ("หน่วยงาน", _unit(one, own), _unit(other, own)),
        ("ตัวชี้วัด", one.indicator, other.indicator),
        ("เป้าหมาย", one.target, other.target),
    ):
        if a.strip() and b.strip() and not _says_same(a, b):
            yield field, quoted(a), quoted(b)


def _unit(project: Project, own: str) -> str:
    """The unit; a word for any local government means the plan's own."""
    words = {fold(word) for word in generic_organization_words()}
    return own if own and fold(project.unit) in words else project.unit


def _budget(project: Project) -> str:
    return "ไม่ใช้งบประมาณ" if project.budget.baht is None else money(project.budget.baht)


def _says_same(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    return a == b or (numbers(one) == numbers(other) and fuzz.ratio(a, b) >= _SAME_TEXT)


def _plain(text: str) -> str:
    return _PUNCTUATION.sub("", fold(text))


def _same_time(one: Project, other: Project) -> bool:
    """Whether two times mean the same as far as both say: years, quarters, and the first and last
    month, so that ``ต.ค. พ.ย. ธ.ค.`` of a calendar is ``ตุลาคม - ธันวาคม ๒๕๖๘``."""
    if _plain(one.timing) == _plain(other.timing):
        return True
    told = [(_months(p.timing), _years(p.timing), p.quarters) for p in (one, other)]
    (months, years, quarters), (others, other_years, other_quarters) = told
    if not ((months and others) or (quarters and other_quarters)):
        return False
    ends = not (months and others) or (months[0], months[-1]) == (others[0], others[-1])
    if not ends and quarters == other_quarters:
        ends = (_is_marked(one) and _is_quarter_of(months, others)) or (
            _is_marked(other) and _is_quarter_of(others, months)
        )
    same_years = not (years and other_years) or years == other_years
    return ends and same_years and (not (quarters and other_quarters) or quarters == other_quarters)


def _is_marked(project: Project) -> bool:
    """Whether a row says only when, as one of a calendar does."""
    return project.budget.kind is BudgetKind.NOT_STATED and not project.indicator


def _is_quarter_of(quarter: Sequence[int], within: Sequence[int]) -> bool:
    """Whether one time is whole quarters, as columns of a calendar are, and the other in them."""
    first, last = _place(quarter[0]), _place(quarter[-1])
    whole = first % 3 == 0 and last % 3 == 2
    return whole and first <= _place(within[0]) <= _place(within[-1]) <= last


def _place(month: int) -> int:
    """Its place in the fiscal year, of October 0."""
    return (month - 10) % 12


def _months(text: str) -> list[int]:
    return [_month_numbers()[match] for match in _month().findall(text)]


def _years(text: str) -> set[str]:
    return set(_BE.findall(arabic_digits(text)))


@cache
def _month_numbers() -> dict[str, int]:
    return {name: month.number for month in months() for name in month.names[:2]}


@cache
def _month() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in _month_numbers()))


def _units(project: Project) -> Sequence[str]:
    return sorted({match.canonical for match in find_departments(project.unit)})

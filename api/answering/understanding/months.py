"""Months and quarters: which a question names, and in which a project runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import months
from ingest.models import Project
from ingest.text.normalize import arabic_digits

_QUARTER = re.compile(r"ไตรมาส(?:ที่)?\s*([1-4])(?!\d)")
_WHOLE_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี|ทั้งปี|ทุกเดือน|ทุกไตรมาส")
_RANGE = re.compile(r"[\s\d.พศ]*(?:-|–|—|ถึง)(?:\s*เดือน)?[\s\d]*")
_SHORT = 4  # letters below which a name without a full stop may be part of a word
_YEAR_LONG = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar months 1..12 that a question names, in its words."""

    months: frozenset[int]
    said: str


def asked_period(text: str) -> Period | None:
    """``เดือนมิถุนายน`` is month 6, ``ไตรมาส 3`` the months 4 to 6 of the fiscal year."""
    quarters = list(dict.fromkeys(int(m[1]) for m in _QUARTER.finditer(text)))
    if quarters:
        inside = frozenset(m.number for m in months() if m.quarter in quarters)
        return Period(inside, "ไตรมาสที่ " + ", ".join(map(str, quarters)))
    named = [number for number, _, _ in month_mentions(text)]
    if not named:
        return None
    names = [m.names[0] for n in dict.fromkeys(named) for m in months() if m.number == n]
    return Period(_months_in(text), "เดือน" + ", ".join(names))


def without_period(text: str) -> str:
    """The text without the months and quarters that it names."""
    return _QUARTER.sub("|", _names().sub("|", text))


def months_of(project: Project) -> frozenset[int]:
    """Calendar months in which a project runs, empty where its plan names none."""
    if project.quarters:
        return frozenset(m.number for m in months() if m.quarter in project.quarters)
    text = arabic_digits(project.timing)
    if _WHOLE_YEAR.search(text):
        return frozenset(range(1, 13))
    return _months_in(text)


def is_year_long(project: Project) -> bool:
    return len(months_of(project)) == _YEAR_LONG


def may_last_to(project: Project, period: Period) -> bool:
    """Whether the plan gives the quarter of a start before the period, and no end."""
    if not project.quarters or "ไม่ได้ระบุ" not in project.timing:
        return False
    asked = [m.quarter for m in months() if m.number in period.months]
    return max(project.quarters) < max(asked)


def _months_in(text: str) -> frozenset[int]:
    """Every month from each start to its end: ``ต.ค. 2568 - ม.ค. 2569`` is 10, 11, 12, 1."""
    mentions = month_mentions(text)
    found: set[int] = set()
    index = 0
    while index < len(mentions):
        first, _, end = mentions[index]
        last = first
        if index + 1 < len(mentions):
            following, start, _ = mentions[index + 1]
            if _RANGE.fullmatch(text[end:start]):
                last = following
                index += 1
        found |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
        index += 1
    return frozenset(found)


def month_mentions(text: str) -> list[tuple[int, int, int]]:
    """Month number, start and end of each name in a text."""
    by_name = _numbers()
    return [(by_name[m[0]], m.start(), m.end()) for m in _names().finditer(text)]


@cache
def _numbers() -> dict[str, int]:
    named = {name: month.number for month in months() for name in month.names}
    return {n: number for n, number in named.items() if len(n) >= _SHORT or n.endswith(".")}


@cache
def _names() -> re.Pattern[str]:
    by_length = sorted(_numbers(), key=len, reverse=True)
    # Said first, it spares the other tests at most letters.
    begins = "".join(sorted({re.escape(name[0]) for name in by_length}))
    any_name = "|".join(map(re.escape, by_length))
    # มีนายก names no March, ตุลาการ no October.
    return re.compile(rf"(?=[{begins}])(?<![a-z])(?!มีนาย|ตุลาการ)(?:{any_name})(?![a-z])")

"""Fiscal years that the dates of a plan's cell mean."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ingest.lexicon import months
from ingest.text.normalize import arabic_digits

_LONG = r"2[45]\d\d"
_ALONE = re.compile(rf"(งบประมาณ|ปีงบ)?\s*(?:พ\.?\s?ศ\.?)?\s*(?<![\d,./])({_LONG})(?![\d,]|\.\d)")
_FIRST_QUARTER = 1  # October to December, with which the next year's budget begins


_TO = re.compile(r"\s*(?:[-–—]|ถึง|จนถึง)\s*(?:วันที่\s*)?(?:\d{1,2}\s*)?")


def ends_before_it_begins(text: str) -> bool:
    """Whether a span of time, its two months each with a year, runs backwards."""
    plain = arabic_digits(text)
    pattern, _ = _month_and_year()
    found = list(pattern.finditer(plain))
    return any(
        _TO.fullmatch(plain, first.end(), second.start()) is not None
        and _order(second) < _order(first)
        for first, second in pairwise(found)
    )


def _order(match: re.Match[str]) -> tuple[int, int]:
    """A month's fiscal year and its place in it."""
    year = int(match[2]) if len(match[2]) == 4 else 2500 + int(match[2])
    at, quarter = _places()[_key(match[1])]
    return year + 1 if quarter == _FIRST_QUARTER else year, at


@cache
def _places() -> dict[str, tuple[int, int]]:
    return {
        _key(name): (at, month.quarter) for at, month in enumerate(months()) for name in month.names
    }


def _key(name: str) -> str:
    return name.replace(" ", "").lower()


def fiscal_years_meant(text: str) -> list[tuple[int, ...]]:
    """The fiscal years (B.E.) that each date of a text may mean.

    ``ต.ค. 2568`` lies in 2569, ``มี.ค. 69`` in 2569; a year without a month is itself or the one
    that begins in it, unless it is said to be a fiscal year.
    """
    plain = arabic_digits(text)
    found: list[tuple[int, ...]] = []
    pattern, quarters = _month_and_year()
    for match in pattern.finditer(plain):
        year = int(match[2]) if len(match[2]) == 4 else 2500 + int(match[2])
        quarter = quarters[match[1].replace(" ", "").lower()]
        found.append((year + 1 if quarter == _FIRST_QUARTER else year,))
    for match in _ALONE.finditer(pattern.sub(" ", plain)):
        year = int(match[2])
        found.append((year,) if match[1] else (year, year + 1))
    return found


@cache
def _month_and_year() -> tuple[re.Pattern[str], dict[str, int]]:
    """A month with the year that follows it, and the quarter of each name of a month."""
    quarters = {
        name.replace(" ", "").lower(): month.quarter for month in months() for name in month.names
    }
    names = "|".join(
        r"\s?".join(map(re.escape, re.findall(r"[^.]+\.?", name)))
        for name in sorted(quarters, key=len, reverse=True)
    )
    year = rf"({_LONG}|[4-9]\d)(?![\d,]|\.\d|\s*(?:คน|ราย|วัน|ครั้ง|%))"
    pattern = rf"(?<![ก-ฮ])({names})\s*(?:ปี\s*)?(?:พ\.?\s?ศ\.?\s*)?{year}"
    return re.compile(pattern, re.IGNORECASE), quarters

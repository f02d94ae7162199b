"""Years of an example's text turned into those of the draft, and when a project takes place.

Years are of the Buddhist era; fiscal year N is October N-1 to September N.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.lexicon import months
from ingest.text.normalize import arabic_digits
from ingest.text.years import find_years

_FIRST_MONTH = 10  # October, with which a fiscal year begins
_CENTURY = 2500
_YEAR = r"2[45]\d\d"
_TO = r"\s*(?:-|–|—|ถึง)\s*"
_PS = r"(?:พ\.?\s?ศ\.?\s*)?"
# "ประจำปีงบประมาณ พ.ศ. 2567 - 2569", "ปี 69": the years of a plan or of what it plans.
_OF_PLAN = re.compile(
    rf"(?P<lead>(?:ประจำ)?ปี(?:\s*งบ(?:ประมาณ)?)?\s*{_PS}|พ\.\s?ศ\.\s*|(?<!\d))"
    rf"(?P<first>{_YEAR}|(?<=[ีณ.\s])[4-9]\d(?!\d|\s*(?:คน|ราย|ครั้ง|วัน|%)))"
    rf"(?:{_TO}{_PS}(?P<last>{_YEAR}|[4-9]\d))?(?![\d,%])"
)
# A law keeps its year: พระราชบัญญัติ…พ.ศ. 2542.
_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.\s?ร\.\s?บ\.|พระราชกฤษฎีกา|กฎกระทรวง|ระเบียบ|ประกาศ|รัฐธรรมนูญ|มาตรฐานทั่วไป"
    rf"|หลักเกณฑ์|แก้ไขเพิ่มเติม)[^\n;]{{0,160}}?(?:พ\.?\s?ศ\.?|พุทธศักราช)\s*{_YEAR}"
)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_HIDDEN = "\ue000{}\ue001"
_SHOWN = re.compile("\ue000(\\d+)\ue001")
_RANGE = re.compile(rf"{_TO}(?:วันที่\s*)?(?:[0-3]?[0-9]\s*)?")  # "ต.ค. 2568 ถึง 30 ก.ย."
_MONTHS = 6  # named apart; more are the whole year
_WITHOUT_END = re.compile("เริ่มไตรมาส")
_QUARTERS = re.compile(rf"ไตรมาส(?:ที่)?\s*([1-4])(?:{_TO}(?:ไตรมาส)?(?:ที่)?\s*([1-4]))?")


def span_text(years: Sequence[int]) -> str:
    """``2570``, and ``2570 - 2572`` of several."""
    return str(years[0]) if len(years) == 1 else f"{years[0]} - {years[-1]}"


def whole(years: Sequence[int]) -> str:
    """From the first day of the years to the last: ``ต.ค. 2569 – ก.ย. 2570``."""
    return f"ต.ค. {years[0] - 1} – ก.ย. {years[-1]}"


def law_years(text: str) -> frozenset[int]:
    """Years of laws, which stay what they are."""
    laws = (match[0] for match in _LAW.finditer(arabic_digits(text)))
    return frozenset(year for law in laws for year in find_years(law))


def in_years(text: str, old: Sequence[int], new: Sequence[int]) -> str | None:
    """``text``, of a plan for ``old`` years, for ``new`` ones; digits Arabic.

    What is in brackets goes with a year that is neither; None where such a year stands elsewhere.
    """
    kept: list[str] = []
    plain = _LAW.sub(lambda match: _hidden(match[0], kept), arabic_digits(text))
    plain = _dates().sub(lambda match: _hidden(_date(match, old, new), kept), plain)
    moved = _OF_PLAN.sub(lambda match: _moved(match, old, new), plain)
    for piece in _BRACKETED.findall(moved):
        if not _fits(piece, new):
            moved = moved.replace(piece, "")
    if not _fits(moved, new):
        return None
    return _SHOWN.sub(lambda match: kept[int(match[1])], moved)


def _hidden(text: str, kept: list[str]) -> str:
    """A mark in the place of what is right as it is."""
    kept.append(text)
    return _HIDDEN.format(len(kept) - 1)


def _fits(text: str, new: Sequence[int]) -> bool:
    """Whether every year is one of the draft's."""
    return set(find_years(text)) <= {*new} and _OTHER.search(text) is None


# Years of the common era, and of a meeting: "ครั้งที่ 9/2567".
_OTHER = re.compile(r"(?<![\d,])20[12]\d(?![\d,%])|\d\s?/\s?2[45]\d\d")


def _moved(match: re.Match[str], old: Sequence[int], new: Sequence[int]) -> str:
    first = _whole_year(match["first"])
    last = _whole_year(match["last"]) if match["last"] else first
    of_plan = "ประจำ" in match["lead"] or (old and old[0] <= first and last <= old[-1])
    return f"{match['lead']}{span_text(new)}" if of_plan else match[0]


def _whole_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else _CENTURY + int(digits)


# Months


@cache
def _names() -> dict[str, int]:
    return {name: month.number for month in months() for name in month.names if not name.isascii()}


@cache
def _dates() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_names(), key=len, reverse=True)))
    year = r"2[45]\d\d|[4-9]\d(?!\d|\s*(?:คน|ราย|ครั้ง|วัน|แห่ง|%))"
    return re.compile(rf"(?:(?<![ก-๛])|(?<=เดือน)|(?<=เดือน\s))({names})\s*{_PS}({year})?(?![\d,])")


def _dated(text: str) -> list[tuple[int, int | None]]:
    """Months of a text with the calendar year after each."""
    found = _dates().finditer(arabic_digits(text))
    return [(_names()[m[1]], _whole_year(m[2]) if m[2] else None) for m in found]


def _date(match: re.Match[str], old: Sequence[int], new: Sequence[int]) -> str:
    """A month with its year moved as many fiscal years as the plan's."""
    if not match[2]:
        return match[0]
    month, year = _names()[match[1]], _whole_year(match[2])
    return match[0].replace(match[2], str(_calendar(month, _fiscal(month, year, old, new))))


def _fiscal(month: int, year: int | None, old: Sequence[int], new: Sequence[int]) -> int:
    """The draft's fiscal year for a month of an example's."""
    if year is None or not old:
        return new[0]
    at = year + (month >= _FIRST_MONTH) - old[0]
    return new[min(max(at, 0), len(new) - 1)]


def _calendar(month: int, fiscal: int) -> int:
    return fiscal - 1 if month >= _FIRST_MONTH else fiscal


# When


def timing(text: str, quarters: Sequence[int], old: Sequence[int], new: Sequence[int]) -> str:
    """When an example took place, in the draft's years; the whole of them where it doesn't say.

    ``มี.ค. 68`` of a plan for 2568 gives ``มี.ค. 2570``, ``ไตรมาสที่ 2`` gives
    ``ไตรมาสที่ 2 (ม.ค. – มี.ค. 2570)``. Over several years it is said once for each year.
    """
    plain = arabic_digits(text)
    named = _dated(plain)
    if named:
        return _months(plain, named, old, new)
    asked = list(quarters) or _quarters(plain)
    if asked and _WITHOUT_END.search(plain):
        return _from_quarter(min(asked), new)
    if asked and set(asked) != {1, 2, 3, 4}:
        return _in_quarters(min(asked), max(asked), new)
    return whole(new)


def _months(
    plain: str,
    named: Sequence[tuple[int, int | None]],
    old: Sequence[int],
    new: Sequence[int],
) -> str:
    spans = _spans(plain)
    if len(spans) == 1 and len(spans[0]) == 2:
        first, last = map(_place, spans[0])
        turns = len(new) == 1 and first > last  # over the turn of the fiscal year
        if (first, last) == (1, 12) or turns:
            return whole(new)
    if len(named) > _MONTHS:
        return whole(new)
    if len(new) > 1:
        return f"{_listed(spans)} ของทุกปี"
    return _listed(spans, new[0])


def _spans(plain: str) -> list[tuple[int, ...]]:
    """Months one by one, and the first and last of a range: ``ก.พ.-เม.ย. 69, ส.ค. 69`` gives
    (2, 4) and (8,)."""
    spans: list[tuple[int, ...]] = []
    end = 0
    for match in _dates().finditer(plain):
        month = _names()[match[1]]
        if spans and len(spans[-1]) == 1 and _RANGE.fullmatch(plain[end : match.start()]):
            spans[-1] = (spans[-1][0], month)
        else:
            spans.append((month,))
        end = match.end()
    return spans


def _listed(spans: Sequence[tuple[int, ...]], year: int | None = None) -> str:
    """``ก.พ. – เม.ย. 2570, ส.ค. 2570``; the year of a range once where it has one."""
    return ", ".join(dict.fromkeys(_span(span, year) for span in spans))


def _span(span: tuple[int, ...], year: int | None) -> str:
    if year is None:
        return " – ".join(map(_short, span))
    years = [_calendar(month, year) for month in span]
    dated = [f"{_short(month)} {at}" for month, at in zip(span, years, strict=True)]
    if len(set(years)) == 1 and len(span) == 2:
        dated[0] = _short(span[0])
    return " – ".join(dated)


def _place(month: int) -> int:
    """1 for October to 12 for September."""
    return (month - _FIRST_MONTH) % 12 + 1


@cache
def _short(month: int) -> str:
    return next(each.names[1] for each in months() if each.number == month)


def _quarters(plain: str) -> list[int]:
    found = [(int(match[1]), int(match[2] or match[1])) for match in _QUARTERS.finditer(plain)]
    return sorted({number for first, last in found for number in range(first, last + 1)})


def _from_quarter(first: int, new: Sequence[int]) -> str:
    """``เริ่มไตรมาสที่ 2 (ม.ค. 2570)``, of an example that doesn't say when it ends."""
    begins = (first * 3 + 6) % 12 + 1
    if len(new) > 1:
        return f"เริ่มไตรมาสที่ {first} ของทุกปี"
    return f"เริ่มไตรมาสที่ {first} ({_short(begins)} {_calendar(begins, new[0])})"


def _in_quarters(first: int, last: int, new: Sequence[int]) -> str:
    """``ไตรมาสที่ 2 – 3 (ม.ค. – มิ.ย. 2570)``."""
    numbers = str(first) if first == last else f"{first} – {last}"
    begins, ends = (first * 3 + 6) % 12 + 1, (last * 3 + 8) % 12 + 1
    if len(new) > 1:
        return f"ไตรมาสที่ {numbers} ของทุกปี"
    begun, ended = _calendar(begins, new[0]), _calendar(ends, new[0])
    year = "" if begun == ended else f" {begun}"
    return f"ไตรมาสที่ {numbers} ({_short(begins)}{year} – {_short(ends)} {ended})"

"""What a text counts and when: figures with their units, dates, years, ordinals, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from api.proof.figures import spelled_value
from api.proof.lexicon import any_of, qualifiers, unit_pattern, units, without_lookalikes
from ingest.lexicon import months
from ingest.text.normalize import arabic_digits, normalize
from ingest.text.numbers import NUMBER
from ingest.text.years import find_years

_SCALES = {"พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6, "million": 10**6}
_SPELLED = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|เอ็ด|ยี่|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"
_FRACTIONS = {"ครึ่ง": 0.5, "หนึ่งในสาม": 1 / 3, "สองในสาม": 2 / 3, "หนึ่งในสี่": 0.25, "half": 0.5}
# Labels whose number says which one it is; the second ones only after ที่, for they count too.
_NUMBERED = "ยุทธศาสตร์|กลยุทธ์|ไตรมาส|ข้อ|มาตรา|หมวด|quarter|strategy"
_RANKED = "ประเด็น|ประเด็นการพัฒนา|รุ่น|ครั้ง|รอบ|บท|ส่วน|ลำดับ|อันดับ|ระยะ|วัน|ขั้น|กลุ่ม|แผน"
_TOTAL = re.compile(r"รวม(?!ถึง)|ทั้งสิ้น|ทั้งหมด|ทุก|ทั้ง|total|altogether|all\b|sum", re.IGNORECASE)
# What may stand between a qualifier and its figure.
_BETWEEN = re.compile(r"(?:\s|ๆ|ร้อยละ|วันที่|เดือน|[\u0e01-\u0e4e]{1,8}ละ|อยู่|ว่า|ที่|จำนวน|ใช้|เวลา)*")
_BEHIND = re.compile(r"\s*(?:(?P<least>ขึ้นไป|เป็นอย่างน้อย|or more)|เป็นอย่างมาก|or less)")
_WINDOW = 30  # letters before a figure in which a qualifier of it stands


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in ``text[start:end]``: what it counts ("" if unsaid) and the groups of qualifiers
    beside it (``qualifiers.yaml``)."""

    text: str
    value: float
    unit: str
    start: int
    end: int
    bounds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """All that one text counts. ``dates`` are (day, month), ``ordinals`` (label, number)."""

    plain: str
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[tuple[int, int], ...] = ()
    date_spans: tuple[tuple[int, int], ...] = ()
    ordinals: tuple[tuple[str, str], ...] = ()
    years: tuple[tuple[int, int], ...] = ()  # year, and where it stands
    codes: tuple[str, ...] = ()
    marks: tuple[tuple[int, int], ...] = field(default=())  # where any of them stands


def is_total(text: str) -> bool:
    """Whether a text speaks of all there is, or of a sum."""
    return _TOTAL.search(text) is not None


@lru_cache(2_048)
def see(text: str) -> Seen:
    """``อย่างน้อย ๒ คน ภายใน 31 ต.ค. 2568`` has 2 of person, at least, and the 31st of October."""
    plain = arabic_digits(normalize(text).text)
    quantities: list[Quantity] = []
    dates, spans, ordinals, years, codes, marks = [], [], [], [], [], []
    for match in _pattern().finditer(plain):
        kind = match.lastgroup
        marks.append((match.start(), match.end()))
        if kind == "code":
            codes.append(re.sub(r"\s", "", match["code"]))
        elif kind == "date":
            days = re.findall(r"\d+", match["days"])
            dates += [(int(day), _month(match["month"])) for day in days]
            spans += [match.span()] * len(days)
            years += [(year, match.start()) for year in find_years(match[0])]
        elif kind == "dated":
            years += [(year, match.start()) for year in find_years(match[0])]
        elif kind == "ordinal":
            ordinals += [(match["label"], number) for number in _run(match["which"])]
        elif kind == "year":
            years += [(int(match["year"]), match.start())]
        elif kind == "brief":
            years += [(2500 + int(match["two"]), match.start("two"))]
        else:
            quantities.append(_quantity(match))
    quantities = [
        _qualified(q, plain, _before(q, marks)) for q in _sharing_units(quantities, plain)
    ]
    return Seen(
        plain, tuple(quantities), tuple(dates), tuple(spans), tuple(ordinals), tuple(years),
        tuple(codes), tuple(marks),
    )  # fmt: skip


def _run(which: str) -> Iterator[str]:
    """``1-4`` names four quarters."""
    ends = re.findall(r"\d+", which)
    if re.fullmatch(r"\d\s*(?:-|–|ถึง)\s*\d", which):
        yield from map(str, range(int(ends[0]), int(ends[1]) + 1))
    elif "และ" in which:  # ``2, 3 และ 4``
        yield from ends
    else:
        yield re.sub(r"\s", "", which)


def _quantity(match: re.Match[str]) -> Quantity:
    if match["fraction"]:
        return Quantity(match[0], _FRACTIONS[match["fraction"]], "fold", *match.span())
    if match["spelled"]:
        value = spelled_value(match["spelled"])
        return Quantity(match[0], value, units()[match["counted"]], *match.span())
    value = float(match["figure"].replace(",", ""))
    for scale in filter(None, (match["scale"], match["more"])):
        value *= _SCALES[scale]
    said = (match["unit"] or "").lower()
    unit = "percent" if match["percent"] else "money" if match["baht"] else units().get(said, "")
    return Quantity(match[0].strip(), round(value, 6), unit, *match.span())


def _sharing_units(found: list[Quantity], plain: str) -> list[Quantity]:
    """In ``3 ถึง 6 เดือน`` the first figure has the unit of the second."""
    shared = list(found)
    for at in range(len(found) - 2, -1, -1):
        between = plain[found[at].end : found[at + 1].start]
        if not found[at].unit and re.fullmatch(r"\s*(?:-|–|ถึง|to)\s*", between):
            shared[at] = replace(found[at], unit=shared[at + 1].unit)
    return shared


def _before(quantity: Quantity, marks: list[tuple[int, int]]) -> int:
    return max((end for _, end in marks if end <= quantity.start), default=0)


def _qualified(quantity: Quantity, plain: str, after: int) -> Quantity:
    pattern, group_of = qualifiers("bound")
    start = max(after, quantity.start - _WINDOW)
    before = without_lookalikes(plain[start : quantity.start])
    groups = {
        group_of[m[0]]
        for m in pattern.finditer(before.lower())
        if _BETWEEN.fullmatch(before, m.end())
    }
    behind = _BEHIND.match(plain, quantity.end)
    if behind:
        groups.add("at_least" if behind["least"] else "at_most")
    if before.rstrip().endswith("อยู่"):  # มากกว่าอยู่ 1 ข้อ is by one, not more than one
        groups -= {"more", "less"}
    return replace(quantity, bounds=frozenset(groups))


@lru_cache(512)
def bounds_in(text: str) -> frozenset[str]:
    """The groups of qualifiers that a heading says of all figures under it."""
    pattern, group_of = qualifiers("bound")
    return frozenset(group_of[m[0]] for m in pattern.finditer(without_lookalikes(text.lower())))


@cache
def _month_numbers() -> dict[str, int]:
    return {name: month.number for month in months() for name in month.names if len(name) > 2}


def _month(name: str) -> int:
    return _month_numbers()[name]


@cache
def _pattern() -> re.Pattern[str]:
    month = any_of(_month_numbers())
    unit = unit_pattern()
    scale = "|".join(_SCALES)
    year = r"(?:พ\.\s?ศ\.\s*)?(?:2[45]\d\d|\d\d)(?![\d,.])"
    return re.compile(
        r"(?P<code>(?<!\d)0[\d]?[\s-]?\d{3,4}[\s-]?\d{3,4}(?:\s*ต่อ\s*\d+)?(?!\d)"
        r"|(?<!\d)0\d{2}-?\d{3}-?\d{4}(?!\d)"
        r"|(?<![\u0e01-\u0e4eA-Za-z.])[\u0e01-\u0e2eA-Z]{1,3}(?:\.|-\s?)\d+(?:[/.]\d+)?"
        r"|\b[A-Z]\d(?:-[A-Z]\d)?\b|\d+/\d{4})"
        rf"|(?P<date>(?:วันที่\s*)?(?P<days>\d{{1,2}}(?:\s*-\s*\d{{1,2}})?)\s*(?P<month>{month})"
        rf"(?:\s*{year})?)"
        rf"|(?P<dated>(?:{month})\s*{year})"
        rf"|(?P<ordinal>(?P<label>(?:{_NUMBERED})(?=\s*(?:ที่)?\s*\d)|(?:{_RANKED})(?=ที่\s*\d))"
        r"(?:ที่)?\s*(?P<which>\d+(?:(?:\s*,\s*\d{1,2}(?![\d,.]))*\s*และ\s*\d{1,2}(?![\d,.])(?=\s*\D{4}|\s*$)"
        r"|\s*(?:-|–|ถึง)\s*\d(?!\d)|(?:[/.]\d+)*)))"
        r"|(?P<year>(?<![\d,.])2[45]\d\d(?!\d|,\d))(?!\s*(?:บาท|คน|แปลง))"
        rf"|(?P<brief>(?<![\d\s])\s?ปี(?:งบ(?:ประมาณ)?)?\s*(?:พ\.\s?ศ\.\s*)?(?P<two>[4-9]\d)"
        rf"(?![\d,.%])(?!\s*(?:{unit})))"
        r"|(?P<fraction>" + any_of(_FRACTIONS) + ")"
        rf"|(?P<spelled>(?!หนึ่ง\s)(?:{_SPELLED})+)\s*(?P<counted>{unit})"
        rf"|(?P<percent>ร้อยละ\s*)?(?P<baht>฿\s*)?(?P<figure>{NUMBER.pattern})"
        rf"(?:\s*(?P<scale>{scale})(?:\s*(?P<more>{scale}))?)?(?:\s*(?P<unit>{unit}|[Bb]aht|THB))?"
    )

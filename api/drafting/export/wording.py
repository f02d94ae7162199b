"""Words that every format of a draft shares: marks, names of fields, amounts, digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from api.drafting.models import DraftRow, Field, Source, total_of
from api.drafting.telling import FIELDS, without_amount
from api.places import UNVERIFIED
from ingest.models import Baht, Budget, BudgetKind
from ingest.text.normalize import arabic_digits, visible
from ingest.text.numbers import grouped

BUDGET = "งบประมาณ (บาท)"
NO_BUDGET = "ไม่ใช้งบประมาณ"
TO_FILL = "โปรดกรอก"
BY_OFFICER = "แก้โดยเจ้าหน้าที่"
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_STRATEGY = re.compile(r"\s*(?:ยุทธศาสตร์|ประเด็น|กลยุทธ์)")

Digits = Callable[[str], str]


def digits(thai: bool) -> Digits:
    """What writes a text with digits of one kind alone, Thai or Arabic, and nothing unseen."""
    if thai:
        return lambda text: seen(text).translate(_THAI)
    return lambda text: arabic_digits(seen(text))


def seen(text: str) -> str:
    """The text without control characters and what else no file of XML may hold."""
    return _NOT_XML.sub("", visible(text))


def to_fill(what: str) -> str:
    """The mark for the officer: ``[โปรดกรอก: ตัวชี้วัด]``."""
    return f"[{TO_FILL}: {what}]"


def mark(ids: Iterable[int]) -> str:
    """The mark of sources: ``[1] [3]``."""
    return " ".join(f"[{one}]" for one in ids)


def budget_text(budget: Budget) -> str:
    """``20,000``, ``ไม่ใช้งบประมาณ``, or the mark for what is to be filled in."""
    if budget.baht is not None:
        return grouped(budget.baht)
    return NO_BUDGET if budget.kind is BudgetKind.NO_BUDGET else to_fill(FIELDS[Field.BUDGET])


def total_text(rows: Sequence[DraftRow]) -> str:
    """What rows add up to; "no budget used" where none of them uses any, a dash where none
    states an amount yet."""
    if any(row.budget.baht is not None for row in rows):
        return grouped(total_of(rows))
    none_used = rows and all(row.budget.kind is BudgetKind.NO_BUDGET for row in rows)
    return NO_BUDGET if none_used else "-"


def year_text(baht: Baht | None, budget: Budget) -> str:
    """The amount of one year: a dash where it has none, blank until the budget is filled in."""
    if baht is not None:
        return grouped(baht)
    return "" if budget.kind is BudgetKind.NOT_STATED else "-"


def year_columns(years: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """How columns of amounts are called below ``BUDGET``, and where nothing stands above them."""
    return (*((str(year), f"{BUDGET} {year}") for year in years), ("รวม", f"{BUDGET} รวมทั้งสิ้น"))


def amounts_by_year(rows: Sequence[DraftRow], years: Sequence[int]) -> tuple[str, ...]:
    """What rows add up to in each of the years, a dash where they have nothing."""
    columns = zip(*(row.by_year(len(years)) for row in rows), strict=True)
    stated = [[baht for baht in column if baht is not None] for column in columns]
    return tuple(grouped(sum(column)) if column else "-" for column in stated or [[]] * len(years))


def told_total(rows: Sequence[DraftRow]) -> str:
    """``4 โครงการ งบประมาณทั้งสิ้น 155,000 บาท``, and how many projects have yet to be added."""
    unit = " บาท" if any(row.budget.baht is not None for row in rows) else ""
    whole = f"{len(rows)} โครงการ งบประมาณทั้งสิ้น {total_text(rows)}{unit}"
    return " ".join(filter(None, (whole, without_amount(rows))))


def added(row: DraftRow) -> str:
    """What of a row is the officer's own: all, some fields, or nothing ("")."""
    told = [field for field in Field if field is Field.BUDGET or getattr(row, field)]
    if not row.sources or all(field in row.edited for field in told):
        return BY_OFFICER if row.edited else ""
    fields = [FIELDS[field] for field in told if field in row.edited]
    return f"{BY_OFFICER}: {', '.join(fields)}" if fields else ""


def used_in(rows: Iterable[DraftRow], source: int) -> Iterator[str]:
    """What of each row is a source's own words, where the row has several sources:
    ``ใช้ใน “โครงการอบรม” (ตัวชี้วัด, เป้าหมาย)``."""
    for row in rows:
        drawn = (field for field, id_ in row.drawn if id_ == source and field not in row.edited)
        fields = ", ".join(FIELDS[field] for field in drawn)
        if fields and len(row.sources) > 1:
            yield f"ใช้ใน “{row.name}” ({fields})"


def strategy_name(number: int, topic: str) -> str:
    """A topic as the heading of its projects: ``ยุทธศาสตร์ที่ 1 การพัฒนาความรู้``."""
    return topic if _STRATEGY.match(topic) else f"ยุทธศาสตร์ที่ {number} {topic}"


def years_text(years: Sequence[int]) -> str:
    """``2570``, or ``2570 - 2572`` for years in a row, ``2570, 2572`` for others."""
    if len(years) > 1 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]} - {years[-1]}"
    return ", ".join(map(str, years))


def told(source: Source, say: Digits) -> str:
    """Where a source is: organisation, plan, years, file and lines. The file's name is as it is."""
    told_years = years_text(source.fiscal_years)
    named = not told_years or told_years in arabic_digits(source.title)
    years = "" if named else f"ปีงบประมาณ พ.ศ. {told_years}"
    lines = f"บรรทัด {_range(source.line_start, source.line_end)}"
    plan = (say(text) for text in (source.organization or "", source.title, years))
    parts = (*plan, f"ไฟล์ {seen(source.source)}", say(lines), say(source.place))
    shown = ", ".join(part for part in parts if part)
    scanned = source.unverified and UNVERIFIED not in source.place
    return f"{shown} ({UNVERIFIED})" if scanned else shown


def quoted(source: Source) -> str:
    """The quote on one line, its cells between bars."""
    return " ".join(seen(source.quote.replace("\t", " | ")).split())


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"

"""Shares above 100 %, shares that aren't what their counts give, and parts that miss 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.checks.grid import Figure, Grid, GridRow, grid_of
from ingest.checks.models import Finding, Severity
from ingest.checks.texts import all_text
from ingest.checks.wording import amount, quoted
from ingest.models import Plan
from ingest.text.normalize import arabic_digits, fold

_WHOLE = Decimal(100)
_SHARE = re.compile(
    r"ร้อยละ\s*(?:ไม่(?:น้อยกว่า|ต่ำกว่า|เกิน)\s*)?(\d[\d,]*(?:\.\d+)?)(?![\d/])|(\d[\d,]*(?:\.\d+)?)\s*%"
)
# What may well be more than all: growth, and what is compared with something else.
_BEYOND = re.compile(r"เพิ่ม|สูงขึ้น|เติบโต|ขยาย|เกินกว่า|เบี้ยปรับ|เงินเดือน|ค่าตอบแทน|เทียบ|เท่าของ|มาตรา|กำไร")
_LEVEL = re.compile(
    r"[\d.)]*(?:ระดับ)?(?:มาก|ปานกลาง|น้อย|ดี|พอใช้|ปรับปรุง|ควรปรับปรุง|พึงพอใจ|ไม่พึงพอใจ)(?:ที่สุด|มาก|เยี่ยม)?(?:\(\d\))?"
)
_NEAR = 40  # characters around a share
_YEARS = range(2400, 2700)  # "ร้อยละ 2568": a header of a year, not a share
_ROUNDED = Decimal("1.01")  # units of the last printed place, for what was cut off, not rounded


def check(plan: Plan) -> Iterator[Finding]:
    """``percentage-range``, ``percentage-differs`` and ``percentage-sum``."""
    yield from _beyond_all(plan)
    for table in plan.tables:
        grid = grid_of(table)
        if grid:
            yield from _rows_of_shares(grid)
            yield from _columns_of_shares(grid)


def _beyond_all(plan: Plan) -> Iterator[Finding]:
    for line in all_text(plan):
        plain = arabic_digits(line.text)
        for match in _SHARE.finditer(plain):
            value = Decimal((match[1] or match[2]).replace(",", ""))
            around = plain[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if value <= _WHOLE or int(value) in _YEARS or _BEYOND.search(around):
                continue
            found = amount(value)
            message = f"ร้อยละ {found} เกินร้อยละ 100 ในข้อความ {quoted(around.strip())}"
            yield Finding(
                "percentage-range", Severity.ERROR, message, line.span, "ไม่เกิน 100", found
            )


def _rows_of_shares(grid: Grid) -> Iterator[Finding]:
    """A row of shares below a row of counts: each share is its count over that of the total."""
    for row in grid.rows:
        if not row.is_rate:
            continue
        counts = next((r for r in reversed(grid.rows[: row.index]) if r.is_total), None)
        whole = next((c for c in reversed(grid.totals)), None)
        if counts is None or whole is None:
            continue
        pairs = [(row.figures[c], counts.figures[c]) for c in grid.parts]
        yield from _shares(grid, row, pairs, counts.figures[whole])


def _shares(
    grid: Grid, row: GridRow, pairs: Sequence[tuple[Figure, Figure]], whole: Figure
) -> Iterator[Finding]:
    if not whole.value:
        return
    known = [(share, count) for share, count in pairs if share.value is not None]
    wrong = [
        (share, expected)
        for share, count in known
        if count.value is not None
        and (expected := _rounded(count.value / whole.value * _WHOLE, share)) is not None
        and abs((share.value or 0) - count.value / whole.value * _WHOLE) > _last_place(share)
    ]
    if len(wrong) * 2 > len(known):
        return  # shares of something else
    for share, expected in wrong:
        header, label = quoted(grid.header(share.column)), quoted(row.label)
        message = f"{label} ของ {header} พิมพ์ไว้ {share.printed} แต่คำนวณได้ {amount(expected)}"
        yield Finding(
            "percentage-differs", Severity.WARNING, message, share.span,
            amount(expected), share.printed,
        )  # fmt: skip
    if not wrong:
        yield from _parts_of_whole([share for share, _ in known], quoted(row.label))


def _columns_of_shares(grid: Grid) -> Iterator[Finding]:
    """A column of shares with a total of 100: its parts make up 100."""
    for column in grid.rates:
        totals = [r.figures[column] for r in grid.rows if r.is_total]
        parts = [r.figures[column] for r in grid.rows if r.is_summed]
        whole = len(totals) == 1 and totals[0].value == _WHOLE
        if whole or (not totals and _are_levels(grid)):
            known = [part for part in parts if part.value is not None]
            if len(known) == len(parts):
                yield from _parts_of_whole(known, f"คอลัมน์ {quoted(grid.header(column))}")


def _are_levels(grid: Grid) -> bool:
    """Whether the rows are the answers to one question: ``มากที่สุด`` to ``น้อยที่สุด``."""
    rows = [row for row in grid.rows if row.is_summed]
    return len(rows) > 2 and all(_LEVEL.fullmatch(fold(row.label)) for row in rows)


def _parts_of_whole(parts: Sequence[Figure], name: str) -> Iterator[Finding]:
    """Parts that don't make up 100, whatever they were rounded to."""
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    if len(parts) < 2 or abs(total - _WHOLE) <= sum(_last_place(part) for part in parts):
        return
    message = f"{name} รวมกันได้ร้อยละ {amount(total)} ไม่ใช่ 100"
    yield Finding("percentage-sum", Severity.WARNING, message, parts[0].span, "100", amount(total))


def _last_place(figure: Figure) -> Decimal:
    """One unit of the last printed place of a figure: 0.01 of ``6.58``."""
    decimals = len(figure.printed.rstrip("% ").partition(".")[2])
    return Decimal(1).scaleb(-decimals) * _ROUNDED


def _rounded(value: Decimal, like: Figure) -> Decimal:
    decimals = len(like.printed.rstrip("% ").partition(".")[2])
    return value.quantize(Decimal(1).scaleb(-decimals))

"""When something happens: from words in one cell, or ticks and arrows over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.cells import RowCells
from ingest.models import Column, ColumnRole, Row, Table
from ingest.structure.kinds import (
    ENDS,
    STARTS,
    is_month,
    is_ticked,
    is_time,
    quarter_of,
    unticked,
    year_of,
)
from ingest.text.normalize import arabic_digits

_RANGE = re.compile(
    r"(?:ไตรมาส|ไตรมาศ)(?:ที่)?\s*([1-4])\s*(?:[-–]|ถึง)\s*(?:ไตรมาส)?(?:ที่)?\s*([1-4])"
)
_QUARTER_HEADING = re.compile(
    r"(?:[\d.]+\s+)?(?:ไตรมาส|ไตรมาศ)(?:ที่)?\s*[1-4](?:\s*/\s*\d{4})?\s*(?:\([^)]*\))?"
)
_START, _END = re.compile("เริ่ม"), re.compile("สิ้นสุด|เสร็จ")
_ONE = re.compile(r"(?:ไตรมาส|ไตรมาศ)(?:ที่)?\s*([1-4])")


def timing_of(table: Table, rows: Sequence[Row]) -> str:
    """What the timing columns say, in words, digits Arabic; "" if they are blank.

    Arrows over quarter columns become ``ไตรมาสที่ 1 ถึงไตรมาสที่ 4``, over months ``เดือน ต.ค. 2568
    ถึงเดือน ม.ค. 2569``; an arrow without its other end says so. Ticks are given by year or month,
    columns ``เริ่ม`` and ``สิ้นสุด`` as ``1 พ.ย. 2568 ถึง 30 พ.ย. 2568``.
    """
    cells = RowCells(table, rows)
    marked = [(c, cells.joined(i)) for i, c in cells.columns(ColumnRole.TIMING)]
    marked = [(column, arabic_digits(text)) for column, text in marked if text]
    if not marked:
        return ""
    if any(_is_mark(text) and _names_time(column) for column, text in marked):
        return _arrows(marked) or _ticks(marked)
    first, last = marked[0], marked[-1]
    if len(marked) == 2 and _START.search(_leaf(first[0])) and _END.search(_leaf(last[0])):
        return f"{first[1]} ถึง {last[1]}"
    return " ".join(text for _, text in marked)


def period_of(table: Table) -> str:
    """When all rows of a table are, that has no column of time, where its heading is the name of
    a quarter or month and nothing else: ``ไตรมาสที่ 1 (ต.ค. - ธ.ค. 2567)``. "" of any other."""
    caption = arabic_digits(table.caption or "").strip()
    if any(column.role is ColumnRole.TIMING for column in table.columns):
        return ""
    named = _QUARTER_HEADING.fullmatch(caption) or is_month(caption)
    return caption if named else ""


def quarters_of(table: Table, rows: Sequence[Row]) -> tuple[int, ...]:
    """The quarters (1..4) of the fiscal year that ``timing_of`` names, or else ``period_of``;
    empty if none."""
    text = timing_of(table, rows) or period_of(table)
    found: set[int] = set()
    for match in _RANGE.finditer(text):
        found |= set(range(int(match[1]), int(match[2]) + 1))
    found |= {int(m[1]) for m in _ONE.finditer(text)}
    return tuple(sorted(found))


def _is_mark(text: str) -> bool:
    return is_ticked(text) or any(mark in text for mark in f"{STARTS}{ENDS}↔⟷")


def _leaf(column: Column) -> str:
    return arabic_digits(column.path[-1]) if column.path else ""


def _names_time(column: Column) -> bool:
    """Whether a mark in the column says when: it has a label of its own under that of the time,
    or is a year, quarter or month. A lone column "ระยะเวลา" says nothing."""
    return len(column.path) > 1 or is_time(_leaf(column))


def _arrows(marked: Sequence[tuple[Column, str]]) -> str:
    """From the column of the arrow's start to that of its end, quarters or months."""
    if not all(quarter_of(_leaf(column)) or is_month(_leaf(column)) for column, _ in marked):
        return ""
    starts = [column for column, text in marked if any(mark in text for mark in STARTS)]
    ends = [column for column, text in marked if any(mark in text for mark in ENDS)]
    if starts and ends:
        first, last = _period(starts[0]), _period(ends[-1])
        return first if first == last else f"{first} ถึง{last}"
    if starts:
        return f"เริ่ม{_period(starts[0])} (แผนไม่ได้ระบุ{_unit(starts[0])}สิ้นสุด)"
    if ends:
        return f"ถึง{_period(ends[-1])} (แผนไม่ได้ระบุ{_unit(ends[-1])}เริ่มต้น)"
    return ""


def _unit(column: Column) -> str:
    return "ไตรมาส" if quarter_of(_leaf(column)) else "เดือน"


def _period(column: Column) -> str:
    """The quarter or month of a column: ``ไตรมาสที่ 1``, ``เดือน ต.ค. 2568``."""
    leaf = _leaf(column)
    quarter = quarter_of(leaf)
    return f"ไตรมาสที่ {quarter}" if quarter else f"เดือน {_dated(column)}"


def _dated(column: Column) -> str:
    """A month with the year that stands above it: ``ต.ค. 2568``."""
    leaf = _leaf(column)
    years = [year_of(label) for label in column.path[:-1]]
    year = next((year for year in years if year), None)
    return f"{leaf} {year}" if year and is_month(leaf) and not re.search(r"\d", leaf) else leaf


def _ticks(marked: Sequence[tuple[Column, str]]) -> str:
    said: list[tuple[str, list[str]]] = []
    for column, text in marked:
        detail = unticked(text)
        year = year_of(_leaf(column))
        label = f"ปี {year}" if year else _dated(column)
        if said and said[-1][0] == detail:
            said[-1][1].append(label)
        else:
            said.append((detail, [label]))
    parts = []
    for detail, labels in said:
        when = ", ".join(label.removeprefix("ปี ") for label in labels)
        when = f"ปี {when}" if labels[0].startswith("ปี ") else when
        parts.append(f"{_spaced(detail)} ({when})" if detail else when)
    return "; ".join(parts)


def _spaced(detail: str) -> str:
    """``ไตรมาสที่1-4`` as ``ไตรมาสที่ 1-4``."""
    return re.sub(r"(?<=ที่)(?=\d)", " ", detail)

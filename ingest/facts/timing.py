"""When something happens: from words in one cell, or ticks and arrows over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.cells import RowCells
from ingest.models import Column, ColumnRole, Row, Table
from ingest.structure.kinds import TICK, quarter_of, year_of
from ingest.text.normalize import arabic_digits

_RANGE = re.compile(
    r"(?:ไตรมาส|ไตรมาศ)(?:ที่)?\s*([1-4])\s*(?:[-–]|ถึง)\s*(?:ไตรมาส)?(?:ที่)?\s*([1-4])"
)
_ONE = re.compile(r"(?:ไตรมาส|ไตรมาศ)(?:ที่)?\s*([1-4])")


def timing_of(table: Table, rows: Sequence[Row]) -> str:
    """What the timing columns say, in words, digits Arabic; "" if they are blank.

    Arrows over quarter columns become ``ไตรมาสที่ 1 ถึงไตรมาสที่ 4``; an arrow without its other
    end says so. Ticks under years are given by year.
    """
    cells = RowCells(table, rows)
    marked = [(c, cells.joined(i)) for i, c in cells.columns(ColumnRole.TIMING)]
    marked = [(column, arabic_digits(text)) for column, text in marked if text]
    if not marked:
        return ""
    if any(_is_mark(text) and _names_time(column) for column, text in marked):
        return _arrows(marked) or _ticks(marked)
    return " ".join(text for _, text in marked)


def quarters_of(table: Table, rows: Sequence[Row]) -> tuple[int, ...]:
    """The quarters (1..4) of the fiscal year that ``timing_of`` names, empty if none."""
    text = timing_of(table, rows)
    found: set[int] = set()
    for match in _RANGE.finditer(text):
        found |= set(range(int(match[1]), int(match[2]) + 1))
    found |= {int(m[1]) for m in _ONE.finditer(text)}
    return tuple(sorted(found))


def _is_mark(text: str) -> bool:
    return any(mark in text for mark in f"{TICK}←→⟵⟶↔")


def _leaf(column: Column) -> str:
    return arabic_digits(column.path[-1]) if column.path else ""


def _names_time(column: Column) -> bool:
    """Whether a mark in the column says when: it has a label of its own under that of the time,
    or is a year or quarter. A lone column "ระยะเวลา" says nothing."""
    leaf = _leaf(column)
    return len(column.path) > 1 or year_of(leaf) is not None or quarter_of(leaf) is not None


def _arrows(marked: Sequence[tuple[Column, str]]) -> str:
    quarters = [(quarter_of(_leaf(column)), text) for column, text in marked]
    if not any("←" in t or "→" in t for _, t in quarters) or any(q is None for q, _ in quarters):
        return ""
    starts = [q for q, text in quarters if "←" in text]
    ends = [q for q, text in quarters if "→" in text]
    if starts and ends:
        same = starts[0] == ends[-1]
        return f"ไตรมาสที่ {starts[0]}" + ("" if same else f" ถึงไตรมาสที่ {ends[-1]}")
    if starts:
        return f"เริ่มไตรมาสที่ {starts[0]} (แผนไม่ได้ระบุไตรมาสสิ้นสุด)"
    return f"ถึงไตรมาสที่ {ends[-1]} (แผนไม่ได้ระบุไตรมาสเริ่มต้น)"


def _ticks(marked: Sequence[tuple[Column, str]]) -> str:
    said: list[tuple[str, list[str]]] = []
    for column, text in marked:
        detail = text.translate({ord(mark): None for mark in TICK}).strip(" ()-")
        label = _leaf(column)
        label = f"ปี {year_of(label)}" if year_of(label) else label
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

"""Cells of a table of numbers in words: what they count, and where totals don't add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from api.answering.evidence.writer import Writer, whose
from api.answering.tables.grid import Grid, is_average
from ingest.checks.sums import Axis
from ingest.models import Measure
from prompts import say

_STATED_UNIT = re.compile(
    r"หน่วย\s*:\s*([ก-๙]+)|\(((?:พัน|หมื่น|แสน|ล้าน)?บาท|อัตรา|ชั่วโมง|วัน|ครั้ง|รุ่น|เรื่อง|แห่ง)\)"
)
# What a row of indicators is measured in, as its label begins: "ชั่วโมงเรียนเฉลี่ย", "ร้อยละของ…".
_MEASURED = re.compile(r"(?:ร้อยละ|อัตรา(?:การ|ส่วน)|ค่าเฉลี่ย|ดัชนี)|(?:จำนวน)?(ชั่วโมง|วัน|คะแนน|ครั้ง|เรื่อง)")


def tell_misses(writer: Writer, grid: Grid, cells: Sequence[Measure]) -> None:
    """Which of the totals told aren't what their parts add up to."""
    for cell in cells:
        miss = grid.misses.get(cell.id)
        if miss is None:
            continue
        parts = [part for part in miss.parts if part.value]
        lines = {cell.span.line_start, *(part.span.line_start for part in parts)}
        sources = [c.passage_id for c in grid.cells if c.span.line_start in lines]
        expected = number(miss.expected)
        if miss.axis is Axis.COLUMN:
            label = say("of_column", name=named) if (named := label_of(grid, cell)) else ""
            note = say("column_miss", label=label, printed=cell.printed, expected=expected)
        else:
            row = grid.row_in_words(cell.row)
            note = say("row_miss", row=row, printed=cell.printed, expected=expected)
            note += f" ({' + '.join(part.printed for part in parts)})"
        writer.line(note, writer.cite(grid.reading, sources))


def tell_source(writer: Writer, grid: Grid, marks: str) -> None:
    """Which table of whose plan it is."""
    writer.line(say("source_table", title=grid.title, whose=whose(grid.reading)), marks)


def number(amount: Decimal) -> str:
    """A number as answers show it: ``1,234``, ``0.3``."""
    return f"{amount:,f}" if amount % 1 else f"{int(amount):,}"


def label_of(grid: Grid, cell: Measure) -> str:
    """A cell's column in words, "" for the one that has all: the row says it."""
    return "" if cell.header == grid.total_header else grid.column_in_words(cell.header)


def unit_of(grid: Grid, cell: Measure) -> str:
    """What a cell counts: as its header or the table's title says, else people."""
    stated = _STATED_UNIT.search(" ".join((*cell.header, grid.title)))
    if stated:
        return f" {stated[1] or stated[2]}"
    if measured := _MEASURED.match(cell.row):
        return f" {measured[1]}" if measured[1] else ""
    if is_average(cell.header) or is_average((cell.row,)):
        return say("years_counted") if "อายุ" in f"{cell.header[-1]} {cell.row}" else ""
    if any(word in cell.header[-1] for word in ("อัตรา", "ว่าง")):
        return say("posts_counted")
    return "" if "." in cell.printed else say("persons_counted")

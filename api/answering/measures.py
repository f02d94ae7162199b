"""Answers from tables of numbers: staff by education, age, kind; retirements; any others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from api.answering.case import Case
from api.answering.grid import (
    Grid,
    Header,
    best_grid,
    by_range,
    by_year,
    chosen_headers,
    chosen_rows,
    is_average,
    said,
)
from api.answering.models import Answer
from api.answering.vocabulary import Operation, Want
from api.answering.writer import Writer, whose
from ingest.models import Measure
from ingest.text.normalize import fold

_NAMED_ROW = 0.75  # share of a row's label that a question says which means this row alone
_STATED_UNIT = re.compile(
    r"หน่วย\s*:\s*([ก-๙]+)|\(((?:พัน|หมื่น|แสน|ล้าน)?บาท|อัตรา|ชั่วโมง|วัน|ครั้ง|รุ่น|เรื่อง|แห่ง)\)"
)
_WHICH = re.compile(r"(?:ประเภท|กลุ่ม|สายงาน|ตำแหน่ง|ฝ่าย|กอง)(?:ไหน|ใด|อะไร|บ้าง)|ใคร|บ้าง|แยก")


def measure_answer(case: Case) -> Answer | None:
    """The cells that a question of numbers means, or None."""
    query = case.query
    grid = best_grid(case)
    if grid is not None and Want.MONEY in query.wants:
        return _money_of_year(case, grid)
    if grid is None or not _asks_for_numbers(case, grid):
        return None
    if query.does(Operation.MAXIMUM, Operation.MINIMUM):
        return _extreme(case, grid)
    return _cells(case, grid)


def _money_of_year(case: Case, grid: Grid) -> Answer | None:
    """What a row of a table in baht has in the years asked for, and in no other."""
    headers = by_year(case, grid)
    rows = [row for row in grid.body if said(case, row, grid.body) >= _NAMED_ROW]
    labels = " ".join(" ".join(h) for h in grid.headers)
    if len(rows) != 1 or not headers or "บาท" not in f"{grid.cells[0].subject} {labels}":
        return None
    cells = [cell for h in headers if (cell := grid.cell(rows[0], h))]
    writer = Writer()
    writer.facts(cells)
    marks = writer.cite(grid.reading, [cell.passage_id for cell in cells])
    for cell in cells:
        amount = f"{cell.printed} บาท" if cell.value is not None else "แผนไม่ได้ระบุ"
        writer.line(f"{rows[0]} ปี {_header(cell)}: {amount}", marks)
    writer.line(f"ตาม{grid.title} ในแผนของ{whose(grid.reading)}", marks)
    return writer.answer(answerable=any(cell.value is not None for cell in cells))


def _asks_for_numbers(case: Case, grid: Grid) -> bool:
    query = case.query
    counts = Want.PEOPLE in query.wants or any("คน" in unit for unit in query.units)
    computes = query.does(Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM)
    text = fold(query.text)
    average = any(is_average(h) and fold(h[-1]) in text for h in grid.headers)
    return counts or computes or average or bool(by_year(case, grid))


def _cells(case: Case, grid: Grid) -> Answer | None:
    headers, rows = chosen_headers(case, grid), chosen_rows(case, grid)
    if not rows:
        return _no_row(case, grid)
    cells = [[c for h in headers if (c := grid.cell(row, h))] for row in rows]
    if not any(cells):
        return None
    writer = Writer()
    if len(rows) > 1:
        _tell_rows(writer, case, grid, cells)
    else:
        stated = _tell_row(writer, case, grid, cells[0])
        if not stated:
            return writer.answer(answerable=False)
    _tell_percent(writer, case, grid, headers)
    if rows == [grid.total_row]:
        _tell_parts(writer, case, grid, headers)
    marks = writer.cite(grid.reading, [c.passage_id for row in cells for c in row])
    writer.line(f"ตาม{grid.title} ในแผนของ{whose(grid.reading)}", marks)
    return writer.answer()


def _no_row(case: Case, grid: Grid) -> Answer | None:
    """That the table has no row of the kind of staff asked for, and which it has."""
    if not case.query.employees or not grid.body:
        return None
    writer = Writer()
    marks = writer.cite(grid.reading, list(dict.fromkeys(c.passage_id for c in grid.cells))[:8])
    rows = ", ".join(_row_label(row) for row in grid.body[:8])
    writer.line(f"ไม่พบจำนวน{case.query.employees[0]}แยกไว้ใน{grid.title}", marks)
    writer.line(f"ตารางนี้มีแถวของ {rows}", marks)
    return writer.answer(answerable=False)


def _tell_row(writer: Writer, case: Case, grid: Grid, cells: Sequence[Measure]) -> bool:
    """A row's cells, or their sum; False where the plan leaves them blank."""
    writer.facts(cells)
    marks = writer.cite(grid.reading, [c.passage_id for c in cells])
    row = _row_label(cells[0].row)
    stated = [c for c in cells if c.value is not None]
    if not stated:
        names = ", ".join(_header(c) for c in cells)
        writer.line(f"แผนไม่ได้ระบุตัวเลขของ{row} ({names})", marks)
        return False
    if all(c.value == 0 for c in stated):
        writer.line(f"ไม่มี{_unit(grid, stated[0]).strip()} ({row}: {_said(grid, stated)})", marks)
    elif _adds_up(case, grid, stated):
        parts = " + ".join(f"{_header(c)} {c.printed}" for c in stated)
        writer.line(f"รวม {_sum(stated)}{_unit(grid, stated[0])} ({row}: {parts})", marks)
    else:
        writer.line(f"{row}: {_said(grid, stated)}", marks)
    return True


def _adds_up(case: Case, grid: Grid, cells: Sequence[Measure]) -> bool:
    """Whether several cells are asked for as one number."""
    parts = all(c.header in grid.parts for c in cells)
    joined = Operation.SUM in case.query.operations or bool(by_range(case, grid))
    return len(cells) > 1 and parts and (joined or "ขึ้นไป" in case.query.text)


def _said(grid: Grid, cells: Sequence[Measure]) -> str:
    return ", ".join(f"{_header(c)} {c.printed}{_unit(grid, c)}" for c in cells)


def _tell_rows(writer: Writer, case: Case, grid: Grid, cells: Sequence[Sequence[Measure]]) -> None:
    """Several rows, one a line; for one column also which has most, or their sum."""
    stated = [[c for c in row if c.value is not None] for row in cells]
    single = [row[0] for row in stated if len(row) == 1]
    sources = writer.cite(grid.reading, [c.passage_id for row in stated for c in row])
    if len(single) == len(cells) > 1:
        if Operation.SUM in case.query.operations:
            writer.line(f"รวม {_sum(single)}{_unit(grid, single[0])}", sources)
        else:
            top = max(single, key=lambda c: c.value or 0)
            writer.line(f"{_row_label(top.row)}มากที่สุด ({_header(top)} {top.printed})", sources)
    for row in stated:
        if row:
            writer.facts(row)
            marks = writer.cite(grid.reading, [c.passage_id for c in row])
            writer.line(f"- {_row_label(row[0].row)}: {_said(grid, row)}", marks)


def _tell_percent(writer: Writer, case: Case, grid: Grid, headers: Sequence[Header]) -> None:
    row = grid.percent_row
    if row is None or Want.PERCENT not in case.query.wants:
        return
    cells = [c for h in headers if (c := grid.cell(row, h)) and c.value is not None]
    if cells:
        said = ", ".join(f"{_header(c)} ร้อยละ {c.printed}" for c in cells)
        writer.line(f"คิดเป็น{said}", writer.cite(grid.reading, [c.passage_id for c in cells]))
        writer.facts(cells)


def _tell_parts(writer: Writer, case: Case, grid: Grid, headers: Sequence[Header]) -> None:
    """Which rows make up a total, where the question asks which; and whether they add up."""
    if len(headers) != 1 or not _WHICH.search(case.query.text):
        return
    cells = [c for row in grid.body if (c := grid.cell(row, headers[0])) and c.value]
    for cell in cells:
        marks = writer.cite(grid.reading, [cell.passage_id])
        writer.line(f"- {cell.row}: {cell.printed}{_unit(grid, cell)}", marks)
    writer.facts(cells)
    total = grid.cell(grid.total_row or "", headers[0])
    if total is not None and total.value is not None and _sum([total]) != _sum(cells):
        note = f"ข้อสังเกต: แผนพิมพ์ยอดรวมไว้ {total.printed} แต่บวกจากแถวได้ {_sum(cells)}"
        sources = [total.passage_id, *(cell.passage_id for cell in cells)]
        writer.line(note, writer.cite(grid.reading, sources))


def _extreme(case: Case, grid: Grid) -> Answer | None:
    row = chosen_rows(case, grid)[:1]
    cells = [c for h in grid.parts if row and (c := grid.cell(row[0], h)) and c.value is not None]
    if not cells:
        return None
    largest = Operation.MAXIMUM in case.query.operations
    pick: Callable[..., Measure] = max if largest else min
    best = pick(cells, key=lambda c: c.value or 0)
    writer = Writer()
    writer.facts(cells)
    marks = writer.cite(grid.reading, [best.passage_id])
    word = "มาก" if largest else "น้อย"
    label = _row_label(best.row)
    writer.line(f"{_header(best)} {word}ที่สุด {best.printed}{_unit(grid, best)} ({label})", marks)
    writer.line(", ".join(f"{_header(c)} {c.printed}" for c in cells), marks)
    writer.line(f"ตาม{grid.title} ในแผนของ{whose(grid.reading)}", marks)
    return writer.answer()


def _sum(cells: Sequence[Measure]) -> str:
    """What cells add up to, exact: ``1,234``, ``0.3`` of 0.1 and 0.2."""
    amount = sum((Decimal(str(c.value or 0)) for c in cells), Decimal(0))
    return f"{amount:,f}" if amount % 1 else f"{int(amount):,}"


def _header(cell: Measure) -> str:
    return cell.header[-1] if cell.header else ""


def _row_label(row: str) -> str:
    return "รวมทั้งหมด" if fold(row).startswith("รวม") else row


def _unit(grid: Grid, cell: Measure) -> str:
    """What a cell counts: as its header or the table's title says, else people."""
    stated = _STATED_UNIT.search(" ".join((*cell.header, grid.title)))
    if stated:
        return f" {stated[1] or stated[2]}"
    return "" if is_average(cell.header) or "." in cell.printed else " คน"

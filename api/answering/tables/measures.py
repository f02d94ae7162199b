"""Answers from tables of numbers: staff by education, age, kind; retirements; any others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer
from api.answering.models import Answer
from api.answering.tables.cells import label_of, number, tell_misses, tell_source, unit_of
from api.answering.tables.choice import (
    best_grid,
    by_range,
    by_year,
    chosen_headers,
    chosen_rows,
    named_rows,
    names_columns,
    said,
)
from api.answering.tables.grid import Grid, is_average
from api.answering.tables.shares import tell_shares, tell_sum_share
from api.answering.understanding.ranges import bounds
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import Measure
from ingest.text.normalize import fold
from prompts import say

_NAMED_ROW = 0.75  # share of a row's label that a question says which means this row alone
_OF_ALL = re.compile("(?:จาก|ของ)(?:จำนวน)?(?:ทั้งหมด|ทั้งสิ้น|กี่)|ทั้งหมด(?:มี)?กี่|ทั้งหมด.{0,30}(?:พร้อม|และ)")
_WHICH = re.compile(r"(?:ประเภท|กลุ่ม|สายงาน|ตำแหน่ง|ฝ่าย|กอง)(?:ไหน|ใด|อะไร|บ้าง)|ใคร|บ้าง|แยก")


def measure_answer(case: Case) -> Answer | None:
    """The cells that a question of numbers means, or None."""
    query = case.query
    grid = best_grid(case)
    if grid is not None and Want.MONEY in query.wants:
        return _money_of_year(case, grid)
    if grid is None or (Want.TARGET in query.wants and _is_in_baht(grid)):
        return None
    if _asks_which_year(case, grid):
        return _years(case, grid)
    if not _asks_for_numbers(case, grid):
        return None
    if query.does(Operation.MAXIMUM, Operation.MINIMUM):
        return _extreme(case, grid)
    return _cells(case, grid)


def _money_of_year(case: Case, grid: Grid) -> Answer | None:
    """What a row of a table in baht has in the years asked for, and in no other."""
    headers = by_year(case, grid)
    rows = [row for row in grid.body if said(case, row, grid.body) >= _NAMED_ROW]
    if len(rows) != 1 or not headers or not _is_in_baht(grid):
        return None
    cells = [cell for h in headers if (cell := grid.cell(rows[0], h))]
    writer = Writer()
    writer.facts(cells)
    marks = writer.cite(grid.reading, [cell.passage_id for cell in cells])
    for cell in cells:
        amount = say("unstated_short") if cell.value is None else say("money", amount=cell.printed)
        writer.line(f"{rows[0]} {grid.column_in_words(cell.header)}: {amount}", marks)
    tell_source(writer, grid, marks)
    return writer.answer(answerable=any(cell.value is not None for cell in cells))


def _is_in_baht(grid: Grid) -> bool:
    """Whether a table says that it is of money."""
    labels = " ".join(" ".join(header) for header in grid.headers)
    return "บาท" in f"{grid.cells[0].subject} {labels}"


def _asks_which_year(case: Case, grid: Grid) -> bool:
    """Whether the year is asked for and the table's columns are years: ``เกษียณปีไหน``."""
    query = case.query
    counts = query.wants_any(Want.PEOPLE, Want.PERCENT) or query.units
    if Want.YEAR not in query.wants or counts or len(grid.year_headers) < 2:
        return False
    return not query.does(Operation.MAXIMUM, Operation.MINIMUM)


def _years(case: Case, grid: Grid) -> Answer | None:
    """In which years the rows named have somebody; of all rows where none is named."""
    rows = named_rows(case, grid) or ([] if case.query.positions else chosen_rows(case, grid))
    if not rows:
        return _no_row(case, grid)
    writer = Writer()
    told = False
    for row in rows:
        cells = [c for h in grid.year_headers if (c := grid.cell(row, h))]
        marks = writer.cite(grid.reading, [c.passage_id for c in cells])
        writer.facts(cells)
        stated = [c for c in cells if c.value]
        when = ", ".join(
            f"{grid.column_in_words(c.header)} ({c.printed}{unit_of(grid, c)})" for c in stated
        )
        writer.line(f"{grid.row_in_words(row)}: {when or say('year_unstated')}", marks)
        told = told or bool(stated)
        tell_misses(writer, grid, stated)
    tell_source(writer, grid, writer.cite(grid.reading, [c.passage_id for c in cells]))
    return writer.answer(answerable=told)


def _asks_for_numbers(case: Case, grid: Grid) -> bool:
    query = case.query
    counts = Want.PEOPLE in query.wants or any("คน" in unit for unit in query.units)
    computes = query.does(Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM)
    text = fold(query.text)
    average = any(is_average(h) and fold(h[-1]) in text for h in grid.headers)
    return counts or computes or average or bool(by_year(case, grid)) or _asks_for_share(case, grid)


def _asks_for_share(case: Case, grid: Grid) -> bool:
    """Whether the share is asked for of what the table counts, by a row or column of it."""
    query = case.query
    if Want.PERCENT not in query.wants or query.wants_any(Want.TARGET, Want.OBJECTIVE):
        return False
    return names_columns(case, grid) or bool(named_rows(case, grid))


def _cells(case: Case, grid: Grid) -> Answer | None:
    headers, rows = chosen_headers(case, grid), chosen_rows(case, grid)
    if not rows:
        return _no_row(case, grid)
    cells = [[c for h in headers if (c := grid.cell(row, h))] for row in rows]
    if not any(cells):
        return None
    writer = Writer()
    is_share = Want.PERCENT in case.query.wants
    only_share = is_share and Want.PEOPLE not in case.query.wants
    if only_share and _tell_share(writer, case, grid, cells):
        return _closed(writer, case, grid, cells)
    if len(rows) > 1:
        _tell_rows(writer, case, grid, cells)
    elif not _tell_row(writer, case, grid, cells[0]):
        return writer.answer(answerable=False)
    if is_share and (only_share or not _tell_share(writer, case, grid, cells)):
        writer.line(say("no_percent"))
    return _closed(writer, case, grid, cells)


def _tell_share(writer: Writer, case: Case, grid: Grid, cells: Sequence[Sequence[Measure]]) -> bool:
    rows = [row[0].row for row in cells if row]
    headers = [cell.header for cell in next(filter(None, cells))]
    unit = unit_of(grid, next(filter(None, cells))[0])
    if len(headers) > 1 and _adds_up(case, grid, cells[0]):
        return tell_sum_share(writer, grid, headers, rows, unit)
    return tell_shares(writer, grid, headers, rows, unit)


def _closed(writer: Writer, case: Case, grid: Grid, cells: Sequence[Sequence[Measure]]) -> Answer:
    """The answer, with what makes up a total, where totals are wrong, and the table's name."""
    flat = [cell for row in cells for cell in row]
    if {cell.row for cell in flat} == {grid.total_row}:
        _tell_parts(writer, case, grid, flat)
        if set(grid.parts) <= {cell.header for cell in flat}:
            whole = grid.stated(grid.total_row, grid.total_header)
            flat = [whole] if whole and whole.id in grid.misses else flat
    tell_misses(writer, grid, flat)
    tell_source(writer, grid, writer.cite(grid.reading, [c.passage_id for c in flat]))
    return writer.answer()


def _no_row(case: Case, grid: Grid) -> Answer | None:
    """That the table has no row of the staff asked for, and which it has."""
    asked = (*case.query.employees, *case.query.positions)
    if not asked or not grid.body:
        return None
    writer = Writer()
    marks = writer.cite(grid.reading, list(dict.fromkeys(c.passage_id for c in grid.cells))[:8])
    rows = ", ".join(grid.row_in_words(row) for row in grid.body[:8])
    writer.line(say("not_counted_apart", name=asked[0], title=grid.title), marks)
    writer.line(say("table_rows", rows=rows), marks)
    return writer.answer(answerable=False)


def _tell_row(writer: Writer, case: Case, grid: Grid, cells: Sequence[Measure]) -> bool:
    """A row's cells, or their sum; False where the plan leaves them blank."""
    writer.facts(cells)
    marks = writer.cite(grid.reading, [c.passage_id for c in cells])
    row = grid.row_in_words(cells[0].row)
    stated = [c for c in cells if c.value is not None]
    if not stated:
        names = ", ".join(label_of(grid, c) or say("all_rows") for c in cells)
        writer.line(say("number_unstated", row=row, names=names), marks)
        return False
    if all(c.value == 0 for c in stated):
        none = say("none_of", unit=unit_of(grid, stated[0]).strip())
        writer.line(f"{none} ({row}: {_said(grid, stated)})", marks)
    elif _adds_up(case, grid, stated):
        parts = " + ".join(f"{label_of(grid, c)} {c.printed}{unit_of(grid, c)}" for c in stated)
        of = "" if cells[0].row == grid.total_row else f"{row}: "
        added = say("sum", money=_sum(stated)) + unit_of(grid, stated[0])
        writer.line(f"{added} ({of}{parts})", marks)
    else:
        writer.line(f"{row}: {_said(grid, stated)}", marks)
    whole = grid.stated(cells[0].row, grid.total_header)
    if whole and whole not in cells and _OF_ALL.search(case.query.text):
        writer.facts([whole])
        name = say("all_of", name=row)
        writer.line(f"{name}: {whole.printed}{unit_of(grid, whole)}", marks)
    return True


def _adds_up(case: Case, grid: Grid, cells: Sequence[Measure]) -> bool:
    """Whether several cells are asked for as one number."""
    parts = all(c.header in grid.parts for c in cells)
    joined = Operation.SUM in case.query.operations or bool(by_range(case, grid))
    return len(cells) > 1 and parts and (joined or "ขึ้นไป" in case.query.text)


def _said(grid: Grid, cells: Sequence[Measure]) -> str:
    return ", ".join(f"{label_of(grid, c)} {c.printed}{unit_of(grid, c)}".strip() for c in cells)


def _tell_rows(writer: Writer, case: Case, grid: Grid, cells: Sequence[Sequence[Measure]]) -> None:
    """Several rows, one a line; for one column also which has most, or their sum."""
    stated = [[c for c in row if c.value is not None] for row in cells]
    single = [row[0] for row in stated if len(row) == 1]
    sources = writer.cite(grid.reading, [c.passage_id for row in stated for c in row])
    if len(single) == len(cells) > 1:
        in_range = all(bounds(cell.row) for cell in single) and Want.PEOPLE in case.query.wants
        if Operation.SUM in case.query.operations or in_range:
            writer.line(say("sum", money=_sum(single)) + unit_of(grid, single[0]), sources)
        else:
            top = max(single, key=lambda c: c.value or 0)
            most = f"{label_of(grid, top)} {top.printed}{unit_of(grid, top)}".strip()
            writer.line(say("most_of_all", name=grid.row_in_words(top.row), number=most), sources)
    for row in stated:
        if row:
            writer.facts(row)
            marks = writer.cite(grid.reading, [c.passage_id for c in row])
            writer.line(f"- {grid.row_in_words(row[0].row)}: {_said(grid, row)}", marks)


def _tell_parts(writer: Writer, case: Case, grid: Grid, cells: Sequence[Measure]) -> None:
    """Which rows make up a total, where the question asks which."""
    headers = [cell.header for cell in cells]
    if not _WHICH.search(case.query.text) or (len(cells) > 1 and headers != by_year(case, grid)):
        return
    for header in headers:
        parts = [c for row in grid.body if (c := grid.cell(row, header)) and c.value]
        year = f" {grid.column_in_words(header)}" if len(headers) > 1 else ""
        for cell in parts:
            marks = writer.cite(grid.reading, [cell.passage_id])
            label = grid.row_in_words(cell.row)
            writer.line(f"- {label}:{year} {cell.printed}{unit_of(grid, cell)}", marks)
        writer.facts(parts)


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
    end = "most" if largest else "least"
    label = grid.row_in_words(best.row)
    number = f"{best.printed}{unit_of(grid, best)}"
    writer.line(f"{say(end, name=label_of(grid, best), number=number)} ({label})", marks)
    writer.line(_said(grid, cells), marks)
    tell_misses(writer, grid, [best])
    tell_source(writer, grid, marks)
    return writer.answer()


def _sum(cells: Sequence[Measure]) -> str:
    """What cells add up to, exact: ``1,234``, ``0.3`` of 0.1 and 0.2."""
    amount = sum((Decimal(str(c.value or 0)) for c in cells), Decimal(0))
    return number(amount)

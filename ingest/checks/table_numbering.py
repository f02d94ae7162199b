"""Numbers inside tables: of rows, of projects in their names, of items in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.checks.marks import Mark, inside
from ingest.checks.models import Finding
from ingest.checks.numbering_texts import begins_late, code_repeat, empty, gap, repeat
from ingest.checks.sequences import Sequences, Step
from ingest.checks.written import stands_between
from ingest.facts.cells import RowCells
from ingest.models import Cell, ColumnRole, Plan, Row, RowKind, Span, Table
from ingest.structure.passages import logical_rows
from ingest.text.normalize import arabic_digits, fold

_NUMBER = re.compile(r"(?:(\d{1,2})\.)?(\d{1,3})\s*[.)]?")
_BARE = re.compile(r"\s(\d{1,2})\.\s*$")
_CODE = re.compile(r"(?:[ก-ฮ]{1,2}|[A-Z]{1,4})\s?[-.]?\s?\d{1,3}(?:[-.]\d{1,3})?")


def check(plan: Plan) -> Iterator[Finding]:
    ended = {0}
    names = Sequences()
    for table in plan.tables:
        numbered = _column(table, ColumnRole.NUMBER)
        named = _column(table, ColumnRole.NAME)
        if numbered is not None:
            yield from _of_rows(table, numbered, ended)
        else:
            yield from _of_codes(table)
        yield from _of_empty(table)
        if named is not None:
            yield from _of_names(plan, table, named, names)
        else:
            yield from _of_lists(table)


def _column(table: Table, role: ColumnRole) -> int | None:
    return next((at for at, column in enumerate(table.columns) if column.role is role), None)


def _own(row: Row, column: int) -> Cell | None:
    """The row's cell where it says something of its own."""
    cell = row.cell(column)
    return cell if cell is not None and cell.text.strip() and not cell.filled else None


def _of_rows(table: Table, column: int, ended: set[int]) -> Iterator[Finding]:
    """Numbers down a column; they may go on from any table before, and begin again at 1 anywhere.
    ``ended`` are the last numbers of these tables, and takes this one's."""
    before: dict[tuple[int, ...], tuple[Mark, Row]] = {}
    for row in table.rows:
        mark = _number(row, column)
        if mark is None:
            continue
        if mark.prefix in before:
            yield from _step(mark, row, *before[mark.prefix])
        elif not mark.prefix and mark.number - 1 not in ended:
            yield begins_late(mark, row.span)
        before[mark.prefix] = mark, row
    if () in before:
        ended.add(before[()][0].number)


def _step(mark: Mark, row: Row, last: Mark, above: Row) -> Iterator[Finding]:
    new_list = mark.number == 1 and (not mark.prefix or row.scope != above.scope)
    if new_list or mark.number == last.number + 1:
        return
    if mark.number > last.number + 1:
        yield gap(mark, last, row.span, above.span)
    elif mark.number == last.number and _texts(row) != _texts(above):
        yield repeat(mark, row.span, above.span)


def _of_codes(table: Table) -> Iterator[Finding]:
    """A code that two rows have: ``ก-๐๓``. One that is left out may be of a wider list."""
    before: dict[str, Row] = {}
    for row in table.rows:
        cell = _own(row, 0) if row.kind is RowKind.BODY else None
        code = " ".join(arabic_digits(cell.text).split()) if cell else ""
        if not _CODE.fullmatch(code):
            continue
        above = before.setdefault(code, row)
        if above is not row and _texts(above) != _texts(row):
            yield code_repeat(code, row.span, above.span)


def _number(row: Row, column: int) -> Mark | None:
    cell = _own(row, column) if row.kind is RowKind.BODY else None
    match = _NUMBER.fullmatch(arabic_digits(cell.text).strip()) if cell else None
    if match is None:
        return None
    prefix = (int(match[1]),) if match[1] else ()
    number = int(match[2])
    return Mark("n", prefix, number, ".".join(map(str, (*prefix, number))))


def _texts(row: Row) -> tuple[str, ...]:
    """What a row says after its number; a row that goes on overleaf says its name again."""
    return tuple(fold(cell.text) for cell in row.cells if cell.text and not cell.filled)[1:2]


def _of_names(plan: Plan, table: Table, column: int, names: Sequences) -> Iterator[Finding]:
    scope: tuple[str, ...] | None = None
    for row in table.rows:
        if row.scope != scope:
            names.close()
            scope = row.scope
        cell = _own(row, column) if row.kind is not RowKind.TOTAL else None
        for mark in inside(cell.text) if cell else ():
            irregular = names.add(mark, row.span, fold(cell.text) if cell else "")
            if irregular is None:
                continue
            if irregular.step is Step.BEGINS_LATE:
                above = Span(1, row.span.line_start)
                if stands_between(plan, mark, mark.number - 1, above):
                    continue  # a heading above the table
                yield begins_late(mark, row.span, irregular.before)
            elif irregular.before and irregular.before_span:
                yield _told(irregular.step, mark, irregular.before, row.span, irregular.before_span)


def _of_empty(table: Table) -> Iterator[Finding]:
    """Lists in a cell whose last number has nothing behind it: ``๓. … ๔. … ๕.``."""
    for rows in logical_rows(table):
        cells = RowCells(table, rows)
        for column in range(len(table.columns)):
            text = arabic_digits(cells.joined(column))
            items = [mark for mark in inside(text) if mark.style == "n."]
            bare = _BARE.search(text)
            if len(items) > 1 and bare and int(bare[1]) == items[-1].number + 1:
                yield empty(f"{bare[1]}.", rows[0].span)


def _told(step: Step, mark: Mark, before: Mark, span: Span, before_span: Span) -> Finding:
    if step is Step.REPEAT:
        return repeat(mark, span, before_span)
    return gap(mark, before, span, before_span)


def _of_lists(table: Table) -> Iterator[Finding]:
    """Items that go on down a column, as lists of positions do. OCR may put the items of two
    columns in another order: only a number that is nowhere in the table is missing."""
    everywhere = {mark.shown for row in table.rows for c in row.cells for mark in inside(c.text)}
    for column in range(len(table.columns)):
        items = [
            (mark, row.span)
            for row in table.rows
            if (cell := _own(row, column)) is not None
            for mark in inside(cell.text)
        ]
        used: dict[str, Span] = {}
        for (before, above), (mark, span) in pairwise(items):
            used.setdefault(before.shown, above)
            if mark.number == 1:
                used = {}
            if (mark.style, mark.prefix) != (before.style, before.prefix) or mark.number == 1:
                continue
            if mark.shown in used and span != above:
                yield repeat(mark, span, used[mark.shown])
            elif mark.number > before.number + 1 and not _all_in(everywhere, before, mark):
                yield gap(mark, before, span, above)


def _all_in(everywhere: set[str], before: Mark, mark: Mark) -> bool:
    between = range(before.number + 1, mark.number)
    return all(mark.sibling(number) in everywhere for number in between)

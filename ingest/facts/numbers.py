"""Budget matrices and other tables of numbers, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.facts.cells import RowCells, budget_years
from ingest.models import NOT_STATED, BudgetCell, ColumnRole, Measure, Row, RowKind, Span, Table
from ingest.structure.headers import role_of
from ingest.structure.kinds import CellKind, cell_kind
from ingest.structure.passages import is_project_table, logical_rows, row_passage_id
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import is_blank, number, parse_budget
from ingest.text.years import find_years


def budget_cells_of(plan_id: str, table: Table) -> list[BudgetCell]:
    """The cells of a table that spreads budgets over departments: one with two or more budget
    columns, each with a label of its own. Of a table of projects the totals, with no department,
    and one a year where each year has a column."""
    years = budget_years(table)
    columns = [
        (i, c)
        for i, c in enumerate(table.columns)
        if c.role is ColumnRole.BUDGET and len(c.path) > 1 and i not in years
    ]
    if not is_project_table(table) and (turned := _by_strategy(plan_id, table)):
        return turned
    if len(columns) < 2:
        return _project_totals(plan_id, table, years) if is_project_table(table) else []
    cells = []
    for rows in logical_rows(table):
        read = RowCells(table, rows)
        label = _label(read)
        for index, column in columns:
            budget = parse_budget(read.joined(index), read.scale(index))
            if budget is None:
                continue
            cells.append(
                BudgetCell(
                    id=f"{plan_id}:b{rows[0].span.line_start}.{index}",
                    passage_id=row_passage_id(plan_id, rows),
                    span=_cell_span(rows, index),
                    row=label,
                    department=" ".join(column.path[-1].split()),
                    budget=budget,
                    is_total=rows[0].kind is RowKind.TOTAL,
                )
            )
    return cells


def _by_strategy(plan_id: str, table: Table) -> list[BudgetCell]:
    """The cells of a table with a row for each department and a column for each strategy, in the
    unit that one of its columns names. What its last column or row adds up is of the row or the
    department called so."""
    strategies = [
        i
        for i, c in enumerate(table.columns)
        if c.role is ColumnRole.BUDGET and c.path and role_of(c.path[0]) is ColumnRole.STRATEGY
    ]
    totals = [i for i, c in enumerate(table.columns) if c.role is ColumnRole.TOTAL]
    if len(strategies) < 2:
        return []
    named = find_years(f"{table.caption or ''} {' '.join(table.section[-1:])}")
    cells = []
    for rows in _labelled(table):
        read = RowCells(table, rows)
        scale = max(map(read.scale, (*strategies, *totals)))
        for index in (*strategies, *totals):
            budget = parse_budget(read.joined(index), scale)
            if budget is None:
                continue
            label = " ".join(table.columns[index].path)
            cells.append(
                BudgetCell(
                    id=f"{plan_id}:b{rows[0].span.line_start}.{index}",
                    passage_id=row_passage_id(plan_id, rows),
                    span=_cell_span(rows, index),
                    row=arabic_digits(label),
                    department=" ".join(_label(read).split()),
                    budget=budget,
                    is_total=index in totals,
                    year=named[0] if len(named) == 1 else None,
                )
            )
    return cells


def _labelled(table: Table) -> list[tuple[Row, ...]]:
    """Rows with a label; one that is blank beside it states nothing."""
    return [rows for rows in logical_rows(table) if rows[0].cell(0)]


def _project_totals(plan_id: str, table: Table, years: Mapping[int, int]) -> list[BudgetCell]:
    """The printed totals of a table of projects, under the strategy that they close. A total
    that is left blank is "not stated"."""
    cells = []
    whole = [i for i, c in enumerate(table.columns) if c.role is ColumnRole.BUDGET]
    whole = [i for i in whole if i not in years]
    for rows in logical_rows(table):
        if rows[0].kind is not RowKind.TOTAL:
            continue
        read = RowCells(table, rows)
        strategy = (*rows[0].scope, *reversed(table.section), table.caption or "")
        total = BudgetCell(
            id=f"{plan_id}:b{rows[0].span.line_start}",
            passage_id=row_passage_id(plan_id, rows),
            span=rows[0].span,
            row=arabic_digits(strategy[0]),
            department="",
            budget=NOT_STATED,
            is_total=True,
        )
        scale = read.scale(whole[0]) if whole else 1
        printed = parse_budget(" ".join(text for i in whole if (text := read.joined(i))), scale)
        if whole and printed is not None:
            cells.append(replace(total, budget=printed))
        for index, year in years.items():
            if (budget := parse_budget(read.joined(index), read.scale(index))) is not None:
                cells.append(replace(total, id=f"{total.id}.{index}", budget=budget, year=year))
    return cells


def measures_of(plan_id: str, table: Table) -> list[Measure]:
    """The numeric cells of a table that is neither one of projects nor a budget matrix."""
    if is_project_table(table) or budget_cells_of(plan_id, table):
        return []  # both are facts of their own
    columns = _numeric_columns(table)
    if not columns:
        return []
    measures = []
    for rows in logical_rows(table):
        read = RowCells(table, rows)
        label = _row_label(read, columns)
        for index in columns:
            printed = arabic_digits(read.joined(index))
            measures.append(
                Measure(
                    id=f"{plan_id}:m{rows[0].span.line_start}.{index}",
                    passage_id=row_passage_id(plan_id, rows),
                    span=_cell_span(rows, index),
                    table_id=table.id,
                    subject=arabic_digits(
                        table.section[-1] if table.section else table.caption or ""
                    ),
                    row=label,
                    header=tuple(arabic_digits(part) for part in table.columns[index].path),
                    value=number(printed),
                    printed=printed,
                    is_total=rows[0].kind is RowKind.TOTAL,
                )
            )
    return measures


def _numeric_columns(table: Table) -> list[int]:
    """Columns whose filled cells are all numbers, ordinal numbers aside."""
    found = []
    for index, column in enumerate(table.columns):
        texts = [c.text for row in table.rows if (c := row.cell(index)) and not is_blank(c.text)]
        numeric = texts and all(cell_kind(text) is CellKind.NUMBER for text in texts)
        if numeric and column.role is not ColumnRole.NUMBER and column.path:
            found.append(index)
    return found


def _label(read: RowCells) -> str:
    texts = [
        read.joined(i) for i, c in enumerate(read.table.columns) if c.role is not ColumnRole.BUDGET
    ]
    return arabic_digits(next((text for text in texts if text), ""))


def _row_label(read: RowCells, numeric: Sequence[int]) -> str:
    texts = [
        read.joined(i)
        for i, c in enumerate(read.table.columns)
        if i not in numeric
        and (c.role is not ColumnRole.NUMBER or read.rows[0].kind is RowKind.TOTAL)
    ]
    return arabic_digits(" ".join(text for text in texts if text))


def _cell_span(rows: Sequence[Row], column: int) -> Span:
    cell = rows[0].cell(column)
    return cell.span if cell else Span(rows[0].span.line_start, rows[-1].span.line_end)

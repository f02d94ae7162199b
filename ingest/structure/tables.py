"""Rows of cells become tables: pages joined, headers read, rows told apart and filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import RawCell, RowBlock
from ingest.models import Cell, Column, ColumnRole, ParseWarning, Row, RowKind, Span, Table
from ingest.structure.align import Alignment, align, infer_columns
from ingest.structure.headers import (
    columns_of,
    is_header,
    is_second_line,
    same_header,
)
from ingest.structure.kinds import CellKind, cell_kind, is_month, starts_item
from ingest.structure.roles import by_cells
from ingest.structure.scope import Scope
from ingest.structure.totals import Sums, is_total
from ingest.text.normalize import fold

# Columns that a row span can cover: a group label to the left of what a row is about.
_FILLED_ROLES = frozenset(
    {
        ColumnRole.STRATEGY, ColumnRole.OBJECTIVE, ColumnRole.DEPARTMENT, ColumnRole.UNIT,
        ColumnRole.AUDIENCE, None,
    }
)  # fmt: skip
# What a cell that the file itself merges over rows says of each of them.
_MERGED_ROLES = frozenset(
    {
        ColumnRole.BUDGET, ColumnRole.TIMING, ColumnRole.UNIT, ColumnRole.AUDIENCE,
        ColumnRole.OBJECTIVE, ColumnRole.INDICATOR, ColumnRole.TARGET,
    }
)  # fmt: skip
_MISSING_HEADER = "ตารางไม่มีหัวคอลัมน์ / a table without its header"


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of the source with nothing but page breaks between them.

    ``breaks`` are the indexes of rows that follow a break.
    """

    rows: tuple[RowBlock, ...]
    breaks: frozenset[int] = frozenset()
    caption: str | None = None
    section: tuple[str, ...] = ()


@dataclass
class _Draft:
    """A table under construction. ``detached``: its first page is missing, so that nothing
    is known of the headings above it."""

    columns: tuple[Column, ...]
    detached: bool = False
    raw: list[RowBlock] = field(default_factory=list)
    headers: list[Span] = field(default_factory=list)


def read_run(
    run: Run, first_id: int, inherited: Sequence[Column] | None
) -> tuple[list[Table], list[ParseWarning]]:
    """The tables of a run. ``inherited`` are the columns of the last table before it: a run
    without a header and as wide takes them."""
    warnings: list[ParseWarning] = []
    tables = []
    for number, draft in enumerate(_drafts(run, inherited, warnings), first_id):
        draft.columns = by_cells(draft.columns, draft.raw)
        rows = _Rows(draft.columns, warnings).read(draft.raw)
        spans = [*(r.span for r in draft.raw), *draft.headers]
        span = Span(min(s.line_start for s in spans), max(s.line_end for s in spans))
        caption, section = (None, ()) if draft.detached else (run.caption, run.section)
        table = Table(f"t{number}", draft.columns, tuple(rows), span, tuple(draft.headers))
        tables.append(replace(table, caption=caption, section=section))
    return tables, warnings


def _drafts(
    run: Run, inherited: Sequence[Column] | None, warnings: list[ParseWarning]
) -> list[_Draft]:
    """Cut a run where a new header starts or, after a break, the rows are of another width."""
    drafts: list[_Draft] = []
    index = 0
    while index < len(run.rows):
        row, following = run.rows[index], run.rows[index + 1 :]
        current = drafts[-1] if drafts else None
        after_break = index in run.breaks
        opens = index == 0 or after_break or row.cells[0].is_header or _is_lead(run.rows, index)
        if current and current.headers and same_header(row, current.columns):
            index += _take_header(current, run.rows, index)
        elif opens and is_header(row, following):
            drafts.append(_Draft(()))
            _keep_leads(drafts)
            index += _take_header(drafts[-1], run.rows, index)
        elif current is None or (after_break and not _goes_on(row, current)):
            page = run.rows[index : min((b for b in run.breaks if b > index), default=None)]
            draft = _headless(page, current.columns if current else inherited)
            draft.detached = current is not None
            draft.raw.append(row)
            drafts.append(draft)
            index += 1
        else:
            current.raw.append(row)
            index += 1
    for draft in drafts:
        if not draft.headers and any(column.role for column in draft.columns):
            warnings.append(ParseWarning("missing_header", _MISSING_HEADER, draft.raw[0].span))
    return drafts


def _is_lead(rows: Sequence[RowBlock], index: int) -> bool:
    """Whether only single-cell rows (a title, strategies) stand above the row in its page."""
    return all(_filled(row) == 1 for row in rows[:index]) and index <= 3


def _keep_leads(drafts: list[_Draft]) -> None:
    """Rows above the first header that only carry a strategy's name belong to its table."""
    if len(drafts) == 2 and not drafts[0].headers and all(_filled(r) == 1 for r in drafts[0].raw):
        leads = drafts.pop(0)
        drafts[0].raw = leads.raw


def _take_header(draft: _Draft, rows: Sequence[RowBlock], index: int) -> int:
    """Read the header at ``index``; the number of lines it takes."""
    first = rows[index]
    second = rows[index + 1] if index + 1 < len(rows) else None
    two = second is not None and is_second_line(first, second)
    if not draft.columns:
        draft.columns = columns_of(first, second if two else None)
    draft.headers.append(first.span)
    if two and second:
        draft.headers.append(second.span)
    return 2 if two else 1


def _headless(rows: Sequence[RowBlock], inherited: Sequence[Column] | None) -> _Draft:
    texts = [[c.text for c in row.cells] for row in rows]
    if inherited and _inherits(texts, inherited):
        return _Draft(tuple(inherited))
    return _Draft(infer_columns(texts))


def _inherits(texts: Sequence[Sequence[str]], columns: Sequence[Column]) -> bool:
    widths = {len(row) for row in texts}
    if not all(abs(width - len(columns)) <= 1 for width in widths):
        return False
    scores = [align(row, columns).score / max(1, sum(map(bool, row))) for row in texts]
    return sum(scores) / len(scores) >= 0.5 and any(column.role for column in columns)


def _goes_on(row: RowBlock, draft: _Draft) -> bool:
    """Whether a row after a page break belongs to the table before it: as wide, and no total
    has closed that table."""
    if draft.raw and is_total([c.text for c in draft.raw[-1].cells]):
        return False
    widths = {len(r.cells) for r in draft.raw} | {len(draft.columns)}
    return min(abs(len(row.cells) - width) for width in widths) <= 1


def _filled(row: RowBlock) -> int:
    return sum(cell_kind(c.text) is not CellKind.BLANK for c in row.cells)


class _Rows:
    """Reads the rows of one table in order; what is above decides what a row is."""

    def __init__(self, columns: tuple[Column, ...], warnings: list[ParseWarning]) -> None:
        self._columns = columns
        self._warnings = warnings
        self._scope = Scope()
        self._sums = Sums()
        self._above: Row | None = None

    def read(self, raw: Sequence[RowBlock]) -> list[Row]:
        rows = [self._row(row) for row in raw]
        return _demote_trailing_scopes(rows)

    def _counts_marks(self, texts: Sequence[str]) -> bool:
        """Whether a row counts what is ticked above it, month by month: ``จำนวนวิชาในเดือน``."""
        marks = [c for c in self._columns if c.path and is_month(c.path[-1])]
        filled = [t for t in texts if t.strip()]
        return (
            bool(marks)
            and fold(filled[0] if filled else "").startswith("จำนวน")
            and len(filled) > 2
            and all(cell_kind(t) in (CellKind.NUMBER, CellKind.BLANK) for t in filled[1:])
        )

    def _row(self, raw: RowBlock) -> Row:
        texts = [c.text for c in raw.cells]
        if self._is_scope(texts):
            self._scope.enter(next(t for t in texts if t.strip()))
            self._above = None
            cells = tuple(self._cells(raw, align(texts, self._columns)))
            return Row(RowKind.SCOPE, cells, raw.span, self._scope.path)
        alignment = align(texts, self._columns)
        cells = tuple(self._cells(raw, alignment))
        self._scope.leave_heading()
        if is_total(texts) or self._counts_marks(texts) or self._sums.are(cells):
            row = Row(RowKind.TOTAL, cells, raw.span, self._scope.path)
            self._scope.close()
            self._sums.close()
            self._above = None
            return row
        if self._continues(cells):
            return Row(RowKind.CONTINUATION, cells, raw.span, self._scope.path)
        if not any(cell.text for cell in cells):
            return Row(RowKind.BODY, cells, raw.span, self._scope.path)
        self._sums.add(cells)
        cells = self._fill_merged(self._fill(cells), raw, alignment)
        row = Row(RowKind.BODY, cells, raw.span, self._scope.path)
        self._above = row
        return row

    def _cells(self, raw: RowBlock, alignment: Alignment) -> list[Cell]:
        cells: list[Cell] = []
        for source, column in zip(raw.cells, alignment.columns, strict=True):
            if column is not None:
                cells.append(Cell(source.text.strip(), column, source.span))
            elif source.text.strip() and cells:
                cells[-1] = _joined(cells[-1], source)
                self._warn(
                    "extra_cell", "แถวมีช่องเกินหัวตาราง / a row with more cells than its header", raw
                )
            elif source.text.strip():
                cells.append(Cell(source.text.strip(), 0, source.span))
        return cells

    def _warn(self, code: str, message: str, raw: RowBlock) -> None:
        self._warnings.append(ParseWarning(code, message, raw.span))

    def _is_scope(self, texts: Sequence[str]) -> bool:
        """One filled cell at the left of a wide row, and not a number or a mark."""
        filled = [i for i, t in enumerate(texts) if cell_kind(t) is not CellKind.BLANK]
        if len(texts) < 3 or len(filled) != 1 or filled[0] > 1 or is_total(texts):
            return False
        if filled[0] == 1 and self._above is not None:
            return False
        return cell_kind(texts[filled[0]]) in (CellKind.LABEL, CellKind.PROSE)

    def _continues(self, cells: Sequence[Cell]) -> bool:
        """Whether the row holds the rest of the row above: a blank first column, no name that
        starts something of its own, and text under text or cells that were blank above."""
        filled = [c for c in cells if cell_kind(c.text) is not CellKind.BLANK]
        if self._above is None or not filled or filled[0].column == 0:
            return False
        name = next((c for c in filled if self._role(c) is ColumnRole.NAME), None)
        if name is None and any(column.role is ColumnRole.NAME for column in self._columns):
            return all(_is_text(c) or not self._text_above(c) for c in filled)
        if not all(map(_is_text, filled)) or len(filled) * 2 > len(self._columns):
            return False
        return name is None or (
            len(filled) == 1
            and not starts_item(name.text)
            and not name.text.startswith(("โครงการ", "กิจกรรม"))
        )

    def _text_above(self, cell: Cell) -> str:
        above = self._above.cell(cell.column) if self._above else None
        return above.text if above else ""

    def _role(self, cell: Cell) -> ColumnRole | None:
        return self._columns[cell.column].role if cell.column < len(self._columns) else None

    def _fill(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Blank group cells at the left take the text of the row above (a row span)."""
        if self._above is None:
            return cells
        filled = list(cells)
        for index, cell in enumerate(filled):
            role = self._role(cell)
            if role is ColumnRole.NUMBER:
                continue
            above = self._above.cell(cell.column)
            if cell.text or role not in _FILLED_ROLES:
                break
            if above and above.text and cell_kind(above.text) in (CellKind.LABEL, CellKind.PROSE):
                filled[index] = replace(above, filled=True)
        return tuple(filled)

    def _fill_merged(
        self, cells: tuple[Cell, ...], raw: RowBlock, alignment: Alignment
    ) -> tuple[Cell, ...]:
        """A blank cell under one that the file merges with it takes its text, where that is what
        both rows say: a unit, a time, or an amount for the two."""
        spanned = {
            column
            for source, column in zip(raw.cells, alignment.columns, strict=True)
            if source.spanned and column is not None
        }
        filled = list(cells)
        for index, cell in enumerate(cells):
            above = self._above.cell(cell.column) if self._above else None
            merged = cell.column in spanned and self._role(cell) in _MERGED_ROLES
            if merged and not cell.text and above and above.text:
                filled[index] = replace(above, filled=True)
        return tuple(filled)


def _is_text(cell: Cell) -> bool:
    return cell_kind(cell.text) in (CellKind.LABEL, CellKind.PROSE)


def _joined(cell: Cell, extra: RawCell) -> Cell:
    return replace(cell, text=f"{cell.text} {extra.text.strip()}".strip())


def _demote_trailing_scopes(rows: list[Row]) -> list[Row]:
    """A label with blank cells that rules no row below is a row of its own."""
    last = max((i for i, r in enumerate(rows) if r.kind is not RowKind.SCOPE), default=-1)
    return [
        replace(row, kind=RowKind.BODY, scope=()) if i > last else row for i, row in enumerate(rows)
    ]

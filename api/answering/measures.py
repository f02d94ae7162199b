"""Answers from tables of numbers: staff by education, age, kind; retirements; any others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.case import Case
from api.answering.models import Answer
from api.answering.shelf import Reading
from api.answering.terms import doc
from api.answering.vocabulary import Operation, Want, vocabulary
from api.answering.writer import Writer, whose
from ingest.models import Measure
from ingest.text.normalize import fold
from ingest.text.segment import tokens

# Share of the question's words that a table (its labels and title) must have, and that the cell
# itself must have; chosen on the sample questions.
TABLE_ENOUGH = 0.5
# Share of a row's label that a question says when it means the row and not all of them:
# "บุคลากร" alone must not pick "พนักงานครูและบุคลากรทางการศึกษา".
_ROW_SAID = 0.4
_FROM = re.compile(r"(?:ตั้งแต่|อายุ|เกิน|มากกว่า)\s*(\d+)\s*(?:ปี)?\s*(?:ขึ้นไป|เป็นต้นไป)")
_UP_TO = re.compile(r"(?:ไม่เกิน|ต่ำกว่า|น้อยกว่า)\s*(\d+)")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_OPEN_TOP = re.compile(r"(?:>=?|≥|ตั้งแต่)\s*(\d+)|(\d+)\s*(?:ปี)?\s*ขึ้นไป")
_PERCENT_ROW = ("ร้อยละ", "คิดเป็นร้อยละ", "%")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers: its cells by row and column."""

    reading: Reading
    cells: tuple[Measure, ...]
    coverage: float

    @property
    def headers(self) -> list[tuple[str, ...]]:
        return list(dict.fromkeys(c.header for c in self.cells))

    @property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(c.row for c in self.cells))

    def cell(self, row: str, header: tuple[str, ...]) -> Measure | None:
        return next((c for c in self.cells if c.row == row and c.header == header), None)

    @property
    def total_row(self) -> str | None:
        totals = [
            c.row for c in self.cells if c.is_total and not fold(c.row).startswith(_PERCENT_ROW)
        ]
        return totals[0] if totals else None

    @property
    def percent_row(self) -> str | None:
        return next((r for r in self.rows if fold(r).startswith(_PERCENT_ROW)), None)

    @property
    def total_header(self) -> tuple[str, ...] | None:
        return next(
            (h for h in self.headers if fold(h[-1]).startswith(("รวม", "คน", "จำนวน"))), None
        )


def measure_answer(case: Case) -> Answer | None:
    """The cells that a question of numbers means, or None."""
    query = case.query
    asks = query.wants_any(Want.PEOPLE) or any("คน" in unit for unit in query.units)
    computes = query.does(Operation.SUM, Operation.MAXIMUM, Operation.MINIMUM)
    lists = query.does(Operation.LIST) and bool(query.years)
    if not (asks or computes or lists) or Want.MONEY in query.wants:
        return None
    grid = _grid(case)
    if grid is None:
        return None
    if lists and not asks:
        return _rows_with(case, grid)
    if query.does(Operation.MAXIMUM, Operation.MINIMUM):
        return _extreme(case, grid)
    return _cells(case, grid)


def _grid(case: Case) -> Grid | None:
    """The table whose labels and title cover the question best."""
    grids = []
    for reading in case.scope.readings:
        tables: dict[str, list[Measure]] = {}
        for measure in reading.measures:
            tables.setdefault(measure.table_id, []).append(measure)
        for cells in tables.values():
            labels = " ".join({c.row for c in cells} | {" ".join(c.header) for c in cells})
            document = doc(
                (labels, 1.0), (cells[0].subject, 1.0), (_caption(reading, cells[0]), 0.8)
            )
            grids.append(Grid(reading, tuple(cells), case.topic.covered(document)))
    best = max(grids, key=lambda g: g.coverage, default=None)
    if best is None or best.coverage < TABLE_ENOUGH:
        return None
    prose = next((r for r in case.ranked[:5] if not r.passage.table_id), None)
    rows = next((r for r in case.ranked[:5] if r.passage.table_id), None)
    beaten = prose is not None and rows is not None and prose.coverage > best.coverage + 0.2
    return None if beaten else best


def _caption(reading: Reading, cell: Measure) -> str:
    table = next(t for t in reading.plan.tables if t.id == cell.table_id)
    return f"{table.caption or ''} {' '.join(table.section[-1:])}"


def _chosen_headers(case: Case, grid: Grid) -> list[tuple[str, ...]]:
    """The columns that the question names: by an age or amount range, a year, or by words."""
    by_range = _by_range(case, grid)
    if by_range:
        return by_range
    years = [h for h in grid.headers if any(str(y) in h[-1] for y in case.query.years)]
    if years:
        return years
    weights = {h: _label_cover(case, grid, h[-1]) for h in grid.headers}
    best = max(weights.values(), default=0.0)
    if best < _ROW_SAID:
        return []
    enough = best * (0.6 if Operation.SUM in case.query.operations else 0.9)
    chosen = [h for h, w in weights.items() if w >= enough]
    parts = [h for h in chosen if h != grid.total_header]
    return parts or chosen


def _label_cover(case: Case, grid: Grid, label: str) -> float:
    """How much of a column's label the question says, and how telling that is among the
    table's columns."""
    return _said(case, label, [" ".join(h) for h in grid.headers]) + (
        0.5 if _abbreviates(case, label) else 0.0
    )


def _said(case: Case, label: str, labels: Sequence[str]) -> float:
    """The share of a label's words that the question has, each weighed by how few of the
    ``labels`` share it. Words of every label tell nothing."""
    if fold(label) in fold(case.query.text):
        return 1.0
    words = [
        w for w in dict.fromkeys(tokens(label)) if w not in vocabulary().stop | vocabulary().anybody
    ]
    asked = {token for term in case.own_topic.terms for a in term.alternatives for token in a}
    asked |= set(tokens(case.query.text))
    weights = {w: 1 / sum(w in tokens(other) for other in labels) for w in words}
    total = sum(weights.values())
    return (
        sum(weight for word, weight in weights.items() if word in asked) / total if total else 0.0
    )


def _abbreviates(case: Case, label: str) -> bool:
    """Whether a word of the question is the end of the label's first word: โท, ปริญญาโท."""
    first = fold(label.split()[0]) if label.split() else ""
    return any(
        len(w) > 1 and w not in vocabulary().anybody and first.endswith(w) and w != first
        for w in case.query.words
    )


def _by_range(case: Case, grid: Grid) -> list[tuple[str, ...]]:
    text = case.query.text
    lower, upper = _FROM.search(text), _UP_TO.search(text)
    exact = _RANGE.search(text)
    if exact and not lower:
        wanted = (int(exact[1]), int(exact[2]))
        return [h for h in grid.headers if _bounds(h[-1]) == wanted]
    if lower:
        least = int(lower[1])
        return [h for h in grid.headers if (b := _bounds(h[-1])) and b[0] >= least]
    if upper:
        most = int(upper[1])
        return [h for h in grid.headers if (b := _bounds(h[-1])) and b[1] <= most]
    return []


def _bounds(label: str) -> tuple[int, int] | None:
    """The range that a header names: ``40 - 44``, ``>= 55``, ``<= 24``."""
    match = _RANGE.search(label)
    if match:
        return int(match[1]), int(match[2])
    match = _OPEN_TOP.search(label)
    if match:
        return int(match[1] or match[2]), 999
    match = re.search(r"(?:<=?|≤|ไม่เกิน|ต่ำกว่า)\s*(\d+)", label)
    return (0, int(match[1])) if match else None


def _chosen_row(case: Case, grid: Grid) -> str | None:
    """The row that the question names, else the total row."""
    body = [r for r in grid.rows if r != grid.total_row and r != grid.percent_row]
    said = {row: _said(case, row, body) for row in body}
    best = max(said, key=lambda row: said[row], default=None)
    if best is not None and said[best] >= _ROW_SAID:
        return best
    return grid.total_row


def _cells(case: Case, grid: Grid) -> Answer | None:
    headers = _chosen_headers(case, grid)
    row = _chosen_row(case, grid)
    if row is None:
        return None
    if headers and not any(_is_part(grid, h) for h in headers) and grid.total_header not in headers:
        headers = [h for h in (grid.total_header, *headers) if h]
    if not headers:
        total = grid.total_header
        if total is None:
            return None
        headers = [total, *_asked_extras(case, grid)]
    cells = [c for h in headers if (c := grid.cell(row, h))]
    if not cells:
        return None
    writer = Writer()
    writer.facts(cells)
    marks = writer.cite(grid.reading, [c.passage_id for c in cells])
    stated = [c for c in cells if c.value is not None]
    if not stated:
        writer.line(f"แผนไม่ได้ระบุตัวเลขของ{_row_label(row)} ({_header(cells[0])})", marks)
        return writer.answer(answerable=False)
    if Operation.SUM in case.query.operations and len(stated) > 1:
        amount = sum(c.value or 0 for c in stated)
        parts = " + ".join(f"{_header(c)} {c.printed}" for c in stated)
        writer.line(f"รวม {amount:,.0f} คน ({_row_label(row)}: {parts})", marks)
    else:
        said = ", ".join(f"{_header(c)} {c.printed}{_unit(c)}" for c in stated)
        writer.line(f"{_row_label(row)}: {said}", marks)
    _tell_percent(writer, case, grid, headers)
    writer.line(f"ตาม{_title(grid)} ในแผนของ{whose(grid.reading)}", marks)
    return writer.answer()


def _asked_extras(case: Case, grid: Grid) -> list[tuple[str, ...]]:
    """Other columns that the question names beside the total: ``อายุเฉลี่ย``."""
    text = "".join(case.query.text.split())
    return [h for h in grid.headers if h != grid.total_header and fold(h[-1]) in text]


def _tell_percent(
    writer: Writer, case: Case, grid: Grid, headers: Sequence[tuple[str, ...]]
) -> None:
    row = grid.percent_row
    if row is None or Want.PERCENT not in case.query.wants:
        return
    cells = [c for h in headers if (c := grid.cell(row, h)) and c.value is not None]
    if cells:
        said = ", ".join(f"{_header(c)} ร้อยละ {c.printed}" for c in cells)
        writer.line(f"คิดเป็น{said}", writer.cite(grid.reading, [c.passage_id for c in cells]))
        writer.facts(cells)


def _extreme(case: Case, grid: Grid) -> Answer | None:
    row = _chosen_row(case, grid)
    cells = [
        c
        for h in grid.headers
        if row is not None
        and (c := grid.cell(row, h))
        and c.value is not None
        and _is_part(grid, h)
    ]
    if not cells:
        return None
    pick: Callable[..., Measure] = max if Operation.MAXIMUM in case.query.operations else min
    best = pick(cells, key=lambda c: c.value or 0)
    word = "มาก" if Operation.MAXIMUM in case.query.operations else "น้อย"
    writer = Writer()
    writer.facts(cells)
    marks = writer.cite(grid.reading, [best.passage_id])
    writer.line(
        f"{_header(best)} {word}ที่สุด {best.printed}{_unit(best)} ({_row_label(best.row)})", marks
    )
    writer.line(", ".join(f"{_header(c)} {c.printed}" for c in cells), marks)
    writer.line(f"ตาม{_title(grid)} ในแผนของ{whose(grid.reading)}", marks)
    return writer.answer()


def _is_part(grid: Grid, header: tuple[str, ...]) -> bool:
    """Whether a column is a part of the whole, not a total or an average."""
    return (
        header != grid.total_header
        and "เฉลี่ย" not in header[-1]
        and not header[-1].startswith("รวม")
    )


def _rows_with(case: Case, grid: Grid) -> Answer | None:
    """The rows that have a number in the column of the year asked for."""
    headers = [h for h in grid.headers if any(str(y) in h[-1] for y in case.query.years)]
    if not headers:
        return None
    cells = [c for c in grid.cells if c.header in headers]
    body = [c for c in cells if not c.is_total and c.value]
    total = next((c for c in cells if c.is_total and c.value is not None), None)
    if not body:
        return None
    writer = Writer()
    writer.facts(body)
    marks = writer.cite(grid.reading, [c.passage_id for c in body])
    writer.line(f"{' › '.join(headers[0])} มี {len(body)} รายการ", marks)
    for cell in body:
        writer.line(
            f"- {cell.row}: {cell.printed}{_unit(cell)}",
            writer.cite(grid.reading, [cell.passage_id]),
        )
    computed = sum(c.value or 0 for c in body)
    if total is not None and total.value != computed:
        said = f"ข้อสังเกต: แผนพิมพ์ยอดรวมไว้ {total.printed} แต่บวกจากแถวได้ {computed:,.0f}"
        writer.line(said, writer.cite(grid.reading, [total.passage_id]))
    writer.line(f"ตาม{_title(grid)} ในแผนของ{whose(grid.reading)}", marks)
    return writer.answer()


def _header(cell: Measure) -> str:
    return cell.header[-1] if cell.header else ""


def _row_label(row: str) -> str:
    return "รวมทั้งหมด" if fold(row).startswith("รวม") else row


def _unit(cell: Measure) -> str:
    return "" if "เฉลี่ย" in _header(cell) or "." in cell.printed else " คน"


def _title(grid: Grid) -> str:
    return f"ตาราง {grid.cells[0].subject[:80]}"

"""Tables of numbers, and which of their rows and columns a question means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from api.answering.case import Case
from api.answering.shelf import Reading
from api.answering.terms import Doc, doc
from api.answering.vocabulary import Operation, vocabulary
from ingest.lexicon import EmployeeType, employee_types
from ingest.models import Measure
from ingest.text.normalize import fold
from ingest.text.segment import tokens

Header = tuple[str, ...]

# Share of the question's words that a table (its labels and title) must have; chosen on the
# sample questions.
TABLE_ENOUGH = 0.5
# Share of a label that a question says when it means this row or column and not all of them:
# "บุคลากร" alone must not pick "พนักงานครูและบุคลากรทางการศึกษา".
_SAID = 0.4
_NAMED = 0.3  # in favour of a table that has the very range, year or row asked for
_PROSE_AHEAD = 0.2
_WIDER = 0.7  # a row of a wider kind of staff, below any row of the very kind
_FROM = re.compile(r"(\d+)\s*(?:ปี)?\s*(?:ขึ้นไป|เป็นต้นไป)|(?:มากกว่า|เกินกว่า|(?<!ไม่)เกิน)\s*(\d+)")
_BELOW = re.compile(r"(?:ต่ำกว่า|น้อยกว่า|ไม่ถึง)\s*(\d+)")
_UP_TO = re.compile(r"ไม่เกิน\s*(\d+)")
_RANGE = re.compile(r"(\d+)\s*(?:[-–]|ถึง)\s*(\d+)")
_OPEN_TOP = re.compile(r"(?:>=?|≥|ตั้งแต่)\s*(\d+)|(\d+)\s*(?:ปี)?\s*ขึ้นไป")
_OPEN_BOTTOM = re.compile(r"(?:<=?|≤|ไม่เกิน|ต่ำกว่า)\s*(\d+)")
_PERCENT_ROW = ("ร้อยละ", "คิดเป็นร้อยละ", "%")
_OLDEST = 999


_KEPT = 64  # plans whose tables of numbers are kept between questions


@dataclass(frozen=True, eq=False)
class Grid:
    """A table of numbers: its cells by row and column."""

    reading: Reading
    cells: tuple[Measure, ...]

    @cached_property
    def headers(self) -> list[Header]:
        return list(dict.fromkeys(c.header for c in self.cells))

    @cached_property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(c.row for c in self.cells))

    @cached_property
    def body(self) -> list[str]:
        """Rows that are neither totals nor percentages."""
        totals = {c.row for c in self.cells if c.is_total}
        return [row for row in self.rows if row not in totals]

    def cell(self, row: str, header: Header) -> Measure | None:
        return next((c for c in self.cells if c.row == row and c.header == header), None)

    @cached_property
    def words(self) -> Doc:
        """What a question of the table says: its labels, its subject and its title."""
        labels = " ".join({*self.rows, *(" ".join(h) for h in self.headers)})
        table = next(t for t in self.reading.plan.tables if t.id == self.cells[0].table_id)
        title = f"{table.caption or ''} {' '.join(table.section[-1:])}"
        return doc((labels, 1.0), (self.cells[0].subject, 1.0), (title, 0.8))

    @cached_property
    def total_row(self) -> str | None:
        totals = (c.row for c in self.cells if c.is_total)
        return next((row for row in totals if not fold(row).startswith(_PERCENT_ROW)), None)

    @cached_property
    def percent_row(self) -> str | None:
        return next((r for r in self.rows if fold(r).startswith(_PERCENT_ROW)), None)

    @cached_property
    def total_header(self) -> Header | None:
        totals = ("รวม", "คน", "จำนวน", "ทั้งหมด", "ทุก")
        return next((h for h in self.headers if fold(h[-1]).startswith(totals)), None)

    @property
    def parts(self) -> list[Header]:
        """Columns that are parts of the whole: no total, no average."""
        return [h for h in self.headers if h != self.total_header and not is_average(h)]

    @property
    def title(self) -> str:
        subject = self.cells[0].subject[:80]
        return subject if subject.startswith("ตาราง") else f"ตาราง {subject}"


def is_average(header: Header) -> bool:
    return "เฉลี่ย" in header[-1]


def grids(case: Case) -> list[Grid]:
    """The tables of numbers of the plans asked."""
    return [grid for reading in case.scope.readings for grid in _grids_of(reading)]


@lru_cache(_KEPT)
def _grids_of(reading: Reading) -> tuple[Grid, ...]:
    tables: dict[str, list[Measure]] = {}
    for measure in reading.measures:
        tables.setdefault(measure.table_id, []).append(measure)
    return tuple(Grid(reading, tuple(cells)) for cells in tables.values())


def best_grid(case: Case) -> Grid | None:
    """The table that the question is about; None if none is, or running text says more."""
    weighed = [(_coverage(case, grid), grid) for grid in grids(case)]
    coverage, grid = max(weighed, key=lambda w: w[0], default=(0.0, None))
    if grid is None or coverage < TABLE_ENOUGH:
        return None
    prose = next((r for r in case.ranked[:5] if not r.passage.table_id), None)
    ahead = prose is not None and prose.coverage > coverage + _PROSE_AHEAD
    return None if ahead else grid


def _coverage(case: Case, grid: Grid) -> float:
    text = fold(case.query.text)
    named = by_range(case, grid) or by_year(case, grid) or any(fold(r) in text for r in grid.body)
    return case.topic.covered(grid.words) + (_NAMED if named else 0.0)


def chosen_headers(case: Case, grid: Grid) -> list[Header]:
    """The columns that the question names: by a range, a year, or by words; the total column
    where it names none."""
    named = by_range(case, grid) or by_year(case, grid) or _by_words(case, grid)
    if not named:
        return [h for h in (grid.total_header,) if h]
    if all(is_average(h) for h in named) and "กี่คน" in "".join(case.query.text.split()):
        return [h for h in (grid.total_header, *named) if h]
    return named


def by_year(case: Case, grid: Grid) -> list[Header]:
    return [h for h in grid.headers if any(str(year) in h[-1] for year in case.query.years)]


def by_range(case: Case, grid: Grid) -> list[Header]:
    """Columns inside a range of numbers: ``50 ปีขึ้นไป``, ``ต่ำกว่า 35``, ``40-44``."""
    wanted = _asked_range(case.query.text)
    if wanted is None:
        return []
    low, high = wanted
    bounds = [(h, b) for h in grid.headers if (b := _bounds(h[-1]))]
    return [h for h, (first, last) in bounds if low <= first and last <= high]


def _asked_range(text: str) -> tuple[int, int] | None:
    if match := _RANGE.search(text):
        return int(match[1]), int(match[2])
    if match := _FROM.search(text):
        return int(match[1] or match[2]), _OLDEST
    if match := _BELOW.search(text):
        return 0, int(match[1]) - 1
    if match := _UP_TO.search(text):
        return 0, int(match[1])
    return None


def _bounds(label: str) -> tuple[int, int] | None:
    """The range that a header names: ``40 - 44``, ``>= 55``, ``<= 24``."""
    if match := _RANGE.search(label):
        return int(match[1]), int(match[2])
    if match := _OPEN_TOP.search(label):
        return int(match[1] or match[2]), _OLDEST
    if match := _OPEN_BOTTOM.search(label):
        return 0, int(match[1])
    return None


def _by_words(case: Case, grid: Grid) -> list[Header]:
    labels = [" ".join(h) for h in grid.headers]
    weights = {h: said(case, h[-1], labels) + _ending(case, h[-1]) for h in grid.headers}
    best = max(weights.values(), default=0.0)
    if best < _SAID:
        return []
    chosen = [h for h, weight in weights.items() if weight >= max(_SAID, 0.6 * best)]
    parts = [h for h in chosen if h != grid.total_header]
    if len(parts) == 1 and "ขึ้นไป" in case.query.text and parts[0] in grid.parts:
        return grid.parts[grid.parts.index(parts[0]) :]
    return parts or chosen


def _ending(case: Case, label: str) -> float:
    """A word of the question may be the end of the label's first word: โท, ปริญญาโท."""
    first = fold(label.split()[0]) if label.split() else ""
    anybody = vocabulary().anybody
    hit = any(
        1 < len(w) < len(first) and w not in anybody and first.endswith(w) for w in case.query.words
    )
    return 0.5 if hit else 0.0


def chosen_rows(case: Case, grid: Grid) -> list[str]:
    """The rows that the question names, else the total row; none where it names a kind of staff
    that no row is of, whose number is not everybody's."""
    body = [row for row in grid.body if "เฉลี่ย" not in row or "เฉลี่ย" in case.query.text]
    weights = {row: max(said(case, row, grid.body), _employs(case, row)) for row in body}
    best = max(weights.values(), default=0.0)
    if best < _SAID:
        named = _told_apart(case, grid)
        if named or case.query.employees:
            return named
        return [row for row in (grid.total_row,) if row]
    compares = case.query.does(Operation.COMPARE, Operation.DIFFERENCE, Operation.MAXIMUM)
    enough = _SAID if compares else max(_SAID, 0.75 * best)
    return [row for row, weight in weights.items() if weight >= enough]


def _told_apart(case: Case, grid: Grid) -> list[str]:
    """Rows, not all, that alone have a word of the question: ครู is in one of four labels, and
    in neither a header nor the title."""
    empty = vocabulary().stop | vocabulary().anybody
    around = {token for h in grid.headers for token in tokens(" ".join(h))}
    around |= set(tokens(grid.cells[0].subject))
    asked = set(case.query.words) - empty - around
    found = [row for row in grid.body if asked & set(tokens(row))]
    return found if len(found) < len(grid.body) else []


def _employs(case: Case, row: str) -> float:
    """Whether the row is of the kind of employees asked for, under any of its names, or a
    little less of a wider kind."""
    for kind in employee_types():
        if kind.name in case.query.employees:
            if _is_of(kind, row):
                return 1.0
            wider = (k for k in employee_types() if k.name in kind.is_a)
            if any(_is_of(k, row) for k in wider):
                return _WIDER
    return 0.0


def _is_of(kind: EmployeeType, row: str) -> bool:
    return any(fold(name) in fold(row) for name in (kind.name, *kind.names) if len(name) > 9)


def said(case: Case, label: str, labels: Sequence[str]) -> float:
    """The share of a label's words that the question has, each weighed by how few of the
    ``labels`` share it; 1 if the question has the whole label."""
    text = fold(case.query.text)
    if fold(label) in text:
        return 1.0
    empty = vocabulary().stop | vocabulary().anybody
    words = [w for w in dict.fromkeys(tokens(label)) if w not in empty]
    asked = {
        token
        for term in case.own_topic.terms
        for alternative in term.alternatives
        for token in alternative
        if term.text not in token  # no compounds: พนักงาน is not พนักงานจ้าง
    }
    asked |= set(tokens(case.query.text))
    weights = {w: 1 / max(1, sum(w in tokens(other) for other in labels)) for w in words}
    total = sum(weights.values())
    return sum(v for w, v in weights.items() if w in asked) / total if total else 0.0

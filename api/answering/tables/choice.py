"""Which table of numbers a question is about, and which of its rows and columns it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.evidence.case import Case
from api.answering.tables.asking import kinds
from api.answering.tables.grid import Grid, Header, grids, is_average
from api.answering.understanding.ranges import asked_range, bounds
from api.answering.understanding.terms import Topic, topic
from api.answering.understanding.vocabulary import Operation, vocabulary
from ingest.lexicon import EmployeeType, employee_types
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from ingest.text.years import year_span

# Share of the question's words that a table (its labels and title) must have; chosen on the
# sample questions.
TABLE_ENOUGH = 0.5
# Share of a label that a question says when it means this row or column and not all of them:
# "บุคลากร" alone must not pick "พนักงานครูและบุคลากรทางการศึกษา".
_SAID = 0.4
_NAMED = 0.3  # in favour of a table that has the very range, year or row asked for
_RANGE = 0.1  # and the range beside a row: the age asked for, not just "ต่ำกว่า" in a header
_PROSE_AHEAD = 0.2
_WIDER = 0.7  # a row of a wider kind of staff, below any row of the very kind
_SHORT = 3
_RANGES = 3  # rows that are ranges, in a table by them
_BRACKETS = re.compile(r"\([^)]*\)")  # what a header counts: "คนครอง (คน)"
_LEAVING = ("เกษียณ", "ลาออก")


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
    ranges = by_range(case, grid)
    named = ranges or by_year(case, grid) or any(fold(r) in text for r in grid.body)
    if _counts_the_leaving(case, grid):
        return 0.0
    about = max(case.topic.covered(grid.words), _unplaced(case).covered(grid.words))
    return about + (_NAMED if named else 0.0) + (_RANGE if ranges else 0.0)


def _counts_the_leaving(case: Case, grid: Grid) -> bool:
    labels = " ".join(" ".join(header) for header in grid.headers)
    return is_of_leaving(case, f"{grid.cells[0].subject} {labels}") and not by_year(case, grid)


def is_of_leaving(case: Case, title: str) -> bool:
    """Whether a table of this title counts those who retire or resign, and the question doesn't
    speak of them: one officer who retires isn't how many there are."""
    about = fold(title)
    asked = fold(" ".join((case.query.text, *case.query.words, *case.query.weak)))
    return any(word in about and word not in asked for word in _LEAVING)


def _unplaced(case: Case) -> Topic:
    """The topic without the position asked for: whether it is a row is seen in the table."""
    names = "".join(case.names)
    words = [word for word in case.query.words if fold(word) not in names]
    return topic(words if case.query.positions else (), (), case.scope.corpus)


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
    """Columns of the years asked for; of a range those between its ends as well."""
    span = year_span(case.query.text) if len(case.query.years) > 1 else ()
    years = {str(year) for year in (*case.query.years, *span)}
    return [h for h in grid.headers if any(year in h[-1] for year in years)]


def by_range(case: Case, grid: Grid) -> list[Header]:
    """Columns inside a range of numbers: ``50 ปีขึ้นไป``, ``ต่ำกว่า 35``, ``40-44``."""
    wanted = asked_range(case.query.text)
    if wanted is None:
        return []
    low, high = wanted
    ranges = [(h, b) for h in grid.headers if (b := bounds(h[-1]))]
    return [h for h, (first, last) in ranges if low <= first and last <= high]


def _by_words(case: Case, grid: Grid) -> list[Header]:
    labels = [" ".join(h) for h in grid.headers]
    weights = {h: said(case, h[-1], labels) + _ending(case, h[-1]) for h in grid.headers}
    best = max(weights.values(), default=0.0)
    if best < _SAID:
        return []
    chosen = [h for h, weight in weights.items() if weight >= max(_SAID, 0.6 * best)]
    chosen = [h for h in chosen if not _is_within(case, h[-1], [c[-1] for c in chosen])]
    parts = [h for h in chosen if h != grid.total_header]
    if len(parts) == 1 and "ขึ้นไป" in case.query.text and parts[0] in grid.parts:
        return grid.parts[grid.parts.index(parts[0]) :]
    return parts or chosen


def _is_within(case: Case, label: str, labels: Sequence[str]) -> bool:
    """Whether a label is said only as a part of another one: ปวช. in "ต่ำกว่า ปวช."."""
    text, name = _text(case), fold(label)
    longer = [fold(o) for o in labels if name in fold(o) and fold(o) != name and fold(o) in text]
    for other in longer:
        text = text.replace(other, "|")
    return bool(longer) and name not in text


def _text(case: Case) -> str:
    """The question folded, with the words of headers for the same: ไม่ถึง is ต่ำกว่า."""
    return fold(case.query.text).replace("ไม่ถึง", "ต่ำกว่า")


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
    if ranges := _rows_in_range(case, grid):
        return ranges
    weights = {row: max(said(case, row, grid.body), _employs(case, row)) for row in body}
    best = max(weights.values(), default=0.0)
    if best < _SAID:
        named = _told_apart(case, grid)
        if named or case.query.employees or case.query.positions:
            return named
        return [row for row in (grid.total_row,) if row]
    compares = case.query.does(Operation.COMPARE, Operation.DIFFERENCE, Operation.MAXIMUM)
    enough = _SAID if compares else max(_SAID, 0.75 * best)
    return [row for row, weight in weights.items() if weight >= enough]


def _rows_in_range(case: Case, grid: Grid) -> list[str]:
    """Rows inside a range of numbers, of a table whose rows are ranges: "50 ปีขึ้นไป"."""
    wanted, ranges = asked_range(case.query.text), [(r, b) for r in grid.body if (b := bounds(r))]
    if wanted is None or len(ranges) < _RANGES:
        return []
    return [row for row, (low, high) in ranges if wanted[0] <= low and high <= wanted[1]]


def named_rows(case: Case, grid: Grid) -> list[str]:
    """The rows that the question names, none where it names none."""
    weights = {row: max(said(case, row, grid.body), _employs(case, row)) for row in grid.body}
    best = max(weights.values(), default=0.0)
    if best < _SAID:
        return _told_apart(case, grid)
    return [row for row, weight in weights.items() if weight >= max(_SAID, 0.75 * best)]


def names_columns(case: Case, grid: Grid) -> bool:
    """Whether the question names a column by a range, a year or words."""
    return bool(by_range(case, grid) or by_year(case, grid) or _by_words(case, grid))


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
    text = _text(case)
    name = fold(_BRACKETS.sub("", label))
    if fold(label) in text or (len(name) > _SHORT and name in text):
        return 1.0
    empty = vocabulary().stop | vocabulary().anybody | kinds()
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

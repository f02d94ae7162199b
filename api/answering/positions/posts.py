"""Rows of a table that meet what a question says of a column: vacant posts, a value, a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.budgets.scoping import mentions
from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import Column, ColumnRole, Row, Table
from ingest.structure.kinds import CellKind, cell_kind
from ingest.structure.passages import logical_rows, row_passage_id
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import is_blank, number

_SHOWN = 20
_LABEL, _REMARK = 4, 6  # letters of a label or of a remark that a question says, at least
_VACANT = re.compile(r"(?:อัตรา|ตำแหน่ง|กรอบ|ที่|ยัง)\s?ว่าง|(?<!ช่อง)ว่าง(?:อยู่|กี่|ทั้ง|รวม)")
_WHICH = re.compile(r"(?:ตำแหน่ง|สายงาน)(?:\S{0,4})?(?:ใด|ไหน|อะไร|บ้าง)|ใคร(?:บ้าง|ที่)")
_FILLED = re.compile("ครอง|มีตัว|คนปัจจุบัน")
_NEEDED = re.compile("กรอบ|ต้องใช้|อัตรากำลัง")
_YEAR = re.compile(r"2[45]\d\d")
_AT_LEAST = re.compile("ขึ้นไป|ตั้งแต่|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย")
_AT_MOST = re.compile("ไม่เกิน|ลงมา|ไม่มากกว่า")


@dataclass(frozen=True, slots=True)
class _Post:
    """A row about a position; ``said`` is what of it is told."""

    reading: Reading
    passage: str
    position: str
    department: str
    said: str
    vacant: int = 0


def posts_answer(case: Case) -> Answer | None:
    """The positions that are vacant, or those whose row has the value or the remark asked for,
    in the departments asked for alone."""
    query = case.query
    if query.positions or query.wants_any(Want.MONEY, Want.TARGET, Want.PERCENT):
        return None
    if query.does(Operation.DEFINE):
        return None
    for reading in case.scope.readings:
        if _VACANT.search(query.text):
            if vacant := [p for t in _tables(reading) for p in _vacant(case, reading, t)]:
                return _tell_vacant(case, vacant)
        elif _WHICH.search(query.text):
            found = [p for t in _tables(reading) for p in _having(case, reading, t)]
            if found:
                return _tell_having(found)
    return None


def _tables(reading: Reading) -> Iterator[Table]:
    for table in reading.plan.tables:
        if any(column.role is ColumnRole.POSITION for column in table.columns):
            yield table


def _posts(case: Case, table: Table) -> Iterator[tuple[tuple[Row, ...], str, str]]:
    """The rows with a position, of the departments asked for, and both their names."""
    position = next(i for i, c in enumerate(table.columns) if c.role is ColumnRole.POSITION)
    unit = next((i for i, c in enumerate(table.columns) if _is_department(i, c, position)), None)
    names = case.query.department_names
    for rows in logical_rows(table):
        own = _text(rows, position)
        scope = rows[0].scope[-1] if rows[0].scope else ""
        department = _text(rows, unit) if unit is not None else arabic_digits(scope)
        if own and (not names or mentions(department, names)):
            yield rows, own, department


def _is_department(at: int, column: Column, position: int) -> bool:
    """Whether a column has the departments of positions; a unit right of them may be who trains."""
    left = column.role is ColumnRole.UNIT and at < position
    return left or column.role is ColumnRole.DEPARTMENT


def _vacant(case: Case, reading: Reading, table: Table) -> Iterator[_Post]:
    labels = [fold(arabic_digits(column.label)) for column in table.columns]
    filled = next((i for i, label in enumerate(labels) if _FILLED.search(label)), None)
    needed = _needed(case, labels)
    if filled is None or needed is None:
        return
    for rows, position, department in _posts(case, table):
        posts, holders = _count(rows, needed), _count(rows, filled)
        if posts is not None and holders is not None and posts > holders:
            said = f"กรอบ {posts} มีคนครอง {holders}"
            remark = _remark(rows, table)
            said += f" ({remark})" if remark else ""
            passage = row_passage_id(reading.plan.id, rows)
            yield _Post(reading, passage, position, department, said, posts - holders)


def _needed(case: Case, labels: Sequence[str]) -> int | None:
    """The column of the posts there are to be in the year asked for, else in the first."""
    posts = [i for i, label in enumerate(labels) if _NEEDED.search(label)]
    years = [str(year) for year in case.query.years]
    dated = [i for i in posts if _YEAR.search(labels[i])]
    if years:
        return next((i for i in dated if any(year in labels[i] for year in years)), None)
    return next(iter([*dated, *posts]), None)


def _count(rows: Sequence[Row], column: int) -> int | None:
    """The posts that a cell counts, none for a dash; None where it is blank or no number."""
    text = _text(rows, column)
    if text and is_blank(text):
        return 0
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def _text(rows: Sequence[Row], column: int) -> str:
    texts = (cell.text for row in rows if (cell := row.cell(column)))
    return " ".join(arabic_digits(" ".join(texts)).split())


def _remark(rows: Sequence[Row], table: Table) -> str:
    notes = [i for i, c in enumerate(table.columns) if c.role is ColumnRole.NOTE]
    return " ".join(filter(None, (_text(rows, i) for i in notes)))


def _having(case: Case, reading: Reading, table: Table) -> Iterator[_Post]:
    asked = fold(case.query.text)
    wanted = [(i, w) for i, c in enumerate(table.columns) if (w := _value(asked, c.path[-1:]))]
    for rows, position, department in _posts(case, table):
        passage = row_passage_id(reading.plan.id, rows)
        if wanted:
            column, match = wanted[0]
            if _holds(_text(rows, column), match):
                said = f"{table.columns[column].label} {_text(rows, column)}"
                yield _Post(reading, passage, position, department, said)
        elif (remark := _remark(rows, table)) and _is_said(remark, asked):
            yield _Post(reading, passage, position, department, remark)


def _value(asked: str, path: Sequence[str]) -> re.Match[str] | None:
    """Where a question says a column's label and soon after it a number."""
    label = fold(arabic_digits(path[0])) if path else ""
    if len(label) < _LABEL or _YEAR.search(label):
        return None
    return re.search(rf"{re.escape(label)}[^\d]{{0,16}}?(\d{{1,3}})(?!\d)[^\d]{{0,12}}", asked)


def _holds(text: str, match: re.Match[str]) -> bool:
    value, wanted = number(text), float(match[1])
    if value is None or cell_kind(text) is not CellKind.NUMBER:
        return False
    if _AT_LEAST.search(match[0]):
        return value >= wanted
    return value <= wanted if _AT_MOST.search(match[0]) else value == wanted


def _is_said(remark: str, asked: str) -> bool:
    words = (fold(word) for word in remark.split())
    return any(len(word) >= _REMARK and not word.isdigit() and word in asked for word in words)


def _tell_vacant(case: Case, found: Sequence[_Post]) -> Answer:
    writer = Writer()
    reading = found[0].reading
    marks = writer.cite(reading, [post.passage for post in found])
    whose_ = ", ".join(case.query.departments)
    year = f"ปี {case.query.years[0]} " if len(case.query.years) == 1 else ""
    total = sum(post.vacant for post in found)
    # A row may be a department's, with several positions in it.
    is_each_one = not any("," in post.position for post in found)
    posts = f" ใน {len(found)} ตำแหน่ง" if is_each_one else ""
    head = f"{whose_}{year if not whose_ else f' {year}'}มีอัตราว่าง {total} อัตรา{posts}"
    writer.line(f"{head.strip()} (กรอบอัตรากำลังลบด้วยจำนวนที่มีคนครอง)", marks)
    for post in found[:_SHOWN]:
        where = f" ({post.department})" if post.department and not whose_ else ""
        line = f"- {post.position}{where}: ว่าง {post.vacant} อัตรา {post.said}"
        writer.line(line, writer.cite(reading, [post.passage]))
    if found[_SHOWN:]:
        writer.line(f"และอีก {len(found) - _SHOWN} ตำแหน่ง", marks)
    writer.line(f"ตามแผนของ{whose(reading)}", writer.cite(reading, [found[0].passage]))
    return writer.answer()


def _tell_having(found: Sequence[_Post]) -> Answer:
    writer = Writer()
    reading = found[0].reading
    marks = writer.cite(reading, [post.passage for post in found])
    writer.line(f"มี {len(found)} ตำแหน่ง ตามแผนของ{whose(reading)}", marks)
    for post in found[:_SHOWN]:
        where = f" ({post.department})" if post.department else ""
        line = f"- {post.position}{where}: {shortened(post.said, 200)}"
        writer.line(line, writer.cite(reading, [post.passage]))
    if found[_SHOWN:]:
        writer.line(f"และอีก {len(found) - _SHOWN} ตำแหน่ง", marks)
    return writer.answer()

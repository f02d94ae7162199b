"""The cells of a record that a question asks for, whatever table it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from api.answering.evidence.case import Case
from api.answering.evidence.fitting import fits
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.tables.asking import asked_fields, asks_for_cells, is_each, said_fields
from api.answering.tables.cells import number
from api.answering.tables.notes import note_below, silent, tell_note
from api.answering.tables.picking import Pick, picked
from api.answering.tables.records import Field, Record, Sheet, is_mark
from api.answering.understanding.vocabulary import Operation, Want
from ingest.models import ColumnRole
from prompts import say

_SHOWN = 8
_CELL, _REST = 400, 300
_PROSE = 240  # letters of a cell that is a text of its own, to be quoted where it answers
_PROSE_AHEAD = 0.1  # of the topic that running text has beyond the record's
_NOT_OF_CELLS = (Want.PERSON, Want.COMMITTEE, Want.SIGNER, Want.PHONE, Want.SALARY)
_NOT_LOOKED_UP = (Operation.DEFINE, Operation.PROCEDURE, Operation.EXAMPLE)


def lookup_answer(case: Case) -> Answer | None:
    """What the record that the question names says under the headers it asks for."""
    query = case.query
    of_people = query.wants_any(*_NOT_OF_CELLS) and Want.COURSE not in query.wants
    if of_people or query.does(*_NOT_LOOKED_UP) or not asks_for_cells(query):
        return None
    pick = picked(case)
    if pick is None or not _is_of_cells(pick) or _is_said_better(case, pick):
        return None
    asked = asked_fields(case, pick.sheet, pick.by)
    if is_of_projects(pick.sheet, pick.records) and not _is_beyond(case, pick, asked):
        return None
    return _tell(case, pick, asked) if asked else None


def _is_of_cells(pick: Pick) -> bool:
    """Whether the records are few, and short cells."""
    longest = max(len(text) for record in pick.records for text in record.texts)
    return len(pick.records) <= _SHOWN and longest <= _PROSE


def _is_beyond(case: Case, pick: Pick, asked: Sequence[Field]) -> bool:
    """Whether of projects a column is asked for that they aren't told with: what one person
    costs, where the money comes from."""
    beside = [f for f in said_fields(case.query, asked) if f.role in (None, ColumnRole.NOTE)]
    each = Want.EACH in case.query.wants and any(is_each(pick.sheet, f) for f in asked)
    return each or any(not f.is_time for f in beside)


def _is_said_better(case: Case, pick: Pick) -> bool:
    """Whether running text or a project has more of the question."""
    if prose_coverage(case) > pick.coverage + _PROSE_AHEAD:
        return True
    own = {record.passage_id for record in pick.records}
    rows = [m for m in case.projects[:3] if own.isdisjoint(m.fact.passage_ids)]
    return any(m.coverage > pick.coverage for m in rows)


def prose_coverage(case: Case) -> float:
    """How much of the question the running text has that holds what is asked for."""
    texts = (r for r in case.ranked[:5] if not r.passage.table_id)
    return next((r.coverage for r in texts if fits(case, r.reading.plain[r.passage.id])), 0.0)


def is_of_projects(sheet: Sheet, records: Sequence[Record]) -> bool:
    """Whether one of the records is a project, which is told as that."""
    rows = sheet.reading.project_rows
    return any(record.passage_id in rows for record in records)


def _tell(case: Case, pick: Pick, asked: Sequence[Field]) -> Answer:
    sheet, writer = pick.sheet, Writer()
    states = False
    for record in pick.records:
        marks = writer.cite(sheet.reading, [record.passage_id])
        marked = record.marked(sheet.fields)
        for line in _lines(case, pick, record, asked):
            writer.line(line, marks)
        states = states or bool(marked) or not silent(record, asked)
        if not marked and any(not record.says(f) for f in asked):
            note = note_below(case, sheet, record)
            states = states or note is not None
            if note:
                tell_note(writer, sheet, note)
    tell_sheet(writer, sheet, writer.cite(sheet.reading, [pick.records[0].passage_id]))
    return writer.answer(answerable=states)


def _lines(case: Case, pick: Pick, record: Record, asked: Sequence[Field]) -> list[str]:
    """What is asked for, what that adds up to, and the record's other cells."""
    sheet = pick.sheet
    names = [f for f in pick.by if record.says(f)] or [sheet.named_by]
    name = ", ".join(dict.fromkeys(shortened(record.says(f), 120) for f in names))
    marked = record.marked(sheet.fields)
    cells = [_cell(record, f) for f in asked if not (marked and f.is_time)]
    cells += [", ".join(f.label for f in marked)] if marked else []
    others = [f for f in sheet.fields if f not in (*names, *asked) and record.says(f)]
    rest = [_cell(record, f) for f in others if not is_mark(record.texts[f.index])]
    lines = [f"{name}: {' · '.join(cells)}", _added(case, record, asked)]
    return [line for line in (*lines, shortened(" · ".join(rest), _REST)) if line]


def _added(case: Case, record: Record, asked: Sequence[Field]) -> str:
    """The sum of several years or quarters, where it is asked for."""
    parts = [f for f in asked if f.counts and f.is_time]
    values = [v for f in parts if (v := record.values[f.index]) is not None]
    if not case.query.does(Operation.SUM) or len(values) < 2:
        return ""
    terms = " + ".join(number(value) for value in values)
    return f"{say('sum', money=number(sum(values, Decimal(0))))} ({terms})"


def _cell(record: Record, field: Field) -> str:
    said = record.says(field)
    return f"{field.label}: {shortened(said, _CELL) if said else say('unstated_short')}"


def tell_sheet(writer: Writer, sheet: Sheet, marks: str) -> None:
    """Which table of whose plan it is."""
    title = sheet.title if sheet.title.startswith("ตาราง") else f"ตาราง {sheet.title}"
    writer.line(say("source_table", title=title, whose=whose(sheet.reading)), marks)

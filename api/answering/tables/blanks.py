"""Forms that a plan leaves blank: a table's row with its label and nothing else."""

from __future__ import annotations

from api.answering.evidence.case import Case
from api.answering.evidence.shelf import Reading
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.understanding.terms import doc
from ingest.models import Row, RowKind, Table
from ingest.structure.passages import row_passage_id
from ingest.text.normalize import fold
from ingest.text.numbers import is_blank
from prompts import say

# Share of the question's words that the table's headers and title must have.
_ENOUGH = 0.5


def blank_row(case: Case) -> Answer | None:
    """That the row of a department in the table asked for is left blank."""
    query = case.query
    if not query.departments:
        return None
    names = query.department_names
    for reading in case.scope.readings:
        for table in reading.plan.tables:
            row = next((r for r in table.rows if _is_blank(r) and _label(r) in names), None)
            if row and _covers(case, table):
                return _say(reading, table, row)
    return None


def _is_blank(row: Row) -> bool:
    filled = [c for c in row.cells if not is_blank(c.text)]
    return row.kind is RowKind.BODY and len(row.cells) > 2 and len(filled) == 1


def _label(row: Row) -> str:
    return fold(next(c.text for c in row.cells if not is_blank(c.text)))


def _covers(case: Case, table: Table) -> bool:
    headers = " ".join(column.label for column in table.columns)
    title = f"{table.caption or ''} {' '.join(table.section[-1:])}"
    return case.topic.covered(doc((headers, 1.0), (title, 1.0))) >= _ENOUGH


def _say(reading: Reading, table: Table, row: Row) -> Answer:
    writer = Writer()
    marks = writer.cite(reading, [row_passage_id(reading.plan.id, [row])])
    label = next(c.text for c in row.cells if not is_blank(c.text))
    title = (table.section[-1:] or (table.caption or "",))[0]
    writer.line(say("left_blank", label=label, title=title[:80]), marks)
    writer.line(say("source", whose=whose(reading)), marks)
    return writer.answer(answerable=False)

"""That a table of departments has no row of the one asked for: nobody else's number is told."""

from __future__ import annotations

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer, shortened
from api.answering.models import Answer
from api.answering.tables.asking import said_fields, says_whole
from api.answering.tables.picking import is_named
from api.answering.tables.records import Field, Sheet, sheets
from api.answering.understanding.terms import Topic, topic
from ingest.lexicon.match import find_departments
from ingest.text.normalize import fold
from prompts import say

_ENOUGH = 0.6  # of the question's words beside the department that the table must have
_ROWS = 3  # of departments that make a table one of departments


def absent_answer(case: Case) -> Answer | None:
    """Which departments a table has, where the column asked for is there and the row isn't."""
    if not case.query.departments:
        return None
    beside = _beside(case)
    for sheet in sheets(case):
        said = [f for f in said_fields(case.query, sheet.fields) if f.counts]
        own = _of_departments(sheet) if said else None
        sure = says_whole(case.query, said) or beside.covered(sheet.around) >= _ENOUGH
        if own is None or not sure:
            continue
        if not any(is_named(case, record, own) for record in sheet.records):
            return _tell(case, sheet, own)
    return None


def _beside(case: Case) -> Topic:
    """The topic without the department asked for."""
    names = "".join(case.query.department_names)
    words = [word for word in case.query.words if fold(word) not in names]
    return topic(words, (), case.scope.corpus, case.query.english)


def _of_departments(sheet: Sheet) -> Field | None:
    """The field whose cells are departments, each a row of its own."""
    own = sheet.named_by
    names = {m.canonical for r in sheet.body for m in find_departments(r.texts[own.index])[:1]}
    return own if len(names) >= _ROWS else None


def _tell(case: Case, sheet: Sheet, own: Field) -> Answer:
    writer = Writer()
    marks = writer.cite(sheet.reading, [record.passage_id for record in sheet.body])
    title = f"ตาราง {sheet.title}".replace("ตาราง ตาราง", "ตาราง")
    writer.line(say("no_such_record", title=title, name=", ".join(case.query.departments)), marks)
    rows = ", ".join(shortened(record.says(own), 60) for record in sheet.body[:12])
    writer.line(say("table_rows", rows=rows), marks)
    return writer.answer(answerable=False)

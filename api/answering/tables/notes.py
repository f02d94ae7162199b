"""What stands right below a table and explains its cells: หมายเหตุ, why a year has none."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer
from api.answering.tables.records import Field, Record, Sheet
from api.answering.understanding.terms import doc
from ingest.models import Passage
from ingest.text.normalize import arabic_digits

_NEAR = 3  # lines below a table
_LONG = 400
_ENOUGH = 0.3  # of the question's words that a note must have


def note_below(case: Case, sheet: Sheet, record: Record) -> Passage | None:
    """The note on a record: it speaks of what the question asks, or has the record's number."""
    numbers = [record.texts[f.index] for f in sheet.fields if f.is_code and record.texts[f.index]]
    for passage in sheet.reading.plan.passages:
        line = passage.span.line_start
        below = any(0 < line - end <= _NEAR for end in sheet.ends)
        if passage.table_id or not below or len(passage.text) > _LONG:
            continue
        words = arabic_digits(passage.text).split()
        if set(numbers) & set(words) and "หมายเหตุ" in passage.text:
            return passage
        if case.topic.covered(doc((passage.text, 1.0))) >= _ENOUGH:
            return passage
    return None


def tell_note(writer: Writer, sheet: Sheet, note: Passage) -> None:
    """The note's own words."""
    text = " ".join(arabic_digits(note.text).split())
    writer.line(text, writer.cite_quote(sheet.reading, note, note.text))


def silent(record: Record, fields: Sequence[Field]) -> bool:
    """Whether none of the fields says anything in a record."""
    return bool(fields) and not any(record.says(field) for field in fields)

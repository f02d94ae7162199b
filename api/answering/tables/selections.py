"""The records of a table that have what a question says in a cell: listed, counted, added up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer, shortened
from api.answering.models import Answer
from api.answering.tables.asking import asked_fields, counts, kind_asked, said_fields
from api.answering.tables.lookup import is_of_projects, prose_coverage, tell_sheet
from api.answering.tables.picking import is_named, says, telling
from api.answering.tables.quantities import Quantity, quantity
from api.answering.tables.records import Field, Record, Sheet, sheets
from api.answering.understanding.query import Query
from api.answering.understanding.terms import Doc, doc
from api.answering.understanding.vocabulary import Operation, Want
from ingest.text.numbers import NUMBER
from prompts import say

_ENOUGH = 0.5  # of the question's words that the cells chosen by, the headers and the title have
# Of them that the cell alone has: less where the question says it whole. A record that is named
# with more of them is looked up, not selected.
_NAMED_BY, _SAID_BY = 0.15, 0.3
_SHOWN = 20
_CELL = 120
_VALUE = 80  # letters of a cell that is a value and no text
_LIMIT = re.compile(
    rf"(?P<low>ตั้งแต่|ไม่ต่ำกว่า|ไม่น้อยกว่า|อย่างน้อย|>=|≥)\s*(?P<from>{NUMBER.pattern})"
    rf"|(?P<over>มากกว่า|สูงกว่า|เกิน)\s*(?P<above>{NUMBER.pattern})"
    rf"|(?P<below>ต่ำกว่า|น้อยกว่า|ไม่ถึง)\s*(?P<under>{NUMBER.pattern})"
)


@dataclass(frozen=True, slots=True)
class _Selection:
    """Some records of a sheet, by the cells of a field: ``why`` is what these say."""

    sheet: Sheet
    records: tuple[Record, ...]
    by: Field
    why: str
    about: float


def selection_answer(case: Case) -> Answer | None:
    """How many records have the value asked for, which, and what they add up to."""
    query = case.query
    asks_several = query.does(Operation.SUM, Operation.COUNT, Operation.LIST)
    if query.does(Operation.MAXIMUM, Operation.MINIMUM, Operation.EXAMPLE, Operation.DEFINE):
        return None
    if query.wants_any(Want.COMMITTEE, Want.PERSON) or query.own_position:
        return None
    found = [
        selection
        for sheet in sheets(case)
        if asks_several or _counts_records(query, sheet)
        if (selection := _limited(case, sheet) or _chosen(case, sheet))
    ]
    best = max(found, key=lambda s: s.about, default=None)
    if best is None or prose_coverage(case) > best.about:
        return None
    return _tell(case, best)


def _counts_records(query: Query, sheet: Sheet) -> bool:
    """Whether what is counted names the records: "กี่วิชา" of a sheet with ชื่อวิชา."""
    return any(unit in sheet.named_by.label for unit in query.units)


def _limited(case: Case, sheet: Sheet) -> _Selection | None:
    """Records whose number is in the bounds that a question sets to the field it says."""
    match = _LIMIT.search(case.query.text)
    said = [f for f in said_fields(case.query, sheet.fields) if f.counts and not f.is_code]
    if match is None or len(said) != 1 or kind_asked(case, sheet) is None:
        return None
    field = said[0]
    chosen = tuple(
        record
        for record in sheet.body
        if (value := record.values[field.index]) is not None and _within(match, value)
    )
    about = case.topic.covered(sheet.around)
    return _Selection(sheet, chosen, field, match[0], about) if chosen and about > 0 else None


def _within(match: re.Match[str], value: Decimal) -> bool:
    limit = Decimal((match["from"] or match["above"] or match["under"]).replace(",", ""))
    if match["low"]:
        return value >= limit
    return value > limit if match["over"] else value < limit


def _chosen(case: Case, sheet: Sheet) -> _Selection | None:
    """Records with what the question says in a cell of a field that names no record."""
    if not _counts_what_is_asked(case, sheet):
        return None
    naming = {sheet.named_by.index}
    fields = [f for f in sheet.fields if not (f.counts or f.is_code or f.index in naming)]
    fields = [f for f in fields if f.leaf and _is_of_values(sheet, f)]
    terms = telling(case, sheet)
    whose = max((_in_cell(case, r, sheet.named_by) for r in sheet.body), default=0.0)
    best: _Selection | None = None
    for field in fields:
        named = [r for r in sheet.body if is_named(case, r, field)]
        chosen = named or [r for r in sheet.body if says(r, field, terms)]
        if not 0 < len(chosen) < len(sheet.body) or _is_told_elsewhere(case, sheet, chosen):
            continue
        by_cell = max(_in_cell(case, record, field) for record in chosen)
        if by_cell < (_NAMED_BY if named else _SAID_BY) or whose > by_cell:
            continue
        about = max(case.topic.covered(_document(sheet, record, field)) for record in chosen)
        about += 0.2 if named else 0.0
        why = ", ".join(dict.fromkeys(r.texts[field.index] for r in chosen))
        if about >= _ENOUGH and (best is None or about > best.about):
            best = _Selection(sheet, tuple(chosen), field, shortened(why, _CELL), about)
    return best


def _counts_what_is_asked(case: Case, sheet: Sheet) -> bool:
    """Whether a sum can be had of the unit asked for: hours are no people."""
    units = [unit for unit in case.query.units if "บาท" not in unit]
    if not units or case.query.does(Operation.COUNT):
        return True
    return any(counts(sheet, f, unit) for f in sheet.fields for unit in units)


def _is_of_values(sheet: Sheet, field: Field) -> bool:
    """Whether cells are short and not all alike, so that they tell kinds of records."""
    texts = {record.texts[field.index] for record in sheet.body}
    return len(texts) > 1 and max(map(len, texts)) <= _VALUE


def _in_cell(case: Case, record: Record, field: Field) -> float:
    return case.topic.covered(doc((record.texts[field.index], 1.0)))


def _document(sheet: Sheet, record: Record, field: Field) -> Doc:
    labels = " ".join(f.label for f in sheet.fields)
    return doc((record.texts[field.index], 1.0), (labels, 0.9), (record.part, 0.9))


def _is_told_elsewhere(case: Case, sheet: Sheet, records: Sequence[Record]) -> bool:
    """Whether the projects of a department are asked for, which have ways of their own."""
    return bool(case.query.departments) and is_of_projects(sheet, records)


def _tell(case: Case, chosen: _Selection) -> Answer:
    sheet, writer = chosen.sheet, Writer()
    cited = [record.passage_id for record in chosen.records]
    marks = writer.cite(sheet.reading, cited)
    counted = quantity(case, sheet, [chosen.by]) if case.query.does(Operation.SUM) else None
    count = say("records_found", count=len(chosen.records), why=chosen.why)
    writer.line(count, marks)
    if counted and counted.adds_up:
        values = [v for r in chosen.records if (v := counted.of(r)) is not None]
        total = counted.said(sum(values, Decimal(0)))
        writer.line(f"{say('sum', money=total)} ({counted.name})", marks)
    for record in chosen.records[:_SHOWN]:
        line = _line(case, chosen, record, counted)
        writer.line(f"- {line}", writer.cite(sheet.reading, [record.passage_id]))
    tell_sheet(writer, sheet, writer.cite(sheet.reading, cited[:1]))
    return writer.answer()


def _line(case: Case, chosen: _Selection, record: Record, counted: Quantity | None) -> str:
    """A record by its name, with the cells asked for."""
    sheet = chosen.sheet
    asked = [f for f in asked_fields(case, sheet, [sheet.named_by]) if record.says(f)]
    cells = [f"{f.label} {shortened(record.says(f), _CELL)}" for f in asked]
    if counted and not any(record.texts[f.index] == counted.terms(record) for f in asked):
        cells.append(counted.terms(record))
    name = shortened(record.says(sheet.named_by) or "-", _CELL)
    return f"{name}: {' · '.join(cells)}" if cells else name

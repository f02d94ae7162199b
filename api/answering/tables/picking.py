"""The record of a table that a question means, by what its cells say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.evidence.case import Case
from api.answering.tables.asking import asked_fields, asks_for_cells
from api.answering.tables.choice import is_of_leaving
from api.answering.tables.records import Field, Record, Sheet, sheets
from api.answering.understanding.terms import Term
from ingest.lexicon.match import find_departments
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from ingest.text.years import find_years

# Share of the question's words that a record, its headers and its title must have, as for
# passages; less where a cell is said whole, or names the position or department asked for.
_ENOUGH, _ENOUGH_NAMED = 0.5, 0.38
_WHOLE = 0.35  # in favour of a record for each cell that the question says whole
_WITHOUT = 0.5  # less for a table that has no column of what is asked for
_TIE = 0.02
_YEAR = re.compile(r"(?:ปี|พ\.ศ\.|ปีงบประมาณ|\s)*2[45]\d\d")
_LONG = 5  # letters of a cell that a question doesn't say by chance within another word
_OF_ORGANIZATION = re.compile(r"\s*(?:อบต\.?|อบจ\.?|ท[ตมน]\.|เทศบาล\S*|องค์การบริหารส่วน\S*)$")


@dataclass(frozen=True, slots=True)
class Pick:
    """Records that fit a question alike, and the fields whose cells it says."""

    sheet: Sheet
    records: tuple[Record, ...]
    by: tuple[Field, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class _Fit:
    record: Record
    by: tuple[Field, ...]
    coverage: float
    score: float


def picked(case: Case) -> Pick | None:
    """The records that fit best, of one sheet; None where none has enough of the question."""
    best: tuple[float, Pick] | None = None
    for sheet in sheets(case):
        title = " ".join((sheet.title, *(field.label for field in sheet.fields)))
        if case.query.units and not case.query.years and is_of_leaving(case, title):
            continue
        fits = [fit for record in sheet.body if (fit := _fit(case, sheet, record))]
        if not fits:
            continue
        top = max(fits, key=lambda fit: fit.score)
        answers = asked_fields(case, sheet, top.by) or not asks_for_cells(case.query)
        score = top.score - (0.0 if answers else _WITHOUT)
        if best is None or score > best[0]:
            alike = tuple(fit.record for fit in fits if fit.score >= top.score - _TIE)
            best = score, Pick(sheet, alike, top.by, top.coverage)
    return best[1] if best else None


def _fit(case: Case, sheet: Sheet, record: Record) -> _Fit | None:
    coverage = case.topic.covered(record.document)
    if coverage < _ENOUGH_NAMED:
        return None
    whole = [field for field in sheet.fields if is_named(case, record, field)]
    if coverage < _ENOUGH and not whole:
        return None
    terms = telling(case, sheet)
    partly = [f for f in sheet.fields if f not in whole and says(record, f, terms)]
    if not whole and not partly:
        return None
    return _Fit(record, tuple(whole or partly), coverage, coverage + _WHOLE * len(whole))


def is_named(case: Case, record: Record, field: Field) -> bool:
    """Whether the question says the whole cell, or the cell the position or department that the
    question names."""
    text = record.texts[field.index]
    if field.counts or not text:
        return False
    if _YEAR.fullmatch(text.strip()):
        return bool(set(find_years(text)) & set(case.query.years))
    cell, names = fold(_OF_ORGANIZATION.sub("", text)), case.query.department_names
    if cell in case.query.words or (len(cell) >= _LONG and cell in fold(case.query.text)):
        return True
    if any(name in cell for name in case.names):
        return True
    return bool(names) and any(fold(m.canonical) in names for m in find_departments(text))


def telling(case: Case, sheet: Sheet) -> list[Term]:
    """The terms of the question that tell one record from another: not in each, and not in the
    headers or the title alone."""
    return [
        term
        for term in case.topic.terms
        if 0 < sum(_has(term, r.words) for r in sheet.body) < max(2, len(sheet.body))
    ]


def _has(term: Term, words: frozenset[str]) -> bool:
    return any(words.issuperset(alternative) for alternative in term.alternatives)


def says(record: Record, field: Field, terms: Sequence[Term]) -> bool:
    """Whether a cell has one of the terms."""
    if field.counts:
        return False
    words = frozenset(tokens(record.texts[field.index]))
    return any(_has(term, words) for term in terms)

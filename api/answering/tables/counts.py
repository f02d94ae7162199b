"""How many items a plan lists: lines of work in a column, positions, projects, strategies."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer, shortened, whose
from api.answering.models import Answer
from api.answering.understanding.vocabulary import Operation, vocabulary
from ingest.models import Row, Table
from ingest.structure.passages import logical_rows, row_passage_id
from ingest.text.normalize import arabic_digits, fold
from ingest.text.segment import tokens
from prompts import say

_NUMBERED = re.compile(r"(?:^|\s)(\d{1,3})\s?\)\s*([^\d\s][^)]*?)(?=\s\d{1,3}\s?\)|$)")
_LONG, _ALIKE = 8, 85.0  # a label of so many letters, misspelt in the plan or the question
_ENOUGH = 0.5  # share of a column's label that the question must say


def column_count(case: Case) -> Answer | None:
    """How many numbered items stand in the column that the question names."""
    if not case.query.does(Operation.COUNT, Operation.LIST):
        return None
    best: tuple[float, Table, int, tuple[Row, ...], list[str]] | None = None
    owner = None
    for reading in case.scope.readings:
        for table in reading.plan.tables:
            for index, column in enumerate(table.columns):
                coverage = _said(case, column.label)
                rows, items = _items(table, index)
                if len(items) > 2 and coverage > (best[0] if best else _ENOUGH):
                    best, owner = (coverage, table, index, rows, items), reading
    if best is None or owner is None:
        return None
    _, table, index, rows, items = best
    writer = Writer()
    marks = writer.cite(owner, [row_passage_id(owner.plan.id, rows)])
    writer.line(f"{table.columns[index].label}: {say('has_items', count=len(items))}", marks)
    writer.line(shortened(", ".join(items), 700), marks)
    writer.line(say("source", whose=whose(owner)), marks)
    return writer.answer()


def _said(case: Case, label: str) -> float:
    folded = fold(label)
    if len(folded) >= _LONG and fuzz.partial_ratio(folded, fold(case.query.text)) >= _ALIKE:
        return 1.0
    words = set(tokens(label)) - vocabulary().stop
    return len(words & set(case.query.words)) / len(words) if words else 0.0


def _items(table: Table, column: int) -> tuple[tuple[Row, ...], list[str]]:
    """The longest numbered list in a column: ``๑) นิติกร ๒) สถาปนิก``."""
    best: tuple[tuple[Row, ...], list[str]] = ((), [])
    for rows in logical_rows(table):
        text = " ".join(c.text for row in rows if (c := row.cell(column)))
        items = [m[2].strip() for m in _NUMBERED.finditer(arabic_digits(" ".join(text.split())))]
        if len(items) > len(best[1]):
            best = (rows, items)
    return best

"""A table row in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.cells import RowCells
from ingest.models import Passage, Plan
from ingest.structure.passages import logical_rows
from ingest.text.normalize import arabic_digits

_TICK = re.compile(r"[\s✓✔☑√]+")
_COLUMN_NUMBER = re.compile(r"\s*\(\d{1,2}\)")
_LABEL = 60  # a longer header is a legend


def row_text(plan: Plan, passage: Passage) -> str:
    """A table row as ``หัวคอลัมน์: ค่า`` lines."""
    table = next(t for t in plan.tables if t.id == passage.table_id)
    lines: list[str] = []
    ticked: dict[str, list[str]] = {}
    for rows in logical_rows(table):
        if rows[0].span.line_start != passage.span.line_start:
            continue
        read = RowCells(table, rows)
        for index, column in enumerate(table.columns):
            value = arabic_digits(read.joined(index))
            head = column_label(column.path[:1])
            if value and _TICK.fullmatch(value):
                ticked.setdefault(head, []).append(column_label(column.path[1:]))
            elif value:
                label = column_label(column.path)
                label = label if len(label) < _LABEL else head
                lines.append(f"{label}: {value}" if label else value)
    lines += [f"{head}: {', '.join(filter(None, under))}" for head, under in ticked.items() if head]
    return "\n".join(lines) or arabic_digits(passage.text)


def column_label(path: Sequence[str]) -> str:
    """A column's header without the number that some tables give their columns: ``(๕)``."""
    return _COLUMN_NUMBER.sub("", " ".join(arabic_digits(" › ".join(path)).split())).strip()

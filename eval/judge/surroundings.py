"""What a citation's lines stand under in their plan: a row of figures says little without it."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.models import Citation
from ingest.models import Plan, Row, Span, Table


def surroundings(citation: Citation, plan: Plan) -> str:
    """Whose plan it is, the sections, and each cited table row with its column headers.

    ``เทศบาลตำบลดอนสมมุติ · แผนพัฒนาบุคลากร · ปีงบประมาณ 2569``, then ``ส่วนที่ ๒ โครงการ``, then
    ``โครงการ: อบรมจริยธรรม | งบประมาณ (บาท): ๓๕,๐๐๐``, a line each.
    """
    return "\n".join(dict.fromkeys(line for line in _lines(citation, plan) if line))


def _lines(citation: Citation, plan: Plan) -> Iterator[str]:
    years = ", ".join(map(str, citation.fiscal_years))
    yield _joined(
        " · ", citation.organization, citation.title, f"ปีงบประมาณ {years}" if years else None
    )
    yield _joined(" › ", *citation.section)
    span = Span(citation.line_start, citation.line_end)
    for table in plan.tables:
        rows = [row for row in table.rows if row.span.meets(span)]
        if rows:
            yield _joined(" › ", *table.section, table.caption)
        for row in rows:
            yield _joined(" › ", *row.scope)
            yield _row(table, row)


def _row(table: Table, row: Row) -> str:
    told = []
    for number, column in enumerate(table.columns):
        cell = row.cell(number)
        if cell and cell.text:
            told.append(f"{' '.join(column.label.split())}: {' '.join(cell.text.split())}")
    return _joined(" | ", *told)


def _joined(by: str, *parts: str | None) -> str:
    return by.join(dict.fromkeys(" ".join(part.split()) for part in parts if part))

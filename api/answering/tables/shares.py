"""What share a number of a table is: as the table prints it, else reckoned from its totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from api.answering.evidence.writer import Writer
from api.answering.tables.grid import Grid, Header
from ingest.models import Measure
from prompts import say

_HUNDREDTH = Decimal("0.01")


def tell_shares(
    writer: Writer, grid: Grid, headers: Sequence[Header], rows: Sequence[str], unit: str
) -> bool:
    """One line for each share that the chosen rows and columns are; False where none can be
    told: neither printed nor beside a total."""
    told = False
    for row in rows:
        if row == grid.percent_row:
            continue
        if row == grid.total_row:
            found = [_of_column(writer, grid, header, unit) for header in headers]
        else:
            found = [_of_row(writer, grid, row, header, unit) for header in headers]
        told = any(found) or told
    return told


def _of_column(writer: Writer, grid: Grid, header: Header, unit: str) -> bool:
    """The share of everybody that stands in a column: ``ร้อยละ 23.03``, as printed if it is."""
    part = grid.stated(grid.total_row, header)
    whole = grid.stated(grid.total_row, grid.total_header)
    printed = grid.stated(grid.percent_row, header)
    if printed is None and (part is None or whole is None or header == grid.total_header):
        return False
    counts = [cell for cell in (part, whole) if cell]
    counted = writer.cite(grid.reading, [cell.passage_id for cell in counts])
    of = say("out_of", part=part.printed, whole=whole.printed, unit=unit) if part and whole else ""
    label = grid.column_in_words(header)
    if printed is None:
        share = say("percent_of_all", share=_percent(part, whole))
        writer.line(f"{label}: {share} ({of})", counted)
    else:
        marks = writer.cite(grid.reading, [printed.passage_id])
        writer.line(f"{label}: {say('percent_of_all', share=printed.printed)}", marks)
        if of:
            writer.line(say("that_is", what=of), counted)
    writer.facts([cell for cell in (printed, *counts) if cell])
    return True


def _of_row(writer: Writer, grid: Grid, row: str, header: Header, unit: str) -> bool:
    """The share of a row: of all; where a column is named also of its total and the column's."""
    part = grid.stated(row, header)
    if part is None:
        return False
    is_whole_row = header == grid.total_header
    label = grid.row_in_words(row)
    label += "" if is_whole_row else f" {grid.column_in_words(header)}"
    wholes = [(say("everybody"), grid.stated(grid.total_row, grid.total_header))]
    if not is_whole_row:
        own = (say("all_of", name=grid.row_in_words(row)), grid.stated(row, grid.total_header))
        column = (
            say("all_of", name=grid.column_in_words(header)),
            grid.stated(grid.total_row, header),
        )
        wholes = [own, column, *wholes]
    told = [(name, whole) for name, whole in wholes if whole and whole.value]
    if not told:
        return False
    cells = [part, *(whole for _, whole in told)]
    marks = writer.cite(grid.reading, [cell.passage_id for cell in cells])
    writer.facts(cells)
    said = say("or_also").join(
        f"{say('percent_of', share=_percent(part, whole), name=name)} "
        f"({say('out_of', part=part.printed, whole=whole.printed, unit=unit)})"
        for name, whole in told
    )
    writer.line(f"{label}: {said}", marks)
    return True


def _percent(part: Measure | None, whole: Measure | None) -> str:
    """A share in percent, two decimals, halves away from zero: ``38.49``."""
    if part is None or whole is None or not whole.value:
        return ""
    share = Decimal(str(part.value or 0)) * 100 / Decimal(str(whole.value))
    return f"{share.quantize(_HUNDREDTH, ROUND_HALF_UP)}"


def tell_sum_share(
    writer: Writer, grid: Grid, headers: Sequence[Header], rows: Sequence[str], unit: str
) -> bool:
    """The share that several columns of a row are together: of everybody from 45 on."""
    cells = [c for row in rows[:1] for h in headers if (c := grid.stated(row, h))]
    whole = grid.stated(rows[0], grid.total_header) if rows else None
    if len(cells) < len(headers) or whole is None or not whole.value:
        return False
    marks = writer.cite(grid.reading, [cell.passage_id for cell in (*cells, whole)])
    writer.facts([*cells, whole])
    amount = sum((Decimal(str(cell.value)) for cell in cells), Decimal(0)).normalize()
    share = (amount * 100 / Decimal(str(whole.value))).quantize(_HUNDREDTH, ROUND_HALF_UP)
    parts = " + ".join(f"{grid.column_in_words(c.header)} {c.printed}" for c in cells)
    label = grid.row_in_words(rows[0])
    of = say("out_of", part=f"{amount.normalize():,f}", whole=whole.printed, unit=unit)
    writer.line(f"{label}: {say('percent', share=share)} ({of})", marks)
    writer.line(parts, marks)
    return True

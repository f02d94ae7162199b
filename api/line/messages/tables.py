"""Tables of an answer as cards: a block for each row, since a phone is too narrow for columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.line.messages import flex
from api.line.messages.links import lines_link
from api.line.messages.sources import OPEN
from api.line.messages.texts import brief_marks
from api.schemas import Citation

_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_CELL = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"\[(\d+)\]")
_ROWS = 8  # on a card


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def as_lines(self) -> str:
        """Its rows as lines of text."""
        return "\n".join(f"- {' · '.join(filter(None, row))}" for row in self.rows)


def blocks(answer: str) -> Iterator[str | Table]:
    """The answer's texts and pipe tables, in order."""
    lines = answer.split("\n")
    text: list[str] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end == at:
            text.append(lines[at])
            at += 1
            continue
        yield "\n".join(text)
        text = []
        header, _, *rows = lines[at:end]
        yield Table(_cells(header), tuple(map(_cells, rows)))
        at = end
    yield "\n".join(text)


def _table_end(lines: Sequence[str], at: int) -> int:
    """The index behind the table that begins at ``at``; ``at`` where none does."""
    rule = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if not lines[at].strip().startswith("|") or not _RULE.fullmatch(rule):
        return at
    end = at + 2
    while end < len(lines) and lines[end].strip().startswith("|"):
        end += 1
    return end if end > at + 2 else at


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELL.split(inner))


def table_bubbles(
    table: Table, citations: Mapping[int, Citation], public_url: str | None
) -> list[flex.Part]:
    """Cards with a block for each row; a tap on one opens the first lines that it cites."""
    groups = [table.rows[at : at + _ROWS] for at in range(0, len(table.rows), _ROWS)]
    return [_bubble(table.header, rows, citations, public_url) for rows in groups]


def _bubble(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    citations: Mapping[int, Citation],
    public_url: str | None,
) -> flex.Part:
    body: list[flex.Part] = []
    for row in rows:
        if body:
            body.append(flex.line_above())
        body.append(_row(header, row, citations, public_url))
    title = "เปรียบเทียบ" if len(rows) > 1 else ""
    return flex.bubble(body, size="mega", title=title)


def _row(
    header: Sequence[str],
    row: Sequence[str],
    citations: Mapping[int, Citation],
    public_url: str | None,
) -> flex.Part:
    first, *others = row or ("",)
    parts = [flex.text(brief_marks(first), weight="bold", color=flex.ACCENT)]
    for n, cell in enumerate(others, 1):
        if cell and not _is_marks(cell):
            parts.append(_cell(header[n] if n < len(header) else "", cell))
    numbers = [int(number) for cell in row for number in _MARK.findall(cell)]
    links = (lines_link(public_url, citations[n]) for n in numbers if n in citations)
    link = next(filter(None, links), None)
    marks = "".join(cell for cell in others if _is_marks(cell))
    if marks or link:
        said = brief_marks(marks.replace(" ", ""))
        shown = f"{OPEN} {said} ›" if link else said
        parts.append(flex.text(shown, size="xs", color=flex.ACCENT if link else flex.SOFT))
    made = flex.column(parts, spacing="xs", margin="md")
    return {**made, "action": flex.opens(link, OPEN)} if link else made


def _is_marks(cell: str) -> bool:
    return bool(cell) and not _MARK.sub("", cell).strip()


def _cell(label: str, cell: str) -> flex.Part:
    bold = {"weight": "bold"} if cell.endswith("บาท") else {}
    said = brief_marks(cell)
    return flex.field(label, said, **bold) if label else flex.text(said, **bold)


def linked_by(table: Table) -> set[int]:
    """The citation that each row's tap opens: the first of its marks."""
    found = (_MARK.search(" ".join(row)) for row in table.rows)
    return {int(mark[1]) for mark in found if mark}

"""Passages: what is searched and cited. Every non-blank line is in at least one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, RowBlock
from ingest.models import ColumnRole, Passage, PassageKind, Row, RowKind, Span, Table
from ingest.structure.outline import Line, Outline, Style, leads_on
from ingest.text.normalize import join_thai, normalize

# Lists and short paragraphs are joined up to this length; single long paragraphs stay whole.
GROUP_LENGTH = 1_500
_LONG_LEAD = 300  # a longer paragraph that announces a list is a passage of its own
_SHORT = 250  # a longer list item or paragraph is a passage of its own
_SMALL_TABLE = 1_500  # characters; a smaller table without projects is also a passage as a whole


@dataclass(frozen=True, slots=True)
class Context:
    """What is added to each passage's search text: whose plan it is and what it is."""

    text: str


@dataclass
class _Group:
    lines: list[Line] = field(default_factory=list)
    lead: str = ""

    @property
    def length(self) -> int:
        return sum(len(line.block.text) for line in self.lines)

    @property
    def only_headings(self) -> bool:
        return all(line.is_heading for line in self.lines)


def text_passages(
    plan_id: str, blocks: Sequence[Block], shape: Outline, context: Context
) -> list[Passage]:
    """Passages of the running text, in order."""
    passages = []
    for group in _groups(blocks, shape):
        spans = [line.block.span for line in group.lines]
        span = Span(spans[0].line_start, spans[-1].line_end)
        text = "\n".join(line.block.text.strip() for line in group.lines)
        section = group.lines[-1].section
        items = sum(line.style is not Style.PLAIN and not line.is_heading for line in group.lines)
        passages.append(
            Passage(
                id=f"{plan_id}:{span.line_start}-{span.line_end}",
                kind=_kind(group, items),
                text=text,
                search_text=_search_text(context, section, group.lead, text),
                span=span,
                section=section,
            )
        )
    return passages


def _kind(group: _Group, items: int) -> PassageKind:
    if group.only_headings:
        return PassageKind.HEADER
    return PassageKind.LIST if items > 1 else PassageKind.PARAGRAPH


def _groups(blocks: Sequence[Block], shape: Outline) -> Iterator[_Group]:
    group = _Group()
    for block, line in zip(blocks, shape.lines, strict=True):
        if line is None:
            ends = isinstance(block, RowBlock) or (group.lines and not _open_end(group))
            if group.lines and ends:
                yield group
                group = _Group(lead=_lead(group))
            continue
        if group.lines and not _belongs(group, line):
            yield group
            group = _Group(lead=_lead(group) if _is_item(line) else "")
        group.lines.append(line)
    if group.lines:
        yield group


def _lead(group: _Group) -> str:
    """The line that announces what comes after the group: its last, or the one before it."""
    last = group.lines[-1].block.text
    return last if leads_on(last) else group.lead


def _open_end(group: _Group) -> bool:
    """A blank line below a heading, a lead-in or a list item does not end its group."""
    last = group.lines[-1]
    return (
        last.is_heading or leads_on(last.block.text) or _is_item(last) or len(last.block.text) < 60
    )


def _is_item(line: Line) -> bool:
    return line.style is not Style.PLAIN and not line.is_heading


def _belongs(group: _Group, line: Line) -> bool:
    last = group.lines[-1]
    length = len(line.block.text)
    if line.is_heading:
        return group.only_headings and line.section[: len(last.section)] == last.section
    if last.section != line.section and not group.only_headings:
        return False
    if group.only_headings:
        return True
    if group.length + length > GROUP_LENGTH:
        return False
    if _is_item(line) and leads_on(line.block.text) and len(group.lines) > 1:
        return False  # an item with a list of its own
    if _is_item(line):
        announced = leads_on(last.block.text) and len(last.block.text) <= _LONG_LEAD
        return length <= _SHORT and (_is_item(last) or announced)
    adjacent = last.block.span.line_end + 1 == line.block.span.line_start
    return adjacent or (length < 60 and len(last.block.text) < _SHORT)


def table_passages(
    plan_id: str, table: Table, blocks: Sequence[Block], context: Context
) -> list[Passage]:
    """Passages of a table: one a row (with its continuation rows), one for each stretch of
    header and heading rows, and a small table without projects also as a whole."""
    texts = _row_texts(table, blocks)
    passages = [_row_passage(plan_id, table, rows, texts, context) for rows in logical_rows(table)]
    covered = {n for p in passages for n in range(p.span.line_start, p.span.line_end + 1)}
    rest = [n for n in sorted(texts) if n not in covered]
    for stretch in _stretches(rest):
        passages.append(_whole(plan_id, table, stretch, texts, PassageKind.HEADER, context))
    lines = sorted(texts)
    total = sum(len(texts[n]) for n in lines)
    if total <= _SMALL_TABLE and not is_project_table(table) and len(lines) > 1:
        passages.append(_whole(plan_id, table, lines, texts, PassageKind.TABLE, context))
    return passages


def is_project_table(table: Table) -> bool:
    """Whether rows of the table are projects: things with a name and money or time."""
    roles = {column.role for column in table.columns}
    return ColumnRole.NAME in roles and bool({ColumnRole.BUDGET, ColumnRole.TIMING} & roles)


def logical_rows(table: Table) -> list[tuple[Row, ...]]:
    """Body and total rows, each with the continuation rows below it."""
    grouped: list[list[Row]] = []
    for row in table.rows:
        if row.kind is RowKind.CONTINUATION and grouped:
            grouped[-1].append(row)
        elif row.kind in (RowKind.BODY, RowKind.TOTAL) and any(c.text for c in row.cells):
            grouped.append([row])
    return [tuple(rows) for rows in grouped]


def row_passage_id(plan_id: str, rows: Sequence[Row]) -> str:
    """The id of the passage of a logical row; facts point to it."""
    return f"{plan_id}:{rows[0].span.line_start}-{rows[-1].span.line_end}r"


def _row_texts(table: Table, blocks: Sequence[Block]) -> dict[int, str]:
    """Verbatim text of each source row by its first line, cells separated by tabs."""
    inside = range(table.span.line_start, table.span.line_end + 1)
    return {
        b.span.line_start: "\t".join(c.text.strip() for c in b.cells)
        for b in blocks
        if isinstance(b, RowBlock) and b.span.line_start in inside
    }


def _row_passage(
    plan_id: str, table: Table, rows: tuple[Row, ...], texts: dict[int, str], context: Context
) -> Passage:
    span = Span(rows[0].span.line_start, rows[-1].span.line_end)
    text = "\n".join(texts[row.span.line_start].strip("\t") for row in rows)
    labelled = [
        f"{table.columns[c.column].label if c.column < len(table.columns) else ''} {c.text}"
        for row in rows
        for c in row.cells
        if c.text
    ]
    section = (*table.section, *rows[0].scope)
    return Passage(
        id=row_passage_id(plan_id, rows),
        kind=PassageKind.ROW,
        text=text,
        search_text=_search_text(context, section, table.caption or "", "\n".join(labelled)),
        span=span,
        section=section,
        headers=tuple(column.label for column in table.columns),
        table_id=table.id,
    )


def _whole(
    plan_id: str,
    table: Table,
    lines: Sequence[int],
    texts: dict[int, str],
    kind: PassageKind,
    context: Context,
) -> Passage:
    span = Span(lines[0], table.span.line_end if lines[-1] == max(texts) else lines[-1])
    text = "\n".join(texts[n] for n in lines)
    printed = text if text.strip() else "|"
    return Passage(
        id=f"{plan_id}:{span.line_start}-{span.line_end}{kind.value[0]}",
        kind=kind,
        text=printed,
        search_text=_search_text(context, table.section, table.caption or "", text),
        span=span,
        section=table.section,
        headers=tuple(column.label for column in table.columns),
        table_id=table.id,
    )


def _stretches(lines: Sequence[int]) -> list[list[int]]:
    """Runs of line numbers with no more than a blank line between them."""
    stretches: list[list[int]] = []
    for line in lines:
        if stretches and line - stretches[-1][-1] <= 2:
            stretches[-1].append(line)
        else:
            stretches.append([line])
    return stretches


def _search_text(context: Context, section: Sequence[str], lead: str, text: str) -> str:
    parts = [context.text, *section, lead, text]
    return "\n".join(join_thai(normalize(part).text) for part in dict.fromkeys(parts) if part)

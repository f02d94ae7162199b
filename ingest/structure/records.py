"""Records: what a plan writes of each project or person below each other as labelled lines
(``งบประมาณ : ๔๘,๐๐๐ บาท``), the same labels again and again. Each becomes a row of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BreakBlock, RowBlock, TextBlock
from ingest.models import Cell, Column, ColumnRole, Span, Table
from ingest.structure.headers import role_of
from ingest.structure.outline import Style, style_of
from ingest.structure.scope import part_level
from ingest.structure.unframed import Found, above, gap, grouped, row_of, table_of
from ingest.text.normalize import arabic_digits, fold

_LABELLED = re.compile(
    r"\s*(?:[-•*–▪●]\s*|\(?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]\)?\s*)?"
    r"(?P<label>[^:：\d\s][^:：]{0,38}?)\s*[:：](?!//)\s*(?P<value>.*)",
    re.DOTALL,
)
_LABEL = re.compile("(?=.*[\u0e01-\u0e2e]).{2,40}")
# The line above a record: what the records are called, its number, and its name.
_TITLE = re.compile(
    r"(?P<kind>[^\d:]{2,40}?)\s*(?P<number>\d{1,3}(?:\.\d{1,2})*)[.):]?\s+(?P<name>.*)"
)
_LONGEST_TITLE = 150  # characters
_LEAST_LABELS, _LEAST_ROLES = 3, 2  # that a record has, and that its labels mean
_NUMBER, _NAME = "\0number", "\0name"  # the two columns of titles, as no label is
_MOST_LINES = 15  # below a label


@dataclass(frozen=True, slots=True)
class _Entry:
    """A labelled line: its block's index, the label, what follows it, and the line's number."""

    index: int
    label: str
    value: str
    number: str = ""

    @property
    def key(self) -> str:
        return fold(self.label)


@dataclass(frozen=True, slots=True)
class _Title:
    """The line above a record: ``ใบโครงการที่ ๑ รู้จักตำบล`` has a kind, a number and a name, and one
    without a number is a name."""

    kind: str
    number: str
    name: str

    @classmethod
    def of(cls, block: Block) -> _Title:
        text = _text(block).strip()
        match = _TITLE.match(f"{arabic_digits(text)} ")
        if not match:
            return cls("", "", text)
        number = text[match.start("number") : match.end("number")]
        return cls(match["kind"].strip(), number, text[match.start("name") :].strip())


@dataclass(slots=True)
class _Record:
    entries: list[_Entry]
    more: dict[int, list[int]] = field(default_factory=dict)  # lines below an entry, by index
    title: int | None = None

    @property
    def first(self) -> int:
        return self.entries[0].index if self.title is None else self.title

    @property
    def last(self) -> int:
        last = self.entries[-1].index
        return max([last, *self.more.get(last, [])])

    @property
    def keys(self) -> set[str]:
        return {entry.key for entry in self.entries}


def records(blocks: Sequence[Block]) -> list[tuple[list[Found], Table]]:
    """The tables of records, each with its rows."""
    found = [r for r in _records(blocks) if len(r.keys) >= _LEAST_LABELS]
    alike = [_kin(found, record) for record in found]
    found = [r for r, others in zip(found, alike, strict=True) if others > 1]
    tables = []
    for family in _families(found):
        _give_titles(blocks, family)
        columns, places = _columns(blocks, family)
        if not _are_known(blocks, family, columns):
            continue
        runs = [[_row(blocks, record, places)] for record in family]
        tables += [(rows, table_of(rows, columns)) for rows in grouped(blocks, runs)]
    return tables


def _are_known(
    blocks: Sequence[Block], family: Sequence[_Record], columns: Sequence[Column]
) -> bool:
    """Whether enough of the labels head columns elsewhere. Rows of two cells are any small table,
    unless they tell of several sides of a thing."""
    roles = {column.role for column in columns if column.path} - {None, ColumnRole.NUMBER}
    in_rows = any(isinstance(blocks[r.entries[0].index], RowBlock) for r in family)
    return len(roles) > (_LEAST_ROLES if in_rows else _LEAST_ROLES - 1)


def _kin(found: Sequence[_Record], record: _Record) -> int:
    return sum(_is_kin(record, other) for other in found)


def _is_kin(one: _Record, other: _Record) -> bool:
    shared = one.keys & other.keys
    return len(shared) >= _LEAST_LABELS and 2 * len(shared) > max(len(one.keys), len(other.keys))


def _families(found: Sequence[_Record]) -> list[list[_Record]]:
    """Records with the same labels, in the order of the plan."""
    families: list[list[_Record]] = []
    for record in found:
        family = next((f for f in families if _is_kin(f[0], record)), None)
        if family:
            family.append(record)
        else:
            families.append([record])
    return families


def _records(blocks: Sequence[Block]) -> Iterator[_Record]:
    """Labelled lines one below the other, as far as no label comes again. Lines between them
    belong to the label above, unless a break parts them."""
    entries = [_entry(index, block) for index, block in enumerate(blocks)]
    often = Counter(entry.key for entry in entries if entry)
    current: _Record | None = None
    for index, block in enumerate(blocks):
        entry = entries[index]
        if entry and often[entry.key] > 1:
            if current is None or entry.key in current.keys:
                if current:
                    yield current
                current = _Record([])
            current.entries.append(entry)
        elif current and not isinstance(block, BreakBlock):
            if _goes_on(blocks, index, current):
                current.more.setdefault(current.entries[-1].index, []).append(index)
            else:
                yield current
                current = None
    if current:
        yield current


def _goes_on(blocks: Sequence[Block], index: int, record: _Record) -> bool:
    block = blocks[index]
    below = record.more.get(record.entries[-1].index, [])
    return (
        isinstance(block, TextBlock)
        and block.level is None
        and not isinstance(blocks[index - 1], BreakBlock)
        and len(below) < _MOST_LINES
    )


def _entry(index: int, block: Block) -> _Entry | None:
    """A labelled line, or a row of a table with a label that heads columns and one cell more."""
    if isinstance(block, TextBlock) and block.level is None:
        match = _LABELLED.fullmatch(arabic_digits(block.text))
        if match and _LABEL.fullmatch(match["label"]):
            label, value, number = (
                block.text[match.start(part) : match.end(part)] if match[part] else ""
                for part in ("label", "value", "number")
            )  # digits are replaced one by one
            return _Entry(index, label, value.strip(), number)
    if isinstance(block, RowBlock) and len(block.cells) > 1:
        label, value, *rest = (cell.text.strip() for cell in block.cells)
        label = label.rstrip(" :")
        if _LABEL.fullmatch(label) and not any(rest):
            return _Entry(index, label, value)
    return None


def _give_titles(blocks: Sequence[Block], family: Sequence[_Record]) -> None:
    """Each record takes the line above it, where most have one that names them: with a number
    and the same words before it, or with a break above it."""
    candidates = [_title(blocks, record) for record in family]
    kinds = Counter(_Title.of(blocks[at]).kind for at in candidates if at is not None)
    kind = kinds.most_common(1)[0][0] if kinds else ""
    numbered = kind != "" and kinds[kind] * 2 > len(family)
    for before, record, at in zip([None, *family], family, candidates, strict=False):
        if at is None or (numbered and _Title.of(blocks[at]).kind != kind):
            continue
        inside = before is not None and at <= before.last
        if inside and not numbered:
            continue
        if not numbered and None in candidates:
            continue
        if inside and before:
            before.more[before.entries[-1].index].remove(at)
        record.title = at


def _title(blocks: Sequence[Block], record: _Record) -> int | None:
    at = above(blocks, record.entries[0].index)
    if at is None or len(gap(blocks, at, record.entries[0].index) or []) > 0:
        return None
    block = blocks[at]
    if not isinstance(block, TextBlock) or len(block.text) > _LONGEST_TITLE or _entry(at, block):
        return None
    if style_of(block.text) in (Style.CHAPTER, Style.STRATEGY) or part_level(block.text):
        return None
    return at if record.entries[0].index - at <= 2 else None


def _columns(
    blocks: Sequence[Block], family: Sequence[_Record]
) -> tuple[tuple[Column, ...], dict[str, int]]:
    """The columns of records, and the place of each label among them. The line above gives two:
    the number and the name."""
    order = max(family, key=lambda record: len(record.entries)).entries
    rest = (entry for record in family for entry in record.entries)
    entries = {entry.key: entry for entry in (*reversed([*rest]), *order)}
    keys = dict.fromkeys([entry.key for entry in order])
    keys.update(dict.fromkeys(entries))
    columns = [
        Column((entry.label,), role_of(entry.label)) for entry in map(entries.__getitem__, keys)
    ]
    heads = _title_columns(blocks, family, {c.role for c in columns})
    places = {key: at for at, key in enumerate([*heads, *keys])}
    return (*heads.values(), *columns), places


def _title_columns(
    blocks: Sequence[Block], family: Sequence[_Record], roles: set[ColumnRole | None]
) -> dict[str, Column]:
    """Those of the lines above records, as far as these have a number and a name."""
    titles = [_Title.of(blocks[r.title]) for r in family if r.title is not None]
    label = titles[0].kind if titles else ""
    columns = {}
    if any(title.number for title in titles) or _counts(family):
        columns[_NUMBER] = Column((label,) if label else (), ColumnRole.NUMBER)
    if any(title.name for title in titles):
        role = None if {ColumnRole.NAME, ColumnRole.POSITION} & roles else ColumnRole.NAME
        if role and {ColumnRole.SKILL, ColumnRole.METHOD} & roles:
            role = ColumnRole.POSITION
        columns[_NAME] = Column((label.removesuffix("ที่"),) if label else (), role)
    return columns


def _counts(family: Sequence[_Record]) -> bool:
    """Whether the first lines of records number them."""
    numbers = [record.entries[0].number for record in family]
    return all(numbers) and len(set(numbers)) == len(numbers)


def _row(blocks: Sequence[Block], record: _Record, places: dict[str, int]) -> Found:
    inside = [b for b in blocks[record.first : record.last + 1] if not isinstance(b, BreakBlock)]
    cells = [*_title_cells(blocks, record, places)]
    for entry in record.entries:
        below = [blocks[i] for i in record.more.get(entry.index, [])]
        text = " ".join(filter(None, [entry.value, *(_text(b).strip() for b in below)]))
        span = blocks[entry.index].span
        if below:
            span = Span(span.line_start, below[-1].span.line_end)
        cells.append(Cell(text, places[entry.key], span))
    cells.sort(key=lambda cell: cell.column)
    return Found(record.first, record.last, row_of(inside), tuple(cells))


def _title_cells(
    blocks: Sequence[Block], record: _Record, places: dict[str, int]
) -> Iterator[Cell]:
    first = record.entries[0]
    if record.title is None:
        if first.number and _NUMBER in places:
            yield Cell(first.number, places[_NUMBER], blocks[first.index].span)
        return
    span = blocks[record.title].span
    title = _Title.of(blocks[record.title])
    if title.number:
        yield Cell(title.number, places[_NUMBER], span)
    if title.name:
        yield Cell(title.name, places[_NAME], span)


def _text(block: Block) -> str:
    return block.text if isinstance(block, TextBlock) else ""

"""Lists whose items have the same parts (``- นิติกร ▸ คดีปกครอง ▸ ๒ ที่ ▸ ม.ค. ๒๕๖๙``): rows of a
table without a header. What a part is, is seen from what all items have there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ingest.blocks import Block, TextBlock
from ingest.models import BudgetKind, Cell, Column, ColumnRole, Table
from ingest.structure.align import INDICATOR, TIME, UNIT, align
from ingest.structure.headers import role_of
from ingest.structure.kinds import is_rate
from ingest.structure.roles import is_position
from ingest.structure.unframed import Found, gap, grouped, names_group, row_of, table_of
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import is_blank, parse_budget

_SEPARATORS = (*"▸▶►»❯›→➔|¦;", " – ", " — ", " // ")
_MARK = re.compile(r"\s*(?:[-•*▪●]\s+|\(?(\d{1,3})[.)]\)?\s*)?")
_LEAST_ITEMS, _LEAST_PARTS = 3, 3
_LONGEST_PART = 120  # characters; longer ones are sentences
_USUAL = 0.8  # of the items have as many parts as most
_PEOPLE = re.compile(r"\d[\d,]*\s*(?:คน|ที่|ที่นั่ง|ราย|นาย|ท่าน|อัตรา)")
_LABELLED = re.compile(r"([^\d:]{2,30}?)\s*:\s*(.*)")


def listed(blocks: Sequence[Block]) -> list[tuple[list[Found], Table]]:
    """The tables of such lists, each with its rows."""
    tables = []
    for separator, items in _lists(blocks):
        parts = [_parts(blocks[i], separator) for i in items]
        width = Counter(map(len, parts)).most_common(1)[0][0]
        usual = [texts for texts in parts if len(texts) == width]
        if width < _LEAST_PARTS or len(usual) < max(_LEAST_ITEMS, _USUAL * len(items)):
            continue
        columns = _columns(usual)
        if columns is None:
            continue
        rows = [_row(blocks, i, texts, columns) for i, texts in zip(items, parts, strict=True)]
        tables += [(run, table_of(run, columns)) for run in grouped(blocks, [[r] for r in rows])]
    return tables


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[str, list[int]]]:
    """Lines with a separator, and those that follow with no more than headings between them."""
    separator, items = "", list[int]()
    for index, block in enumerate(blocks):
        if not isinstance(block, TextBlock) or block.level is not None:
            continue
        found = _separator(block.text)
        if not found:
            continue
        between = gap(blocks, items[-1], index) if items else None
        joined = between is not None and all(names_group(blocks, i) for i in between[:2])
        if found != separator or not joined or len(between or []) > 1:
            if items:
                yield separator, items
            separator, items = found, []
        items.append(index)
    if items:
        yield separator, items


def _separator(text: str) -> str:
    counts = {mark: text.count(mark) for mark in _SEPARATORS}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] >= _LEAST_PARTS - 1 else ""


def _parts(block: Block, separator: str) -> list[str]:
    assert isinstance(block, TextBlock)
    mark = _MARK.match(arabic_digits(block.text))
    text = block.text[mark.end() if mark else 0 :]
    return [part.strip() for part in text.strip().strip(separator.strip()).split(separator)]


def _columns(items: Sequence[Sequence[str]]) -> tuple[Column, ...] | None:
    """The columns of a list by what its items have in each place; None where no place is of a
    kind that tells a table from words in a row."""
    if any(len(part) > _LONGEST_PART for parts in items for part in parts):
        return None
    columns = [_column(list(texts)) for texts in zip(*items, strict=True)]
    roles = [column.role for column in columns]
    if len({role for role in roles if role}) < 2:
        return None
    unknown = [i for i, column in enumerate(columns) if not column.path and column.role is None]
    if unknown and ColumnRole.NAME not in roles:
        lengths = {i: sum(len(parts[i]) for parts in items) for i in unknown}
        name = max(unknown, key=lambda i: lengths[i])
        if not any(is_rate(parts[name]) for parts in items):
            columns[name] = Column((), ColumnRole.NAME)
    return tuple(columns)


def _column(texts: Sequence[str]) -> Column:
    labels = [_LABELLED.fullmatch(text) for text in texts]
    if all(labels) and len({fold(m[1]) for m in labels if m}) == 1:
        label = (labels[0] or [""] * 2)[1]
        return Column((label,), role_of(label))
    filled = [arabic_digits(text) for text in texts if not is_blank(text)]
    for role, fits in _KINDS:
        if filled and sum(map(fits, filled)) > len(filled) / 2:
            return Column((), role)
    return Column(())


def _is_money(text: str) -> bool:
    budget = parse_budget(text)
    plain = budget is not None and budget.kind is not BudgetKind.NOT_STATED
    return plain and (budget.kind is BudgetKind.NO_BUDGET or "บาท" in text)  # type: ignore[union-attr]


# What most texts of a column are; the first that fits is taken.
_KINDS: tuple[tuple[ColumnRole | None, Callable[[str], bool]], ...] = (
    (None, is_rate),
    (ColumnRole.BUDGET, _is_money),
    (ColumnRole.AUDIENCE, lambda text: _PEOPLE.fullmatch(text) is not None),
    (ColumnRole.TIMING, lambda text: len(text) < 60 and TIME.search(text) is not None),
    (ColumnRole.POSITION, is_position),
    (ColumnRole.UNIT, lambda text: UNIT.match(text) is not None),
    (ColumnRole.INDICATOR, lambda text: INDICATOR.search(text) is not None),
)


def _row(
    blocks: Sequence[Block], index: int, texts: Sequence[str], columns: tuple[Column, ...]
) -> Found:
    block = blocks[index]
    assert isinstance(block, TextBlock)
    if len(texts) == len(columns):
        places: Sequence[int | None] = range(len(columns))
    else:
        places = align(texts, columns).columns
    cells = [
        Cell(_value(text, columns[place]), place, block.span)
        for text, place in zip(texts, places, strict=True)
        if place is not None
    ]
    return Found(index, index, row_of([block]), tuple(cells))


def _value(text: str, column: Column) -> str:
    match = _LABELLED.fullmatch(text) if column.path else None
    return match[2] if match and fold(match[1]) == fold(column.label) else text

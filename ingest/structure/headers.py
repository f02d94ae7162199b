"""Header lines of a table: which rows are headers, and what their columns mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import yaml

from ingest.blocks import RowBlock
from ingest.lexicon.match import find_spelled
from ingest.models import Column, ColumnRole
from ingest.structure.align import TIME
from ingest.structure.kinds import (
    CellKind,
    cell_kind,
    is_rate,
    is_time,
    starts_item,
    year_of,
)
from ingest.text.normalize import arabic_digits, fold
from ingest.text.numbers import number

_LABELS = frozenset({CellKind.LABEL, CellKind.BLANK})
_PARENTS_OF_TIME = frozenset({ColumnRole.TIMING, ColumnRole.BUDGET, ColumnRole.TARGET})
LONGEST_LABEL = 130
# Posts that are counted, in all or by year: no names of positions, and no times.
_POSTS = re.compile(r"^(?:กรอบ|จำนวน)?อัตรา|^จำนวนตำแหน่ง|^กรอบตำแหน่ง|^เพิ่ม/?ลด")
_LOOK = 6  # rows below a row that are looked at to see whether it heads them
# "2.0 / 3.5", "6 ปี (ปวช.)", "12 คน"
_FIGURES = re.compile(
    r"\s*\d[\d.,]*\s*(?:(?P<whole>/\s*[\d.]+\s*$)|ปี|เดือน|วัน|ชั่วโมง|คน|ราย|ที่|ครั้ง|บาท)"
)
_LONGEST_TIME = 40  # characters
_SAME_HEADER = 0.6  # share of equal labels: OCR respells one or two of a repeated header's labels


@cache
def _role_words() -> tuple[_RoleWord, ...]:
    text = files("ingest.lexicon").joinpath("columns.yaml").read_text(encoding="utf-8")
    roles: dict[str, list[str]] = yaml.safe_load(text)
    return tuple(
        _RoleWord(_bare(word.removeprefix("=")), word.startswith("="), ColumnRole(role))
        for role, words in roles.items()
        for word in words
    )


class _RoleWord(NamedTuple):
    text: str
    whole: bool
    role: ColumnRole


# Tone marks and thanthakhat, which OCR loses and no two of the words differ by.
_TONES = str.maketrans("", "", "\u0e48\u0e49\u0e4a\u0e4b\u0e4c")


def _bare(label: str) -> str:
    """A label as it is compared: ``หนวย งาน`` and ``หน่วยงาน``, ``ดา`` and ``ดำ`` are the same."""
    return fold(label).translate(_TONES).replace("\u0e33", "\u0e32")


_AT_LEAST = _bare("ขั้นต่ำ")  # "เวลาขั้นต่ำ" is how long, not when


# Rows are compared with each other's labels again and again.
@lru_cache(4_096)
def role_of(label: str) -> ColumnRole | None:
    """What a header label means: ``ระยะเวลาใน การดำเนินการ`` and ``ต.ค. ๖๗`` are timing. None if
    unknown, for posts that are counted (``อัตราตำแหน่งที่คาดว่าจะต้องใช้``), for what each one costs
    (``ค่าลงทะเบียนต่อคน``) and for how long something takes at least."""
    text = _bare(label)
    best: tuple[int, int] | None = None
    role = None
    for word, whole, candidate in _role_words():
        at = text.find(word)
        if at < 0 or (candidate is ColumnRole.TOTAL and at > 0) or (whole and text != word):
            continue
        rank = (at, -len(word))
        if best is None or rank < best:
            best, role = rank, candidate
    if role is ColumnRole.POSITION and _counts_posts(label):
        return None
    if (role is ColumnRole.BUDGET and is_rate(label)) or (role and _AT_LEAST in text):
        return None
    return ColumnRole.TIMING if role is None and is_time(label) else role


def _counts_posts(label: str) -> bool:
    return _POSTS.match(fold(label)) is not None


def is_header(row: RowBlock, following: Sequence[RowBlock]) -> bool:
    """Whether ``row`` opens a table as its header.

    Either the format says so, or its cells are short labels that the header lexicon knows, or
    short labels above rows that are longer or numeric.
    """
    if any(cell.is_header for cell in row.cells):
        return True
    labels = [c.text for c in row.cells if cell_kind(c.text) is not CellKind.BLANK]
    if len(labels) < 2 or any(starts_item(label) or _is_mark(label) for label in labels):
        return False
    if _above_blanks(row, following):
        return all(len(label) <= LONGEST_LABEL for label in labels)
    years = _years_in_order(labels)
    if any(cell_kind(c.text) not in _LABELS and c.text not in years for c in row.cells):
        return False
    known = sum(role_of(label) is not None for label in labels)
    if known >= 2 and known * 2 >= len(labels):
        return True
    if len(following) > 1 and is_second_line(row, following[0]):
        return cell_kind(following[1].cells[0].text) is not CellKind.BLANK
    return _stands_above_data(labels, row, following) or _stands_above_kinds(row, following)


def _stands_above_kinds(row: RowBlock, following: Sequence[RowBlock]) -> bool:
    """Whether words stand above cells of one kind, such as months, positions or scores out of
    others, and no such cell stands in the row itself."""
    width = len(row.cells)
    below = [r for r in following[:_LOOK] if len(r.cells) == width]
    if width < 3 or len(below) < 2 or not all(c.text.strip() for c in row.cells):
        return False
    found = 0
    for at, head in enumerate(row.cells):
        texts = [r.cells[at].text for r in below]
        kinds = {_sort(text) for text in texts if cell_kind(text) is not CellKind.BLANK}
        if len(kinds) != 1 or kinds == {""}:
            continue
        if _sort(head.text) in kinds:
            return False
        found += sum(cell_kind(text) is not CellKind.BLANK for text in texts) > 1
    return found > 0


def _sort(text: str) -> str:
    """The kind of a cell that no header is, if it is of one; else ""."""
    kind = cell_kind(text)
    if kind in (CellKind.NUMBER, CellKind.TICK, CellKind.ARROW, CellKind.NO_BUDGET):
        return kind.value
    if match := _FIGURES.match(arabic_digits(text)):
        return "out of" if match["whole"] else "counted"
    if len(text) < _LONGEST_TIME and TIME.search(arabic_digits(text)):
        return "time"
    named = [m for m in find_spelled(text) if m.start == 0]
    return named[0].kind if named else ""


def _is_mark(label: str) -> bool:
    """Whether a cell asks to be filled in, and names its column: ``[โปรดกรอก: ตัวชี้วัด]``."""
    return label.lstrip().startswith("[โปรดกรอก")


def _years_in_order(labels: Sequence[str]) -> set[str]:
    """Labels that are years, one after the other, as they head columns: ``๒๕๖๘ ๒๕๖๙ ๒๕๗๐``, or of
    three and more the last first. A year alone, or one of two digits, may be a figure of a row."""
    long = [label for label in labels if len(label.strip()) > 2]
    years = [(label, year) for label in long if (year := year_of(label)) is not None]
    steps = {b - a for (_, a), (_, b) in pairwise(years)}
    in_order = steps == {1} or (steps == {-1} and len(years) > 2)
    return {label for label, _ in years} if in_order else set()


def _above_blanks(row: RowBlock, following: Sequence[RowBlock]) -> bool:
    """Whether the rows below are forms to fill in: a label and blanks."""
    below = [r for r in following[:4] if len(r.cells) == len(row.cells) > 2]
    return len(below) > 1 and all(
        cell_kind(c.text) is CellKind.BLANK for r in below for c in r.cells[1:]
    )


def _stands_above_data(labels: list[str], row: RowBlock, following: Sequence[RowBlock]) -> bool:
    width = len(row.cells)
    below = [r for r in following[:4] if abs(len(r.cells) - width) <= 1]
    if not below or len(labels) < width - 1:
        return False
    cells = [c.text for r in below for c in r.cells]
    lengths = [len(text) for text in cells if text.strip()]
    mean = sum(lengths) / len(lengths) if lengths else 0
    numeric = sum(cell_kind(text) is CellKind.NUMBER for text in cells)
    longest = max(len(label) for label in labels)
    return (
        numeric >= len(below)
        or mean > 2 * (sum(map(len, labels)) / len(labels))
        or (any(starts_item(text) for text in cells) and longest < mean)
    )


def is_second_line(first: RowBlock, row: RowBlock) -> bool:
    """Whether ``row`` is the lower line of the header ``first``.

    It fills only columns that the upper line spans (a label and the blanks right of it), with
    labels or years; or it names years, quarters or months, and then also a legend elsewhere.
    """
    if cell_kind(row.cells[0].text) is not CellKind.BLANK:
        return False
    if abs(len(first.cells) - len(row.cells)) > 1:
        return False
    spanned = _spanned(first)
    filled = {i for i, c in enumerate(row.cells) if cell_kind(c.text) is not CellKind.BLANK}
    texts = [row.cells[i].text for i in sorted(filled)]
    times = sum(is_time(text) for text in texts)
    inside = filled <= spanned | {max(spanned, default=-1) + 1}
    if not filled or not (inside or (spanned and times > 1)):
        return False
    if _numbers_strategies(first, row, filled):
        return True
    kinds = {cell_kind(t) for t in texts if year_of(t) is None}
    return not kinds & {CellKind.TICK, CellKind.ARROW, CellKind.NO_BUDGET} and not any(
        cell_kind(t) is CellKind.NUMBER and year_of(t) is None for t in texts
    )


def _numbers_strategies(first: RowBlock, row: RowBlock, filled: set[int]) -> bool:
    """Whether the lower line numbers what the upper one spans: ``ยุทธศาสตร์ที่`` over 1 2 3."""
    if min(filled) >= len(first.cells) or len(filled) < 2:
        return False
    above = first.cells[min(filled)].text
    numbers = [number(row.cells[i].text) for i in sorted(filled)]
    in_order = numbers == [float(n) for n in range(1, len(numbers) + 1)]
    return in_order and role_of(above) is ColumnRole.STRATEGY and fold(above).endswith("ที่")


def _spanned(first: RowBlock) -> set[int]:
    """Columns under a label that spans more than one."""
    spanned: set[int] = set()
    label: int | None = None
    for index, cell in enumerate(first.cells):
        if cell_kind(cell.text) is not CellKind.BLANK:
            label = index
        elif label is not None:
            spanned |= {label, index}
    return spanned


def columns_of(first: RowBlock, second: RowBlock | None) -> tuple[Column, ...]:
    """The columns of a header of one line or two. Columns right of the last label are cut; a
    header without any label (Markdown needs one) keeps them all."""
    upper = [c.text.strip() for c in first.cells]
    lower = [c.text.strip() for c in second.cells] if second else []
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    parents = _parents(upper, lower)
    columns = [_column(parents[i], lower[i]) for i in range(width)]
    labelled = max((i for i, column in enumerate(columns) if column.path), default=width - 1)
    return tuple(columns[: labelled + 1])


def _parents(upper: list[str], lower: list[str]) -> list[str]:
    """The upper label of each column. Years under a span that is not one of time or money
    belong to the nearest one that is: OCR shifts the spans of merged headers by a column."""
    parents: list[str] = []
    current = ""
    for index, label in enumerate(upper):
        current = label or (current if index < len(lower) and lower[index] else "")
        parents.append(current)
    times = [i for i, label in enumerate(upper) if label and role_of(label) is ColumnRole.TIMING]
    for index, leaf in enumerate(lower):
        if is_time(leaf) and times and role_of(parents[index]) not in _PARENTS_OF_TIME:
            parents[index] = upper[min(times, key=lambda t: abs(t - index))]
    return parents


def _column(parent: str, leaf: str) -> Column:
    path = tuple(label for label in (parent, leaf) if label)
    role = role_of(parent) if parent else None
    if role is None and leaf and not (_counts_posts(parent) and is_time(leaf)):
        role = role_of(leaf)
    return Column(path, role)


def same_header(row: RowBlock, columns: Sequence[Column]) -> bool:
    """Whether ``row`` repeats the upper line of a header (after a page break)."""
    tops = [fold(c.path[0]) for c in columns if c.path]
    labels = [fold(c.text) for c in row.cells if cell_kind(c.text) is not CellKind.BLANK]
    if len(labels) < 2 or any(map(_is_mark, labels)):
        return False
    equal = sum(any(label == top or _close(label, top) for top in tops) for label in labels)
    return equal >= _SAME_HEADER * len(labels) and equal >= 2


def _close(a: str, b: str) -> bool:
    if a not in b and b not in a:
        return False
    role = role_of(a)
    return role is not None and role is role_of(b)

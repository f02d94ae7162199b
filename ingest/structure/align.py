"""Which column each cell of a row belongs to, when OCR made the row short or long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.models import Column, ColumnRole
from ingest.structure.kinds import CellKind, cell_kind, starts_item
from ingest.text.normalize import arabic_digits, fold

# Costs of the alignment, in units where a cell that fits its column is worth 1 to 2. Chosen on
# the sample plans so that one lost column moves a row only if an amount, a tick or an arrow
# would otherwise stand under a column of another kind.
_SKIP_COLUMN, _DROP_BLANK, _DROP_TEXT = -0.6, -0.3, -5.0
_SAME_PLACE = 0.05
_CONFLICT, _MARGIN = -1.5, 1.5

_NAME = re.compile(r"[\s\d().\-–๐-๙]*(?:โครงการ|กิจกรรม|หลักสูตร|การ|จัด|ส่ง|ส่งเสริม|ประชุม|อบรม)")
UNIT = re.compile(r"[\s\-–(]*(?:สำนัก|กอง|ฝ่าย|งาน|หน่วย|คณะ|ทุก|ส่วน|เทศบาล|อบต|อบจ|องค์การ|กรม|สถาบัน)")
INDICATOR = re.compile(r"ร้อยละ|จำนวน|ระดับ|%|ไม่น้อยกว่า|อย่างน้อย")
TIME = re.compile(
    r"ไตรมาส|ตลอด|ปีงบ|ทุกเดือน|ทุกปี|[มกตพธสงยค]\.[คพยมก]\.|เม\.ย|มี\.ค|มิ\.ย|(?:าคม|ายน|าพันธ์)|25\d\d"
)
_TEXT_ROLES = frozenset(
    {
        ColumnRole.NAME, ColumnRole.STRATEGY, ColumnRole.OBJECTIVE, ColumnRole.INDICATOR,
        ColumnRole.UNIT, ColumnRole.AUDIENCE, ColumnRole.POSITION, ColumnRole.SKILL,
        ColumnRole.GOAL, ColumnRole.METHOD, ColumnRole.DEPARTMENT,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alignment:
    """``columns[i]`` is the column of cell i; None where a blank (or, rarely, a text) is left
    over. ``score`` is higher the better the cells fit."""

    columns: tuple[int | None, ...]
    score: float


def align(cells: Sequence[str], columns: Sequence[Column]) -> Alignment:
    """Give each cell a column, keeping the order.

    A row as wide as its header keeps its places, unless an amount, tick or arrow would stand
    under a column of another kind and a shift mends it.
    """
    if len(cells) != len(columns):
        return _shifted(cells, columns)
    scores = [fit(text, column) for text, column in zip(cells, columns, strict=True)]
    straight = Alignment(tuple(range(len(cells))), sum(scores))
    if min(scores) > _CONFLICT:
        return straight
    best = _shifted(cells, columns)
    return straight if best.score < straight.score + _MARGIN else best


def _shifted(cells: Sequence[str], columns: Sequence[Column]) -> Alignment:
    @cache
    def best(i: int, j: int) -> tuple[float, tuple[int | None, ...]]:
        if i == len(cells):
            return _SKIP_COLUMN * (len(columns) - j), ()
        drop = _DROP_BLANK if cell_kind(cells[i]) is CellKind.BLANK else _DROP_TEXT
        score, rest = best(i + 1, j)
        choices = [(score + drop, (None, *rest))]
        if j < len(columns):
            score, rest = best(i + 1, j + 1)
            place = _SAME_PLACE if i == j else 0.0
            choices.append((score + fit(cells[i], columns[j]) + place, (j, *rest)))
            score, rest = best(i, j + 1)
            choices.append((score + _SKIP_COLUMN, rest))
        return max(choices, key=lambda choice: choice[0])

    score, places = best(0, 0)
    return Alignment(places, score)


def fit(text: str, column: Column) -> float:
    """How well a cell fits a column: above 0 it fits, below -1 it can't be."""
    kind, role = cell_kind(text), column.role
    if kind is CellKind.BLANK or fold(text).startswith("รวม"):
        return 0.0
    if kind in (CellKind.TICK, CellKind.ARROW):
        return 2.0 if role is ColumnRole.TIMING else 0.5 if role is None else -2.0
    if kind is CellKind.NO_BUDGET:
        return 2.0 if role is ColumnRole.BUDGET else -2.0
    if kind is CellKind.NUMBER:
        return _fit_number(text, role)
    return _fit_text(text, role)


def _fit_number(text: str, role: ColumnRole | None) -> float:
    small = len(arabic_digits(text).strip()) <= 3
    if role is ColumnRole.NUMBER:
        return 1.5 if small else -2.0
    if role in (ColumnRole.BUDGET, ColumnRole.TOTAL):
        return 1.0 if small else 2.0
    if role is ColumnRole.AUDIENCE:
        return 1.0  # how many people: "จำนวนผู้เข้าอบรม (คน)"
    return -2.0 if role in _TEXT_ROLES else 0.5


def _fit_text(text: str, role: ColumnRole | None) -> float:
    plain = arabic_digits(text)
    if role is ColumnRole.NUMBER:
        return -2.0
    if role is ColumnRole.BUDGET:
        return -1.5
    if role is ColumnRole.TIMING:
        return 1.0 if TIME.search(plain) else -1.0
    if role is ColumnRole.UNIT:
        return 1.0 if UNIT.match(text) else 0.0
    if role is ColumnRole.NAME:
        return 1.0 if _NAME.match(text) or starts_item(text) else 0.3
    if role in (ColumnRole.INDICATOR, ColumnRole.TARGET):
        return 0.7 if INDICATOR.search(text) else 0.3
    if role is ColumnRole.OBJECTIVE:
        return 0.8 if "เพื่อ" in text[:12] else 0.3
    return 0.3


def infer_columns(rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Columns of a table whose header is missing, by what most of their cells look like.

    Only a table with money or time in it is taken for one of projects; the columns of any
    other get no role. The labels stay empty: the plan doesn't print them.
    """
    widths = [len(row) for row in rows]
    width = max(set(widths), key=widths.count)
    roles = [_inferred([row[i] for row in rows if len(row) == width]) for i in range(width)]
    if not {ColumnRole.BUDGET, ColumnRole.TIMING} & set(roles):
        return tuple(Column(()) for _ in roles)
    texts = [i for i, role in enumerate(roles) if role is None]
    names = [
        i
        for i in texts
        if sum(bool(_NAME.match(row[i])) for row in rows if i < len(row)) * 2 > len(rows)
    ]
    name = names[0] if names else texts[0] if texts else None
    for i in texts:
        if name is not None:
            roles[i] = (
                ColumnRole.OBJECTIVE
                if i < name
                else ColumnRole.NAME
                if i == name
                else ColumnRole.INDICATOR
            )
    return tuple(Column((), role) for role in roles)


def _inferred(cells: Sequence[str]) -> ColumnRole | None:
    filled = [text for text in cells if cell_kind(text) is not CellKind.BLANK]
    if not filled:
        return ColumnRole.NOTE
    kinds = [cell_kind(text) for text in filled]
    money = [fit(text, Column((), ColumnRole.BUDGET)) >= 2.0 for text in filled]
    if all(money):
        return ColumnRole.BUDGET
    if all(kind in (CellKind.TICK, CellKind.ARROW) for kind in kinds):
        return ColumnRole.TIMING
    if all(kind is CellKind.NUMBER for kind in kinds):
        return ColumnRole.NUMBER
    if all(TIME.search(arabic_digits(t)) and len(t) < 60 for t in filled):
        return ColumnRole.TIMING
    if sum(bool(UNIT.match(text)) for text in filled) * 2 > len(filled):
        return ColumnRole.UNIT
    return None

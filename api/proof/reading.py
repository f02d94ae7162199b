"""Evidence taken apart: its cells and lines, each with what it counts and stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from api.proof.lexicon import unit_pattern, units
from api.proof.quantities import Quantity, Seen, see

_BARE = re.compile(r"[^\w\u0e50-\u0e59]*[\d\u0e50-\u0e59][\d\u0e50-\u0e59,.]*[^\w\u0e50-\u0e59)]*")
_NUMBERING = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|รหัส|ข้อ|no\.?)", re.IGNORECASE)
_MONEY = re.compile(r"(?<!ปี)งบ\s?ประมาณ|วง\s?เงิน|รายจ่าย|บาท|จำนวนเงิน")
# What a header says its figures count: ``(คน)``, ``หน่วย : บาท``, ``จำนวนชั่วโมง``, ``ชั่วโมง``.
_TOLD = re.compile(r"\(([^()]*)\)|หน่วย\s*:\s*([^\s)]*)|จำนวน(\S+)|(?:^|› )([^\s›]+)$")
_ITEM = re.compile(r"(?<![\d.])(\d{1,2})(?:\.(?!\d)|\))|(?:กิจกรรม|ข้อ|รุ่น|ด้าน)ที่\s*(\d{1,2})")
_PERCENT = re.compile(r"ร้อยละ|%")
_UNIT = re.compile(unit_pattern())


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a cited row: ``header`` is its column's path, ``row`` numbers its row, ``about``
    is what names the row and the table (caption, other headers), ``over`` the caption and the
    heading above it."""

    text: str
    header: str
    row: int
    label: str
    about: str
    total: bool = False
    over: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell or a line, read. ``units`` are those a bare figure in it may have; ``folded`` is
    what stands in it and above it."""

    cell: Cell
    seen: Seen
    is_bare: bool
    units: frozenset[str]
    weak: frozenset[str]
    year: int
    ours: bool = False
    listed: int = 0  # how many items it numbers, from 1 on

    def fits(self, quantity: Quantity, own: Quantity) -> bool:
        """Whether ``own``, which stands here, counts what ``quantity`` does."""
        if not quantity.unit or own.unit == quantity.unit:
            return True
        if {own.unit, quantity.unit} == {"post", "position"}:
            return True
        if self.ours and not own.unit and quantity.unit not in _TIMES:
            return {q.unit for q in self.seen.quantities if q.unit} == {quantity.unit}
        if own.unit or not self.is_bare:
            return False
        if self.units:
            return quantity.unit in self.units
        return quantity.unit in self.weak


# Headers name them for other reasons: the years of columns, the months of a calendar.
_TIMES = frozenset({"year", "quarter", "month", "day"})
# What a bare figure may count where no header says so.
_COUNTABLE = frozenset({"person", "post", "position", "item", "place", "copy", "topic", "time"})


def piece_of(cell: Cell, ours: bool = False) -> Piece:
    seen = see(cell.text)
    is_numbering = _NUMBERING.fullmatch(cell.header.strip())
    is_bare = cell.row >= 0 and not is_numbering and _BARE.fullmatch(cell.text.strip()) is not None
    years = see(cell.header).years
    if is_bare and "เฉลี่ย" in f"{cell.header} {cell.label}":
        told = (replace(q, bounds=q.bounds | {"average"}) for q in seen.quantities)
        seen = replace(seen, quantities=tuple(told))
    return Piece(
        cell,
        seen,
        is_bare,
        _units(cell.header, cell.label) if is_bare else frozenset(),
        _weak(f"{cell.header} {cell.about}") if is_bare else frozenset(),
        years[0][0] if len(years) == 1 else 0,
        ours,
        _listed(seen.plain),
    )


def _listed(plain: str) -> int:
    """The last number of items that a cell numbers 1, 2, 3."""
    last = 0
    for match in _ITEM.finditer(plain):
        last += int(next(filter(None, match.groups()))) == last + 1
    return last if last > 1 else 0


@lru_cache(2_048)
def _units(header: str, label: str) -> frozenset[str]:
    if _PERCENT.search(label[:20]):
        return frozenset({"percent"})
    found = set(_told(header))
    if _MONEY.search(header):
        found.add("money")
    return frozenset(found)


def _told(header: str) -> Iterator[str]:
    ages = header.rstrip()[-1:].isdigit()  # the years of ``ช่วงอายุ (ปี) › 35 - 44``
    for told in _TOLD.finditer(header):
        said = next(filter(None, told.groups()), "")
        word = _UNIT.match(said)
        unit = units()[word[0].lower()] if word else ""
        if word and (told[4] is None or word[0] == said) and not (ages and unit in _TIMES):
            yield unit


@lru_cache(2_048)
def _weak(about: str) -> frozenset[str]:
    """What a bare figure may count by any word of its table's headers."""
    found = {units()[match[0].lower()] for match in _UNIT.finditer(about)} - _TIMES
    found |= set(_told(about))
    return _COUNTABLE | found | ({"money"} if _MONEY.search(about) else set())


@lru_cache(512)
def statement_pieces(statement: str) -> tuple[Piece, ...]:
    """Our own statement as lines."""
    return tuple(
        piece_of(Cell(line, "", -1, "", ""), ours=True)
        for line in statement.split("\n")
        if line.strip()
    )

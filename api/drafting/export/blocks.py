"""What a plan on paper is made of, whatever the format. Texts are final: digits are as they are
to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``marks`` are ids of the sources it is drawn from; one ``to_fill`` is for the
    officer to write, one ``edited`` the officer has written."""

    text: str
    marks: tuple[int, ...] = ()
    to_fill: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: the kind of plan, its years, whose it is, and where that is ("")."""

    kind: str
    years: str
    organization: str
    place: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents stands here, behind what stands before the numbered pages."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``number`` is ``ส่วนที่ 1``, ``1.1`` or ""; ``key`` is unique in the plan. A part that
    doesn't open a page may stand below the one before it."""

    level: int
    text: str
    key: str
    number: str = ""
    opens_page: bool = False

    @property
    def whole(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Prose:
    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is its first number, more than 1 where it goes on after a paragraph."""

    entries: tuple[Words, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is in millimetres on paper. Neighbours of one ``group`` stand below its name;
    ``alone`` is the label where none can stand above it."""

    label: str
    width: int
    align: Align = Align.LEFT
    group: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A cell is the paragraphs in it. In a row of totals the first cell reaches over the columns
    up to that of the amount."""

    cells: tuple[tuple[Words, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``amount`` is the index of the first column that totals stand in; ``small`` is the type of
    one with many columns."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    amount: int = 0
    small: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, each with who signs."""

    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The pages from here on are of this shape."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An entry of the annex: what the mark ``[id]`` stands for. ``quote`` is verbatim."""

    id: int
    told: str
    quote: str


Block = Cover | Contents | Heading | Prose | Items | Table | Signatures | Turn | SourceEntry

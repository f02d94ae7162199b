"""Headings and sections of running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from ingest.blocks import Block, BreakBlock, RowBlock, TextBlock
from ingest.lexicon import months
from ingest.structure.scope import part_level
from ingest.text.normalize import arabic_digits

LONGEST_HEADING = 130
LONGEST_TITLE = 90  # an unnumbered line above a text; longer ones are sentences
_NO_TITLE = ("(", "“", '"', "และ", "หรือ", "ที่", "ซึ่ง", "โดย", "ทั้งนี้")
_LEADS = ("ดังนี้", "ดังต่อไปนี้", "ได้แก่", "ประกอบด้วย", "ดังนี้คือ", "คือ", "เช่น", "ต่อไปนี้")

# "22 กันยายน 2568" is a date, not the item 22.
_MONTHS = "|".join(re.escape(name) for month in months() for name in month.names)

# "หมวด ก", "ภาคสอง": parts that are counted by letters or words.
_ORDINALS = "[ก-ฮ]|แรก|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|สุดท้าย"


class Style(IntEnum):
    """How a line is numbered, the widest scope first."""

    CHAPTER = 0
    DECIMAL_1 = 1
    DECIMAL_2 = 2
    DECIMAL_3 = 3
    STRATEGY = 4
    PARENTHESES = 5
    CLOSING = 6
    DECIMAL_CLOSING = 7
    TITLE = 8
    BULLET = 9
    PLAIN = 10


# Lines whose words, and no number of a list, say what they are.
_NAMED = (Style.STRATEGY, Style.PLAIN)
_PART_STYLES = {int(Style.STRATEGY), int(Style.TITLE)}

_PATTERNS: tuple[tuple[re.Pattern[str], Style], ...] = (
    (re.compile(r"(?:ส่วน|บท|หมวด|ภาค|ตอน)(?:ที่)?\s*\d|ภาคผนวก"), Style.CHAPTER),
    (
        re.compile(rf"(?:ส่วน|บท|หมวด|ภาค|ตอน)(?:ที่)?\s*(?:{_ORDINALS})(?:\s.{{0,90}})?$"),
        Style.CHAPTER,
    ),
    (re.compile(r"(?:แผน|ประกาศ|คำสั่ง|นโยบาย|รายงาน)\S.*(?:ปีงบประมาณ|พ\.ศ\.)"), Style.CHAPTER),
    (re.compile(r"(?:ยุทธศาสตร์|ประเด็น(?:ยุทธศาสตร์)?|กลยุทธ์)(?:การพัฒนา)?ที่\s*\d"), Style.STRATEGY),
    (re.compile(r"\d+\.\d+(?:\.\d+)*\s?\)"), Style.DECIMAL_CLOSING),
    (re.compile(r"\d+\.\d+\.\d+"), Style.DECIMAL_3),
    (re.compile(r"\d+\.\d+|[ก-ฮ]\.\d{1,2}\s+(?=\D)"), Style.DECIMAL_2),
    (re.compile(r"\(\s?(?:\d+(?:\.\d+)*|[ก-ฮ])\s?\)"), Style.PARENTHESES),
    (re.compile(r"(?:\d+|[ก-ฮ])\s?\)|[ก-ฉ]\.\s+(?=[ก-ฮเ-ไ])(?!.\.)"), Style.CLOSING),
    (re.compile(rf"\d{{1,2}}(?:\.|\s)\s*(?!\d|{_MONTHS})\D"), Style.DECIMAL_1),
    (re.compile(r"ข้อ(?:ที่)?\s*\d{1,2}(?![\d.])"), Style.DECIMAL_1),
    (re.compile(r"[-•*–✓]\s*\S"), Style.BULLET),
)


def style_of(text: str) -> Style:
    """How a line starts: ``๒.๑ การพัฒนา`` is DECIMAL_2, prose is PLAIN."""
    plain = arabic_digits(text).strip()
    for pattern, style in _PATTERNS:
        if pattern.match(plain):
            is_chapter = style in (Style.CHAPTER, Style.STRATEGY)
            return Style.PLAIN if is_chapter and len(plain) > LONGEST_HEADING + 40 else style
    return Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """A text block in its place: its numbering, whether it is a heading, and its sections."""

    block: TextBlock
    style: Style
    is_heading: bool
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """``lines[i]`` is what the i-th block is, None for rows and breaks; ``sections[i]`` is the
    section path in force at it."""

    lines: tuple[Line | None, ...]
    sections: tuple[tuple[str, ...], ...]


def outline(blocks: Sequence[Block]) -> Outline:
    """Find the headings among the blocks and the section of each block."""
    stack: list[tuple[_Rank, str]] = []
    lines: list[Line | None] = []
    sections: list[tuple[str, ...]] = []
    for index, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            style = style_of(block.text)
            heading = _is_heading(blocks, index, style)
            if heading:
                rank = _rank(block, style)
                stack = [(at, text) for at, text in stack if at.holds(rank)]
                stack.append((rank, block.text.strip()))
            lines.append(Line(block, style, heading, tuple(text for _, text in stack)))
        else:
            lines.append(None)
        sections.append(tuple(text for _, text in stack))
    return Outline(tuple(lines), tuple(sections))


@dataclass(frozen=True, slots=True)
class _Rank:
    """How wide a heading is: by its style, and by the part of the plan that it names."""

    style: int
    part: int | None = None

    def holds(self, other: _Rank) -> bool:
        """Whether the other one stands below this: a tactic does below its strategy, however
        each is written."""
        alike = self.style == other.style or {self.style, other.style} == _PART_STYLES
        if alike and self.part and other.part and self.part != other.part:
            return self.part < other.part
        return self.style < other.style


def _rank(block: TextBlock, style: Style) -> _Rank:
    if block.level is not None:
        return _Rank(block.level - 1, part_level(block.text))
    if style not in _NAMED:
        return _Rank(int(style))
    return _Rank(int(Style.TITLE if style is Style.PLAIN else style), part_level(block.text))


def _leads_part(blocks: Sequence[Block], index: int) -> bool:
    """Whether a narrower part of the plan follows at once that is a heading: a strategy with
    its tactic below, and a table or text below that."""
    at = next(i for i in range(index + 1, len(blocks)) if not isinstance(blocks[i], BreakBlock))
    below, block = blocks[at], blocks[index]
    if not isinstance(below, TextBlock) or not isinstance(block, TextBlock):
        return False
    own, other = part_level(block.text), part_level(below.text)
    if own is None or other is None or own >= other:
        return False
    style = style_of(below.text)
    return style in _NAMED and _is_heading(blocks, at, style)


def _is_heading(blocks: Sequence[Block], index: int, style: Style) -> bool:
    """A short line with something of another kind below it; one among equals is a list item."""
    block = blocks[index]
    assert isinstance(block, TextBlock)
    if block.level is not None:
        return True
    length = len(block.text.strip())
    if style is Style.BULLET or length > LONGEST_HEADING:
        return False
    below = _neighbour(blocks, index, 1)
    if below is None:
        return False
    if style is Style.CHAPTER or (
        style in _NAMED and length <= LONGEST_TITLE and _leads_part(blocks, index)
    ):
        return True
    if isinstance(below, RowBlock):
        return style is not Style.PLAIN or length <= LONGEST_TITLE
    if style is Style.PLAIN:
        return _is_title(blocks, index, below)
    above = _neighbour(blocks, index, -1)
    same_above = isinstance(above, TextBlock) and style_of(above.text) is style
    if same_above and style_of(below.text) < style:
        return False  # the last item of a list, above the heading of what comes next
    return style_of(below.text) is not style and not (
        same_above and not _opens_text(block.text, below)
    )


def _is_title(blocks: Sequence[Block], index: int, below: TextBlock) -> bool:
    block = blocks[index]
    assert isinstance(block, TextBlock)
    text = block.text.strip()
    alone = index == 0 or isinstance(blocks[index - 1], BreakBlock)
    marked = below.level is None and style_of(below.text) is not Style.PLAIN
    longer = len(below.text) > 1.5 * len(text) or marked
    if not alone or not longer or not 3 <= len(text) <= LONGEST_TITLE:
        return False
    return not text.startswith(_NO_TITLE) and not leads_on(text)


def leads_on(text: str) -> bool:
    """Whether a line announces what follows: ``… ดังนี้``."""
    return text.rstrip(" :.").endswith(_LEADS)


def _opens_text(text: str, below: TextBlock) -> bool:
    return len(below.text) > len(text) or style_of(below.text) in (Style.BULLET, Style.CLOSING)


def _neighbour(blocks: Sequence[Block], index: int, step: int) -> TextBlock | RowBlock | None:
    at = index + step
    while 0 <= at < len(blocks):
        block = blocks[at]
        if not isinstance(block, BreakBlock):
            return block
        at += step
    return None

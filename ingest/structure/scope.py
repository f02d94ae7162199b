"""What rules the rows below it inside a table: a strategy, a tactic, a department."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.normalize import fold

# What a plan is divided into, from the widest.
_PARTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^\(?[\d.]*\)?(?:ยุทธศาสตร์|ประเด็น|ด้าน|แผนงาน|มิติ)"), 1),
    (re.compile(r"^\(?[\d.]*\)?(?:เป้าประสงค์|วัตถุประสงค์)"), 2),
    (re.compile(r"^\(?[\d.]*\)?(?:กลยุทธ์|แนวทาง|มาตรการ)"), 3),
)
# Levels of the headings that stand inside tables.
_LEVELS: tuple[tuple[re.Pattern[str], int], ...] = (
    *_PARTS,
    (re.compile(r"^(?:สำนัก|กอง|ส่วน|หน่วย)"), 1),
    (re.compile(r"^(?:ลูกจ้าง|พนักงานจ้าง|พนักงานเทศบาล|พนักงานส่วน|ข้าราชการ|พนักงานครู|ฝ่าย|งาน)"), 2),
)


def part_level(text: str) -> int | None:
    """The level of a part of a plan, 1 the widest: ``ยุทธศาสตร์ที่ ๑ …`` is 1, ``กลยุทธ์ …`` 3."""
    return _level(fold(text), _PARTS)


def _level(folded: str, levels: Sequence[tuple[re.Pattern[str], int]]) -> int | None:
    return next((level for pattern, level in levels if pattern.search(folded)), None)


class Scope:
    """The headings in force, widest first. A total closes them: what follows is unknown."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._at_heading = False

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._headings)

    def enter(self, text: str) -> None:
        """A heading row. One of no known level goes below a heading right above it, and else
        opens anew."""
        known = _level(fold(text), _LEVELS)
        below = self._headings[-1][0] + 1 if self._at_heading and self._headings else 1
        level = known or below
        self._headings = [(at, name) for at, name in self._headings if at < level]
        self._headings.append((level, text.strip()))
        self._at_heading = True

    def leave_heading(self) -> None:
        self._at_heading = False

    def close(self) -> None:
        self._headings = []

"""What rules the rows below it inside a table: a strategy, a tactic, a department."""

from __future__ import annotations

import re

from ingest.text.normalize import fold

# Levels of the headings that stand inside tables, from the widest.
_LEVELS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^\(?[\d.]*\)?(?:ยุทธศาสตร์|ประเด็น|ด้าน|แผนงาน|มิติ)"), 1),
    (re.compile(r"^\(?[\d.]*\)?(?:กลยุทธ์|แนวทาง|เป้าประสงค์|วัตถุประสงค์|มาตรการ)"), 2),
    (re.compile(r"^(?:สำนัก|กอง|ส่วน|หน่วย)"), 1),
    (re.compile(r"^(?:ลูกจ้าง|พนักงานจ้าง|พนักงานเทศบาล|พนักงานส่วน|ข้าราชการ|พนักงานครู|ฝ่าย|งาน)"), 2),
)


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
        folded = fold(text)
        known = next((level for pattern, level in _LEVELS if pattern.search(folded)), None)
        below = self._headings[-1][0] + 1 if self._at_heading and self._headings else 1
        level = known or below
        self._headings = [(at, name) for at, name in self._headings if at < level]
        self._headings.append((level, text.strip()))
        self._at_heading = True

    def leave_heading(self) -> None:
        self._at_heading = False

    def close(self) -> None:
        self._headings = []

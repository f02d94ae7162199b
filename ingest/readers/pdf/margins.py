"""What is printed on page after page in the same place: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.layout import Column, Page, Part
from ingest.readers.pdf.lines import Line
from ingest.text.normalize import arabic_digits

_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")  # a year makes another line
_ZONE = 0.12  # share of the page's height at its top and bottom
_SAME_PLACE = 0.015  # share of the height
_SAME_DISTANCE = 9.0  # points from the edge, on pages of another shape
_MIN_PAGES = 3  # fewer alike may be two chapters that begin alike
_MIN_SHARE = 0.4  # of the pages; left and right pages may differ
# "- ๓ -", "หน้า ๓", "3 / 12", also alone on the one page of a short file.
_PAGE_NUMBER = re.compile(
    r"[-–~(\[\s]*(?:(?:หน้า(?:ที่)?|page)\s*)?\d{1,3}(?:\s*(?:/|จาก|of)\s*\d{1,3})?[-–~)\]\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a line stands: its baseline and the page's height, points."""

    page: int
    baseline: float
    height: float

    def is_at(self, other: _Seen) -> bool:
        """In the same place of the page; of a page that lies across, as far from its edge."""
        share = abs(self.baseline / self.height - other.baseline / other.height)
        top = abs(self.baseline - other.baseline)
        bottom = abs(self.height - self.baseline - (other.height - other.baseline))
        return share <= _SAME_PLACE or min(top, bottom) <= _SAME_DISTANCE


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """The pages without what repeats at their tops and bottoms, and how many lines that was."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for page in pages:
        for line in _marginal(page):
            seen[_folded(line)].append(_Seen(page.number, line.baseline, page.height))
    running = {key: places for key, places in seen.items() if _runs(places, len(pages))}
    result, dropped = [], 0
    for page in pages:
        parts: list[Part] = []
        gone = {
            line for line in _marginal(page)
            if _is_margin(line, page, running.get(_folded(line), []), len(pages))
        }  # fmt: skip
        dropped += len(gone)
        for part in page.parts:
            if isinstance(part, Column):
                kept = tuple(line for line in part.lines if line not in gone)
                if kept:
                    parts.append(replace(part, lines=kept))
            else:
                parts.append(part)
        result.append(replace(page, parts=tuple(parts)))
    return result, dropped


def _marginal(page: Page) -> list[Line]:
    lines = [line for part in page.parts if isinstance(part, Column) for line in part.lines]
    return [
        line for line in lines
        if not _ZONE * page.height < line.baseline < (1 - _ZONE) * page.height
    ]  # fmt: skip


def _folded(line: Line) -> str:
    return _DIGITS.sub("0", arabic_digits(line.text)).replace(" ", "")


def _runs(places: Sequence[_Seen], pages: int) -> bool:
    return len({place.page for place in places}) >= max(_MIN_PAGES, _MIN_SHARE * pages)


def _is_margin(line: Line, page: Page, places: Sequence[_Seen], pages: int) -> bool:
    here = _Seen(page.number, line.baseline, page.height)
    alike = {place.page for place in places if here.is_at(place)}
    if len(alike) >= max(_MIN_PAGES, _MIN_SHARE * pages):
        return True
    return bool(_PAGE_NUMBER.fullmatch(arabic_digits(line.text))) and _outermost(line, page)


def _outermost(line: Line, page: Page) -> bool:
    """Whether nothing stands further out on the page."""
    others = [part for part in page.parts if not isinstance(part, Column)]
    tops = [row.box[1] for part in others for row in part]
    tops += [
        other.baseline for part in page.parts if isinstance(part, Column)
        for other in part.lines if other is not line
    ]  # fmt: skip
    return all(y > line.baseline for y in tops) or all(y < line.baseline for y in tops)

"""Where cited lines stand in the original file, in words: ``หน้า 12``, ``ตารางที่ 2 แถว 3-4``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Place, Plan

# Left, top, right and bottom as shares 0..1 of the page.
Box = tuple[float, float, float, float]

UNVERIFIED = "อ่านจากภาพสแกน โปรดตรวจกับต้นฉบับ"
# What stands beside a figure.
SCANNED = "จากภาพสแกน ยังไม่ตรวจทาน"


@dataclass(frozen=True, slots=True)
class Placed:
    """What of a plan says where its lines stand, read without the rest."""

    places: tuple[Place, ...] = ()


def page_of(plan: Plan | Placed, line: int) -> int | None:
    """The page on which ``line`` (1-based) stands; None where the file has none."""
    return plan.places[line - 1].page if plan.places else None


def boxes_on(plan: Plan, page: int, line_start: int, line_end: int) -> list[Box]:
    """The boxes of those of the lines (1-based, inclusive) that stand on ``page``."""
    places = plan.places[line_start - 1 : line_end]
    return [place.box for place in places if place.page == page and place.box is not None]


def place_of(plan: Plan | Placed, line_start: int, line_end: int) -> str:
    """Where the lines stand in the file; "" in a text and in paragraphs of a DOCX.

    What was read by OCR is said to be so.
    """
    places = plan.places[line_start - 1 : line_end]
    parts = list(_parts(places))
    if parts and is_unverified(plan, line_start, line_end):
        parts.append(f"({UNVERIFIED})")
    return " ".join(parts)


def is_unverified(plan: Plan | Placed, line_start: int, line_end: int) -> bool:
    """Whether some of the lines were read by OCR from a picture of the page."""
    return any(place.unverified for place in plan.places[line_start - 1 : line_end])


def _parts(places: Sequence[Place]) -> Iterator[str]:
    if pages := [place.page for place in places if place.page is not None]:
        yield f"หน้า {_range(min(pages), max(pages))}"
    rows: dict[str, list[int]] = {}
    for place in places:
        if place.row is not None:
            rows.setdefault(_holder(place), []).append(place.row)
    for holder, numbers in rows.items():
        yield f"{holder} แถว {_range(min(numbers), max(numbers))}"


def _holder(place: Place) -> str:
    return f"ชีต {place.sheet}" if place.sheet else f"ตารางที่ {place.table}"


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"

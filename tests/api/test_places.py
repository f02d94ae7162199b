"""Where cited lines stand in the original file, as a person would say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.places import UNVERIFIED, page_of, place_of
from api.views import source_view
from ingest.models import Place, Plan, Span
from tests.retriever.plans import make_plan

PAGES = (Place(page=4), Place(page=4), Place(page=5), Place(page=6, unverified=True), Place(page=7))
CELLS = (
    Place(),
    Place(table=2, row=3),
    Place(table=2, row=4),
    Place(table=3, row=1),
    Place(sheet="งบประมาณ", row=8),
)


def plan(places: tuple[Place, ...]) -> Plan:
    return replace(make_plan("ริมธาร"), places=places)


@pytest.mark.parametrize(
    ("places", "lines", "said"),
    [
        ((), (1, 5), ""),
        (PAGES, (1, 2), "หน้า 4"),
        (PAGES, (2, 3), "หน้า 4-5"),
        (PAGES, (3, 4), f"หน้า 5-6 ({UNVERIFIED})"),
        (CELLS, (1, 1), ""),
        (CELLS, (1, 2), "ตารางที่ 2 แถว 3"),
        (CELLS, (2, 3), "ตารางที่ 2 แถว 3-4"),
        (CELLS, (2, 4), "ตารางที่ 2 แถว 3-4 ตารางที่ 3 แถว 1"),
        (CELLS, (5, 5), "ชีต งบประมาณ แถว 8"),
    ],
)
def test_a_place_in_words(places: tuple[Place, ...], lines: tuple[int, int], said: str) -> None:
    assert place_of(plan(places), *lines) == said


def test_lines_of_a_source_carry_their_page_and_place() -> None:
    view = source_view(plan(PAGES), Span(2, 3))
    assert [(line.page, line.place) for line in view.lines] == [(4, "หน้า 4"), (5, "หน้า 5")]
    text = source_view(make_plan("ริมธาร"), Span(1, 2))
    assert [(line.page, line.place) for line in text.lines] == [(None, "")] * 2
    assert page_of(plan(CELLS), 2) is None

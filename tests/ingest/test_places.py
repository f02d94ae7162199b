"""Where a line stands in a file that is no text: what can be said of it and what can't."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ingest.blocks import Document
from ingest.models import Place
from tests.ingest.parsing import plan


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"page": 1},
        {"page": 12, "box": (0.0, 0.1, 1.0, 0.2), "unverified": True},
        {"table": 2, "row": 3},
        {"sheet": "งบประมาณ", "row": 8},
    ],
)
def test_a_place_says_what_its_format_knows(said: dict[str, Any]) -> None:
    place = Place(**said)
    assert {name: getattr(place, name) for name in said} == said


@pytest.mark.parametrize(
    "said",
    [
        {"page": 0},
        {"table": 1, "row": 0},
        {"table": 0, "row": 1},
        {"page": 1, "row": 1},
        {"page": 1, "sheet": "ก", "row": 1},
        {"table": 1, "sheet": "ก", "row": 1},
        {"table": 1},
        {"sheet": "ก"},
        {"sheet": " ", "row": 1},
        {"row": 1},
        {"box": (0.0, 0.0, 1.0, 1.0)},
        {"unverified": True},
        {"page": 1, "box": (0.5, 0.0, 0.4, 1.0)},
        {"page": 1, "box": (0.0, 0.9, 1.0, 0.1)},
        {"page": 1, "box": (-0.1, 0.0, 1.0, 1.0)},
        {"page": 1, "box": (0.0, 0.0, 1.0, 1.1)},
        {"page": 1, "box": (float("nan"), 0.0, 1.0, 1.0)},
    ],
)
def test_places_that_contradict_themselves_cant_be_built(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Place(**said)


def test_there_is_a_place_for_each_line_or_for_none() -> None:
    text = plan("ข้อความ")
    assert text.places == ()
    places = tuple(Place(page=1) for _ in text.lines)
    assert replace(text, places=places).places == places
    with pytest.raises(ValueError, match="places"):
        replace(text, places=places[:-1])
    with pytest.raises(ValueError, match="places"):
        Document("a.pdf", text.lines, (), places[:-1])

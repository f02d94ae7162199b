"""Projects by the catalogue's columns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retriever.library import Library
from tests.api.projects_library import PLANS


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("lines")) as library:
        library.add_many((plan, plan.source) for plan in PLANS)
        yield library


def test_lines_are_those_of_the_plans_in_reading_order(library: Library) -> None:
    lines = library.project_lines(["south"])
    assert [line.id for line in lines] == ["south:p1", "south:p2", "south:p3"]
    assert [line.satang for line in lines] == [3_500_000, 0, 500_000]
    assert library.project_lines([]) == []
    assert len(library.project_lines()) == 8


def test_bounds_leave_stated_amounts_alone(library: Library) -> None:
    assert {line.id for line in library.project_lines(["north"], budget_min=0)} == {
        "north:p1",
        "north:p4",
    }
    assert [line.satang for line in library.project_lines(budget_min=1, budget_max=5_000)] == [
        500_000,
        150_000,
    ]


def test_projects_are_read_as_they_were_put_and_unknown_ones_left_out(library: Library) -> None:
    first = PLANS[0].facts[0]
    assert library.projects([first.id, "nowhere:p1"]) == {first.id: first}
    assert library.projects([]) == {}

"""Searching within the plans that a query names, widening with a note, and explaining."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.search import search
from retriever.library import Library

ONE, OTHER = "เทศบาลนครศิลาวารี", "เทศบาลเมืองธารมณี"


def owners(library: Library, query: str, **filters: object) -> set[str | None]:
    hits = search(library, query, **filters).found.hits  # type: ignore[arg-type]
    return {hit.plan.organization.name if hit.plan.organization else None for hit in hits}


def test_a_query_without_names_is_searched_everywhere(sample_library: Library) -> None:
    found = search(sample_library, "โครงการอบรม")
    assert found.scope.plan_ids is None
    assert found.scope.notes == ()


@pytest.mark.parametrize("query", [f"งบอบรม{ONE}", "งบอบรม ศิลาวารี", "งบอบรมของ ทน.ศิลาวารี"])
def test_an_organisation_in_the_query_narrows(sample_library: Library, query: str) -> None:
    assert owners(sample_library, query) == {ONE}
    assert "ศิลาวารี" not in search(sample_library, query).scope.text


def test_a_name_alone_is_still_searched_for(sample_library: Library) -> None:
    assert owners(sample_library, ONE) == {ONE}


def test_a_year_in_the_query_narrows(sample_library: Library) -> None:
    found = search(sample_library, "โครงการอบรมปี 2570", k=50)
    assert found.found.hits
    assert all(2570 in hit.plan.fiscal_years for hit in found.found.hits)


def test_an_organisation_that_is_not_here_widens_with_a_note(sample_library: Library) -> None:
    found = search(sample_library, "งบอบรมเทศบาลตำบลนาดาวเรือง")
    assert found.found.hits
    assert "นาดาวเรือง" in found.scope.notes[0]


def test_a_year_that_is_not_here_widens_with_a_note(sample_library: Library) -> None:
    found = search(sample_library, f"งบอบรม{ONE} ปี 2550")
    assert {hit.plan.organization.name for hit in found.found.hits if hit.plan.organization} == {
        ONE
    }
    assert "2550" in found.scope.notes[0]


def test_a_filter_is_never_widened(sample_library: Library) -> None:
    found = search(sample_library, "งบอบรม", organization="เทศบาลตำบลนาดาวเรือง")
    assert not found.found.hits
    assert ONE in found.scope.notes[0]
    found = search(sample_library, "งบอบรม", organization=ONE, fiscal_year=2550)
    assert not found.found.hits
    assert "2569" in found.scope.notes[0]


def test_a_filter_wins_over_the_query(sample_library: Library) -> None:
    assert owners(sample_library, f"งบอบรม{ONE}", organization=OTHER) == {OTHER}


def test_points_add_up_to_the_score(client: TestClient) -> None:
    found = client.get("/search", params={"q": f"งบอบรม{ONE}", "explain": "true"}).json()
    assert found["explanation"]["organizations"] == [ONE]
    assert "อบรม" in found["explanation"]["words"]
    assert any(term["added"] == "ฝึกอบรม" for term in found["explanation"]["added"])
    for hit in found["results"]:
        told = hit["explanation"]
        points = sum(part["points"] for part in (*told["legs"], *told["features"]))
        assert points == pytest.approx(hit["score"])


def test_nothing_is_explained_unasked(client: TestClient) -> None:
    found = client.get("/search", params={"q": "งบอบรม"}).json()
    assert found["notes"] == []
    assert found["explanation"] is None
    assert found["results"][0]["explanation"] is None

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.api.projects_library import NORTH, PLANS
from tests.api.test_http_chat import is_problem

FIELDS = {
    "id", "plan_id", "passage_id", "organization", "fiscal_years", "title", "source",
    "line_start", "line_end", "number", "name", "parent", "strategy", "objective", "indicator",
    "target", "budget", "timing", "quarters", "unit", "audience", "courses", "unverified",
    "page", "place",
}  # fmt: skip


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("table")
    with Library.open(folder) as library:
        library.add_many((plan, plan.source) for plan in PLANS)
        with TestClient(create_app(Settings(_env_file=None, data_dir=folder), library)) as client:
            yield client


def test_a_page_has_every_field_of_the_contract(table: TestClient) -> None:
    body = table.get("/projects", params={"limit": 2, "offset": 1}).json()
    assert (body["total"], body["offset"], body["limit"]) == (8, 1, 2)
    assert [item["id"] for item in body["projects"]] == ["north:p2", "north:p3"]
    assert all(set(item) == FIELDS for item in body["projects"])
    budget = body["projects"][0]["budget"]
    assert budget == {"kind": "no_budget", "baht": None, "years": [], "shared_with": []}
    assert (body["budget_count"], body["budget_sum"]) == (6, 196_500)


def test_all_filters_together(table: TestClient) -> None:
    asked = {
        "q": "อบรม", "organization": "ทต.เหนือสมมุติ", "position": "นิติกร",
        "fiscal_year": "2569", "budget_min": "1", "budget_max": "120000", "sort": "-budget",
    }  # fmt: skip
    body = table.get("/projects", params=asked).json()
    assert [item["id"] for item in body["projects"]] == ["north:p4"]
    for changed in ({"fiscal_year": "2568"}, {"budget_max": "119999"}, {"position": "ปลัดเทศบาล"}):
        assert table.get("/projects", params=asked | changed).json()["total"] == 0


def test_a_page_beyond_the_end_is_empty(table: TestClient) -> None:
    body = table.get("/projects", params={"offset": 99}).json()
    assert (body["total"], body["projects"]) == (8, [])


@pytest.mark.parametrize("path", ["/projects", "/projects.csv", "/projects.xlsx"])
@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"budget_min": "ฟรี"}, "invalid-request"),
        ({"budget_min": "-1"}, "invalid-request"),
        ({"budget_max": "9" * 30}, "invalid-request"),
        ({"budget_min": "2", "budget_max": "1"}, "budget-range"),
        ({"fiscal_year": "69"}, "invalid-request"),
        ({"sort": "colour"}, "invalid-request"),
        ({"q": "🎉"}, "no-words"),
        ({"q": "ก" * 201}, "invalid-request"),
        ({"organization": "ก" * 201}, "invalid-request"),
    ],
)
def test_bad_values_are_problems(
    table: TestClient, path: str, params: dict[str, str], code: str
) -> None:
    is_problem(table.get(path, params=params), 422, code)


@pytest.mark.parametrize("params", [{"limit": "0"}, {"limit": "501"}, {"offset": "-1"}])
def test_pages_that_cannot_be(table: TestClient, params: dict[str, str]) -> None:
    is_problem(table.get("/projects", params=params), 422, "invalid-request")


NAMES = ["q", "organization", "position", "fiscal_year", "budget_min", "budget_max", "sort",
         "offset", "limit"]  # fmt: skip
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.integers().map(str),
    st.sampled_from(["name", "-year", "นิติกร", "2569", "อบรม", "()[]\\*", "%", "'", "\0"]),
)


@settings(max_examples=150, deadline=None)
@given(params=st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_no_query_breaks_it(table: TestClient, params: dict[str, str]) -> None:
    response = table.get("/projects", params=params)
    if response.status_code == 200:
        body = response.json()
        assert len(body["projects"]) <= min(body["limit"], body["total"])
    else:
        is_problem(response, 422)


def test_exports_hold_all_that_is_found_whatever_the_page(table: TestClient) -> None:
    asked = {"organization": NORTH, "limit": 1, "sort": "-budget"}
    response = table.get("/projects.csv", params=asked)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="projects.csv"' in response.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["งบประมาณ (บาท)"] for row in rows] == ["120000", "35000", "", ""]
    assert {row["หน่วยงาน"] for row in rows} == {NORTH}
    response = table.get("/projects.xlsx", params=asked)
    assert 'filename="projects.xlsx"' in response.headers["content-disposition"]
    sheet: Any = load_workbook(io.BytesIO(response.content)).active
    assert sheet.max_row == 5


def test_a_project_s_lines_are_those_of_its_plan(client: TestClient) -> None:
    """Over the sample plans, as they are read from their files."""
    projects = client.get("/projects", params={"limit": 500}).json()["projects"]
    assert len(projects) > 20
    for item in projects[::9]:
        window = {"line_start": item["line_start"], "line_end": item["line_end"]}
        lines = client.get(f"/plans/{item['plan_id']}/source", params=window).json()["lines"]
        assert lines


def test_the_page_of_the_table(client: TestClient) -> None:
    page = client.get("/table")
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="th"' in page.text

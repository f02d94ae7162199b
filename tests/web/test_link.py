"""Links into the page that open a plan's lines, as the LINE bot's buttons have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from api.line.messages.links import lines_link, projects_link
from api.schemas import Citation
from tests.web import fake_api
from tests.web.conftest import Visit, open_page
from tests.web.plan_text import CITED_CELLS, ORGANIZATION, PLAN_ID


@pytest.fixture
def linked(
    contexts: dict[str, Any], service: tuple[str, list[Any]], fake: Any, request: Any
) -> Iterator[Visit]:
    yield from open_page(contexts["phone"], service[0], request.param)


def link_to(**fields: Any) -> str:
    """The path and query of a button's address."""
    address = lines_link("https://plans.example.go.th", Citation(**{**fake_api.ROW, **fields}))
    assert address is not None
    return address.removeprefix("https://plans.example.go.th/")


@pytest.mark.parametrize("linked", [link_to()], indirect=True)
def test_a_link_opens_the_cited_row_in_its_plan(linked: Visit) -> None:
    panel = linked.page.locator("#panel")
    row = panel.locator("tr.cited")
    expect(row).to_have_count(1)
    assert row.locator("td:not(.line-number)").all_inner_texts() == CITED_CELLS
    expect(row).to_be_in_viewport()
    expect(panel.locator("h2")).to_contain_text(ORGANIZATION)
    assert linked.overflow() == 0


@pytest.mark.parametrize("linked", [link_to()], indirect=True)
def test_behind_the_lines_is_the_page_to_ask_on(linked: Visit) -> None:
    linked.page.get_by_role("button", name="ปิดแหล่งอ้างอิง").click()
    expect(linked.page.locator("#panel")).to_be_hidden()
    linked.ask("หลักสูตรไหนเหมาะ")
    expect(linked.page.locator(".source")).to_have_count(2)


@pytest.mark.parametrize("linked", [link_to(plan_id="gone")], indirect=True)
def test_a_plan_that_is_no_more_is_said(linked: Visit) -> None:
    expect(linked.page.locator("#panel [role=alert]")).to_contain_text("เปิดแผนนี้ไม่ได้")


@pytest.mark.parametrize(
    "linked",
    [f"?plan={PLAN_ID}", f"?plan={PLAN_ID}&lines=9-3", f"?plan={PLAN_ID}&lines=x", "?lines=1-2"],
    indirect=True,
)
def test_an_address_without_lines_opens_none(linked: Visit) -> None:
    expect(linked.page.locator("#welcome")).to_be_visible()
    expect(linked.page.locator("#panel")).to_be_hidden()


def test_a_link_to_the_projects_sets_their_filter(visit: Visit) -> None:
    address = projects_link("https://example.go.th/plans/", ORGANIZATION, 2569)
    assert address is not None
    path, query = address.split("?")
    assert path == "https://example.go.th/plans/table"
    read = """async (query) => {
        const { readAddress } = await import('./assets/filters.js');
        return readAddress(query, 50);
    }"""
    state = visit.page.evaluate(read, f"?{query}")
    assert (state["organization"], state["fiscal_year"]) == (ORGANIZATION, "2569")


def test_without_an_address_of_the_page_there_is_no_link() -> None:
    citation = Citation(**fake_api.ROW)
    assert lines_link(None, citation) is None
    assert projects_link("", ORGANIZATION, None) is None
    assert lines_link("https://example.go.th/" + "x" * 1000, citation) is None

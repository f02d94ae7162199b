"""The table of projects in a real browser, over the real service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from api.http.app import create_app
from api.positions import names_position
from api.settings import Settings
from ingest.models import Organization, OrganizationType
from retriever.library import Library
from tests.api.projects_library import NORTH, PLANS, baht, make_plan, project
from tests.web.conftest import Visit, open_page
from tests.web.plan_text import TRAP
from tests.web.serving import served
from tests.web.test_look import SMALL_TARGETS, TIGHT_LINES

ADDRESS = """wanted => {
    const query = new URLSearchParams(location.search);
    const names = Object.keys(wanted);
    return [...query.keys()].length === names.length
        && names.every(name => query.get(name) === wanted[name]);
}"""
# Enough rows for a second page, and text that must not become part of the page.
CROWD = make_plan(
    "crowd",
    Organization("เทศบาลเมืองมากมาย", OrganizationType.TOWN, "มากมาย"),
    (2570,),
    project(TRAP, baht(7_777_777), unit=TRAP, timing=TRAP, parent=TRAP, target=TRAP),
    *(project(f"กิจกรรมลำดับที่ {n}", baht(1)) for n in range(60)),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    names_position("", "นิติกร")  # reads the lexicon, which the first request would wait for
    folder = tmp_path_factory.mktemp("table-page")
    with Library.open(folder) as library:
        library.add_many((plan, plan.source) for plan in (*PLANS, CROWD))
        app = create_app(Settings(_env_file=None, data_dir=folder), library)
        with served(app) as url:
            yield url


@pytest.fixture
def table(contexts: dict[str, Any], address: str) -> Iterator[Visit]:
    yield from open_page(contexts["desktop"], address, "table")


@pytest.fixture
def sized_table(contexts: dict[str, Any], address: str, size: str) -> Iterator[Visit]:
    yield from open_page(contexts[size], address, "table")


def open_at(visit: Visit, **filters: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    visit.page.goto(f"{visit.url}table?{query}")
    expect(visit.page.locator("#results > *")).to_be_visible()


def names(visit: Visit) -> list[str]:
    return list(visit.page.locator(".open-row").all_inner_texts())


def asks(visit: Visit, **filters: str) -> None:
    """Waits until these and no others stand in the address: words are sent while they are typed,
    and going back from the lines takes the browser a while."""
    visit.page.wait_for_function(ADDRESS, arg=filters)


def test_it_is_a_click_from_the_chat_and_back(sized_table: Visit, size: str) -> None:
    page = sized_table.page
    page.get_by_role("link", name="ถามแผน", exact=True).click()
    if size == "phone":
        page.get_by_role("button", name="หน้าอื่น").click()
    page.get_by_role("link", name="ตารางโครงการ").click()
    expect(page.locator(".projects")).to_be_visible()


def test_words_filter_while_typed_and_stand_in_the_address(table: Visit) -> None:
    page = table.page
    page.get_by_label("คำในชื่อโครงการ").type("จริยธรรม")
    expect(page.locator(".projects tbody tr")).to_have_count(2)
    expect(page.locator("#counts")).to_contain_text("2 โครงการ")
    expect(page.locator("#counts")).to_contain_text("70,000 บาท")
    asks(table, q="จริยธรรม")
    page.reload()
    expect(page.locator(".projects tbody tr")).to_have_count(2)
    expect(page.get_by_label("คำในชื่อโครงการ")).to_have_value("จริยธรรม")


def test_an_organisation_is_chosen_from_a_list(table: Visit) -> None:
    page = table.page
    box = page.get_by_role("combobox", name="หน่วยงาน")
    box.click()
    expect(page.locator("#filter-organization-list [role=option]")).to_have_count(3)
    box.fill("เหนือ")
    page.get_by_role("option", name=NORTH).click()
    expect(page.locator(".projects tbody tr")).to_have_count(4)
    expect(page.locator("#counts")).to_contain_text("ไม่รวมรายการที่ไม่ระบุงบ")
    cells = page.locator(".projects tbody td:nth-child(2)").all_inner_texts()
    assert set(cells) == {NORTH}
    asks(table, organization=NORTH)


def test_year_position_and_budget(table: Visit) -> None:
    page = table.page
    page.get_by_label("ปีงบประมาณ").select_option("2569")
    expect(page.locator(".projects tbody tr")).to_have_count(4)
    page.get_by_label("ตำแหน่งที่ระบุในโครงการ").fill("นิติกร")
    expect(page.locator(".projects tbody tr")).to_have_count(1)
    page.get_by_label("งบประมาณถึง").fill("๑๑๙,๙๙๙")
    expect(page.locator(".box")).to_contain_text("ไม่พบโครงการ")
    asks(table, fiscal_year="2569", position="นิติกร", budget_max="119999")
    page.locator(".box").get_by_role("button", name="ล้างตัวกรอง").click()
    expect(page.locator(".projects tbody tr")).to_have_count(50)
    asks(table)


def test_a_blank_budget_is_said_to_be_blank(table: Visit) -> None:
    open_at(table, organization=NORTH)
    budgets = table.page.locator(".projects tbody td:nth-child(4)").all_inner_texts()
    assert budgets == ["35,000", "ไม่ใช้งบประมาณ", "ไม่ระบุ", "120,000"]


def test_a_header_sorts_up_and_down(table: Visit) -> None:
    page = table.page
    open_at(table, organization=NORTH)
    header = page.locator("th", has_text="งบประมาณ (บาท)")
    expect(header).to_have_attribute("aria-sort", "none")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert names(table)[0].startswith("โครงการอบรมคุณธรรม")
    page.keyboard.press("Enter")  # the focus stayed on the header
    expect(header).to_have_attribute("aria-sort", "descending")
    assert "นิติกร" in names(table)[0]
    asks(table, organization=NORTH, sort="-budget")
    expect(page.locator("th[aria-sort=descending], th[aria-sort=ascending]")).to_have_count(1)


def test_a_row_opens_its_lines(sized_table: Visit) -> None:
    page = sized_table.page
    open_at(sized_table, organization=NORTH)
    page.locator(".open-row").nth(1).click()
    panel = page.locator("#panel")
    expect(panel.locator("mark")).to_have_text("โครงการฝึกทักษะดิจิทัล")
    expect(page.locator(".projects tr[aria-current]")).to_have_count(1)
    assert sized_table.overflow() == 0
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".open-row").nth(1)).to_be_focused()
    asks(sized_table, organization=NORTH)


def test_a_filter_changed_beside_the_open_lines_stays_in_the_address(table: Visit) -> None:
    page = table.page
    open_at(table, organization=NORTH)
    page.locator(".projects tbody td:nth-child(4)").first.click()
    expect(page.locator("#panel .cited")).to_be_visible()
    page.get_by_label("คำในชื่อโครงการ").fill("ดิจิทัล")
    expect(page.locator(".projects tbody tr")).to_have_count(1)
    expect(page.locator("#panel")).to_be_hidden()
    asks(table, organization=NORTH, q="ดิจิทัล")


def test_pages(table: Visit) -> None:
    page = table.page
    expect(page.locator(".projects tbody tr")).to_have_count(50)
    first = names(table)
    page.get_by_role("button", name="ถัดไป").click()
    expect(page.locator(".projects tbody tr")).to_have_count(19)
    assert not set(first) & set(names(table)) - {"โครงการอบรมคุณธรรมและจริยธรรม"}
    asks(table, page="2")
    expect(page.get_by_role("button", name="ถัดไป")).to_be_disabled()
    page.goto(f"{table.url}table?page=99")
    expect(page.locator(".projects tbody tr")).to_have_count(50)


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_exports_carry_the_filter(table: Visit, kind: str) -> None:
    open_at(table, organization=NORTH, sort="-budget")
    with table.page.expect_download() as download:
        table.page.get_by_role("link", name=kind).click()
    path = Path(download.value.path())
    assert download.value.suggested_filename == f"projects.{'csv' if kind == 'CSV' else 'xlsx'}"
    if kind == "CSV":
        rows = path.read_text(encoding="utf-8-sig").strip().splitlines()
        assert len(rows) == 5 and "120000" in rows[1]
    else:
        assert path.read_bytes().startswith(b"PK")


def test_a_wrong_filter_and_a_lost_service_are_said(table: Visit) -> None:
    page = table.page
    open_at(table, budget_min="ฟรี")
    expect(page.get_by_role("alert")).to_contain_text("งบประมาณตั้งแต่")
    open_at(table, budget_min="2", budget_max="1")
    expect(page.get_by_role("alert")).to_contain_text("ต้องไม่มากกว่า")
    page.route("**/projects?*", lambda route: route.abort())
    page.get_by_role("button", name="ล้างตัวกรอง").click()
    expect(page.get_by_role("alert")).to_contain_text("ติดต่อระบบไม่ได้")
    page.unroute("**/projects?*")
    page.get_by_role("button", name="ลองใหม่").click()
    expect(page.locator(".projects tbody tr")).to_have_count(50)


def test_an_empty_library_is_said(table: Visit) -> None:
    page = table.page
    nothing = '{"total":0,"offset":0,"limit":50,"budget_count":0,"budget_sum":0,"projects":[]}'
    page.route("**/projects?*", lambda route: route.fulfill(body=nothing))
    page.reload()
    expect(page.locator(".box")).to_contain_text("ยังไม่มีโครงการในคลัง")
    expect(page.locator("#exports")).to_be_hidden()


def test_satang_and_shared_amounts_are_told(table: Visit) -> None:
    def changed(route: Any) -> None:
        found = route.fetch()
        body = found.json()
        first, second = body["projects"][0]["budget"], body["projects"][1]["budget"]
        first |= {"kind": "amount", "baht": 12345.5, "shared_with": ["โครงการข"]}
        second |= {"kind": "not_stated", "baht": None, "shared_with": ["โครงการก"]}
        body["budget_sum"] = 12345.5
        route.fulfill(response=found, json=body)

    table.page.route("**/projects?*", changed)
    open_at(table, budget_max="12345.50")
    cells = table.page.locator(".projects tbody td.number")
    expect(cells.nth(0)).to_contain_text("12,345.50")
    expect(cells.nth(0)).to_contain_text("รวมกับ โครงการข")
    expect(cells.nth(1)).to_have_text("รวมกับ โครงการก")
    expect(table.page.locator("#counts")).to_contain_text("12,345.50 บาท")
    expect(table.page.locator("#filter-budget-max")).to_have_value("12,345.50")


def test_markup_in_plans_stays_text(sized_table: Visit) -> None:
    open_at(sized_table, budget_min="7000000")
    expect(sized_table.page.locator(".projects")).to_contain_text("<script>window.injected=1")
    assert sized_table.page.evaluate("window.injected") is None
    assert sized_table.page.locator("main img, main b, main script").count() == 0


def test_it_fits_fingers_thai_and_the_window(sized_table: Visit, size: str) -> None:
    page = sized_table.page
    expect(page.locator(".projects tbody tr")).to_have_count(50)
    if size == "phone":
        page.locator("summary").click()
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(TIGHT_LINES) == []
    assert sized_table.overflow() == 0


def test_rows_are_cards_on_a_phone_and_keep_their_roles(sized_table: Visit, size: str) -> None:
    page = sized_table.page
    open_at(sized_table, organization=NORTH)
    assert page.get_by_role("row").count() == 5
    cells = page.locator(".projects tbody tr").first.locator("td:visible")
    tops = {round(cells.nth(n).bounding_box()["y"]) for n in range(cells.count())}
    assert len(tops) == (1 if size == "desktop" else cells.count())

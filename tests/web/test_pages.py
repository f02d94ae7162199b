"""A citation into a file with pages: the page as a picture, or the text that was read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.fake_api import Fake
from tests.web.plan_text import CITED_CELLS


@pytest.fixture
def panel(sized: Visit) -> Any:
    sized.ask("ไฟล์พีดีเอฟ")
    sized.page.locator(".source").first.click()
    return sized.page.locator("#panel")


def test_the_cited_page_is_shown_as_a_picture(sized: Visit, panel: Any) -> None:
    picture = panel.get_by_role("img", name="ภาพหน้า 3")
    expect(picture).to_be_visible()
    sized.page.wait_for_function("document.querySelector('.pages img').naturalWidth === 600")
    expect(panel.get_by_role("button", name="หน้าในไฟล์")).to_have_attribute("aria-pressed", "true")
    assert sized.overflow() == 0


def test_the_text_is_a_press_away_and_stays_for_the_next_source(panel: Any) -> None:
    panel.get_by_role("button", name="ข้อความที่อ่านได้").click()
    cells = panel.locator("tr.cited td:not(.line-number)")
    expect(cells.first).to_be_visible()
    assert cells.all_inner_texts() == CITED_CELLS
    panel.get_by_role("button", name="แหล่งอ้างอิงถัดไป").click()
    expect(panel.locator("mark").first).to_be_visible()
    expect(panel.locator(".pages")).to_have_count(0)
    panel.get_by_role("button", name="หน้าในไฟล์").click()
    expect(panel.get_by_role("img", name="ภาพหน้า 7")).to_be_visible()


def test_a_page_that_is_missing_is_said_and_asked_for_again(visit: Visit, fake: Fake) -> None:
    fake.pages_missing = {3}
    visit.ask("ไฟล์พีดีเอฟ")
    visit.page.locator(".source").first.click()
    panel = visit.page.locator("#panel")
    expect(panel.locator(".box.failed")).to_be_visible()
    fake.pages_missing = set()
    panel.get_by_role("button", name="ลองใหม่").click()
    expect(panel.get_by_role("img", name="ภาพหน้า 3")).to_be_visible()


def test_a_file_of_text_has_no_such_choice(visit: Visit) -> None:
    visit.ask("หลักสูตร")
    visit.page.locator(".source").first.click()
    expect(visit.page.locator("#panel tr.cited")).to_have_count(1)
    expect(visit.page.locator("#panel .form-switch")).to_have_count(0)

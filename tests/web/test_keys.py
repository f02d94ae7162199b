"""A reader's key: asked for once, kept in the browser, forgotten on signing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from api.http.app import create_app
from api.settings import Settings
from retriever.library import Library
from tests.web.conftest import Visit, open_page
from tests.web.serving import served
from tests.web.test_look import SMALL_TARGETS, TIGHT_LINES

KEY = "กุญแจอ่าน-of-tests"


@pytest.fixture(scope="module")
def address(sample_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("keys"), api_keys=KEY)
    with served(create_app(settings, sample_library)) as url:
        yield url


@pytest.fixture
def locked(contexts: dict[str, Any], address: str, size: str) -> Iterator[Visit]:
    yield from open_page(contexts[size], address)


def enter(visit: Visit, key: str) -> None:
    visit.page.get_by_label("กุญแจใช้งาน", exact=True).fill(key)
    visit.page.keyboard.press("Enter")


def test_the_key_is_asked_for_once_and_forgotten_on_signing_out(locked: Visit) -> None:
    page = locked.page
    dialog = page.get_by_role("dialog", name="ใส่กุญแจเพื่อใช้งาน")
    expect(page.get_by_label("กุญแจใช้งาน", exact=True)).to_be_focused()
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(TIGHT_LINES) == []
    enter(locked, "ไม่ใช่")
    expect(dialog.get_by_role("alert")).to_contain_text("กุญแจนี้ใช้ไม่ได้")
    enter(locked, KEY)
    expect(dialog).to_be_hidden()
    expect(page.locator(".example").first).to_be_visible()
    locked.ask("มีโครงการอบรมอะไรบ้าง")
    expect(page.locator(".turn .tools")).to_be_visible()
    page.reload()
    expect(page.locator(".turn .tools")).to_be_visible()
    expect(dialog).to_be_hidden()
    page.locator("#profile-open").click()
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(dialog).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    assert KEY not in page.evaluate("JSON.stringify(localStorage)")
    assert locked.overflow() == 0


def test_who_closes_the_dialog_may_come_back_to_it(locked: Visit) -> None:
    page = locked.page
    expect(page.get_by_label("กุญแจใช้งาน", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".box.failed")).to_contain_text("ต้องใช้กุญแจ")
    page.get_by_role("button", name="ลองใหม่").click()
    enter(locked, KEY)
    expect(page.locator(".example").first).to_be_visible()


def test_the_table_is_saved_with_the_key(locked: Visit, tmp_path: Path) -> None:
    page = locked.page
    enter(locked, KEY)
    expect(page.locator(".example").first).to_be_visible()
    page.goto(locked.url + "table")
    with page.expect_download() as saved:
        page.get_by_role("link", name="ส่งออกทุกรายการที่พบเป็น CSV").click()
    assert saved.value.suggested_filename == "projects.csv"
    saved.value.save_as(tmp_path / "projects.csv")
    assert (tmp_path / "projects.csv").read_text(encoding="utf-8-sig").count("\n") > 5
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page.get_by_role("dialog", name="ใส่กุญแจเพื่อใช้งาน")).to_be_visible()


def test_a_limit_says_when_to_try_again(locked: Visit) -> None:
    page = locked.page
    enter(locked, KEY)
    expect(page.locator(".example").first).to_be_visible()
    busy = {"type": "about:blank", "title": "Busy", "status": 429, "detail": "รอ / wait"}
    page.route(
        "**/chat/stream",
        lambda route: route.fulfill(status=429, json=busy, headers={"Retry-After": "42"}),
    )
    locked.ask("มีโครงการอบรมอะไรบ้าง")
    box = page.locator(".box.failed")
    expect(box).to_contain_text(re.compile(r"ในอีก 4[12] วินาที \(หลังเวลา \d\d:\d\d:\d\d น\.\)"))
    page.unroute("**/chat/stream")

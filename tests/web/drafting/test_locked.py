"""The pages where a reader's key is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from api.http.app import create_app
from api.settings import Settings
from tests.web.conftest import Visit, open_page
from tests.web.drafting.conftest import Desk
from tests.web.serving import served

KEY = "กุญแจอ่าน-of-tests"


@pytest.fixture
def locked(contexts: dict[str, Any], desk: Desk, draft_id: str, tmp_path: Path) -> Iterator[Visit]:
    settings = Settings(_env_file=None, data_dir=tmp_path, api_keys=KEY)
    with served(create_app(settings, desk.library)) as url:
        yield from open_page(contexts["desktop"], url, f"draft?id={draft_id}")


def test_a_draft_opens_with_the_key_and_is_forgotten_on_signing_out(locked: Visit) -> None:
    page = locked.page
    page.get_by_label("กุญแจใช้งาน", exact=True).fill(KEY)
    page.keyboard.press("Enter")
    expect(page.locator(".draft-head h2")).to_be_visible()
    with page.expect_download() as loading:
        page.get_by_role("button", name="ส่งออกเป็น Markdown").click()
    assert Path(loading.value.path()).stat().st_size > 500
    page.route("**/drafts/*", lambda route: route.abort())
    page.locator(".draft-rows textarea").first.fill("ยังไม่ได้บันทึก")
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page.locator("#toast")).to_contain_text("ร่างยังบันทึกไม่ครบ")
    page.unroute("**/drafts/*")
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page.get_by_role("dialog", name="ใส่กุญแจเพื่อใช้งาน")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(k => /work|drafts/.test(k))") in (
        [],
        ["hrplan.drafts"],
    )
    assert page.evaluate("localStorage.getItem('hrplan.drafts')") in (None, "[]", "null")

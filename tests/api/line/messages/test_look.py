"""Cards as a phone shows them: no word hangs out of its bubble."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

from api.line.messages import answer_messages, greeting_messages, waiting_message
from tests.api.line.messages.making import ORGANIZATION, PAGE, citation, listed, response
from tests.api.line.messages.test_answers import TABLE
from tests.line_pictures import WIDTH, page

CHATS = {
    "project": answer_messages(listed(1), PAGE),
    "list": answer_messages(listed(30), PAGE),
    "comparison": answer_messages(
        response(f"ต่างกัน [1]\n{TABLE}", citations=[citation(1), citation(2)]), PAGE
    ),
    "greeting": greeting_messages([ORGANIZATION, "องค์การบริหารส่วนจังหวัดดอนสมมุติบุรีศรีสะอาด"]),
    "late": [waiting_message("a" * 32)],
}
_HANGING = """() => [...document.querySelectorAll('.bubble, .bubble *, .said')]
    .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.innerText)"""


@pytest.mark.browser
def test_nothing_hangs_out_of_a_card() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "pictures of cards need Chromium: no `chromium` on PATH"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        hanging = {name: _hanging(browser, chat) for name, chat in CHATS.items()}
        browser.close()
    assert hanging == {name: [] for name in CHATS}


def _hanging(browser: Any, chat: list[dict[str, Any]]) -> list[str]:
    tab = browser.new_page(viewport={"width": WIDTH, "height": 800})
    tab.set_content(page(chat))
    assert tab.locator(".bubble").count() > 0
    found: list[str] = tab.evaluate(_HANGING)
    tab.close()
    return found

"""A browser, the fake service, and a page that must not misbehave."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.fake_api import Fake, create_app
from tests.web.serving import served

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
# What is waited for comes at once; a machine that is busy with more may stall for long.
TIMEOUT_MS = 60_000
expect.set_options(timeout=TIMEOUT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


# Of a module, not of the session: Playwright's event loop goes on until it is closed, and no
# other test could run one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = shutil.which("chromium")
    if path is None:
        reason = "the page's tests need Chromium: no `chromium` on PATH"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=ARGS, timeout=TIMEOUT_MS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def service() -> Iterator[tuple[str, list[Fake]]]:
    """The fake service's address, and a list whose only item is the state that it uses."""
    holder = [Fake()]
    with served(_switching(holder), abandon=True) as url:
        yield url, holder


def _switching(holder: list[Fake]) -> Any:
    """An ASGI app that serves with the state that is current when a request comes."""
    apps: dict[int, Any] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        fake = holder[0]
        current = apps.setdefault(id(fake), create_app(fake))
        await current(scope, receive, send)

    return app


@pytest.fixture
def fake(service: tuple[str, list[Fake]]) -> Iterator[Fake]:
    state = Fake()
    service[1][0] = state
    yield state
    state.release.set()


@dataclass
class Watch:
    """What the page did that a test may want to forbid."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Visit:
    """An opened page, where it came from, and what it did."""

    page: Any
    url: str
    watch: Watch

    def ask(self, question: str) -> None:
        """Sends a question once the answer before it is whole; the page takes none earlier."""
        expect(self.page.get_by_role("button", name="ส่งคำถาม")).to_be_attached()
        self.enter(question)

    def enter(self, question: str) -> None:
        self.page.get_by_label("คำถามของคุณ").fill(question)
        self.page.keyboard.press("Enter")

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(script))


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def contexts(browser: Any) -> Iterator[dict[str, Any]]:
    """A browser profile for each size; its cache makes the second visit quick."""
    made = {name: _context(browser, name) for name in SIZES}
    yield made
    for context in made.values():
        context.close()


def _context(browser: Any, size: str) -> Any:
    context = browser.new_context(
        viewport=SIZES[size],
        has_touch=size == "phone",
        locale="th-TH",
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(TIMEOUT_MS)
    return context


@pytest.fixture
def visit(contexts: dict[str, Any], service: tuple[str, list[Fake]], fake: Fake) -> Iterator[Visit]:
    """The page on a desktop."""
    yield from open_page(contexts["desktop"], service[0])


@pytest.fixture
def sized(
    contexts: dict[str, Any], service: tuple[str, list[Fake]], fake: Fake, size: str
) -> Iterator[Visit]:
    """The page on a desktop and on a phone."""
    yield from open_page(contexts[size], service[0])


def open_page(context: Any, url: str, path: str = "") -> Iterator[Visit]:
    page = context.new_page()
    watch = Watch()
    page.on("request", lambda request: watch.requests.append(request.url))
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("console", lambda entry: _note_console(watch, entry))
    page.goto(url + path)
    yield Visit(page, url, watch)
    context.set_offline(False)
    page.evaluate("localStorage.clear()")
    page.close()
    # Pictures that the page made of its server's answers have addresses of their own.
    own = (url, f"blob:{url}")
    outside = [address for address in watch.requests if not address.startswith(own)]
    assert not outside, "the page reached beyond its own server"
    assert not watch.errors, "the page logged errors"


def _note_console(watch: Watch, entry: Any) -> None:
    # The browser itself logs each failed request; the tests cause those on purpose.
    if entry.type in ("error", "warning") and "Failed to load resource" not in entry.text:
        watch.errors.append(entry.text)

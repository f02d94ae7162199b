"""Text of plans is data; the page stays within its own server."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.fake_api import WEB
from tests.web.plan_text import TRAP

SCRIPTS = sorted((WEB / "assets").glob("*.js"))
PAGES = sorted(WEB.glob("*.html"))


def test_markup_in_plans_answers_and_titles_stays_text(sized: Visit) -> None:
    page = sized.page
    expect(page.locator("#welcome")).to_contain_text("<img src=x onerror")
    sized.ask("ฉีด")
    expect(page.locator(".prose")).to_contain_text("<script>window.injected=1</script>")
    page.locator(".source").click()
    expect(page.locator("#panel .cited")).to_have_text(re.compile(re.escape(TRAP[:20])))
    page.get_by_role("button", name="แสดงบรรทัดถัดไป").click()
    expect(page.locator("#panel tr").first).to_be_attached()
    page.keyboard.press("Escape")
    page.locator("#plans-open").click()
    expect(page.locator("#plans")).to_contain_text("<img src=x onerror")
    assert page.evaluate("window.injected") is None
    assert page.locator("img:not(.brand img), main b, main script, dialog b").count() == 0


def test_markup_in_the_question_and_the_profile_stays_text(visit: Visit) -> None:
    visit.page.locator("#profile-open").click()
    visit.page.get_by_role("combobox", name="ตำแหน่ง").fill(TRAP)
    visit.page.get_by_role("button", name="บันทึก").click()
    expect(visit.page.locator("#profile-open")).to_contain_text("<script>")
    visit.ask(TRAP)
    expect(visit.page.locator(".question")).to_contain_text("<script>")
    expect(visit.page.locator(".prose")).to_be_visible()
    assert visit.page.evaluate("window.injected") is None


class _Inline(HTMLParser):
    """Collects what a strict content policy would refuse, and addresses that leave the server."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(tag)
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        links = (given.get("src"), given.get("href"))
        self.found += [link for link in links if link and ("//" in link or link.startswith("/"))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_needs_no_inline_code_and_no_other_server(path: Path) -> None:
    page = _Inline()
    page.feed(path.read_text(encoding="utf-8"))
    assert page.found == []
    assert "default-src 'none'" in page.policy
    assert "unsafe" not in page.policy


def test_pages_share_one_head() -> None:
    """It stands in each of them: a file that opens as it is needs no template."""
    shared = r'^  <(?:meta (?!name="(?:description|robots)")|link rel="icon").*$'
    heads = {
        tuple(re.findall(shared, path.read_text(encoding="utf-8"), re.MULTILINE)) for path in PAGES
    }
    assert len(heads) == 1 and len(heads.pop()) == 7


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_never_parse_text_as_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    risky = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
    )
    assert not re.search(risky, source)


def _needed(script: str) -> set[str]:
    """The module and all that it imports, directly or not."""
    needed, waiting = set(), [script]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            source = (WEB / "assets" / name).read_text(encoding="utf-8")
            waiting += re.findall(r"from '\./(\w+\.js)'", source)
    return needed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_all_modules_are_fetched_at_once(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    [entry] = re.findall(r'<script type="module" src="assets/(\w+\.js)"', page)
    named = set(re.findall(r'rel="modulepreload" href="assets/(\w+\.js)"', page))
    assert named | {entry} == _needed(entry)


def test_no_script_is_left_over() -> None:
    pages = [path.read_text(encoding="utf-8") for path in PAGES]
    assert [path.name for path in SCRIPTS if not any(path.name in page for page in pages)] == []


def test_there_are_scripts_to_check() -> None:
    assert any(path.name == "render.js" for path in SCRIPTS)

"""What can be measured of how the page looks: contrast, touch targets, room for Thai marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.fake_api import WEB, Fake

READABLE = 4.5  # contrast ratio of text, WCAG 2.2 AA
VISIBLE = 3.0  # of the edges of controls
PAIRS = [
    *[("--ink", ground, READABLE) for ground in ("--paper", "--surface", "--sunken", "--mark")],
    *[("--ink-soft", ground, READABLE) for ground in ("--paper", "--surface", "--sunken")],
    ("--ink-soft", "--mark", READABLE),
    ("--accent-text", "--accent-soft", READABLE),
    ("--accent-text", "--surface", READABLE),
    ("--accent-ink", "--accent", READABLE),
    ("--danger", "--danger-soft", READABLE),
    ("--ink-soft", "--danger-soft", READABLE),
    ("--line-strong", "--surface", VISIBLE),
    ("--line-strong", "--paper", VISIBLE),
]


def _schemes() -> dict[str, dict[str, str]]:
    css = (WEB / "assets" / "base.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(re.findall(r"(--[\w-]+): (#\w{6});", block)) for block in blocks)
    return {"light": light, "dark": light | dark}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast(scheme: str, text: str, ground: str, least: float) -> None:
    colours = _schemes()[scheme]
    high, low = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least


SMALL_TARGETS = """() => [
    ...document.querySelectorAll('button:not(.cite), input, summary, textarea')]
    .filter(node => node.checkVisibility() && node.type !== 'checkbox')
    .filter(node => { const box = node.getBoundingClientRect();
                      return box.height < 43.5 || box.width < 43.5; })
    .map(node => node.outerHTML.slice(0, 120))"""

# Thai stacks two marks above and one below: a line lower than 1.5 times the letters clips them.
TIGHT_LINES = """() => [...document.querySelectorAll('body *')]
    .filter(node => node.checkVisibility() && [...node.childNodes].some(
        child => child.nodeType === 3 && /[ก-๙]/.test(child.data)))
    .filter(node => { const style = getComputedStyle(node);
                      return parseFloat(style.lineHeight) < 1.5 * parseFloat(style.fontSize); })
    .map(node => node.outerHTML.slice(0, 120))"""

RUNNING = "document.getAnimations().filter(each => each.playState === 'running').length"


def _states(visit: Visit) -> Iterator[str]:
    """Brings the page into one state after the other."""
    page = visit.page
    expect(page.locator(".example")).to_have_count(6)
    yield "welcome"
    for opener, dialog in (("#profile-open", "#profile"), ("#plans-open", "#plans")):
        page.locator(opener).click()
        yield dialog
        page.keyboard.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
    visit.ask("หน่วยงานเรา")
    expect(page.locator(".choice")).to_have_count(4)
    yield "asked back"
    visit.ask("หลักสูตร")
    expect(page.locator(".source")).to_have_count(2)
    yield "answer"
    page.locator(".source").first.click()
    expect(page.locator("tr.cited")).to_have_count(1)
    yield "source"


def test_targets_fit_a_finger_and_lines_fit_thai(sized: Visit) -> None:
    for state in _states(sized):
        assert sized.page.evaluate(SMALL_TARGETS) == [], state
        assert sized.page.evaluate(TIGHT_LINES) == [], state
        assert sized.overflow() == 0, state


def test_nothing_moves_for_those_who_ask(visit: Visit, fake: Fake) -> None:
    fake.stream = "hold"
    visit.ask("หลักสูตร")
    expect(visit.page.locator(".dots")).to_be_visible()
    assert visit.page.evaluate(RUNNING) == 0
    visit.page.emulate_media(reduced_motion="no-preference")
    assert visit.page.evaluate(RUNNING) > 0

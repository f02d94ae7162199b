"""The report in a browser: filters, search, the address, and what must not happen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from eval.questions import Question
from eval.report import render
from eval.run import Reply, ask_all, result
from tests.eval.making import at, question, reply
from tests.eval.test_report import made
from tests.web.conftest import SIZES, TIMEOUT_MS

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a result; at the end it must have asked for no address and no error."""
    contexts, trouble = [], []

    def open_page(
        shown: dict[str, Any],
        address: str = "",
        size: str = "desktop",
        against: dict[str, Any] | None = None,
        **kind: Any,
    ) -> Any:
        path = tmp_path / "report.html"
        path.write_text(render(shown, against), encoding="utf-8")
        context = browser.new_context(viewport=SIZES[size], locale="th-TH", **kind)
        context.set_default_timeout(TIMEOUT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: one.url.startswith("file:") or trouble.append(one.url))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda entry: trouble.append(entry.text))
        page.goto(f"{path.as_uri()}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not trouble


def many(count: int) -> dict[str, Any]:
    """Questions of which every third failed, in two categories and two plans."""
    asked = [
        question(
            id=f"q{number}",
            question=f"โครงการที่ {number} ใช้งบเท่าไร",
            category="budget" if number % 2 else "timing",
            gold=({"doc": f"{'ab'[number % 2]}.txt", "line_start": 10, "line_end": 12},),
        )
        for number in range(count)
    ]
    return result(ask_all(asked, answered))


def answered(asked: Question) -> Reply:
    if int(asked.id[1:]) % 3 == 0:
        return reply("50,000 บาท")
    cited = at(asked.gold[0].doc, 10)
    return reply("30,000 บาท [1]", citations=(cited,), quotes=("โครงการ\tงบ ๓๐,๐๐๐",))


def listed(page: Any) -> list[str]:
    ids = "items => items.map((one) => one.querySelector('.chip').textContent)"
    return list(page.eval_on_selector_all("#list > li:not([hidden])", ids))


def test_failed_questions_stand_first_and_open_with_what_was_missing(opened: Open) -> None:
    page = opened(many(6))
    assert listed(page) == ["q0", "q3"]
    page.locator("summary", has_text="โครงการที่ 3").click()
    body = page.locator(".question[open] .body")
    assert body.locator(".unmet").inner_text().endswith("30000")
    assert "b.txt บรรทัด 10–12" in body.locator(".part", has_text="ที่ควรได้").inner_text()
    page.get_by_label("ทั้งหมด all 6").check()
    assert listed(page) == ["q0", "q3", "q1", "q2", "q4", "q5"]


def test_filters_search_and_their_counts(opened: Open) -> None:
    page = opened(many(12))
    page.get_by_label("ทั้งหมด").first.check()
    page.get_by_role("combobox", name="หมวดคำถาม").select_option("budget")
    assert listed(page) == ["q3", "q9", "q1", "q5", "q7", "q11"]
    page.get_by_label("ค้นใน").fill("โครงการที่ ๑๑")
    assert listed(page) == ["q11"]
    assert page.get_by_role("status").inner_text() == "แสดง 1 จาก 12 ข้อ"
    page.get_by_label("ค้นใน").fill("ไม่มีคำนี้")
    assert page.get_by_text("ไม่มีข้อที่ตรงกับตัวกรอง").is_visible()
    page.get_by_role("button", name="แสดงทุกข้อ").click()
    assert len(listed(page)) == 12


def test_the_address_holds_the_state(opened: Open) -> None:
    page = opened(many(12))
    page.get_by_label("ทั้งหมด").first.check()
    page.get_by_role("combobox", name="แผน").select_option("a.txt")
    page.get_by_label("ค้นใน").fill("โครงการที่ 10")
    page.locator("summary", has_text="โครงการที่ 10").click()
    page.wait_for_function("location.hash.includes('open=q10')")
    wanted, address = listed(page), page.evaluate("location.hash")
    assert wanted == ["q10"]
    again = opened(many(12), address)
    assert listed(again) == wanted
    expect(again.locator(".question[open]")).to_have_count(1)
    assert again.get_by_role("combobox", name="แผน").input_value() == "a.txt"


def test_an_address_with_nonsense_shows_the_default(opened: Open) -> None:
    page = opened(many(6), "#show=nothing&category=none&open=none&x=%E0")
    assert listed(page) == ["q0", "q3"]


def only(**fields: Any) -> dict[str, Any]:
    """A run of one question, answered right from line 188."""
    gold = ({"doc": "a.txt", "line_start": 188, "line_end": 188},)
    asked = question(id="one", gold=gold, **fields)
    right = reply("ใช้น้ำ 30,000 บาท", citations=(at("a.txt", 188),))
    return result(ask_all([asked], lambda _: right))


@pytest.mark.parametrize(
    "typed",
    [
        *("a.txt:188", "a.txt:188-188", "a.txt บรรทัด 188", "a.txt บรรทัด ๑๘๘–188", "A.TXT:๑๘๘"),
        *(
            "น\u0e49ํา",
            "น\u0e4d\u0e49า",
            "น\u200bํ้า",
            "อบต.ตัวอย่าง",
            "อบต. ตัวอย่าง",
            "เเผน",
            "cafe\u0301",
        ),
    ],
)
def test_search_knows_other_spellings(typed: str, opened: Open) -> None:
    page = opened(only(question="แผนของ อบต. ตัวอย่าง ใช้น้ำที่ CAFÉ เท่าไร"))
    page.get_by_label("ค้นใน").fill(typed)
    assert listed(page) == ["one"]
    page.get_by_label("ค้นใน").fill(f"{typed} ไม่มีคำนี้")
    assert listed(page) == []


def test_words_are_searched_apart(opened: Open) -> None:
    """A number alone is none of a line."""
    page = opened(only(question="แผนใช้น้ำเท่าไร"))
    page.get_by_label("ค้นใน").fill("188")
    assert listed(page) == []
    page.get_by_label("ค้นใน").fill("เท่าไร แผน")
    assert listed(page) == ["one"]


def test_a_long_question_stands_with_its_first_lines(opened: Open) -> None:
    asked = "โครงการอบรมใช้งบเท่าไร " * 900
    page = opened(only(question=asked))
    summary = page.locator("summary", has_text="โครงการอบรม")
    closed = summary.bounding_box()["height"]
    assert closed < 250
    summary.click(position={"x": 20, "y": 20})
    page.get_by_role("button", name="แสดงคำถามทั้งหมด show all").click()
    assert summary.bounding_box()["height"] > 1000
    page.get_by_role("button", name="แสดงย่อ").click()
    assert summary.bounding_box()["height"] == closed
    page.emulate_media(media="print")
    assert summary.bounding_box()["height"] < 250


def test_a_short_question_has_nothing_to_unfold(opened: Open) -> None:
    page = opened(only(question="ใช้งบเท่าไร"), "#open=one")
    page.locator(".question[open] .body").wait_for()
    expect(page.locator(".whole")).to_have_count(0)


def test_that_none_failed_is_said(opened: Open) -> None:
    page = opened(only(), "#show=failed")
    assert page.locator("#none").inner_text().startswith("ไม่มีข้อที่ไม่ถูกต้อง none failed")
    page.get_by_label("ทั้งหมด").first.check()
    page.get_by_label("ค้นใน").fill("ไม่มีคำนี้")
    assert page.locator("#none").inner_text().startswith("ไม่มีข้อที่ตรงกับตัวกรอง no question matches")


def test_headline_figures_stand_in_line(opened: Open) -> None:
    """Also one that counts nothing, as here no question is unanswerable."""
    page = opened(only())
    tops = page.eval_on_selector_all(
        ".big", "all => all.map((one) => Math.round(one.getBoundingClientRect().top))"
    )
    assert "–" in page.locator(".big").all_inner_texts()
    assert len(set(tops)) == 1


def test_controls_and_faults_are_in_english_too(opened: Open) -> None:
    page = opened(many(6), against=many(6))
    without = """[...document.querySelectorAll(
        '.segment, .field > span, .trouble, .filters button, .swing button, .head button')]
        .filter((one) => !one.querySelector('[lang=en]')).map((one) => one.outerHTML)"""
    assert page.evaluate(without) == []
    assert page.locator(".trouble").count() > 0


def test_a_chart_row_shows_its_group(opened: Open) -> None:
    page = opened(many(6))
    page.get_by_role("button", name="กำหนดเวลา").click()
    assert listed(page) == ["q0", "q2", "q4"]
    assert page.evaluate("document.activeElement.id") == "questions-title"


def test_keys(opened: Open) -> None:
    page = opened(many(6))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("summary", has_text="โครงการที่ 0").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".question[open] .text").inner_text() == "โครงการที่ 3 ใช้งบเท่าไร"


def test_a_mark_leads_to_its_citation(opened: Open) -> None:
    page = opened(many(3), "#show=passed&open=q1")
    page.get_by_role("button", name="ไปที่แหล่งอ้างอิง 1").click()
    assert "b.txt บรรทัด 10" in page.locator(".cited-place:focus").inner_text()
    assert page.locator(".cited-place:focus .cells span").all_inner_texts() == [
        "โครงการ",
        "งบ ๓๐,๐๐๐",
    ]


def test_gained_and_lost_show_both_answers(opened: Open) -> None:
    now = many(6)
    before = {
        "questions": [
            {**one, "correct": not one["correct"], "answer": "คำตอบเดิม"} for one in now["questions"]
        ]
    }
    page = opened(now, against=before)
    page.get_by_role("button", name="เสียไป").click()
    assert listed(page) == ["q0", "q3"]
    page.locator("summary", has_text="โครงการที่ 0").click()
    expect(page.locator(".question[open] .part").first).to_be_visible()
    parts = page.locator(".question[open] .part").all_inner_texts()
    assert "คำตอบเดิม" in parts[0]
    assert "50,000" in parts[1]


def test_text_of_plans_runs_nothing(opened: Open) -> None:
    page = opened(made(), "#show=all", against=made())
    for summary in page.locator(".question > summary").all():
        summary.click()
    page.locator(".question[open] .body").nth(2).wait_for(state="attached")
    assert page.evaluate("window.stolen") is None
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(opened: Open, size: str, scheme: str) -> None:
    shown = made(baselines={"langchain-default": {"hit@1": 0.5}})
    page = opened(shown, "#show=all&open=bad", size, against=made(), color_scheme=scheme)
    for more in page.locator(".more > summary").all():
        more.click()
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0


def test_everything_has_a_name_and_headings_have_an_order(opened: Open) -> None:
    page = opened(many(6), "#open=q0", against=many(6))
    unnamed = """[...document.querySelectorAll("button, select, input, summary, a[href]")].filter(
        (one) => !(one.innerText.trim() || one.getAttribute("aria-label")
                   || [...(one.labels ?? [])].some((label) => label.innerText.trim())))
        .map((one) => one.outerHTML)"""
    assert page.evaluate(unnamed) == []
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "all => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert page.evaluate("document.documentElement.lang") == "th"
    ids = page.eval_on_selector_all("[id]", "all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_on_paper_the_failed_questions_stand_open(opened: Open) -> None:
    page = opened(many(6))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".question[open] .unmet")).to_have_count(2)


def test_hundreds_of_questions(opened: Open) -> None:
    """A row's details are built when it is opened: the page holds no more than the rows."""
    page = opened(many(500), "#show=all")
    assert len(listed(page)) == 500
    assert page.locator(".body").count() == 0
    page.get_by_label("ค้นใน").fill("โครงการที่ 499 ")
    assert listed(page) == ["q499"]

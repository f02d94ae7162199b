"""Asking, and how answers look."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.fake_api import DEFAULT, FOLLOW_UPS, PLANS, Fake
from tests.web.plan_text import ORGANIZATION


def test_the_first_screen_offers_questions_that_fit_the_plans(sized: Visit, fake: Fake) -> None:
    page = sized.page
    examples = page.locator(".example")
    expect(examples).to_have_count(6)
    texts = examples.all_inner_texts()
    assert len(set(texts)) == 6
    for plan in PLANS:
        assert any(plan["organization"] in text for text in texts)
    expect(page.locator("#welcome .plan")).to_have_count(len(PLANS))
    examples.first.click()
    expect(page.locator(".question")).to_contain_text(texts[0])
    expect(page.locator("#welcome")).to_be_hidden()
    expect(page.locator(".prose")).to_be_visible()
    assert fake.messages() == [texts[0]]
    assert sized.overflow() == 0


def test_an_answer_has_bold_lists_chips_and_sources(sized: Visit) -> None:
    page = sized.page
    sized.ask("หลักสูตรไหนเหมาะ")
    prose = page.locator(".prose")
    expect(page.locator(".source")).to_have_count(2)
    expect(prose.locator("strong")).to_contain_text("เจ้าพนักงานธุรการยุคดิจิทัล")
    expect(prose.locator("li")).to_have_count(2)
    assert prose.locator(".cite").all_inner_texts() == ["1", "1", "1", "2"]
    expect(prose).to_contain_text("ตามข้อ [2569]")
    expect(prose).not_to_contain_text("**")
    source = page.locator(".source").first
    expect(source).to_contain_text(ORGANIZATION)
    expect(source).to_contain_text("ยุทธศาสตร์ที่ 2")
    expect(source).to_contain_text("บรรทัด\u00a050–51")
    expect(page.locator("#live")).to_contain_text("ได้คำตอบแล้ว")
    assert sized.overflow() == 0


def test_a_citation_mark_stays_on_the_line_of_its_sentence(visit: Visit) -> None:
    visit.ask("หลักสูตรไหนเหมาะ")
    item = visit.page.locator(".prose li").last
    expect(visit.page.locator(".source")).to_have_count(2)
    one_line = item.bounding_box()["height"]
    # As narrow as the text alone: the mark no longer fits behind it.
    broken_before = item.evaluate(
        """node => {
            const chip = node.querySelector('.cite');
            const range = document.createRange();
            range.setStart(node.firstChild, 0);
            range.setEndBefore(chip);
            node.style.width = `${range.getBoundingClientRect().width + 2}px`;
            range.selectNodeContents(chip.previousSibling);
            return chip.getBoundingClientRect().top > range.getBoundingClientRect().bottom;
        }"""
    )
    assert item.bounding_box()["height"] > one_line
    assert not broken_before


def test_the_question_stands_at_the_top_of_the_view(sized: Visit) -> None:
    for question in ("หลักสูตร", "เปรียบเทียบ", "อื่น ๆ"):
        sized.ask(question)
        expect(sized.page.locator(".turn").last.locator(".source").first).to_be_attached()
    sized.page.wait_for_function(
        """() => {
            const view = document.getElementById('scroll').getBoundingClientRect();
            const asked = [...document.querySelectorAll('.question')].at(-1);
            return Math.abs(asked.getBoundingClientRect().top - view.top) < 40;
        }"""
    )


def test_a_follow_up_is_asked_in_the_same_session(visit: Visit, fake: Fake) -> None:
    visit.ask("หลักสูตรไหนเหมาะ")
    visit.page.get_by_role("button", name=FOLLOW_UPS[0]).click()
    expect(visit.page.locator(".turn")).to_have_count(2)
    expect(visit.page.locator(".turn").last).to_contain_text("ตอบแล้ว")
    first, second = (body for _, body in fake.asked)
    assert "session_id" not in first
    assert second["session_id"] == "session-1"
    assert second["message"] == FOLLOW_UPS[0]


def test_shift_enter_makes_a_line_and_enter_sends(visit: Visit, fake: Fake) -> None:
    box = visit.page.get_by_label("คำถามของคุณ")
    box.fill("บรรทัดแรก")
    height = box.bounding_box()["height"]
    box.press("Shift+Enter")
    box.press_sequentially("บรรทัดสอง")
    assert box.bounding_box()["height"] > height
    assert not fake.asked
    box.press("Enter")
    expect(box).to_have_value("")
    expect(visit.page.locator(".turn .prose")).to_contain_text("ตอบแล้ว")
    assert fake.messages() == ["บรรทัดแรก\nบรรทัดสอง"]


def test_blank_is_not_sent(visit: Visit, fake: Fake) -> None:
    visit.ask("  ")
    expect(visit.page.get_by_role("button", name="ส่งคำถาม")).to_be_disabled()
    assert not fake.asked


def test_a_long_question_is_counted_kept_and_not_sent(visit: Visit, fake: Fake) -> None:
    counter = visit.page.locator("#counter")
    box = visit.page.get_by_label("คำถามของคุณ")
    box.fill("ก" * 1599)
    expect(counter).to_have_text("")
    box.fill("ก" * 2000)
    expect(counter).to_have_text("2,000/2,000")
    expect(visit.page.get_by_role("button", name="ส่งคำถาม")).to_be_enabled()
    visit.ask("ก" * 2007)
    expect(counter).to_contain_text("เกิน 7 ตัวอักษร")
    assert len(box.input_value()) == 2007
    assert not fake.asked


def test_text_appears_while_it_comes_and_can_be_stopped(visit: Visit, fake: Fake) -> None:
    page = visit.page
    fake.stream = "hang"
    visit.ask("หลักสูตรไหนเหมาะ")
    expect(page.locator(".prose")).to_have_text("เจ้าพนักงานธุรการของเทศบ")
    expect(page.locator(".answer")).to_have_attribute("aria-busy", "true")
    visit.enter("คำถามถัดไป")
    expect(page.get_by_label("คำถามของคุณ")).to_have_value("คำถามถัดไป")
    page.get_by_role("button", name="หยุดตอบ").click()
    expect(page.locator(".answer")).to_contain_text("หยุดไว้ก่อนตอบจบ")
    assert fake.messages() == ["หลักสูตรไหนเหมาะ"]
    fake.stream = "whole"
    page.get_by_role("button", name="ลองใหม่").click()
    expect(page.locator(".source")).to_have_count(2)
    expect(page.locator(".turn")).to_have_count(1)


def test_a_slow_stream_ends_as_the_whole_answer(visit: Visit, fake: Fake) -> None:
    fake.stream = "slow"
    visit.ask("หลักสูตรไหนเหมาะ")
    expect(visit.page.locator(".source")).to_have_count(2)
    expect(visit.page.locator(".prose li").last).to_contain_text("กองช่าง 20,000 บาท")


def test_a_markdown_table_becomes_a_table(sized: Visit) -> None:
    sized.ask("เปรียบเทียบ")
    table = sized.page.locator(".prose table")
    expect(table.locator("thead th")).to_have_text(["หน่วยงาน", "ปี", "งบประมาณ (บาท)", "โครงการ"])
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1).locator("td")).to_have_text(
        ["องค์การบริหารส่วนตำบลไผ่ล้อมเดือน", "2569", "-", "-"]
    )
    expect(rows.nth(2).locator("td").last).to_contain_text("ก | ข")
    expect(rows.nth(0).locator("td").nth(2)).to_have_css("text-align", "end")
    expect(rows.nth(0).locator("td").nth(3)).to_have_css("text-align", "start")
    assert sized.overflow() == 0


def test_each_line_is_a_block_and_the_plan_is_named_quietly(visit: Visit) -> None:
    visit.ask("ตอบทีละบรรทัด")
    prose = visit.page.locator(".prose")
    expect(prose.locator("p")).to_have_text(
        ["งบประมาณ 65,000 บาท 1", "ระยะเวลา มกราคม 2569 1", "ตามแผนของเทศบาลเมืองธารมณี 1"]
    )
    expect(prose.locator("li")).to_have_text(["สำนักปลัดเทศบาล 1", "กองช่าง 1"])
    first, second = (prose.locator("p").nth(n).bounding_box() for n in (0, 1))
    assert second["y"] > first["y"] + first["height"]
    expect(prose.locator(".context")).to_have_text("ตามแผนของเทศบาลเมืองธารมณี 1")


def test_a_row_of_a_table_is_a_card_on_a_phone(sized: Visit, size: str) -> None:
    sized.ask("เปรียบเทียบ")
    expect(sized.page.locator(".source").first).to_be_attached()
    table = sized.page.locator(".prose table")
    expect(sized.page.get_by_role("columnheader", name="โครงการ")).to_have_count(1)
    first, last = (table.locator("tbody tr").first.locator("td").nth(n) for n in (0, 3))
    below = last.bounding_box()["y"] > first.bounding_box()["y"]
    assert below is (size == "phone")
    wrap = sized.page.locator(".prose .table-wrap")
    if size == "phone":
        assert wrap.evaluate("node => node.scrollWidth <= node.clientWidth")
        label = last.evaluate("node => getComputedStyle(node, '::before').content")
        assert label == '"โครงการ"'


def test_many_sources_are_folded(visit: Visit) -> None:
    visit.ask("เปรียบเทียบ")
    expect(visit.page.locator(".source:visible")).to_have_count(4)
    visit.page.get_by_role("button", name="แสดงอีก 3 แห่ง").click()
    expect(visit.page.locator(".source:visible")).to_have_count(7)
    expect(visit.page.locator(".source").nth(4)).to_be_focused()


def test_the_answer_is_copied_with_its_sources(visit: Visit) -> None:
    visit.ask("หลักสูตรไหนเหมาะ")
    visit.page.get_by_role("button", name="คัดลอกคำตอบ").click()
    expect(visit.page.locator("#toast")).to_contain_text("คัดลอกคำตอบ")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "งบประมาณ 65,000 บาท [1]" in copied
    assert "**" not in copied
    assert f"[2] {ORGANIZATION} · " in copied
    assert "tharnmanee-2569.txt" in copied


def test_without_a_clipboard_it_is_copied_from_a_selection(visit: Visit) -> None:
    visit.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('no'); }")
    visit.ask("อะไรก็ได้")
    visit.page.get_by_role("button", name="คัดลอกคำตอบ").click()
    expect(visit.page.locator("#toast")).to_contain_text("คัดลอกคำตอบ")
    assert DEFAULT["answer"] in visit.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("หลักสูตร", "คัดจากข้อความในแผนโดยตรง"),
        ("โมเดลตอบ", "ตรวจทุกประโยคกับบรรทัดที่อ้างแล้ว"),
        ("โมเดลช้า", "โมเดลภาษาไม่พร้อม"),
        ("โมเดลผิด", "ไม่ผ่านการตรวจกับแผน"),
    ],
)
def test_it_is_told_who_worded_the_answer(sized: Visit, question: str, note: str) -> None:
    sized.ask(question)
    expect(sized.page.locator(".turn .note")).to_contain_text(note)
    assert sized.overflow() == 0

"""Thumbs under an answer: told, changed, taken back, with the keyboard, after a reload, offline."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.fake_api import SCRIPTS, Fake

UP, DOWN = "ตรงคำถาม", "ไม่ถูกต้อง"
COMMENT = "ผิดตรงไหน"


def thumb(visit: Visit, name: str) -> Any:
    return visit.page.get_by_role("button", name=name)


def pressed(visit: Visit, name: str, wanted: bool) -> None:
    expect(thumb(visit, name)).to_have_attribute("aria-pressed", str(wanted).lower())


def line(visit: Visit) -> Any:
    return visit.page.locator(".feedback-line")


def test_a_good_answer_is_told_with_what_was_asked_and_said(sized: Visit, fake: Fake) -> None:
    sized.ask("สวัสดี")
    expect(sized.page.locator(".prose")).to_have_count(1)
    sized.ask("หลักสูตรไหนเหมาะ")
    expect(sized.page.locator(".source")).to_have_count(3)
    sized.page.locator(".turn").last.get_by_role("button", name=UP).click()
    expect(line(sized).last).to_contain_text("ขอบคุณ")
    expect(line(sized).last).to_contain_text("ปิดบังชื่อ")
    [told] = fake.feedback
    script = SCRIPTS["หลักสูตร"]
    spans = ("source", "plan_id", "passage_id", "line_start", "line_end")
    assert told == {
        "verdict": "up",
        "comment": "",
        "question": "หลักสูตรไหนเหมาะ",
        "answer": script["answer"],
        "answerable": True,
        "citations": [{name: each[name] for name in spans} for each in script["citations"]],
        "session_id": "session-1",
        "profile": {},
        "history": ["สวัสดี"],
    }
    assert sized.overflow() == 0


def test_a_wrong_answer_is_told_at_once_and_in_words_if_wanted(sized: Visit, fake: Fake) -> None:
    sized.ask("หลักสูตร")
    thumb(sized, DOWN).click()
    pressed(sized, DOWN, True)
    expect(line(sized)).to_contain_text("ขอบคุณ")
    assert [each["verdict"] for each in fake.feedback] == ["down"]
    sized.page.get_by_label(COMMENT).fill("งบของปีก่อน")
    sized.page.get_by_role("button", name="ส่งรายละเอียด").click()
    expect(sized.page.get_by_label(COMMENT)).to_be_hidden()
    expect(thumb(sized, DOWN)).to_be_focused()
    expect(line(sized)).to_contain_text("ขอบคุณ")
    assert [(each["verdict"], each["comment"]) for each in fake.feedback] == [
        ("down", ""),
        ("down", "งบของปีก่อน"),
    ]
    assert sized.overflow() == 0


def test_a_mind_is_changed_and_the_verdict_taken_back(visit: Visit, fake: Fake) -> None:
    visit.ask("หลักสูตร")
    thumb(visit, DOWN).click()
    expect(visit.page.get_by_label(COMMENT)).to_be_visible()
    thumb(visit, UP).click()
    expect(visit.page.get_by_label(COMMENT)).to_be_hidden()
    pressed(visit, UP, True)
    pressed(visit, DOWN, False)
    thumb(visit, UP).click()
    pressed(visit, UP, False)
    expect(line(visit)).to_have_text("ยกเลิกความเห็นแล้ว")
    assert [each["verdict"] for each in fake.feedback][-1] is None


def test_it_all_works_from_the_keyboard(visit: Visit, fake: Fake) -> None:
    page = visit.page
    visit.ask("หลักสูตร")
    page.get_by_role("button", name="คัดลอกคำตอบ").focus()
    page.keyboard.press("Tab")
    expect(thumb(visit, UP)).to_be_focused()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label(COMMENT)).to_be_focused()
    assert page.evaluate(outline) != "none"
    page.keyboard.type("บรรทัดแรก")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("บรรทัดสอง")
    page.keyboard.press("Enter")
    expect(thumb(visit, DOWN)).to_be_focused()
    expect(line(visit)).to_contain_text("ขอบคุณ")
    assert fake.feedback[-1]["comment"] == "บรรทัดแรก\nบรรทัดสอง"


@pytest.mark.parametrize("way", ["Escape", "button", "nothing"])
def test_the_box_can_be_left_empty(visit: Visit, fake: Fake, way: str) -> None:
    visit.ask("หลักสูตร")
    thumb(visit, DOWN).click()
    expect(line(visit)).to_contain_text("ขอบคุณ")
    box = visit.page.get_by_label(COMMENT)
    box.fill("  " if way == "nothing" else "ไม่ส่ง")
    if way == "button":
        visit.page.get_by_role("button", name="ไม่ระบุ").click()
    else:
        box.press("Escape" if way == "Escape" else "Enter")
    expect(box).to_be_hidden()
    expect(thumb(visit, DOWN)).to_be_focused()
    pressed(visit, DOWN, True)
    assert [each["comment"] for each in fake.feedback] == [""]


def test_a_reload_keeps_the_verdict_and_lets_it_change(visit: Visit, fake: Fake) -> None:
    visit.ask("หลักสูตร")
    thumb(visit, UP).click()
    expect(line(visit)).to_be_visible()
    visit.page.reload()
    pressed(visit, UP, True)
    expect(line(visit)).to_be_hidden()
    thumb(visit, DOWN).click()
    expect(line(visit)).to_contain_text("ขอบคุณ")
    assert [each["verdict"] for each in fake.feedback] == ["up", "down"]
    first, second = fake.feedback
    assert first | {"verdict": "down"} == second


def test_what_could_not_be_sent_is_said_softly_and_sent_again(visit: Visit, fake: Fake) -> None:
    fake.feedback_status = 500
    visit.ask("หลักสูตร")
    thumb(visit, UP).click()
    expect(line(visit)).to_contain_text("ยังส่งความเห็นไม่ได้")
    expect(visit.page.get_by_role("alert")).to_have_count(0)
    pressed(visit, UP, True)
    visit.page.reload()
    expect(line(visit)).to_contain_text("ยังส่งความเห็นไม่ได้")
    fake.feedback_status = 201
    visit.page.get_by_role("button", name="ส่งอีกครั้ง").click()
    expect(line(visit)).to_contain_text("ขอบคุณ")
    assert [each["verdict"] for each in fake.feedback] == ["up"]


def test_an_answer_asked_anew_has_no_verdict_yet(visit: Visit, fake: Fake) -> None:
    visit.ask("หลักสูตร")
    thumb(visit, UP).click()
    expect(line(visit)).to_be_visible()
    visit.ask("หลักสูตร")
    expect(thumb(visit, UP)).to_have_count(2)
    expect(thumb(visit, UP).last).to_have_attribute("aria-pressed", "false")


def test_a_question_back_is_not_judged(visit: Visit) -> None:
    visit.ask("งบของหน่วยงานเรา")
    expect(visit.page.locator(".choice")).to_have_count(4)
    expect(thumb(visit, UP)).to_have_count(0)


def test_nothing_above_moves_when_the_box_opens(sized: Visit) -> None:
    sized.ask("หลักสูตร")
    place = "() => document.querySelector('.tools').getBoundingClientRect().top"
    expect(thumb(sized, DOWN)).to_be_visible()
    sized.page.locator("#scroll").evaluate("node => { node.scrollTop = node.scrollHeight; }")
    before = sized.page.evaluate(place)
    thumb(sized, UP).click()
    expect(line(sized)).to_contain_text("ขอบคุณ")
    assert abs(sized.page.evaluate(place) - before) < 2


def test_everything_fits_a_finger(sized: Visit) -> None:
    sized.ask("หลักสูตร")
    thumb(sized, DOWN).click()
    for each in sized.page.locator(".thumb, .comment button, .comment textarea").all():
        box = each.bounding_box()
        assert box["height"] >= 43.5 and box["width"] >= 43.5
    assert sized.overflow() == 0

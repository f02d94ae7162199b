"""Who asks, what is asked back, what can't be answered, and what fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.fake_api import OTHERS, Fake
from tests.web.plan_text import ORGANIZATION


def test_what_the_plans_do_not_say_is_said_calmly(sized: Visit) -> None:
    sized.ask("เงินเดือนเท่าไร")
    box = sized.page.locator(".box.absent")
    expect(box).to_contain_text("ไม่พบในแผนที่มีอยู่")
    expect(box).to_contain_text("สิ่งที่แผนกล่าวไว้")
    expect(sized.page.get_by_role("group", name="ลองถามแทน").get_by_role("button")).to_have_count(1)
    expect(sized.page.locator(".box.failed")).to_have_count(0)


def test_a_choice_answers_at_once(sized: Visit, fake: Fake) -> None:
    sized.ask("งบของหน่วยงานเรา")
    sized.page.get_by_role("button", name=OTHERS[1], exact=True).click()
    expect(sized.page.locator(".turn").last).to_contain_text("ตอบแล้ว")
    assert fake.messages() == ["งบของหน่วยงานเรา", OTHERS[1]]
    expect(sized.page.locator("#profile-open")).to_have_text("ตั้งหน่วยงาน")


def test_a_choice_can_be_remembered(visit: Visit) -> None:
    visit.ask("งบของหน่วยงานเรา")
    visit.page.get_by_label("จำเป็นหน่วยงานของฉัน").check()
    visit.page.get_by_role("button", name=ORGANIZATION, exact=True).click()
    expect(visit.page.locator("#profile-open")).to_have_text(ORGANIZATION)
    visit.page.reload()
    expect(visit.page.locator("#profile-open")).to_have_text(ORGANIZATION)


def test_another_position_is_typed_and_the_question_asked_again(visit: Visit, fake: Fake) -> None:
    visit.ask("หัวข้อไหนเหมาะกับตำแหน่งของฉัน")
    visit.page.get_by_role("button", name="พิมพ์ตำแหน่ง").click()
    expect(visit.page.get_by_role("combobox", name="ตำแหน่ง")).to_be_focused()
    visit.page.keyboard.type("นายช่างไฟฟ้า")
    visit.page.get_by_role("button", name="บันทึก").click()
    expect(visit.page.locator(".box.asks")).to_have_count(2)
    first, second = (body for _, body in fake.asked)
    assert first["profile"] == {}
    assert second["message"] == first["message"]
    assert second["profile"] == {"position": "นายช่างไฟฟ้า"}


def test_the_profile_is_chosen_by_keyboard_kept_and_sent(sized: Visit, fake: Fake) -> None:
    page = sized.page
    expect(page.locator(".example")).to_have_count(6)
    page.locator("#profile-open").click()
    organization = page.get_by_role("combobox", name="หน่วยงาน")
    expect(organization).to_be_focused()
    page.keyboard.type("ไผ่ ล้อม")
    expect(page.get_by_role("option")).to_have_text([OTHERS[0]])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(organization).to_have_value(OTHERS[0])
    page.keyboard.press("Tab")
    page.keyboard.type("นิติกร")
    page.keyboard.press("Enter")
    expect(page.locator("#profile")).to_be_hidden()
    expect(page.locator("#profile-open")).to_have_text(f"{OTHERS[0]} · นิติกร")
    expect(page.locator(".example").first).to_contain_text("ตำแหน่งของฉัน")
    page.reload()
    sized.ask("อะไรก็ได้")
    expect(page.locator(".prose")).to_be_visible()
    assert fake.asked[-1][1]["profile"] == {"organization": OTHERS[0], "position": "นิติกร"}
    assert sized.overflow() == 0


def test_the_profile_is_chosen_by_pointer_and_cleared(visit: Visit) -> None:
    page = visit.page
    expect(page.locator(".example")).to_have_count(6)
    page.locator("#profile-open").click()
    page.get_by_role("combobox", name="หน่วยงาน").click()
    expect(page.get_by_role("option")).to_have_count(4)
    page.get_by_role("option", name=ORGANIZATION).click()
    page.get_by_role("combobox", name="ตำแหน่ง").fill("ครู")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.locator("#profile-open")).to_have_text(f"{ORGANIZATION} · ครู")
    page.locator("#profile-open").click()
    page.get_by_role("button", name="ล้าง").click()
    expect(page.locator("#profile-open")).to_have_text("ตั้งหน่วยงาน")


def test_an_unsaved_profile_changes_nothing(visit: Visit) -> None:
    visit.page.locator("#profile-open").click()
    visit.page.get_by_role("combobox", name="ตำแหน่ง").fill("ครู")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#profile")).to_be_hidden()
    expect(visit.page.locator("#profile-open")).to_have_text("ตั้งหน่วยงาน")


def test_a_new_chat_starts_empty_and_can_be_undone(sized: Visit, fake: Fake) -> None:
    page = sized.page
    sized.ask("หลักสูตร")
    expect(page.locator(".source")).to_have_count(2)
    page.get_by_role("button", name="เริ่มการสนทนาใหม่").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    page.get_by_role("button", name="เลิกทำ").click()
    expect(page.locator(".source")).to_have_count(2)
    page.get_by_role("button", name="เริ่มการสนทนาใหม่").click()
    sized.ask("เริ่มต้น")
    expect(page.locator(".prose")).to_contain_text("ตอบแล้ว")
    expect(page.locator(".turn")).to_have_count(1)
    assert "session_id" not in fake.asked[-1][1]


def test_a_new_chat_ends_what_is_under_way(visit: Visit, fake: Fake) -> None:
    fake.stream = "hang"
    visit.ask("หลักสูตร")
    expect(visit.page.locator(".prose")).to_be_visible()
    visit.page.get_by_role("button", name="เริ่มการสนทนาใหม่").click()
    fake.stream = "whole"
    visit.ask("คำถามใหม่")
    expect(visit.page.locator(".turn")).to_have_count(1)
    expect(visit.page.locator(".prose")).to_contain_text("ตอบแล้ว")


def test_a_reload_keeps_the_conversation_the_session_and_the_draft(
    visit: Visit, fake: Fake
) -> None:
    page = visit.page
    visit.ask("หลักสูตร")
    expect(page.locator(".source")).to_have_count(2)
    page.get_by_label("คำถามของคุณ").fill("ยังพิมพ์ไม่จบ")
    page.reload()
    expect(page.locator(".source")).to_have_count(2)
    expect(page.get_by_label("คำถามของคุณ")).to_have_value("ยังพิมพ์ไม่จบ")
    page.locator(".prose .cite").first.click()
    expect(page.locator("tr.cited")).to_have_count(1)
    visit.ask("ต่อ")
    expect(page.locator(".turn").last).to_contain_text("ตอบแล้ว")
    assert fake.asked[-1][1]["session_id"] == "session-1"


def test_a_reload_amid_an_answer_offers_to_ask_again(visit: Visit, fake: Fake) -> None:
    fake.stream = "hang"
    visit.ask("หลักสูตร")
    expect(visit.page.locator(".prose")).to_be_visible()
    visit.page.reload()
    fake.stream = "whole"
    visit.page.get_by_role("button", name="ลองใหม่").click()
    expect(visit.page.locator(".source")).to_have_count(2)


@pytest.mark.parametrize("stream", ["cut", "missing"])
def test_a_stream_that_fails_is_asked_as_a_plain_request(
    visit: Visit, fake: Fake, stream: str
) -> None:
    fake.stream = stream
    visit.ask("หลักสูตร")
    expect(visit.page.locator(".source")).to_have_count(2)
    assert [way for way, _ in fake.asked] == ["stream", "chat"]
    assert visit.page.locator(".prose").inner_text().count("เจ้าพนักงานธุรการของ") == 1


@pytest.mark.parametrize(
    ("status", "stream", "heading", "ways"),
    [
        (500, "whole", "ระบบขัดข้องชั่วคราว", ["stream", "chat"]),
        (429, "whole", "มีผู้ใช้งานจำนวนมาก", ["stream"]),
        (422, "whole", "ระบบรับคำขอนี้ไม่ได้", ["stream"]),
        (200, "error", "ระบบขัดข้องชั่วคราว", ["stream"]),
    ],
)
def test_an_error_is_told_kindly_and_can_be_retried(
    visit: Visit, fake: Fake, status: int, stream: str, heading: str, ways: list[str]
) -> None:
    fake.chat_status, fake.stream = status, stream
    visit.ask("หลักสูตร")
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text(heading)
    expect(alert).to_contain_text("ฐานข้อมูลไม่ตอบ")
    expect(alert).not_to_contain_text("database")
    assert [way for way, _ in fake.asked] == ways
    visit.page.get_by_label("คำถามของคุณ").fill("ยังอยู่")
    fake.chat_status, fake.stream = 200, "whole"
    alert.get_by_role("button", name="ลองใหม่").click()
    expect(visit.page.locator(".source")).to_have_count(2)
    expect(visit.page.get_by_role("alert")).to_have_count(0)
    expect(visit.page.get_by_label("คำถามของคุณ")).to_have_value("ยังอยู่")


def test_offline_keeps_the_question(sized: Visit) -> None:
    sized.page.context.set_offline(True)
    sized.ask("หลักสูตร")
    expect(sized.page.get_by_role("alert")).to_contain_text("ติดต่อระบบไม่ได้")
    expect(sized.page.locator(".question")).to_contain_text("หลักสูตร")
    sized.page.context.set_offline(False)
    sized.page.get_by_role("button", name="ลองใหม่").click()
    expect(sized.page.locator(".source")).to_have_count(2)


def test_a_library_that_cannot_be_read_can_be_retried(visit: Visit, fake: Fake) -> None:
    fake.plans_status = 503
    visit.page.reload()
    expect(visit.page.get_by_role("button", name="แผนในคลัง")).to_be_disabled()
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text("ฐานข้อมูลไม่ตอบ")
    fake.plans_status = 200
    alert.get_by_role("button", name="ลองใหม่").click()
    expect(visit.page.locator(".example")).to_have_count(6)


def test_an_empty_library_says_how_to_add_plans(sized: Visit, fake: Fake) -> None:
    plans, fake.plans = fake.plans, []
    sized.page.reload()
    welcome = sized.page.locator("#welcome")
    expect(welcome).to_contain_text("ยังไม่มีแผนในคลัง")
    expect(welcome.locator("code")).to_contain_text("hrplan ingest")
    fake.plans = plans
    welcome.get_by_role("button", name="ตรวจอีกครั้ง").click()
    expect(sized.page.locator(".example")).to_have_count(6)
    assert sized.overflow() == 0

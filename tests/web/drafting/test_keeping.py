"""A draft is kept: in the browser at once, on the server, beside what others change."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.drafting.conftest import Desk
from tests.web.drafting.test_draft_page import cell, saved


def state(visit: Visit) -> Any:
    return visit.page.locator(".saving")


def fail_saving(visit: Visit, status: int = 0) -> None:
    def answer(route: Any) -> None:
        if route.request.method != "PUT":
            route.fallback()
        elif status:
            route.fulfill(status=status, json={"status": status, "detail": "ขัดข้อง / failed"})
        else:
            route.abort()

    visit.page.route("**/drafts/*", answer)


def test_a_lost_network_costs_nothing(sized_draft: Visit, desk: Desk, draft_id: str) -> None:
    page = sized_draft.page
    saved(sized_draft)
    page.context.set_offline(True)
    cell(sized_draft, "name").fill("พิมพ์ตอนเน็ตหลุด")
    expect(state(sized_draft)).to_contain_text("ติดต่อระบบไม่ได้ เก็บไว้ในเครื่องแล้ว")
    expect(page.locator("#live")).to_contain_text("ติดต่อระบบไม่ได้")
    cell(sized_draft, "unit").fill("กองที่พิมพ์ต่อ")
    with page.expect_response("**/drafts/*"):
        page.context.set_offline(False)
    kept = desk.until(draft_id, lambda draft: draft.rows[0].unit == "กองที่พิมพ์ต่อ")
    assert kept.rows[0].name == "พิมพ์ตอนเน็ตหลุด"
    saved(sized_draft)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('hrplan.work'))") == []


def test_what_is_not_saved_survives_a_reload(draft: Visit, desk: Desk, draft_id: str) -> None:
    page = draft.page
    fail_saving(draft)
    cell(draft, "name").fill("ยังไม่ได้บันทึก")
    page.reload()
    expect(cell(draft, "name")).to_have_value("ยังไม่ได้บันทึก")
    page.goto(f"{draft.url}draft")
    expect(page.locator(".my-draft")).to_contain_text("มีส่วนที่ยังไม่ได้บันทึก")
    page.unroute("**/drafts/*")
    page.locator(".my-draft a").click()
    desk.until(draft_id, lambda draft: draft.rows[0].name == "ยังไม่ได้บันทึก")
    saved(draft)


def test_a_draft_opens_from_the_browser_where_the_service_cant_be_reached(draft: Visit) -> None:
    page = draft.page
    fail_saving(draft)
    cell(draft, "name").fill("อยู่ในเครื่อง")
    page.route("**/drafts/*", lambda route: route.abort())
    page.reload()
    expect(cell(draft, "name")).to_have_value("อยู่ในเครื่อง")
    expect(state(draft)).to_contain_text("ติดต่อระบบไม่ได้")


def test_a_failure_of_the_service_is_said_and_tried_again(
    draft: Visit, desk: Desk, draft_id: str
) -> None:
    fail_saving(draft, 500)
    cell(draft, "name").fill("ลองอีกครั้ง")
    expect(state(draft)).to_contain_text("ระบบขัดข้องชั่วคราว เก็บไว้ในเครื่องแล้ว")
    draft.page.get_by_role("button", name="ส่งออกเป็น Word").click()
    expect(draft.page.locator("#toast")).to_contain_text("ยังส่งออกไม่ได้")
    draft.page.unroute("**/drafts/*")
    draft.page.get_by_role("button", name="ลองใหม่").click()
    desk.until(draft_id, lambda draft: draft.rows[0].name == "ลองอีกครั้ง")


def test_changes_of_two_people_in_different_places_are_joined(
    draft: Visit, desk: Desk, draft_id: str
) -> None:
    saved(draft)
    desk.change(draft_id, unit="กองของเขา", ceiling=350_000)
    cell(draft, "name").fill("ชื่อของฉัน")
    expect(draft.page.locator("#toast")).to_contain_text("รวมการแก้ไขของทั้งสองฝ่าย")
    kept = desk.until(draft_id, lambda draft: draft.rows[0].name == "ชื่อของฉัน")
    assert kept.rows[0].unit == "กองของเขา" and kept.request.ceiling == 350_000
    expect(cell(draft, "unit")).to_have_value("กองของเขา")
    expect(draft.page.locator("#ceiling")).to_have_value("350,000")


def test_what_both_changed_is_chosen_and_neither_is_lost(
    sized_draft: Visit, desk: Desk, draft_id: str
) -> None:
    page = sized_draft.page
    saved(sized_draft)
    desk.change(draft_id, name="ชื่อของเขา")
    cell(sized_draft, "name").fill("ชื่อของฉัน")
    dialog = page.get_by_role("dialog", name="มีผู้อื่นแก้ที่เดียวกัน")
    page.locator("#toast").get_by_role("button", name="เลือกข้อความ").click()
    expect(dialog).to_contain_text("ชื่อของเขา")
    page.keyboard.press("Escape")  # not now
    expect(state(sized_draft)).to_contain_text("มีผู้แก้ที่เดียวกัน")
    cell(sized_draft, "unit").fill("พิมพ์ระหว่างรอ")
    assert desk.kept(draft_id).rows[0].name == "ชื่อของเขา"
    page.reload()  # still asked after
    expect(dialog).to_contain_text("ชื่อของฉัน")
    assert sized_draft.overflow() == 0
    dialog.get_by_role("radio", name="เก็บทั้งสอง").check()
    page.get_by_role("button", name="ใช้ตามที่เลือก").click()
    kept = desk.until(draft_id, lambda draft: "ชื่อของฉัน" in draft.rows[0].name)
    assert kept.rows[0].name == "ชื่อของฉัน\nชื่อของเขา"
    assert kept.rows[0].unit == "พิมพ์ระหว่างรอ"
    saved(sized_draft)


def test_the_other_sides_text_can_be_taken(draft: Visit, desk: Desk, draft_id: str) -> None:
    saved(draft)
    desk.change(draft_id, budget={"kind": "amount", "baht": 11_000})
    cell(draft, "budget").fill("22000")
    cell(draft, "target").fill("40 คน")
    state(draft).get_by_role("button", name="เลือกข้อความ").click()
    draft.page.get_by_role("radio", name="ของอีกฝ่าย").check()
    draft.page.get_by_role("button", name="ใช้ตามที่เลือก").click()
    kept = desk.until(draft_id, lambda draft: draft.rows[0].target == "40 คน")
    assert kept.rows[0].budget.baht == 11_000
    expect(cell(draft, "budget")).to_have_value("11,000")


def test_typing_goes_on_while_it_is_saved(draft: Visit, desk: Desk, draft_id: str) -> None:
    name = cell(draft, "name")
    name.fill("")
    name.press_sequentially("โครงการที่พิมพ์ทีละตัวอย่างช้า ๆ จนระบบบันทึกไปหลายครั้งแล้ว", delay=60)
    name.press_sequentially(" และยังพิมพ์ต่อ", delay=60)
    text = "โครงการที่พิมพ์ทีละตัวอย่างช้า ๆ จนระบบบันทึกไปหลายครั้งแล้ว และยังพิมพ์ต่อ"
    expect(name).to_have_value(text)
    desk.until(draft_id, lambda draft: draft.rows[0].name == text)


def test_an_amount_is_typed_on_while_it_is_saved(draft: Visit, desk: Desk, draft_id: str) -> None:
    amount = cell(draft, "budget")
    amount.fill("")
    for digits, so_far in (("23", 23), ("45", 2_345), ("67", 234_567)):
        amount.press_sequentially(digits, delay=60)
        desk.until(draft_id, lambda draft, baht=so_far: draft.rows[0].budget.baht == baht)
        saved(draft)
    amount.blur()
    expect(amount).to_have_value("234,567")

"""The page that drafts a plan: the form, the rows, the total, the sources, the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.drafting.conftest import CEILING, ORGANIZATION, TOPICS, YEARS, Desk
from tests.web.plan_text import TRAP
from tests.web.test_admin import TARGETS
from tests.web.test_look import TIGHT_LINES

NAMES = ".draft-rows textarea[data-key$='.name']"


def cell(visit: Visit, field: str, at: int = 0) -> Any:
    return visit.page.locator(f".draft-rows [data-key$='.{field}']").nth(at)


def saved(visit: Visit) -> None:
    expect(visit.page.locator("#total[data-state=saved]")).to_be_visible()


def test_from_the_form_to_a_draft(form: Visit) -> None:
    page = form.page
    page.get_by_role("combobox", name="หน่วยงาน").fill(ORGANIZATION)
    page.get_by_role("button", name=TOPICS[1], exact=True).click()
    topic = page.get_by_role("combobox", name="ยุทธศาสตร์หรือเรื่อง")
    topic.fill("กฬณฎฆฌ")
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text="กฬณฎฆฌ")).to_contain_text("ยังไม่มีตัวอย่าง")
    expect(page.locator(".chip", has_text=TOPICS[1])).to_contain_text("ตัวอย่าง · ค่ากลาง")
    page.get_by_role("combobox", name="ตำแหน่งที่ทำแผนรายบุคคล").fill("นายช่างโยธา")
    page.get_by_role("button", name="เพิ่มตำแหน่ง").click()
    page.get_by_label("เพดานงบประมาณ").fill("๒๕๐,๐๐๐")
    assert page.evaluate(TARGETS) == []
    assert page.evaluate(TIGHT_LINES) == []
    assert form.overflow() == 0
    page.get_by_role("button", name="ร่างแผน", exact=True).click()
    expect(page.locator(".draft-head h2")).to_contain_text(ORGANIZATION)
    expect(page.locator("#ceiling")).to_have_value("250,000")
    expect(page.locator(".position h4")).to_have_text("นายช่างโยธา")
    # What no plan has an example for is one row to fill in.
    lacking = page.locator(".topic", has_text="กฬณฎฆฌ")
    expect(lacking.locator("tbody tr")).to_have_count(1)
    assert lacking.locator(".cell").first.get_attribute("placeholder") == "โปรดกรอก"
    page.get_by_role("link", name="ร่างใหม่").click()
    expect(page.locator(".my-draft")).to_contain_text(ORGANIZATION)


def test_what_the_form_lacks_is_said_beside_it(form: Visit) -> None:
    page = form.page
    page.get_by_label("เพดานงบประมาณ").fill("สามแสน")
    page.get_by_role("button", name="ร่างแผน", exact=True).click()
    expect(page.get_by_role("combobox", name="หน่วยงาน")).to_be_focused()
    alerts = page.get_by_role("alert").filter(visible=True).all_inner_texts()
    assert [text.split()[0] for text in alerts] == [
        "โปรดใส่ชื่อหน่วยงาน", "โปรดใส่เป็นตัวเลข", "โปรดเลือกหรือพิมพ์อย่างน้อยหนึ่งเรื่อง",
    ]  # fmt: skip
    assert not any(address.endswith("/drafts") for address in form.watch.requests)


def test_a_name_that_is_no_local_governments_is_doubted_once(form: Visit) -> None:
    page = form.page
    page.get_by_role("combobox", name="หน่วยงาน").fill("กรมตัวอย่าง")
    page.get_by_role("combobox", name="ยุทธศาสตร์หรือเรื่อง").fill("วินัย")
    send = page.get_by_role("button", name="ร่างแผน", exact=True)
    send.click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("ไม่ใช่ชื่อเต็ม")
    assert not any(address.endswith("/drafts") for address in form.watch.requests)
    send.click()
    expect(page.locator(".draft-head h2")).to_contain_text("กรมตัวอย่าง")


def test_a_form_that_fails_keeps_what_was_typed(form: Visit) -> None:
    page = form.page
    page.get_by_role("combobox", name="หน่วยงาน").fill(ORGANIZATION)
    page.get_by_role("combobox", name="ยุทธศาสตร์หรือเรื่อง").fill("วินัย")
    page.context.set_offline(True)
    page.get_by_role("button", name="ร่างแผน", exact=True).click()
    expect(page.locator(".form-problem")).to_contain_text("ข้อมูลที่กรอกยังอยู่ครบ")
    expect(page.locator(".chip-text")).to_have_text("วินัย")
    expect(page.get_by_role("button", name="ร่างแผน", exact=True)).to_be_enabled()


def test_a_question_for_examples_leads_to_a_form_with_the_topic(form: Visit) -> None:
    page = form.page
    page.goto(form.url)
    form.ask("ขอตัวอย่างโครงการด้านจริยธรรมหน่อย")
    page.get_by_role("link", name="ร่างแผนเรื่องจริยธรรมจากตัวอย่าง").click()
    expect(page.locator(".chip-text")).to_have_text("จริยธรรม")


def test_it_fits_the_window_and_a_finger(sized_draft: Visit) -> None:
    page = sized_draft.page
    page.locator(".part").first.wait_for()
    assert page.evaluate(TARGETS) == []
    assert page.evaluate(TIGHT_LINES) == []
    assert sized_draft.overflow() == 0
    expect(page.locator("#total")).to_be_in_viewport()


def test_a_cell_is_edited_where_it_stands(sized_draft: Visit, desk: Desk, draft_id: str) -> None:
    page = sized_draft.page
    cell(sized_draft, "objective").fill(f"เพื่อทดสอบ {TRAP}")
    cell(sized_draft, "budget").fill("๑๒,๓๔๕.๕๐")
    paragraph = page.locator("#part-objectives .paragraph textarea").first
    paragraph.fill("เพื่อให้แผนดีขึ้น")
    position = page.locator(".position textarea").first
    position.fill("ทักษะใหม่")
    kept = desk.until(draft_id, lambda draft: draft.rows[0].objective.startswith("เพื่อทดสอบ"))
    saved(sized_draft)
    kept = desk.kept(draft_id)
    assert float(kept.rows[0].budget.baht or 0) == 12345.5
    assert kept.positions[0].skills[0].text == "ทักษะใหม่"
    page.reload()
    expect(cell(sized_draft, "objective")).to_have_value(f"เพื่อทดสอบ {TRAP}")
    expect(cell(sized_draft, "budget")).to_have_value("12,345.50")
    expect(page.locator("#part-objectives textarea").first).to_have_value("เพื่อให้แผนดีขึ้น")
    assert page.evaluate("window.injected") is None


def test_what_is_no_amount_is_said_and_not_sent(draft: Visit, desk: Desk, draft_id: str) -> None:
    before = desk.kept(draft_id).rows[0].budget
    cell(draft, "budget").fill("สองหมื่น")
    said = draft.page.locator(".cell-problem").first
    expect(said).to_have_text("โปรดใส่เป็นตัวเลข เช่น 20,000 หรือ 2 หมื่น")
    expect(cell(draft, "budget")).to_have_attribute("aria-invalid", "")
    cell(draft, "name").fill("ชื่อใหม่")
    kept = desk.until(draft_id, lambda draft: draft.rows[0].name == "ชื่อใหม่")
    assert kept.rows[0].budget == before
    bar = draft.page.locator("#total")
    expect(bar).to_contain_text("ยังไม่บันทึก 1 ช่อง")
    expect(bar.locator(".saving")).to_be_hidden()
    cell(draft, "budget").fill("9,999,999,999,999")
    expect(said).to_contain_text("ไม่เกินหนึ่งล้านล้านบาท")
    bar.get_by_role("button", name="ไปที่ช่อง").click()
    expect(cell(draft, "budget")).to_be_focused()
    draft.page.keyboard.press("Control+A")
    draft.page.keyboard.type("๗ หมื่น")
    desk.until(draft_id, lambda draft: draft.rows[0].budget.baht == 70_000)
    expect(bar).to_contain_text("บันทึกแล้ว")
    expect(bar).not_to_contain_text("ยังไม่บันทึก")


def test_each_year_of_a_longer_draft_has_its_amount(
    sized_long_draft: Visit, desk: Desk, long_draft_id: str
) -> None:
    page = sized_long_draft.page
    row = next(r for r in desk.kept(long_draft_id).included if r.budget.baht)
    before = [page.locator(f"[data-key='{row.id}.budget.{y}']").input_value() for y in YEARS]
    assert [int(text.replace(",", "")) for text in before] == list(row.by_year(len(YEARS)))
    page.locator(f"[data-key='{row.id}.budget.{YEARS[1]}']").fill("")
    page.locator(f"[data-key='{row.id}.budget.{YEARS[0]}']").fill("๑๐,๐๐๐")
    last = row.by_year(3)[2] or 0
    expect(page.locator(f"[data-key='{row.id}.budget']")).to_have_value(f"{10_000 + last:,}")

    def parted(draft: Any) -> bool:
        return any(r.yearly == (10_000, None, last) for r in draft.rows)

    kept = desk.until(long_draft_id, parted)
    expect(page.locator("#total strong")).to_have_text(f"{kept.total:,} บาท")
    expect(page.locator("#total")).to_contain_text("เพดานรวม 3 ปี")
    expect(page.locator(".total-rest")).to_contain_text(f"ปี {YEARS[2]}")
    page.locator(f"[data-key='{row.id}.budget']").fill("90000")
    expect(page.locator(f"[data-key='{row.id}.budget.{YEARS[1]}']")).to_have_value("30,000")
    assert page.evaluate(TARGETS) == []
    assert sized_long_draft.overflow() == 0


def test_no_budget_and_blank_are_not_zero(draft: Visit, desk: Desk, draft_id: str) -> None:
    draft.page.locator("[data-key='r1.no-budget']").check()
    expect(cell(draft, "budget")).to_be_disabled()
    desk.until(draft_id, lambda draft: draft.rows[0].budget.kind.value == "no_budget")
    draft.page.locator("[data-key='r1.no-budget']").uncheck()
    desk.until(draft_id, lambda draft: draft.rows[0].budget.kind.value == "not_stated")
    expect(draft.page.locator(".draft-rows .amount:placeholder-shown").first).to_be_visible()


def test_the_total_is_held_against_the_ceiling(sized_draft: Visit, desk: Desk) -> None:
    page = sized_draft.page
    bar = page.locator("#total")
    expect(bar).to_contain_text("เหลือ")
    cell(sized_draft, "budget").fill("900000")
    expect(bar.locator(".total-left")).to_contain_text("เกินเพดาน")
    expect(page.locator("#live")).to_contain_text("เกินเพดาน")
    assert "is-over" in (bar.get_attribute("class") or "")
    page.locator("#ceiling").fill("5000000")
    expect(bar.locator(".total-left")).to_contain_text("เหลือ")
    page.locator("#ceiling").fill("")
    expect(bar.locator(".meter")).to_be_hidden()
    saved(sized_draft)


def test_rows_are_left_out_moved_added_and_removed(
    sized_draft: Visit, desk: Desk, draft_id: str
) -> None:
    page = sized_draft.page
    first, second = (page.locator(NAMES).nth(n).input_value() for n in (0, 1))
    page.get_by_role("button", name=f"เลื่อนลง {first}").click()
    expect(page.locator(NAMES).first).to_have_value(second)
    page.locator(".take-box input").first.uncheck()
    page.get_by_role("button", name=f"เพิ่มโครงการเองในเรื่อง {TOPICS[0]}").click()
    page.keyboard.type("โครงการของเราเอง")
    own = page.locator("tr", has=page.get_by_text("แถวที่เพิ่มเอง"))
    own.locator(".amount").fill("10000")

    def holds(draft: Any) -> bool:
        names = {row.name: row for row in draft.rows}
        mine = names.get("โครงการของเราเอง")
        return bool(mine and mine.budget.baht == 10000 and not names[second].included)

    kept = desk.until(draft_id, holds)
    assert [row.name for row in kept.rows[:2]] == [second, first]
    page.get_by_role("button", name="ลบแถว โครงการของเราเอง").click()
    page.get_by_role("button", name="เลิกทำ").click()
    expect(page.locator("#part-projects")).to_contain_text("แถวที่เพิ่มเอง")
    page.get_by_role("button", name="ลบแถว โครงการของเราเอง").click()
    desk.until(draft_id, lambda draft: all("เราเอง" not in row.name for row in draft.rows))


def test_what_a_row_is_drawn_from_is_a_press_away(sized_draft: Visit, desk: Desk) -> None:
    page = sized_draft.page
    page.locator("button.spread").first.click()
    cited = page.locator("#panel .cited").first
    expect(cited).to_be_visible()
    expect(page.locator(".draft-rows tr:has([aria-current])")).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator(".paragraph .cite").first.click()
    expect(page.locator("#panel .cited").first).to_be_visible()
    assert sized_draft.overflow() == 0


def test_fields_without_an_example_are_counted_and_reached(draft: Visit) -> None:
    page = draft.page
    line = page.locator(".to-fill-line")
    page.locator(".part").first.wait_for()
    before = page.locator(".cell:placeholder-shown:enabled:not(.is-out *)").count()
    cell(draft, "unit").fill("")
    expect(line).to_be_visible()
    page.get_by_role("button", name="ไปช่องที่ต้องกรอก").click()
    assert page.evaluate("document.activeElement.matches('.cell:placeholder-shown')")
    page.keyboard.type("กรอกแล้ว")
    expect(line).to_contain_text(f"เหลือ {before} ช่อง") if before else expect(line).to_be_hidden()


def test_findings_follow_what_is_saved(draft: Visit) -> None:
    page = draft.page
    expect(page.locator(".advice .checks-fine")).to_be_visible()
    cell(draft, "indicator").fill("ร้อยละ 180 ของผู้เข้าอบรมผ่านเกณฑ์")
    checks = page.locator(".draft-checks")
    expect(checks).to_be_visible()
    checks.locator("summary").click()
    expect(checks.locator(".finding").first).to_be_visible()


def test_the_file_has_what_was_just_typed(draft: Visit, tmp_path: Path) -> None:
    page = draft.page
    cell(draft, "name").fill("โครงการที่เพิ่งแก้ 7 รุ่น")
    page.get_by_label("เลขไทย").check()
    with page.expect_download() as loading:
        page.get_by_role("button", name="ส่งออกเป็น Word").click()
    file = tmp_path / "plan.docx"
    loading.value.save_as(file)
    assert loading.value.suggested_filename.endswith(".docx")
    texts = [c.text for table in Document(str(file)).tables for r in table.rows for c in r.cells]
    assert any("โครงการที่เพิ่งแก้ ๗ รุ่น" in text for text in texts)


@pytest.mark.parametrize("name", ["Excel", "Markdown", "JSON"])
def test_other_files(draft: Visit, name: str) -> None:
    with draft.page.expect_download() as loading:
        draft.page.get_by_role("button", name=f"ส่งออกเป็น {name}").click()
    assert Path(loading.value.path()).stat().st_size > 500


def test_the_link_opens_the_same_draft(draft: Visit, draft_id: str) -> None:
    page = draft.page
    page.get_by_role("button", name="คัดลอกลิงก์").click()
    expect(page.locator("#toast")).to_contain_text("คัดลอกลิงก์แล้ว")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{draft.url}draft/{draft_id}"
    page.goto(link)
    expect(page.locator(".draft-head h2")).to_contain_text(ORGANIZATION)


def test_a_draft_is_taken_off_the_list_or_removed(draft: Visit, desk: Desk, draft_id: str) -> None:
    page = draft.page
    page.locator(".part").first.wait_for()
    page.goto(f"{draft.url}draft")
    page.get_by_role("button", name="ลบร่าง").click()
    page.get_by_role("button", name="เก็บไว้").click()
    expect(page.locator(".my-draft")).to_have_count(1)
    page.get_by_role("button", name="ลบร่าง").click()
    page.locator("#asking .danger").click()
    expect(page.locator(".my-drafts")).to_be_hidden()
    assert desk.library.drafts.get(draft_id) is None
    page.goto(f"{draft.url}draft?id={draft_id}")
    expect(page.locator(".box.failed")).to_contain_text("เปิดร่างนี้ไม่ได้")
    expect(page.get_by_role("link", name="ร่างแผนใหม่")).to_be_visible()


def test_a_link_that_is_none_says_that_there_is_no_such_draft(draft: Visit) -> None:
    for address in ("draft?id=nope", "draft/xx", "draft/%E0%B8%81"):
        draft.page.goto(f"{draft.url}{address}")
        expect(draft.page.locator(".box.failed")).to_contain_text("ไม่พบร่างนี้")


def test_the_title_and_the_positions_are_changed(draft: Visit, desk: Desk, draft_id: str) -> None:
    page = draft.page
    page.get_by_role("button", name="แก้ชื่อแผน").click()
    page.get_by_role("textbox", name="ชื่อแผน").fill("แผนของเรา")
    desk.until(draft_id, lambda kept: kept.title == "แผนของเรา")
    page.get_by_role("textbox", name="ตำแหน่งที่จะเพิ่ม").fill("นายช่างโยธา")
    page.get_by_role("button", name="เพิ่มตำแหน่ง").click()
    added = page.get_by_role("region", name="นายช่างโยธา")
    expect(added).to_be_visible()
    page.get_by_role("button", name="เอาตำแหน่ง นายช่างโยธา ออก").click()
    expect(added).to_have_count(0)
    page.reload()
    expect(page.locator(".draft-head h2")).to_have_text("แผนของเรา")


def test_by_keyboard_alone(draft: Visit, desk: Desk, draft_id: str) -> None:
    page = draft.page
    page.locator(".part").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the header
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.key") == "r1.included":
            break
    page.keyboard.press("Space")
    desk.until(draft_id, lambda draft: not draft.rows[0].included)
    assert page.evaluate("document.activeElement.dataset.key") == "r1.included"
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.type(" รุ่นที่ 9")
    desk.until(draft_id, lambda draft: draft.rows[0].name.endswith("รุ่นที่ 9"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # its source
    expect(page.locator("#panel .cited").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-row=r1] .cite").first).to_be_focused()
    page.keyboard.press("Tab")  # "up" of the first row can't be pressed
    page.keyboard.press("Enter")
    desk.until(draft_id, lambda draft: draft.rows[1].name.endswith("รุ่นที่ 9"))
    assert page.evaluate("document.activeElement.dataset.key") == "r1.down"


def test_the_sample_is_under_its_ceiling(desk: Desk, draft_id: str) -> None:
    assert 0 < desk.kept(draft_id).total <= CEILING

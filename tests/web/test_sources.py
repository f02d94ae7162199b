"""The source panel: the cited lines in their surroundings."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web import plan_text
from tests.web.conftest import Visit
from tests.web.plan_text import CITED_CELLS, CITED_LINE, SCOPE_LINE, TABLE_END, TOTAL_LINE


def open_source(visit: Visit, question: str, number: int = 0) -> Any:
    """The panel, opened from the ``number``-th source of the answer."""
    visit.ask(question)
    visit.page.locator(".turn").last.locator(".source").nth(number).click()
    return visit.page.locator("#panel")


def open_cited_row(visit: Visit) -> Any:
    """The panel, opened by the first chip of an answer that cites a table row."""
    visit.ask("หลักสูตรไหนเหมาะ")
    expect(visit.page.locator(".source")).to_have_count(2)
    visit.page.locator(".prose .cite").first.click()
    panel = visit.page.locator("#panel")
    expect(panel.locator("tr.cited")).to_have_count(1)
    return panel


@pytest.fixture
def cited_row(visit: Visit) -> Any:
    return open_cited_row(visit)


def test_the_cited_row_is_in_view_under_its_headers(sized: Visit) -> None:
    cited_row = open_cited_row(sized)
    row = cited_row.locator("tr.cited")
    assert row.locator("td:not(.line-number)").all_inner_texts() == CITED_CELLS
    body = cited_row.locator(".panel-body").bounding_box()
    head = cited_row.locator("thead").bounding_box()
    box = row.bounding_box()
    assert head["y"] >= body["y"] - 1
    assert head["y"] + head["height"] <= box["y"] + 1
    assert box["y"] + box["height"] <= body["y"] + body["height"]
    assert sized.overflow() == 0


def test_each_cell_stands_under_its_own_header(cited_row: Any) -> None:
    cells = cited_row.locator("tr.cited td:not(.line-number)")
    for column, path in enumerate(plan_text.COLUMNS):
        leaf = path.split(" › ")[-1]
        header = cited_row.locator("thead th", has_text=leaf).last.bounding_box()
        assert header["x"] == pytest.approx(cells.nth(column).bounding_box()["x"], abs=1)
    group = cited_row.locator("thead th", has_text="งบประมาณ")
    expect(group).to_have_count(1)
    assert group.get_attribute("colspan") == "3"


def test_line_numbers_headers_and_text_stay_while_a_wide_table_scrolls(cited_row: Any) -> None:
    body = cited_row.locator(".panel-body")
    row, text = cited_row.locator("tr.cited"), cited_row.locator(".line[data-line='24']")
    cited_row.get_by_role("button", name="แสดงบรรทัดก่อนหน้า").click()
    expect(text).to_be_attached()
    before = text.bounding_box()["x"]
    body.evaluate("node => { node.scrollLeft = 400; }")
    edge = body.bounding_box()["x"]
    assert row.locator(".line-number").bounding_box()["x"] == pytest.approx(edge, abs=1)
    assert text.bounding_box()["x"] == pytest.approx(before, abs=1)


def test_the_heading_names_the_plan_and_the_lines(cited_row: Any) -> None:
    head = cited_row.locator(".panel-head")
    for text in (plan_text.ORGANIZATION, plan_text.TITLE, "ยุทธศาสตร์ที่ 2", plan_text.SOURCE):
        expect(head).to_contain_text(text)
    expect(head).to_contain_text("บรรทัด\u00a050–51")


def test_a_wide_row_can_be_read_cell_by_cell(cited_row: Any) -> None:
    card = cited_row.locator(".row-card")
    expect(card).to_be_hidden()
    cited_row.get_by_text("อ่านแถวที่อ้างอิงทีละช่อง").click()
    expect(card).to_be_visible()
    labels, texts = card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts()
    pairs = dict(zip(labels, texts, strict=True))
    assert pairs["งบประมาณ › กองช่าง"] == "20,000"
    assert "งบประมาณ › กองคลัง" not in pairs


def test_escape_closes_and_gives_the_focus_back(sized: Visit) -> None:
    cited_row = open_cited_row(sized)
    sized.page.keyboard.press("Escape")
    expect(cited_row).to_be_hidden()
    expect(sized.page.locator(".prose .cite").first).to_be_focused()
    expect(sized.page.locator("[aria-current]")).to_have_count(0)
    assert sized.page.url == sized.url


def test_the_back_button_closes(sized: Visit) -> None:
    cited_row = open_cited_row(sized)
    sized.page.go_back()
    expect(cited_row).to_be_hidden()
    expect(sized.page.locator(".turn")).to_have_count(1)


def test_the_close_button_closes_once(visit: Visit, cited_row: Any) -> None:
    cited_row.get_by_role("button", name="ปิดแหล่งอ้างอิง").dblclick()
    expect(cited_row).to_be_hidden()
    assert visit.page.url == visit.url


def test_beside_the_conversation_or_over_it(sized: Visit, size: str) -> None:
    cited_row = open_cited_row(sized)
    assert cited_row.evaluate("node => node.matches(':modal')") is (size == "phone")
    if size == "desktop":
        sized.ask("ถามขณะเปิดแหล่งอ้างอิง")
        expect(sized.page.locator(".turn")).to_have_count(2)


def test_a_turned_phone_keeps_the_source_open(visit: Visit, cited_row: Any) -> None:
    for width, modal in ((390, True), (1280, False)):
        visit.page.set_viewport_size({"width": width, "height": 800})
        expect(cited_row).to_be_visible()
        visit.page.wait_for_function(
            f"() => document.getElementById('panel').matches(':modal') === {str(modal).lower()}"
        )


def test_previous_and_next_citation(visit: Visit, cited_row: Any) -> None:
    expect(cited_row.get_by_role("button", name="แหล่งอ้างอิงก่อนหน้า")).to_be_disabled()
    cited_row.get_by_role("button", name="แหล่งอ้างอิงถัดไป").click()
    expect(cited_row.locator(".line.cited")).to_have_count(2)
    expect(cited_row).to_contain_text("อ้างอิงที่ 2 จาก 2")
    assert visit.page.locator(".cite[aria-current]").all_inner_texts() == ["2"]


def test_cited_text_is_highlighted_and_nothing_else(sized: Visit) -> None:
    panel = open_source(sized, "หลักสูตรไหนเหมาะ", 1)
    marked = panel.locator(".cited")
    expect(marked).to_have_count(2)
    assert [node.get_attribute("data-line") for node in marked.all()] == ["22", "23"]
    expect(marked.first).to_be_in_viewport()
    expect(panel.locator("[data-line='24']")).to_be_attached()


def test_more_lines_above_and_below(visit: Visit) -> None:
    panel = open_source(visit, "หลักสูตรไหนเหมาะ", 1)
    above = panel.get_by_role("button", name="แสดงบรรทัดก่อนหน้า")
    below = panel.get_by_role("button", name="แสดงบรรทัดถัดไป")
    expect(panel.locator("[data-line='16']")).to_be_attached()
    expect(panel.locator("[data-line='15']")).to_have_count(0)
    above.scroll_into_view_if_needed()
    place = panel.locator("[data-line='22']").bounding_box()["y"]
    above.click()
    expect(panel.locator("[data-line='1']")).to_be_attached()
    expect(above).to_be_hidden()
    assert panel.locator("[data-line='22']").bounding_box()["y"] == pytest.approx(place, abs=2)
    expect(panel.locator("table")).to_have_count(0)
    below.click()
    expect(panel.locator(f"tr[data-line='{CITED_LINE}']")).to_be_attached()
    below.click()
    expect(panel.locator("table")).to_have_count(1)
    expect(panel.locator(f"tr[data-line='{TABLE_END}']")).to_have_count(1)
    lines = panel.locator("[data-line]")
    for _ in range(4):
        shown = lines.count()
        below.click()
        # A click while lines are on their way asks for no more.
        expect(lines).not_to_have_count(shown)
    expect(panel.locator(f"[data-line='{plan_text.LINE_COUNT}']")).to_be_attached()
    expect(below).to_be_hidden()


def test_a_whole_table_with_its_scope_total_and_stray_lines(visit: Visit) -> None:
    panel = open_source(visit, "ตาราง")
    expect(panel.locator("tr.cited").first).to_be_in_viewport()
    expect(panel.locator("tbody tr:not(.cited)")).to_have_count(0)
    scope = panel.locator(f"tr.scope[data-line='{SCOPE_LINE}'] td").last
    assert scope.get_attribute("colspan") == str(len(plan_text.COLUMNS))
    expect(panel.locator(f"tr.total[data-line='{TOTAL_LINE}']")).to_contain_text("235,000")
    expect(panel.locator("tr.loose")).to_contain_text("- 12 -")
    expect(panel.locator(".row-card")).to_have_count(0)


def test_a_plan_that_is_gone_still_shows_what_was_quoted(visit: Visit) -> None:
    panel = open_source(visit, "แผนหาย")
    expect(panel.get_by_role("alert")).to_contain_text("ไม่พบแผนนี้")
    expect(panel.locator(".quote")).to_have_text("ข้อความที่ยกมา")


def test_a_plan_is_found_and_opened_from_the_library(sized: Visit) -> None:
    page = sized.page
    page.get_by_role("button", name="แผนในคลัง").click()
    dialog = page.locator("#plans")
    search = dialog.get_by_role("searchbox")
    search.fill("ไม่มีที่นี่")
    expect(dialog).to_contain_text("ไม่พบแผนที่ตรงกับคำค้น")
    search.fill("ธารมณี ๒๕๖๙")
    expect(dialog.locator(".plan").first).to_contain_text(plan_text.ORGANIZATION)
    dialog.locator(".plan").first.click()
    panel = page.locator("#panel")
    expect(panel.locator("[data-line='1']")).to_be_in_viewport()
    expect(dialog).to_be_hidden()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_sentence_on_many_rows_shows_three_marks_and_a_button_for_the_others(
    sized: Visit,
) -> None:
    sized.ask("ยอดรวม")
    many, few = (sized.page.locator(".prose p").nth(number) for number in (0, 1))
    marks = many.locator("[data-cite]:visible")
    expect(marks).to_have_count(3)
    expect(few.locator("[data-cite]:visible")).to_have_count(4)
    more = many.get_by_role("button", name="แสดงแหล่งอ้างอิงอีก 6 แห่ง")
    expect(more).to_have_text("+6")
    more.focus()
    sized.page.keyboard.press("Enter")
    expect(marks).to_have_count(9)
    expect(many.locator("[data-cite='4']")).to_be_focused()
    expect(more).to_have_count(0)
    assert sized.overflow() == 0


def test_a_source_is_named_by_its_place_in_a_file_that_has_no_lines(visit: Visit) -> None:
    panel = open_source(visit, "ในไฟล์ว่าอย่างไร")
    places = visit.page.locator(".source .source-place")
    expect(places).to_have_text(["ส่วนที่ 3 · หน้า 12", "ชีต งบประมาณ แถว 8-9"])
    panel.get_by_role("button", name="ข้อความที่อ่านได้").click()
    expect(panel.locator(".line.cited").first).to_have_attribute("title", "หน้า 2")


def test_a_row_tells_its_place(cited_row: Any) -> None:
    page = f"หน้า {1 + CITED_LINE // 20}"
    expect(cited_row.locator("tr.cited")).to_have_attribute("title", page)


def test_the_heading_says_the_place_in_the_file_as_the_card_does(sized: Visit) -> None:
    sized.ask("ในไฟล์")
    card = sized.page.locator(".source").last
    expect(card).to_contain_text("ชีต งบประมาณ แถว 8-9")
    card.click()
    file = sized.page.locator("#panel .panel-file")
    expect(file).to_contain_text("ชีต งบประมาณ แถว 8-9 · ")
    expect(file).not_to_contain_text("บรรทัด")

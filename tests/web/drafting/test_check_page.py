"""The page that checks a plan, in a real browser over the real service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.api.test_cli_library import RECIPE
from tests.conftest import PLAN, SAMPLES
from tests.web.conftest import Visit
from tests.web.plan_text import TRAP
from tests.web.test_admin import TARGETS
from tests.web.test_look import TIGHT_LINES

WRONG = SAMPLES / "silawari-2569.txt"

DROP = """([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    for (const type of ['dragenter', 'dragover', 'drop'])
        document.querySelector('.drop-zone').dispatchEvent(
            new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def pick(visit: Visit, path: Path) -> None:
    visit.page.set_input_files("#pick", str(path))


def report(visit: Visit) -> Any:
    return visit.page.locator("#report")


def test_findings_stand_by_severity_with_lines_and_figures(check: Visit) -> None:
    pick(check, WRONG)
    wrong = check.page.locator(".finding-group.is-error")
    expect(wrong.locator(".finding").first).to_be_visible()
    expect(wrong.locator("h3")).to_contain_text("ผิด 1 ข้อ")
    expect(wrong.locator(".expected dd")).to_have_text("395,000")
    expect(wrong.locator(".found dd")).to_have_text("375,000")
    expect(wrong.locator(".finding-place")).to_have_text("บรรทัด\u00a0205")
    expect(check.page.locator("#report-title")).to_have_text(WRONG.name)
    expect(check.page.locator("#report-title")).to_be_focused()
    assert check.page.evaluate(TARGETS) == []
    assert check.page.evaluate(TIGHT_LINES) == []
    assert check.overflow() == 0


def test_a_severity_or_a_topic_is_left(check: Visit) -> None:
    pick(check, WRONG)
    findings = check.page.locator(".finding")
    expect(findings.first).to_be_visible()
    every = findings.count()
    check.page.get_by_role("button", name="ควรแก้").focus()
    check.page.keyboard.press("Enter")
    expect(check.page.locator(".finding-group")).to_have_count(1)
    assert 0 < findings.count() < every
    check.page.get_by_label("เรื่องที่ตรวจ").select_option("ช่องว่าง")
    assert set(check.page.locator(".finding-topic").all_inner_texts()) == {"ช่องว่าง"}
    check.page.get_by_role("button", name="ทุกข้อ").click()
    check.page.get_by_label("เรื่องที่ตรวจ").select_option("")
    expect(findings).to_have_count(every)


def test_a_file_that_is_no_plan_is_told_in_a_line(check: Visit, tmp_path: Path) -> None:
    path = tmp_path / "ต้มยำ.txt"
    path.write_text(RECIPE, encoding="utf-8")
    pick(check, path)
    alert = report(check).get_by_role("alert")
    expect(alert).to_contain_text("ยังตรวจ ต้มยำ.txt ไม่ได้")
    said = alert.locator(".detail").inner_text()
    assert "ไม่พบเนื้อหาแผน" in said and "\n" not in said and " / " not in said
    pick(check, WRONG)
    expect(check.page.locator(".finding").first).to_be_visible()


def test_nothing_found_is_said_kindly(check: Visit, tmp_path: Path) -> None:
    check.page.route("**/checks", lambda route: route.fulfill(json=[]))
    pick(check, WRONG)
    expect(report(check).locator(".box.fine")).to_contain_text("ไม่พบข้อที่ควรแก้ไข")
    expect(check.page.locator("#live")).to_have_text("ตรวจแล้ว ไม่พบข้อที่ควรแก้ไข")


def test_a_dropped_file_is_checked(check: Visit) -> None:
    broken = PLAN.replace("๒\tโครงการ", "๓\tโครงการ")
    check.page.evaluate(DROP, ["วางลง.txt", broken])
    expect(check.page.locator("#report-title")).to_have_text("วางลง.txt")
    expect(check.page.locator(".finding", has_text="ลำดับ").first).to_be_visible()


def test_a_kept_plan_leads_from_a_finding_to_its_lines(check: Visit) -> None:
    page = check.page
    page.locator("#kept .plan", has_text="silawari").click()
    page.locator(".is-error button.finding-place").click()
    cited = page.locator("#panel tr.cited")
    expect(cited).to_have_attribute("data-line", "205")
    expect(page.locator(".finding:has([aria-current])")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".is-error button.finding-place")).to_be_focused()
    page.reload()  # the address names the plan
    expect(page.locator(".finding").first).to_be_visible()


def test_what_is_said_of_many_lines_is_said_once(check: Visit) -> None:
    found = [
        {
            "code": "blank-unit", "severity": "note", "message": f"ว่าง {TRAP}", "expected": "",
            "found": "", "line_start": line, "line_end": line, "place": f"ตารางที่ 1 แถว {line}",
        }
        for line in range(1, 13)
    ]  # fmt: skip
    check.page.route("**/checks", lambda route: route.fulfill(body=json.dumps(found)))
    pick(check, WRONG)
    expect(check.page.locator(".finding")).to_have_count(1)
    expect(check.page.locator(".finding-text")).to_contain_text("<script>")
    expect(check.page.locator(".finding-place:visible")).to_have_count(6)
    check.page.get_by_role("button", name="อีก 6 แห่ง").click()
    expect(check.page.locator(".finding-place:visible")).to_have_count(12)
    assert check.page.evaluate("window.injected") is None
    check.page.get_by_role("button", name="คัดลอกรายการ").click()
    expect(check.page.locator("#toast")).to_contain_text("คัดลอกรายการที่พบแล้ว")
    copied = check.page.evaluate("navigator.clipboard.readText()")
    assert "ตารางที่ 1 แถว 12" in copied and copied.count("ว่าง") == 1


def test_a_lost_connection_is_said_and_asked_again(check: Visit) -> None:
    check.page.context.set_offline(True)
    pick(check, WRONG)
    expect(report(check).get_by_role("alert")).to_contain_text("ติดต่อระบบไม่ได้")
    check.page.context.set_offline(False)
    report(check).get_by_role("button", name="ลองใหม่").click()
    expect(check.page.locator(".finding").first).to_be_visible()


@pytest.mark.parametrize("status", [413, 429, 503])
def test_a_refusal_is_a_line(check: Visit, status: int) -> None:
    detail = "ไฟล์นี้รับไม่ได้ / the file can't be taken"
    body = json.dumps({"title": "Problem", "status": status, "detail": detail})
    check.page.route("**/checks", lambda route: route.fulfill(status=status, body=body))
    pick(check, WRONG)
    expect(report(check).locator(".detail")).to_have_text("ไฟล์นี้รับไม่ได้")


def test_the_page_is_reached_from_the_chat(check: Visit, size: str) -> None:
    page = check.page
    page.get_by_role("link", name="ถามแผน", exact=True).click()
    if size == "phone":
        page.get_by_role("button", name="หน้าอื่น").click()
    page.get_by_role("link", name="ตรวจแผน").click()
    expect(page.locator(".drop-zone")).to_be_visible()

"""The page of whoever looks after the library, in a real browser over the real service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from api.http.app import create_app
from api.settings import Settings
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.conftest import PLAN
from tests.web.conftest import Visit, open_page
from tests.web.plan_text import TRAP
from tests.web.serving import served
from tests.web.test_look import SMALL_TARGETS, TIGHT_LINES

KEY = "กุญแจผู้ดูแล-of-tests"
DOUBTFUL = PLAN.replace("ดอนสมมุติ", "บ้านสงสัย") + TRAP + "\n"
NAMELESS = "ประกาศเรื่องการพัฒนาบุคลากร\nให้พนักงานทุกคนเข้ารับการอบรมปีละหนึ่งครั้ง\n"
# The picker itself can't be seen: its label is what is touched.
TARGETS = SMALL_TARGETS.replace("'checkbox'", "'checkbox' && node.type !== 'file'")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as library:
        for name, text in (("สงสัย.txt", DOUBTFUL), ("ประกาศ.txt", NAMELESS)):
            library.add(parse_bytes(text.encode(), name), f"upload:{name}")
        yield library


@pytest.fixture
def address(library: Library, tmp_path: Path) -> Iterator[str]:
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        admin_key=KEY,
        api_keys="reader",
        max_upload_mb=1,
    )
    with served(create_app(settings, library)) as url:
        yield url


@pytest.fixture
def locked(contexts: dict[str, Any], address: str, size: str) -> Iterator[Visit]:
    """The page before anybody has signed in."""
    yield from open_page(contexts[size], address, "admin")


@pytest.fixture
def admin(locked: Visit) -> Visit:
    sign_in(locked)
    return locked


def sign_in(visit: Visit, key: str = KEY) -> None:
    visit.page.get_by_label("กุญแจผู้ดูแล", exact=True).fill(key)
    visit.page.keyboard.press("Enter")


def pick(visit: Visit, folder: Path, **files: bytes) -> None:
    for name, content in files.items():
        (folder / f"{name}.txt").write_bytes(content)
    visit.page.set_input_files("#pick", [str(folder / f"{name}.txt") for name in files])


def outcome(visit: Visit, name: str) -> Any:
    return visit.page.locator(".upload", has_text=name)


def card(visit: Visit, name: str) -> Any:
    return visit.page.locator(".plan-card", has_text=name)


def test_a_wrong_key_is_told_and_the_right_one_goes_with_the_tab(locked: Visit) -> None:
    page = locked.page
    expect(page.get_by_label("กุญแจผู้ดูแล", exact=True)).to_be_focused()
    sign_in(locked, "ไม่ใช่")
    expect(page.get_by_role("alert")).to_contain_text("กุญแจนี้ใช้ไม่ได้")
    expect(page.locator("#desk")).to_be_hidden()
    sign_in(locked)
    expect(page.locator(".plan-card")).to_have_count(2)
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"
    page.reload()
    expect(page.locator(".plan-card")).to_have_count(2)
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page.get_by_label("กุญแจผู้ดูแล", exact=True)).to_be_visible()
    assert KEY not in page.evaluate("JSON.stringify(sessionStorage)")


def test_too_many_wrong_keys_are_told_when_to_go_on(locked: Visit) -> None:
    for at in range(20):
        locked.page.evaluate(
            "key => fetch('admin/access', {headers: {'X-Admin-Key': key}})", f"guess-{at}"
        )
    sign_in(locked)
    expect(locked.page.get_by_role("alert")).to_contain_text(re.compile(r"ในอีก \d+ วินาที"))


def test_files_are_added_replaced_and_refused_each_with_its_reason(
    admin: Visit, tmp_path: Path
) -> None:
    expect(admin.page.locator(".plan-card")).to_have_count(2)
    pick(admin, tmp_path, แผนใหม่=PLAN.encode(), เพลง=b"ID3\x03\x00\x00" + bytes(200))
    expect(outcome(admin, "แผนใหม่.txt")).to_have_attribute("data-state", "added")
    expect(outcome(admin, "แผนใหม่.txt")).to_contain_text("เทศบาลตำบลดอนสมมุติ")
    expect(outcome(admin, "เพลง.txt")).to_have_attribute("data-state", "refused")
    expect(card(admin, "แผนใหม่.txt")).to_contain_text("ปี 2569")
    pick(admin, tmp_path, แผนใหม่=(PLAN + "ภาคผนวก\n").encode(), ใหญ่=b"x" * 1_000_001)
    second = outcome(admin, "แผนใหม่.txt").last
    expect(second).to_have_attribute("data-state", "replaced")
    expect(outcome(admin, "ใหญ่.txt")).to_contain_text("เกิน 1 MB")
    expect(admin.page.locator(".upload-summary")).to_have_text("เสร็จแล้ว 4 จาก 4 ไฟล์ · ไม่สำเร็จ 2")
    expect(admin.page.locator(".plan-card")).to_have_count(3)
    admin.page.get_by_role("button", name="ล้างรายการที่เสร็จแล้ว").click()
    expect(admin.page.locator(".upload")).to_have_count(0)
    assert admin.overflow() == 0


DROP = """([zone, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    for (const type of ['dragenter', 'dragover', 'drop'])
        zone.dispatchEvent(
            new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def test_files_are_dropped(admin: Visit) -> None:
    zone = admin.page.locator(".drop-zone").element_handle()
    admin.page.evaluate(DROP, [zone, [["หนึ่ง.txt", PLAN], ["สอง.txt", NAMELESS + "อีก"]]])
    expect(outcome(admin, "สอง.txt")).to_have_attribute("data-state", "added")
    expect(outcome(admin, "สอง.txt")).to_contain_text("ไม่พบชื่อหน่วยงาน")
    expect(card(admin, "หนึ่ง.txt")).to_be_visible()
    expect(admin.page.locator(".drop-zone.is-over")).to_have_count(0)


def drop_paths(visit: Visit, *paths: Path) -> None:
    """As from the system's file manager: what a page makes up itself holds no folders."""
    box = visit.page.locator(".drop-zone").bounding_box()
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session = visit.page.context.new_cdp_session(visit.page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})
    session.detach()


def test_folders_are_read_with_the_folders_in_them(
    admin: Visit, library: Library, tmp_path: Path
) -> None:
    """Files of one name in two folders are two plans; what is no plan is counted."""
    folder = tmp_path / "แผนของเรา"
    for year, text in (("2568", PLAN.replace("๒๕๖๙", "๒๕๖๘")), ("2569", PLAN)):
        (folder / year).mkdir(parents=True)
        (folder / year / "แผน.txt").write_text(text)
    for other in ("~$แผน.docx", "Thumbs.db", ".DS_Store", "ภาพ.jpg"):
        (folder / other).write_bytes(b"x")
    drop_paths(admin, folder)
    for name in ("แผนของเรา - 2568 - แผน.txt", "แผนของเรา - 2569 - แผน.txt"):
        expect(outcome(admin, name)).to_have_attribute("data-state", "added")
    expect(admin.page.locator(".upload-summary")).to_have_text(
        "เสร็จแล้ว 2 จาก 2 ไฟล์ · ข้าม 4 ไฟล์ที่ไม่ใช่แผน"
    )
    assert len(library.plans()) == 4
    admin.page.get_by_role("button", name="ล้างรายการที่เสร็จแล้ว").click()
    expect(admin.page.locator(".upload-summary")).to_have_text("")


def test_a_folder_without_plans_is_told(admin: Visit, tmp_path: Path) -> None:
    (tmp_path / "ว่าง").mkdir()
    drop_paths(admin, tmp_path / "ว่าง")
    expect(admin.page.locator("#toast")).to_contain_text("ไม่พบไฟล์แผนในสิ่งที่วาง")
    expect(admin.page.locator(".upload")).to_have_count(0)


def test_what_was_there_already_tells_its_warnings(
    admin: Visit, library: Library, tmp_path: Path
) -> None:
    [nameless] = [plan for plan in library.plans() if plan.organization is None]
    assert nameless.warning_count > 0
    pick(admin, tmp_path, ประกาศ=NAMELESS.encode())
    row = outcome(admin, "ประกาศ.txt")
    expect(row).to_have_attribute("data-state", "unchanged")
    expect(row).to_contain_text(f"ข้อสังเกต {nameless.warning_count} จุด")


def test_a_busy_service_is_waited_for_and_a_lost_one_told(admin: Visit, tmp_path: Path) -> None:
    busy = {"type": "about:blank", "title": "Busy", "status": 429, "detail": "รอ / wait"}
    met: list[str] = []

    def meet(route: Any) -> None:
        met.append(route.request.method)
        if route.request.method != "POST" or met.count("POST") > 1:
            route.continue_()
        else:
            route.fulfill(status=429, json=busy, headers={"Retry-After": "1"})

    admin.page.route("**/plans", meet)
    pick(admin, tmp_path, แผน=PLAN.encode())
    expect(outcome(admin, "แผน.txt")).to_have_attribute("data-state", "added")
    assert met.count("POST") == 2
    admin.page.unroute("**/plans")
    admin.page.context.set_offline(True)
    pick(admin, tmp_path, อีกแผน=(PLAN + "ภาคผนวก\n").encode())
    expect(outcome(admin, "อีกแผน.txt")).to_contain_text("ติดต่อระบบไม่ได้")
    admin.page.context.set_offline(False)
    outcome(admin, "อีกแผน.txt").get_by_role("button", name="ลองใหม่").click()
    expect(outcome(admin, "อีกแผน.txt")).to_have_attribute("data-state", "added")


def test_an_upload_is_given_up(admin: Visit, tmp_path: Path) -> None:
    held: list[Any] = []
    admin.page.route("**/plans", lambda route: held.append(route))
    pick(admin, tmp_path, ช้า=PLAN.encode(), คิว=PLAN.encode())
    expect(outcome(admin, "คิว.txt")).to_contain_text("รอคิว")
    admin.page.get_by_role("button", name="ยกเลิก คิว.txt").click()
    admin.page.get_by_role("button", name="ยกเลิก ช้า.txt").click()
    expect(admin.page.locator(".upload[data-state=refused]")).to_have_count(2)
    expect(admin.page.locator(".upload", has_text="ยกเลิกแล้ว")).to_have_count(2)
    admin.page.unroute("**/plans")


def test_plans_are_found_and_their_warnings_lead_to_the_lines(admin: Visit, size: str) -> None:
    page = admin.page
    expect(page.locator(".plan-card")).to_have_count(2)
    page.get_by_label("ค้นแผน").fill("บ้านสงสัย ๒๕๖๙")
    expect(page.locator(".plan-card")).to_have_count(1)
    page.get_by_label("ค้นแผน").fill("")
    page.get_by_label("เฉพาะแผนที่มีข้อสังเกต").check()
    notes = card(admin, "ประกาศ.txt").get_by_role("button", name="ข้อสังเกต")
    notes.click()
    expect(notes).to_have_attribute("aria-expanded", "true")
    item = page.locator(".warning-list li").first
    expect(item).to_contain_text("ไม่พบชื่อองค์กร")
    assert page.evaluate(TARGETS) == []
    assert page.evaluate(TIGHT_LINES) == []
    item.get_by_role("button").click()
    expect(page.locator("#panel .cited").first).to_contain_text("ประกาศเรื่องการพัฒนาบุคลากร")
    assert page.locator("#panel").evaluate("node => node.matches(':modal')") is (size == "phone")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert admin.overflow() == 0


def test_a_plan_is_removed_once_confirmed_by_name(admin: Visit, library: Library) -> None:
    page = admin.page
    card(admin, "สงสัย.txt").get_by_role("button", name="ลบ").click()
    question = page.get_by_role("dialog", name="ลบแผนนี้ออกจากคลัง?")
    expect(question).to_contain_text("เทศบาลตำบลบ้านสงสัย")
    expect(question.get_by_role("button", name="เก็บไว้")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    assert len(library.plans()) == 2
    card(admin, "สงสัย.txt").get_by_role("button", name="ลบ").click()
    page.get_by_role("button", name="ลบแผนนี้").click()
    expect(page.locator("#toast")).to_contain_text("ลบ สงสัย.txt แล้ว")
    expect(page.locator(".plan-card")).to_have_count(1)
    expect(page.locator("#shelf")).to_be_focused()
    assert [plan.source for plan in library.plans()] == ["ประกาศ.txt"]


def test_markup_in_a_plan_stays_text(admin: Visit, library: Library) -> None:
    """Of text, of an HTML file that shows code, and of a DOCX."""
    page = admin.page
    for name, content in (("web.html", _html_plan()), ("word.docx", _docx_plan())):
        library.add(parse_bytes(content, name), name)
    page.reload()
    for name in ("สงสัย.txt", "web.html", "word.docx"):
        card(admin, name).get_by_role("button", name="เปิดดู").click()
        expect(page.locator("#panel")).to_contain_text("<script>window.injected=1</script>")
        page.keyboard.press("Escape")
        expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate("window.injected") is None
    assert page.locator("#panel script, #panel img").count() == 0


def _html_plan() -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>" for line in [*PLAN.splitlines(), TRAP])
    return f"<html><body>{lines}<script>window.injected=1</script></body></html>".encode()


def _docx_plan() -> bytes:
    document = Document()
    for line in [*PLAN.splitlines(), TRAP]:
        document.add_paragraph(line)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_targets_fit_a_finger_and_lines_fit_thai(locked: Visit) -> None:
    page = locked.page
    for prepare in (
        lambda: expect(page.get_by_label("กุญแจผู้ดูแล", exact=True)).to_be_focused(),
        lambda: (sign_in(locked), expect(page.locator(".plan-card")).to_have_count(2)),
    ):
        prepare()
        assert page.evaluate(TARGETS) == []
        assert page.evaluate(TIGHT_LINES) == []
        assert locked.overflow() == 0


def test_an_admin_key_that_was_changed_is_asked_for_again(admin: Visit, tmp_path: Path) -> None:
    expect(admin.page.locator(".plan-card")).to_have_count(2)
    admin.page.route("**/plans", lambda route: route.fulfill(status=401, json={"status": 401}))
    pick(admin, tmp_path, แผน=PLAN.encode())
    expect(admin.page.get_by_role("alert")).to_contain_text("โปรดใส่กุญแจใหม่")
    admin.page.unroute("**/plans")
    sign_in(admin)
    again = outcome(admin, "แผน.txt").get_by_role("button", name="ลองใหม่")
    again.click()
    expect(outcome(admin, "แผน.txt")).to_have_attribute("data-state", "added")

"""The page against the real service: `hrplan serve` over the sample plans, in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from retriever.library import Library
from tests.web.conftest import Visit, open_page

ORGANIZATION, POSITION = "เทศบาลนครศิลาวารี", "นายช่างโยธา"
# Where the sample plan of this organisation names the course of the position.
SOURCE, LINES = "silawari-2569.txt", (188, 190)


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory, sample_library: Library) -> Iterator[str]:
    """The address of `hrplan serve`, in a process and a data folder of its own."""
    data = tmp_path_factory.mktemp("served")
    with Library.open(data) as library:
        library.add_many((sample_library.plan(p.id), p.source) for p in sample_library.plans())
    environment = {**os.environ, "HRPLAN_PORT": "0", "HRPLAN_DATA_DIR": str(data)}
    command = [sys.executable, "-c", "from api.cli import main; main(['serve'])"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, env=environment, cwd=root, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield f"{server.stdout.readline().split()[-1]}/"
        finally:
            server.terminate()


@pytest.fixture
def real(contexts: dict[str, Any], real_server: str, size: str) -> Iterator[Visit]:
    """The real page on a desktop and on a phone."""
    yield from open_page(contexts[size], real_server)


def test_from_a_profile_to_the_cited_row_a_follow_up_and_a_refusal(real: Visit, size: str) -> None:
    page = real.page
    _set_profile(page)
    real.ask("ตำแหน่งของฉันมีหลักสูตรอะไร งบเท่าไร")
    answer = page.locator(".turn").last
    expect(answer.locator(".tools")).to_be_visible()
    expect(answer.locator(".prose")).to_contain_text("หลักสูตรนายช่างโยธา")
    expect(answer.locator(".prose")).to_contain_text("1,350,000 บาท")
    expect(answer.locator(".source").first).to_contain_text(ORGANIZATION)
    answer.locator(".prose .cite").first.click()
    _see_the_cited_row(page)
    assert page.locator("#panel").evaluate("node => node.matches(':modal')") is (size == "phone")
    page.keyboard.press("Escape")
    _ask_on(real)
    real.ask("ใครเป็นนายกรัฐมนตรีคนปัจจุบัน")
    box = page.locator(".turn").last.locator(".box.absent")
    expect(box).to_contain_text("ไม่พบในแผนที่มีอยู่")
    assert real.overflow() == 0


def test_a_verdict_reaches_the_library(real: Visit) -> None:
    page = real.page
    _set_profile(page)
    real.ask("ตำแหน่งของฉันมีหลักสูตรอะไร งบเท่าไร")
    with page.expect_response("**/feedback") as told:
        page.get_by_role("button", name="ไม่ถูกต้อง").click()
    assert told.value.status == 201
    page.get_by_label("ผิดตรงไหน").fill("คุณวิภาวรรณ โทร 081-234-5678 บอกว่าน้อยไป")
    with page.expect_response("**/feedback") as told:
        page.get_by_role("button", name="ส่งรายละเอียด").click()
    assert told.value.json()["kept"]["comment"] == "[ชื่อ] โทร [เบอร์โทร] บอกว่าน้อยไป"
    with page.expect_response("**/feedback") as told:
        page.get_by_role("button", name="ไม่ถูกต้อง").click()
    assert (told.value.status, told.value.json()["kept"]) == (200, None)


def _set_profile(page: Any) -> None:
    page.locator("#profile-open").click()
    page.keyboard.type("ศิลาวารี")
    page.get_by_role("option", name=ORGANIZATION).click()
    page.get_by_role("combobox", name="ตำแหน่ง").fill(POSITION)
    page.get_by_role("button", name="บันทึก").click()
    expect(page.locator("#profile-open")).to_have_text(f"{ORGANIZATION} · {POSITION}")


def _see_the_cited_row(page: Any) -> None:
    """The lines that name the course are marked, in a table and below its headers."""
    panel = page.locator("#panel")
    expect(panel.locator(".panel-head")).to_contain_text(SOURCE)
    rows = panel.locator("tr.cited")
    expect(rows).to_have_count(len(LINES))
    assert [int(row.get_attribute("data-line")) for row in rows.all()] == list(LINES)
    expect(rows.first).to_be_in_viewport()
    expect(rows.last).to_contain_text("หลักสูตรนายช่างโยธา")
    name = panel.locator("thead th", has_text="โครงการ/กิจกรรม").bounding_box()
    cell = rows.first.locator("td", has_text="สถาบันพัฒนาบุคลากรท้องถิ่น").bounding_box()
    assert name["x"] == pytest.approx(cell["x"], abs=1)
    assert name["y"] + name["height"] <= cell["y"] + 1


def _ask_on(real: Visit) -> None:
    """A question that means nothing without the one before, in the same session."""
    with real.page.expect_request(re.compile("/chat/stream")) as sent:
        real.ask("จัดช่วงเดือนไหน")
    assert sent.value.post_data_json["session_id"]
    answer = real.page.locator(".turn").last
    expect(answer.locator(".tools")).to_be_visible()
    expect(answer.locator(".prose")).to_contain_text("ต.ค. 2568 - ก.ย. 2569")

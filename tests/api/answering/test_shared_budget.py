"""An amount whose cell is merged over several rows is told as shared, and added once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.answering import Ask, answer
from api.exports import csv_pieces
from api.projects import ProjectFilter, find_projects, read_projects
from api.views import project_page
from ingest.pipeline import parse_bytes
from retriever.library import Library

TITLE = "แผนพัฒนาบุคลากร เทศบาลตำบลรวมช่องสมมุติ ปีงบประมาณ พ.ศ. ๒๕๖๙"
ROWS = (
    "<td>ลำดับ</td><td>โครงการ</td><td>งบประมาณ (บาท)</td><td>ระยะเวลา</td><td>ผู้รับผิดชอบ</td>",
    "<td>๑</td><td>โครงการอบรมการเงิน</td><td rowspan=2>๒๐,๐๐๐</td><td>ม.ค. ๒๕๖๙</td><td>คลัง</td>",
    "<td>๒</td><td>โครงการตรวจสุขภาพ</td><td>ก.พ. ๒๕๖๙</td><td>กองสวัสดิการสังคม</td>",
    "<td>๓</td><td>โครงการแข่งขันกีฬา</td><td>๕,๐๐๐</td><td>มี.ค. ๒๕๖๙</td><td>กองช่าง</td>",
    "<td>๔</td><td>โครงการค่ายธรรมะ</td><td></td><td>มี.ค. ๒๕๖๙</td><td>กองช่าง</td>",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    table = "\n".join(f"<tr>{row}</tr>" for row in ROWS)
    page = f"<h1>{TITLE}</h1><table>{table}</table>"
    with Library.open(tmp_path_factory.mktemp("shared"), vectors=False) as library:
        library.add(parse_bytes(page.encode(), "plan.html"), "plan.html")
        yield library


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("โครงการตรวจสุขภาพใช้งบเท่าไร", "แต่รวมกับโครงการอบรมการเงิน 20,000 บาท"),
        ("โครงการอบรมการเงินใช้งบเท่าไร", "20,000 บาท (รวมกับโครงการตรวจสุขภาพ)"),
        ("งบประมาณรวมทั้งหมดเท่าไร", "รวม 25,000 บาท"),
        ("กองสวัสดิการสังคมใช้งบเท่าไร", "แผนไม่ได้ระบุงบประมาณแยก"),
        ("โครงการค่ายธรรมะใช้งบเท่าไร", "แผนไม่ได้ระบุงบประมาณ"),
        ("มีโครงการใดบ้างที่ไม่ระบุงบประมาณ", "มี 1 รายการ"),
    ],
)
def test_told_as_shared(library: Library, question: str, told: str) -> None:
    first = answer(Ask(question), library).text.split("\n")[0]
    assert told in first
    assert "รวมกับ" not in first or "รวมกับ" in told


def test_the_row_with_the_amount_is_cited_too(library: Library) -> None:
    said = answer(Ask("โครงการตรวจสุขภาพใช้งบเท่าไร"), library)
    assert any("๒๐,๐๐๐" in citation.quote for citation in said.citations)


def test_yes_is_not_said_of_an_amount_of_two(library: Library) -> None:
    said = answer(Ask("โครงการตรวจสุขภาพงบ 20,000 บาทใช่ไหม"), library)
    assert not said.text.startswith(("ใช่", "ไม่ใช่"))
    assert "รวมกับโครงการอบรมการเงิน 20,000 บาท" in said.text


def test_tables_say_with_whom(library: Library) -> None:
    found = find_projects(library, ProjectFilter())
    page = project_page(library, found, 0, 9)
    assert page.budget_sum == 25_000
    by_name = {item.name: item.budget for item in page.projects}
    shared = by_name["โครงการตรวจสุขภาพ"]
    assert (shared.kind, shared.shared_with) == ("not_stated", ["โครงการอบรมการเงิน"])
    assert by_name["โครงการแข่งขันกีฬา"].shared_with == []
    file = "".join(csv_pieces(read_projects(library, found)))
    assert "รวมกับ โครงการอบรมการเงิน" in file

"""Where cited lines stand in the original file, as a person would say it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook

from api.answering import Ask, answer
from api.http.app import create_app
from api.places import UNVERIFIED, page_of, place_of
from api.settings import Settings
from api.views import source_view
from ingest.models import Place, Plan, Span
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.retriever.plans import make_plan

PAGES = (Place(page=4), Place(page=4), Place(page=5), Place(page=6, unverified=True), Place(page=7))
CELLS = (
    Place(),
    Place(table=2, row=3),
    Place(table=2, row=4),
    Place(table=3, row=1),
    Place(sheet="งบประมาณ", row=8),
)


def plan(places: tuple[Place, ...]) -> Plan:
    return replace(make_plan("ริมธาร"), places=places)


@pytest.mark.parametrize(
    ("places", "lines", "said"),
    [
        ((), (1, 5), ""),
        (PAGES, (1, 2), "หน้า 4"),
        (PAGES, (2, 3), "หน้า 4-5"),
        (PAGES, (3, 4), f"หน้า 5-6 ({UNVERIFIED})"),
        (CELLS, (1, 1), ""),
        (CELLS, (1, 2), "ตารางที่ 2 แถว 3"),
        (CELLS, (2, 3), "ตารางที่ 2 แถว 3-4"),
        (CELLS, (2, 4), "ตารางที่ 2 แถว 3-4 ตารางที่ 3 แถว 1"),
        (CELLS, (5, 5), "ชีต งบประมาณ แถว 8"),
    ],
)
def test_a_place_in_words(places: tuple[Place, ...], lines: tuple[int, int], said: str) -> None:
    assert place_of(plan(places), *lines) == said


def test_lines_of_a_source_carry_their_page_and_place() -> None:
    view = source_view(plan(PAGES), Span(2, 3))
    assert [(line.page, line.place) for line in view.lines] == [(4, "หน้า 4"), (5, "หน้า 5")]
    text = source_view(make_plan("ริมธาร"), Span(1, 2))
    assert [(line.page, line.place) for line in text.lines] == [(None, "")] * 2
    assert page_of(plan(CELLS), 2) is None


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A workbook and the same plan as text."""
    rows = [
        ("แผนพัฒนาบุคลากร เทศบาลตำบลริมธารสมมุติ ปีงบประมาณ พ.ศ. 2569",),
        (),
        ("ลำดับ", "โครงการ", "งบประมาณ", "ระยะเวลา"),
        ("1", "โครงการอบรมการเงิน", "20,000", "ม.ค. 2569"),
        ("2", "โครงการอบรมพัสดุ", "5,000", "ก.พ. 2569"),
    ]
    workbook, file = Workbook(), io.BytesIO()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "งบ"
    for row in rows:
        sheet.append(row)
    workbook.save(file)
    text = "\n".join("\t".join(row) for row in rows).replace("ริมธาร", "ริมคลอง")
    with Library.open(tmp_path_factory.mktemp("book"), vectors=False) as library:
        library.add(parse_bytes(file.getvalue(), "plan.xlsx"), "a")
        library.add(parse_bytes(text.encode(), "plan.txt"), "b")
        yield library


def test_hits_and_projects_carry_the_place_that_citations_do(book: Library) -> None:
    said = answer(Ask("โครงการอบรมพัสดุใช้งบเท่าไร", organization="ริมธารสมมุติ"), book)
    cited = next(c for c in said.citations if "5,000" in c.quote)
    assert cited.place == "ชีต งบ แถว 5"
    with TestClient(create_app(Settings(_env_file=None), book)) as client:
        hits = client.get("/search", params={"q": "โครงการอบรมพัสดุ"}).json()["results"]
        projects = client.get("/projects").json()["projects"]
    for found in (hits, [project | {"text": project["name"]} for project in projects]):
        ours = [each for each in found if "อบรมพัสดุ" in each["text"]]
        places = {each["source"]: (each["place"], each["page"]) for each in ours}
        assert places == {"plan.xlsx": (cited.place, None), "plan.txt": ("", None)}
        assert not any(each["unverified"] for each in ours)


def test_a_hit_says_its_page_and_that_a_machine_read_it(tmp_path: Path) -> None:
    with Library.open(tmp_path, vectors=False) as library:
        library.add(plan(PAGES), "a")
        with TestClient(create_app(Settings(_env_file=None), library)) as client:
            hits = client.get("/search", params={"q": "โครงการ", "k": 20}).json()["results"]
    told = {hit["line_start"]: (hit["page"], hit["place"], hit["unverified"]) for hit in hits}
    assert told[1] == (4, "หน้า 4", False)
    assert all(told[n][2] == PAGES[n - 1].unverified for n in told)

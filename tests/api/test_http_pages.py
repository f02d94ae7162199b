"""Pages of a plan's file as pictures, from a real PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops

import eval as eval_room
from api.http.app import create_app
from api.settings import Settings
from ingest.pipeline import parse_bytes, parse_file
from retriever.library import Library
from tests.conftest import PLAN

PDF = Path(eval_room.__file__).parent / "samples/formats/phai-lom-duean-2568.pdf"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("pages")) as opened:
        for plan in (parse_file(PDF), parse_bytes(PLAN.encode(), "text.txt")):
            opened.add(plan, plan.source)
        yield opened


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(_env_file=None), library)) as made:
        yield made


def plan_id(library: Library, suffix: str) -> str:
    return next(plan.id for plan in library.plans() if plan.source.endswith(suffix))


def picture(client: TestClient, address: str, **query: int) -> Image.Image:
    answer = client.get(address, params=query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(answer.content))


def test_cited_lines_are_marked_where_they_stand(client: TestClient, library: Library) -> None:
    pdf = plan_id(library, ".pdf")
    places = library.plan(pdf).places
    number = next(n for n, place in enumerate(places, start=1) if place.page == 2 and place.box)
    box = places[number - 1].box
    assert box is not None
    plain = picture(client, f"/plans/{pdf}/pages/2")
    marked = picture(client, f"/plans/{pdf}/pages/2", line_start=number, line_end=number)
    changed = ImageChops.difference(plain, marked).getbbox()
    assert changed is not None
    width, height = plain.size
    for edge, share, side in zip(changed, box, (width, height, width, height), strict=True):
        assert edge / side == pytest.approx(share, abs=0.01)
    elsewhere = picture(client, f"/plans/{pdf}/pages/1", line_start=number)
    assert (
        ImageChops.difference(elsewhere, picture(client, f"/plans/{pdf}/pages/1")).getbbox() is None
    )


def test_what_has_no_such_page_is_said(client: TestClient, library: Library) -> None:
    pdf, text = plan_id(library, ".pdf"), plan_id(library, ".txt")
    for address in (f"/plans/{pdf}/pages/999", f"/plans/{text}/pages/1", "/plans/gone/pages/1"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert " / " in answer.json()["detail"]
    for address in (f"/plans/{pdf}/pages/0", f"/plans/{pdf}/pages/x"):
        assert client.get(address).status_code == 422


def test_a_citation_and_a_line_tell_the_page(client: TestClient, library: Library) -> None:
    pdf = plan_id(library, ".pdf")
    lines = client.get(f"/plans/{pdf}/source").json()["lines"]
    assert {line["page"] for line in lines} >= {1, 2}
    assert all(len(line["box"]) == 4 for line in lines if line["box"])
    said = client.post(
        "/chat", json={"message": "มีโครงการอะไรบ้าง", "organization": "องค์การบริหารส่วนตำบลไผ่ล้อมเดือน"}
    ).json()
    assert said["citations"] and all(cited["page"] for cited in said["citations"])

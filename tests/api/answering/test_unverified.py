"""Figures that were read from a picture of a page are marked wherever they appear."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.answering import Ask, answer
from api.exports import csv_pieces
from api.places import SCANNED
from api.projects import ListedProject
from api.views import project_item
from ingest.models import Place, Plan, Project
from ingest.pipeline import parse_bytes
from retriever.library import Library
from tests.api.answering.plans import HEADER, plan, row

PAPER = plan(
    "เทศบาลตำบลภาพสมมุติ",
    "๒๕๖๙",
    HEADER,
    row("๑", "โครงการอบรมดับเพลิง", "๒๐ คน", "๗,๗๐๐", "ธ.ค. ๒๕๖๘", "สำนักปลัด"),
    row("๒", "โครงการค่ายธรรมะ", "๓๐ คน", "๔๐,๐๐๐", "มี.ค. ๒๕๖๙", "กองการศึกษา"),
)
SCAN, TEXT = Place(page=2, unverified=True), Place(page=1)


def scanned() -> Plan:
    """The plan with its first project read from a picture."""
    read = parse_bytes(PAPER.encode(), "paper.pdf")
    line = next(n for n, text in enumerate(read.lines) if "ดับเพลิง" in text)
    places = tuple(SCAN if number == line else TEXT for number in range(len(read.lines)))
    facts = tuple(replace(f, unverified=f.span.line_start == line + 1) for f in read.facts)
    return replace(read, places=places, facts=facts)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("scanned")) as opened:
        opened.add(scanned(), "paper.pdf")
        yield opened


def test_a_figure_from_a_scan_is_said_to_be_unsure(library: Library) -> None:
    said = answer(Ask("โครงการอบรมดับเพลิงงบเท่าไร"), library)
    lines = [line for line in said.text.split("\n") if "7,700" in line]
    assert lines and all(f"({SCANNED}) [1]" in line for line in lines)
    assert [c.unverified for c in said.citations] == [True]


def test_a_figure_of_the_text_layer_is_not(library: Library) -> None:
    said = answer(Ask("โครงการค่ายธรรมะงบเท่าไร"), library)
    assert "40,000" in said.text and SCANNED not in said.text
    assert [c.unverified for c in said.citations] == [False]


def test_a_sum_with_such_a_figure_is_unsure(library: Library) -> None:
    first = answer(Ask("งบรวมทุกโครงการเท่าไร"), library).text.split("\n")[0]
    assert "47,700" in first and SCANNED in first


def test_lists_and_exports_tell_it(library: Library) -> None:
    (summary,) = library.plans()
    projects = [f for _, f in library.facts(Project) if isinstance(f, Project)]
    listed = [ListedProject(project, summary) for project in projects]
    assert [project_item(one).unverified for one in listed] == [True, False]
    rows = list(csv.DictReader(io.StringIO("".join(csv_pieces(listed)).lstrip("\ufeff"))))
    assert [one["การตรวจทาน"] for one in rows] == [SCANNED, ""]

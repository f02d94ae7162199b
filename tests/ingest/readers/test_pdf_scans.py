"""Pages that are pictures: read by Tesseract where it is, else named."""

from __future__ import annotations

import io
import re
from functools import cache

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from rapidfuzz import fuzz

from ingest.blocks import RowBlock
from ingest.models import IngestError, Plan, Project
from ingest.pipeline import parse_bytes
from ingest.readers.pdf import read_pdf, scans
from ingest.readers.pdf.lines import Line, Piece
from ingest.readers.pdf.picture import ink_of, picture_of, rules_in, skew_of
from ingest.readers.pdf.reading import page_list
from ingest.readers.pdf.rulings import grids_from
from ingest.readers.pdf.scan_lines import lines_from
from ingest.readers.pdf.tesseract import Word
from ingest.readers.pdf.turn import Turn
from ingest.readers.pdf.wrap import whole_lines
from tests.ingest.readers.scan_maker import FORMATS, as_pdf, scanned

STEM = "tharnmanee-2569"
TABLES = 3  # a page of tables
OTHER = "silawari-2569"
needs_tesseract = pytest.mark.skipif(
    not scans.can_read(), reason="needs tesseract and its Thai (tesseract-ocr-tha)"
)


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)


@pytest.mark.usefixtures("without_tesseract")
def test_a_file_of_scans_says_what_to_install() -> None:
    with pytest.raises(IngestError, match="tesseract-ocr-tha") as error:
        read_pdf(scanned(OTHER, [3, 4]), "scan.pdf")
    assert "หน้า 1-2 เป็นภาพสแกน" in error.value.thai
    assert "pages 1-2 are scans" in error.value.english


@pytest.mark.usefixtures("without_tesseract")
def test_scans_among_pages_of_text_are_named() -> None:
    data = (FORMATS / f"{OTHER}.pdf").read_bytes()
    document = pdfium.PdfDocument(data)
    document.import_pages(pdfium.PdfDocument(scanned(OTHER, [3])))
    both = io.BytesIO()
    document.save(both)
    mixed = read_pdf(both.getvalue(), "mixed.pdf")
    assert mixed.lines == read_pdf(data, "plan.pdf").lines
    (warning,) = [w for w in mixed.warnings if w.code == "scanned_pages"]
    assert "หน้า 8 " in warning.message and "pages 8 are" in warning.message


@needs_tesseract
def test_a_scan_that_can_not_be_read_is_not_told_to_install_what_is_there() -> None:
    stained = Image.effect_noise((800, 1100), 60)
    with pytest.raises(IngestError, match="300 dpi") as error:
        read_pdf(as_pdf([stained], 100), "scan.pdf")
    assert "หน้า 1 " in error.value.thai and "tesseract" not in str(error.value)


@cache
def printed() -> list[Project]:
    """The projects of the page as the text of the PDF has them."""
    plan = parse_bytes((FORMATS / f"{STEM}.pdf").read_bytes(), "plan.pdf")
    return [p for p in projects(plan) if plan.places[p.span.line_start - 1].page == TABLES]


@cache
def upright() -> Plan:
    return parse_bytes(scanned(STEM, [TABLES]), "scan.pdf")


def projects(plan: Plan) -> list[Project]:
    return [fact for fact in plan.facts if isinstance(fact, Project)]


def named(plan: Plan) -> list[tuple[Project, Project]]:
    """The printed projects that were read, each with what was read of it."""
    pairs = [
        (project, max(projects(plan), key=lambda found: alike(project.name, found.name)))
        for project in printed()
    ]
    return [(project, found) for project, found in pairs if alike(project.name, found.name) >= 85]


def alike(one: str, other: str) -> float:
    return fuzz.ratio(re.sub(r"\s+", "", one), re.sub(r"\s+", "", other))


@needs_tesseract
def test_a_scan_is_read_and_nothing_of_it_is_verified() -> None:
    plan = upright()
    assert all(place.unverified and place.page == 1 and place.box for place in plan.places)
    codes = {warning.code for warning in plan.warnings}
    assert "read_by_ocr" in codes and "scanned_tables" not in codes


@needs_tesseract
def test_the_ruled_tables_of_a_scan_give_projects() -> None:
    found = projects(upright())
    assert printed() and all(project.unverified for project in found)
    assert len(named(upright())) == len(printed()) == len(found)
    same = sum(project.budget == read.budget for project, read in named(upright()))
    assert same > len(printed()) / 2  # Thai digits are misread


@needs_tesseract
@pytest.mark.parametrize(("quarters", "degrees"), [(1, 0.0), (2, 1.5), (3, 0.0)], ids=str)
def test_a_page_scanned_askew_is_read_and_its_boxes_stay_where_the_text_is(
    quarters: int, degrees: float
) -> None:
    data = scanned(STEM, [TABLES], quarters=quarters, degrees=degrees)
    turned = parse_bytes(data, "scan.pdf")
    assert len(named(turned)) == len(printed())
    loose = 0.03 if degrees else 0.01
    straight = {project.id: box_of(upright(), read) for project, read in named(upright())}
    for project, read in named(turned):
        left, top, right, bottom = straight[project.id]
        expected = {
            1: (top, 1 - right, bottom, 1 - left),
            2: (1 - right, 1 - bottom, 1 - left, 1 - top),
            3: (1 - bottom, left, 1 - top, right),
        }[quarters]
        assert box_of(turned, read) == pytest.approx(expected, abs=loose)


def box_of(plan: Plan, project: Project) -> tuple[float, float, float, float]:
    box = plan.places[project.span.line_start - 1].box
    assert box is not None
    return box


def unruled() -> bytes:
    """The same page with all ruling lines painted over."""
    document = pdfium.PdfDocument(scanned(STEM, [TABLES]))
    picture = picture_of(document[0], *document[0].get_size())
    rules = rules_in(ink_of(picture.image, picture.scale), picture.scale)
    draw = ImageDraw.Draw(picture.image)
    for rule in rules:
        along, across = (rule.start, rule.end), (rule.at - 1.5, rule.at + 1.5)
        xs, ys = (across, along) if rule.upright else (along, across)
        corners = [value * picture.scale for value in (xs[0], ys[0], xs[1], ys[1])]
        draw.rectangle(corners, fill=245)
    return as_pdf([picture.image], 300)


@needs_tesseract
def test_a_table_without_lines_on_a_scan_is_a_warning_that_names_the_page() -> None:
    document = read_pdf(unruled(), "scan.pdf")
    assert not any(isinstance(block, RowBlock) for block in document.blocks)
    (warning,) = [w for w in document.warnings if w.code == "scanned_tables"]
    assert "หน้า 1 " in warning.message and "ไม่อยู่ในรายการและยอดรวม" in warning.message


def drawn(xs: list[int], ys: list[int]) -> Image.Image:
    """A table of ruling lines three pixels wide, at two pixels a point."""
    image = Image.new("L", (800, 600), 240)
    draw = ImageDraw.Draw(image)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill=60, width=3)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=60, width=3)
    return image


def test_ruling_lines_make_a_grid_and_strokes_of_letters_do_not() -> None:
    image = drawn([100, 300, 500, 700], [50, 100, 150])
    draw = ImageDraw.Draw(image)
    draw.line((350, 300, 350, 330), fill=0, width=3)  # 15 points, on nothing
    draw.line((350, 400, 380, 400), fill=0, width=3)
    rules = rules_in(ink_of(image, 2.0), 2.0)
    assert (sum(r.upright for r in rules), sum(not r.upright for r in rules)) == (4, 3)
    (grid,) = grids_from(rules)
    assert (grid.rows, grid.columns, len(grid.cells)) == (2, 3, 6)
    assert grid.box == pytest.approx((50, 25, 350, 75), abs=1.5)


@pytest.mark.parametrize("degrees", [0.0, 0.4, -1.0, 2.5])
def test_the_skew_of_a_picture_is_found(degrees: float) -> None:
    image = drawn([100, 700], [150, 200, 250, 300, 350, 400])
    askew = image.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=240)
    assert skew_of(askew, 2.0) == pytest.approx(degrees, abs=0.11)


@given(
    st.integers(0, 3), st.floats(0, 500), st.floats(0, 800), st.floats(0, 95), st.floats(0, 42)
)  # fmt: skip
def test_four_quarter_turns_bring_a_box_back(
    quarters: int, left: float, top: float, width: float, height: float
) -> None:
    box, size = (left, top, left + width, top + height), (595.0, 842.0)
    back = Turn(quarters).back(box, *size)
    again = Turn(4 - quarters).back(back, *Turn(quarters).size_before(*size))
    assert again == pytest.approx(box, abs=1e-6)


def line(text: str, top: float, left: float = 50, right: float = 500, read: bool = True) -> Line:
    """A line of 12 points as OCR gives it, each word a piece."""
    words = text.split(" ")
    step = (right - left) / len(words)
    pieces = [
        Piece(word, left + n * step, left + (n + 1) * step - 1, n > 0)
        for n, word in enumerate(words)
    ]
    return Line(tuple(pieces), (left, top, right, top + 12), top + 12, 12, 0, read)


@pytest.mark.parametrize("opening", ["๒) ", "9) ", "@) ", "la) ", "(๒) ", "- ", "• ", "๒. ", "© "])
def test_what_opens_an_item_on_a_scan_is_not_joined_to_the_line_above(opening: str) -> None:
    lines = [line("โครงการอบรมพนักงาน", 100), line(f"{opening}โครงการค่ายธรรมะ", 116)]
    assert len(whole_lines(lines, 500)) == 2


def test_lines_of_a_scan_with_columns_are_not_joined() -> None:
    gapped = Line(
        (Piece("โครงการ", 50, 100, False), Piece("งบประมาณ", 300, 500, True)),
        (50, 100, 500, 112), 112, 12, 0, read=True,
    )  # fmt: skip
    assert len(whole_lines([gapped, line("พนักงานส่วนตำบล", 116)], 500)) == 2


def test_a_wrapped_line_of_a_scan_is_joined() -> None:
    lines = [line("โครงการอบรมพนักงาน", 100), line("ส่วนตำบลประจำปี", 116, right=200)]
    assert len(whole_lines(lines, 500)) == 1
    apart = [lines[0], line("ส่วนตำบลประจำปี", 150, right=200)]
    assert len(whole_lines(apart, 500)) == 2


def test_upper_marks_that_were_taken_for_a_line_are_dropped() -> None:
    words = [
        Word("โครงการ", (100, 100, 400, 150), ("1", "1", "1"), 90),
        Word("vcr", (120, 96, 300, 115), ("1", "1", "2"), 40),
        Word("บรรทัดต่อไป", (100, 170, 400, 220), ("1", "1", "3"), 90),
        Word("-", (100, 240, 120, 250), ("1", "1", "4"), 90),
    ]
    found = lines_from(words, 0.0, 0.0, 4.0)
    assert [line.text for line in found] == ["โครงการ", "บรรทัดต่อไป", "-"]


def test_pages_are_listed_by_runs() -> None:
    assert page_list([3, 1, 2, 7, 9, 10]) == "1-3, 7, 9-10"

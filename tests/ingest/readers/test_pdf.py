"""PDFs: what stands on pages becomes lines, rows and places."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ingest.blocks import BreakBlock, Document, RowBlock, TextBlock
from ingest.models import IngestError
from ingest.readers.pdf import read_pdf, render_page
from ingest.readers.pdf.native import MAX_PAGES
from tests.conftest import SAMPLES
from tests.ingest.readers.pdf_maker import make_pdf, ruled, text, uprights

FORMATS = SAMPLES.parent / "formats"
XS = (50, 120, 300, 400)


def read(*contents: str, **options: int) -> Document:
    return read_pdf(make_pdf(contents, **options), "plan.pdf")  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def rows(document: Document) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text for cell in block.cells)
        for block in document.blocks
        if isinstance(block, RowBlock)
    ]


def test_a_line_has_its_page_and_box() -> None:
    document = read(text(50, 700, "first"), text(100, 421, "second page"))
    assert document.lines == ("first", "second page")
    place = document.places[1]
    assert place.page == 2 and place.box is not None
    left, top, right, bottom = place.box
    assert left == pytest.approx(100 / 595, abs=0.01)
    assert bottom == pytest.approx(0.5, abs=0.01)
    assert top < bottom and right > left


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    upright = "".join(text(50, 700 - 14 * n, f"line number {n}") for n in range(4))
    turned = f"q 0 1 -1 0 842 0 cm {upright} Q"
    shown = read(upright)
    document = read_pdf(make_pdf([turned], size=(842, 595), rotate=90), "plan.pdf")
    assert document.lines == shown.lines
    box, other = document.places[0].box, shown.places[0].box
    assert box == pytest.approx(other, abs=0.01)


LONG = (
    "a line of some length that is wrapped at its right end where the page has its margin, and"
    " no word fits"
)


def test_wrapped_lines_are_one_paragraph_and_items_are_not() -> None:
    document = read(
        text(50, 700, LONG)
        + text(50, 686, "where it goes on for a word or two")
        + text(50, 660, "1) the first item")
        + text(50, 646, "2) the second")
        + text(50, 620, LONG)
        + text(50, 606, "and ends")
        + text(50, 580, "Short, alone.")
        + text(50, 566, "Another.")
    )
    assert texts(document) == [
        f"{LONG} where it goes on for a word or two",
        "1) the first item",
        "2) the second",
        f"{LONG} and ends",
        "Short, alone.",
        "Another.",
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first = "".join(text(50, 108 - 14 * n, LONG) for n in range(3))
    document = read(first, text(50, 760, "on the next page") + text(50, 700, "New."))
    assert texts(document) == [f"{LONG} {LONG} {LONG} on the next page", "New."]
    assert [place.page for place in document.places] == [1, 2]


def test_large_print_is_a_heading() -> None:
    body = "".join(text(50, 640 - 30 * n, f"Plain text, paragraph {n}.") for n in range(5))
    document = read(text(50, 700, "Chapter one", 20) + text(50, 670, "Part", 14) + body)
    levels = [block.level for block in document.blocks if isinstance(block, TextBlock)]
    assert levels == [1, 2, None, None, None, None, None]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "words that fill the whole of this left"
    right = "others that fill the right column up"
    page = "".join(text(50, 700 - 14 * n, left) + text(320, 700 - 14 * n, right) for n in range(8))
    (document,) = [read(text(50, 740, "A title over both columns of the page", 11) + page)]
    joined = " ".join(texts(document))
    assert joined.index(right) > joined.rindex(left)
    assert joined.count(left) == joined.count(right) == 8


def test_headers_footers_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [
        text(200, 810, "Plan of an office, volume 3")
        + text(50, 700, f"What page {name} says.")
        + text(280, 30, f"page {number} / 4")
        for number, name in enumerate(("one", "two", "three", "four"), 1)
    ]
    document = read(*pages)
    assert texts(document) == [f"What page {n} says." for n in ("one", "two", "three", "four")]
    (warning,) = document.warnings
    assert warning.code == "page_margins" and " 8 " in warning.message


def test_what_stands_at_the_top_of_two_pages_only_stays() -> None:
    document = read(text(50, 810, "Strategy 1"), text(50, 810, "Strategy 1"))
    assert document.lines == ("Strategy 1", "Strategy 1")


def test_years_tell_lines_at_the_same_place_apart() -> None:
    document = read(*(text(50, 810, f"Budget of {year}") for year in (2567, 2568, 2569)))
    assert document.lines == ("Budget of 2567", "Budget of 2568", "Budget of 2569")


def table(top: float, *lines: tuple[str, ...], xs: tuple[float, ...] = XS) -> str:
    """A ruled table whose rows are 20 points high."""
    ys = [top - 20 * n for n in range(len(lines) + 1)]
    cells = "".join(
        text(x + 4, y - 14, word)
        for y, line in zip(ys, lines, strict=False)
        for x, word in zip(xs, line, strict=False)
        if word
    )
    return ruled(xs, ys) + cells


def test_a_ruled_table_becomes_rows_with_blanks() -> None:
    document = read(
        text(50, 760, "Above.")
        + table(740, ("No", "Project", "Baht"), ("1", "Training", ""), ("", "Travel", "500"))
        + text(50, 660, "Below.")
    )
    assert rows(document) == [
        ("No", "Project", "Baht"),
        ("1", "Training", ""),
        ("", "Travel", "500"),
    ]
    assert document.lines == (
        "Above.",
        "No\tProject\tBaht",
        "1\tTraining\t",
        "\tTravel\t500",
        "Below.",
    )
    row = next(block for block in document.blocks if isinstance(block, RowBlock))
    assert [(c.span.char_start, c.span.char_end) for c in row.cells] == [(0, 2), (3, 10), (11, 15)]


def test_merged_cells_are_blanks_to_the_right_and_below() -> None:
    lines = (
        "50 740 m 400 740 l S 120 720 m 400 720 l S 50 700 m 400 700 l S 120 680 m 400 680 l S "
        "50 660 m 400 660 l S 50 740 m 50 660 l S 120 740 m 120 660 l S 300 720 m 300 660 l S "
        "400 740 m 400 660 l S "
    )
    words = (
        text(54, 726, "Unit") + text(200, 726, "Years") + text(124, 706, "2568")
        + text(304, 706, "2569") + text(54, 686, "Works") + text(124, 686, "1")
        + text(304, 686, "2") + text(124, 666, "3") + text(304, 666, "4")
    )  # fmt: skip
    assert rows(read(lines + words)) == [
        ("Unit", "Years", ""),
        ("", "2568", "2569"),
        ("Works", "1", "2"),
        ("", "3", "4"),
    ]


def test_a_header_on_the_next_page_is_marked_and_a_break_stands_between() -> None:
    head = ("No", "Project", "Baht")
    document = read(table(740, head, ("1", "a", "5")), table(740, head, ("2", "b", "6")))
    marks = [b.cells[0].is_header for b in document.blocks if isinstance(b, RowBlock)]
    assert marks == [True, False, True, False]
    kinds = [type(block) for block in document.blocks]
    assert kinds == [RowBlock, RowBlock, BreakBlock, RowBlock, RowBlock, BreakBlock]


def test_a_table_on_pages_across_goes_on_below_the_header_of_all_pages() -> None:
    title = "Plan of an office"
    head = ("No", "Project", "Baht")
    upright = [text(50, 790, title) + text(50, 600, f"Part {name}.") for name in "abcdefg"]
    wide = [
        text(50, 543, title) + table(500, head, (name, "x", "5")) + text(280, 30, f"- {name} -")
        for name in "12"
    ]
    document = read_pdf(make_pdf([*upright, *wide], across={7, 8}), "plan.pdf")
    assert texts(document) == [f"Part {name}." for name in "abcdefg"]
    assert rows(document) == [head, ("1", "x", "5"), head, ("2", "x", "5")]


def test_a_line_at_other_heights_of_pages_stays() -> None:
    document = read(*(text(50, y, "Strategy 1") for y in (820, 800, 780)))
    assert document.lines == ("Strategy 1",) * 3


def test_a_row_whose_page_ends_before_its_border_is_one_row() -> None:
    head = ("No", "Project", "Baht")
    first = table(120, head) + uprights(XS, 100, 60)
    first += text(54, 84, "1") + text(124, 84, "A course on accounting for the staff")
    first += text(304, 84, "900")
    second = table(780, head, ("", "of every division", ""), ("2", "b", "6"))
    document = read(first, second)
    assert rows(document) == [
        head,
        ("1", "A course on accounting for the staff of every division", "900"),
        ("2", "b", "6"),
    ]
    assert [place.page for place in document.places] == [1, 1, 2]


def test_a_frame_around_text_is_no_table() -> None:
    document = read(ruled((50, 500), (740, 700)) + text(60, 715, "In a box."))
    assert texts(document) == ["In a box."] and not rows(document)


def test_an_encrypted_file_is_refused_in_one_line() -> None:
    crypt = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
        f"/O <{'28' * 32}> /U <{'5a' * 32}> >> /ID [<00> <00>]"
    )
    with pytest.raises(IngestError, match="password"):
        read_pdf(make_pdf([text(50, 700, "x")], trailer=crypt), "plan.pdf")


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(IngestError, match=f"more than {MAX_PAGES}"):
        read(*([""] * (MAX_PAGES + 1)))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_a_file_without_pages_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="damaged"):
        read_pdf(data, "plan.pdf")


def test_pages_without_anything_are_refused() -> None:
    with pytest.raises(IngestError, match="No readable text"):
        read("", "")


def picture(data: bytes, page: int, boxes: list[tuple[float, float, float, float]]) -> Image.Image:
    return Image.open(io.BytesIO(render_page(data, page, boxes, 1.0))).convert("RGB")


def test_a_page_is_drawn_with_the_passage_marked() -> None:
    data = make_pdf([text(50, 700, "one"), text(50, 421, "two")])
    plain, marked = picture(data, 2, []), picture(data, 2, [(0.5, 0.25, 0.75, 0.5)])
    assert plain.size == marked.size == (595, 842)
    red, green, blue = marked.getpixel((372, 315))  # type: ignore[misc]
    assert red > 200 and green > 180 and blue < 220 and (red, green, blue) != (255, 255, 255)
    assert marked.getpixel((100, 100)) == plain.getpixel((100, 100)) == (255, 255, 255)


def test_a_page_that_is_not_there_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="no page 2"):
        render_page(make_pdf([""]), 2, [], 1.0)


def test_a_huge_scale_stays_within_4000_pixels() -> None:
    assert max(Image.open(io.BytesIO(render_page(make_pdf([""]), 1, [], 900.0))).size) <= 4000


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*.pdf")), ids=lambda path: path.stem)
def test_each_line_of_a_sample_has_its_place(path: Path) -> None:
    document = read_pdf(path.read_bytes(), path.name)
    assert len(document.places) == len(document.lines)
    pages = [place.page for place in document.places if place.page]
    assert pages == sorted(pages) and len(pages) == len(document.lines)
    assert not any(place.unverified for place in document.places)

"""The Word file of a draft: its form, its fonts, and how LibreOffice lays it out."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from api.drafting.export import export
from api.drafting.export.blocks import Heading
from api.drafting.export.document import blocks_of
from api.drafting.export.paging import page_numbers, paged
from api.drafting.models import Draft, DraftRow
from ingest.checks import check_plan
from ingest.models import NO_BUDGET, NOT_STATED, BudgetCell, Project
from ingest.pipeline import parse_bytes
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import grouped
from tests.api.drafting.sample_draft import DRAFT, ROWS, TOPICS, baht

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FONT = "TH Sarabun New"


def opened(draft: Draft = DRAFT, thai_digits: bool = False) -> Any:
    return docx.Document(io.BytesIO(export(draft, "docx", thai_digits)))


def texts(document: Any, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def project_tables(document: Any) -> list[Any]:
    return [table for table in document.tables if len(table.columns) == 9]


def test_parts_are_numbered_headings_and_each_is_in_the_contents_with_its_page() -> None:
    document = opened()
    parts = texts(document, "Heading 1")
    assert parts[:3] == [
        "ส่วนที่ 1 หลักการและเหตุผล",
        "ส่วนที่ 2 วัตถุประสงค์และเป้าหมายการพัฒนา",
        "ส่วนที่ 3 หลักสูตรการพัฒนา",
    ]
    assert parts[-2].startswith("ภาคผนวก ก ")
    points = texts(document, "Heading 2")
    assert points[:2] == [f"ยุทธศาสตร์ที่ {at} {TOPICS[at - 1]}" for at in (1, 2)]
    assert points[-2:] == ["7.1 ตำแหน่ง นักทรัพยากรบุคคล", "7.2 ตำแหน่ง เจ้าพนักงานธุรการ"]
    contents = texts(document, "toc 1") + texts(document, "toc 2")
    named = [re.sub(r"\t\d+$", "", entry) for entry in contents]
    assert sorted(named) == sorted(parts + points)


def test_the_contents_are_a_field_whose_entries_lead_to_their_headings() -> None:
    body = opened().element.body
    codes = [code.text.strip() for code in body.iter(qn("w:instrText"))]
    assert codes[0] == r'TOC \o "1-2" \h \z \u'
    anchors = [re.sub(r"PAGEREF (\S+) .*", r"\1", c) for c in codes if c.startswith("PAGEREF")]
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(anchors) == 16 and set(anchors) <= bookmarks and links <= bookmarks
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 17


def test_thai_is_set_in_sarabun_of_sixteen_points() -> None:
    with ZipFile(io.BytesIO(export(DRAFT, "docx"))) as package:
        styles = package.read("word/styles.xml").decode()
        fonts = package.read("word/fontTable.xml").decode()
    defaults = styles[: styles.index("</w:docDefaults>")]
    assert set(re.findall(r'w:(?:ascii|hAnsi|cs)="([^"]+)"', defaults)) == {FONT}
    assert '<w:szCs w:val="32"/>' in defaults and 'w:bidi="th-TH"' in defaults
    assert defaults.count("w:rtl") == 0
    sizes = re.findall(r'<w:sz w:val="(\d+)"/>', styles)
    assert sizes == re.findall(r'<w:szCs w:val="(\d+)"/>', styles)
    assert styles.count("<w:b/>") == styles.count("<w:bCs/>") > 0
    alternatives = re.search(r'<w:altName w:val="([^"]+)"', fonts)
    assert alternatives and "TH SarabunPSK" in alternatives[1].split(",")


def test_project_tables_are_on_landscape_pages_under_repeated_headers() -> None:
    document = opened()
    shapes = [section.orientation for section in document.sections]
    assert shapes == [0, 0, 0, 1, 0]
    assert all(section.page_width > section.page_height for section in document.sections[3:4])
    tables = project_tables(document)
    assert len(tables) == 3
    for table in tables:
        headers = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
                   for row in table.rows]  # fmt: skip
        assert headers == [True] + [False] * (len(headers) - 1)


def test_short_rows_stay_whole_and_tall_ones_may_be_split() -> None:
    tall = replace(ROWS[0], objective="เพื่อพัฒนาบุคลากรให้มีความรู้ " * 30)
    table = project_tables(opened(replace(DRAFT, rows=(tall, *ROWS[1:]))))[0]
    whole = [r._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for r in table.rows]
    assert whole == [True, False, True, True, True]


def test_a_total_is_on_the_page_of_the_last_row() -> None:
    for table in project_tables(opened()):
        kept = [
            all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
            for row in table.rows[1:]
        ]
        assert kept == [False] * (len(kept) - 2) + [True, False]


def test_amounts_are_at_the_right_with_thousands_separators() -> None:
    first = project_tables(opened())[0]
    cells = [row.cells[5] for row in first.rows][1:]
    assert [cell.text for cell in cells] == ["35,000", "ไม่ใช้งบประมาณ", "120,000", "155,000"]
    assert {cell.paragraphs[0].alignment for cell in cells} == {2}


def test_every_drawn_row_and_paragraph_carries_its_sources() -> None:
    document = opened()
    marks = [row.cells[8].text for table in project_tables(document) for row in table.rows[1:-1]]
    assert marks == [" ".join(f"[{one}]" for one in row.sources) for row in ROWS]
    assert any(p.text.endswith("[2][3]") for p in document.paragraphs)


def test_what_the_officer_must_fill_in_is_highlighted() -> None:
    document = opened()
    cells = [c for table in document.tables for row in table.rows for c in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    runs = {run.text: run.font.highlight_color for p in paragraphs for run in p.runs}
    asked = {text for text in runs if "[โปรดกรอก: " in text and "…" not in text}
    assert {"[โปรดกรอก: ตัวชี้วัด]", "[โปรดกรอก: งบประมาณ]", "[โปรดกรอก: ข้อความ]"} <= asked
    assert {text for text, colour in runs.items() if colour} == asked


def test_thai_digits_are_in_numbers_of_pages_and_headings_too() -> None:
    document = opened(thai_digits=True)
    formats = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) for s in document.sections]
    assert formats == [None, "thaiLetters", "thaiNumbers", "thaiNumbers", "thaiNumbers"]
    assert texts(document, "Heading 1")[0] == "ส่วนที่ ๑ หลักการและเหตุผล"
    assert texts(document, "toc 1")[-1].endswith("\t๙")
    assert project_tables(document)[0].rows[1].cells[5].text == "๓๕,๐๐๐"


budgets = st.one_of(
    st.just(NO_BUDGET),
    st.just(NOT_STATED),
    st.integers(0, 10**9).map(baht),
    st.decimals("0.01", 10**7, places=2).map(baht),
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Drafts with any rows in any order; a budget of satang and one left out among them."""
    drawn = draw(st.lists(st.tuples(budgets, st.integers(0, 2), st.booleans()), max_size=12))
    rows = tuple(
        DraftRow(
            f"r{at}", TOPICS[topic], f"โครงการอบรมรุ่นที่ {at}", indicator="ร้อยละของผู้ผ่าน",
            budget=budget, timing="มีนาคม 2570", included=included,
        )
        for at, (budget, topic, included) in enumerate(drawn)
    )  # fmt: skip
    sections = tuple(s for s in DRAFT.sections if s.part in ("projects", "budget"))
    return replace(DRAFT, rows=rows, sections=sections, positions=(), sources=())


@given(drafts(), st.booleans())
@settings(max_examples=25)
def test_totals_of_any_draft_add_up_in_its_file(draft: Draft, thai_digits: bool) -> None:
    data = export(draft, "docx", thai_digits)
    facts = parse_bytes(data, "draft.docx").facts
    read = {fact.name: fact.budget for fact in facts if isinstance(fact, Project)}
    assert read == {row.name: row.budget for row in draft.included}
    by_topic = [
        [row.budget.baht for row in rows if row.budget.baht is not None]
        for _, rows in draft.by_topic()
        if rows
    ]
    totals = [fact.budget.baht for fact in facts if isinstance(fact, BudgetCell)]
    assert totals == [sum(amounts) if amounts else None for amounts in by_topic]
    *_, grand = docx.Document(io.BytesIO(data)).tables[-1].rows
    printed = arabic_digits(grand.cells[2].text)
    assert printed == grouped(draft.total) if any(by_topic) else printed in ("-", "ไม่ใช้งบประมาณ")
    assert arabic_digits(grand.cells[1].text) == str(len(draft.included))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The draft in Arabic and in Thai digits as LibreOffice prints it."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    names = []
    for thai_digits in (False, True):
        path = folder / f"draft-{thai_digits}.docx"
        path.write_bytes(export(DRAFT, "docx", thai_digits))
        names.append(str(path))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=300)
    return [Path(name).with_suffix(".pdf") for name in names]


@pytest.fixture(scope="module")
def laid_out(printed: list[Path]) -> list[list[tuple[str, bool]]]:
    """Of each print the pages: their text without white space, and whether they are landscape."""
    return [pages_of(path) for path in printed]


def pages_of(path: Path) -> list[tuple[str, bool]]:
    pages = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage().get_text_bounded()
            pages.append((squeezed(text), page.get_width() > page.get_height()))
    return pages


def squeezed(text: str) -> str:
    """Without what PDF readers see otherwise: white space, marks above and below letters, and
    ำ in one piece or two."""
    text = text.replace("\u0e33", "\u0e32")
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Mn")


def test_libreoffice_lays_every_part_out_on_its_page(
    laid_out: list[list[tuple[str, bool]]],
) -> None:
    """Within a page or two: where the type isn't installed, its stand-in is wider."""
    for thai_digits, pages in zip((False, True), laid_out, strict=True):
        blocks = paged(blocks_of(DRAFT, thai_digits))
        counted = page_numbers(blocks)
        at = 2
        for heading in (block for block in blocks if isinstance(block, Heading)):
            at = next(i for i in range(at, len(pages)) if squeezed(heading.whole) in pages[i][0])
            assert abs(at - 1 - int(counted[heading.key])) <= 2, heading.whole
        assert all(text for text, _ in pages), "an empty page"


def test_libreoffice_prints_projects_across_and_the_rest_upright(
    laid_out: list[list[tuple[str, bool]]],
) -> None:
    for pages in laid_out:
        header = squeezed("วัตถุประสงค์ตัวชี้วัด")
        assert any(wide for _, wide in pages)
        assert all(wide == (header in text) for text, wide in pages if wide or header in text)
    arabic = "".join(text for text, _ in laid_out[0])
    for row in ROWS:
        assert squeezed(row.name) in arabic


def test_the_print_checks_as_clean_as_the_draft(printed: list[Path]) -> None:
    """Tables that go on over pages are one, under the header that each page repeats."""
    for path in printed:
        plan = parse_bytes(path.read_bytes(), "draft.pdf")
        assert {finding.code for finding in check_plan(plan)} <= {"to-fill"}
        budgets = [f.budget.baht for f in plan.facts if isinstance(f, Project)]
        assert budgets == [row.budget.baht for _, rows in DRAFT.by_topic() for row in rows]

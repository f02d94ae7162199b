"""Pages that are pictures: read by Tesseract where it is, else named."""

from __future__ import annotations

import io
import re

import pypdfium2 as pdfium
import pytest

from ingest.models import IngestError
from ingest.readers.pdf import read_pdf, render_page, scans
from ingest.readers.pdf.reading import page_list
from tests.conftest import SAMPLES

SAMPLE = SAMPLES.parent / "formats" / "silawari-2569.pdf"


def scanned(pages: list[int], beside: bytes | None = None) -> bytes:
    """A PDF of pictures of the sample's pages (1-based), after the pages of ``beside``."""
    from PIL import Image

    data = SAMPLE.read_bytes()
    pictures = [
        Image.open(io.BytesIO(render_page(data, page, [], 3.0))).convert("L") for page in pages
    ]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=216, save_all=True, append_images=pictures[1:])
    if beside is None:
        return out.getvalue()
    document = pdfium.PdfDocument(beside)
    document.import_pages(pdfium.PdfDocument(out.getvalue()))
    both = io.BytesIO()
    document.save(both)
    return both.getvalue()


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)


@pytest.mark.usefixtures("without_tesseract")
def test_a_file_of_scans_says_what_to_install() -> None:
    with pytest.raises(IngestError, match="tesseract-ocr-tha") as error:
        read_pdf(scanned([3, 4]), "scan.pdf")
    assert "หน้า 1-2 เป็นภาพสแกน" in error.value.thai
    assert "pages 1-2 are scans" in error.value.english


@pytest.mark.usefixtures("without_tesseract")
def test_scans_among_pages_of_text_are_named() -> None:
    text = read_pdf(SAMPLE.read_bytes(), "plan.pdf")
    mixed = read_pdf(scanned([3], beside=SAMPLE.read_bytes()), "mixed.pdf")
    assert mixed.lines == text.lines
    (warning,) = [w for w in mixed.warnings if w.code == "scanned_pages"]
    assert "หน้า 8 " in warning.message and "pages 8 are" in warning.message


def test_a_scan_is_read_and_nothing_of_it_is_verified() -> None:
    if not scans.can_read():
        pytest.skip("needs tesseract and its Thai (tesseract-ocr-tha)")
    document = read_pdf(scanned([4]), "scan.pdf")
    assert all(place.unverified and place.page == 1 and place.box for place in document.places)
    assert "read_by_ocr" in {warning.code for warning in document.warnings}
    together = re.sub(r"\s+", "", "".join(document.lines))
    for words in ("พี่เลี้ยง", "การศึกษาดูงาน", "หัวหน้าส่วนราชการ", "Mentoring"):
        assert words in together


def test_pages_are_listed_by_runs() -> None:
    assert page_list([3, 1, 2, 7, 9, 10]) == "1-3, 7, 9-10"

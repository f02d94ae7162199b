"""A PDF file to a document: pages one by one, then what stands across them."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from ingest.blocks import Document
from ingest.models import IngestError, ParseWarning, Span
from ingest.readers.pdf import scans
from ingest.readers.pdf.document import Builder
from ingest.readers.pdf.glyphs import frame_of
from ingest.readers.pdf.layout import Page, parts_of
from ingest.readers.pdf.margins import without_margins
from ingest.readers.pdf.native import damaged, opened
from ingest.readers.pdf.quality import UNREADABLE
from ingest.readers.pdf.rulings import grids_of
from ingest.readers.pdf.text import best_glyphs

# Tesseract takes three to four seconds a page.
MAX_SCANS = 100


def read_pdf(data: bytes, source: str) -> Document:
    """Read a PDF; ``source`` is its name. Raises IngestError, also where no page has any text.

    Headers, footers and page numbers are left out. Pages that are pictures are read by
    Tesseract where it is installed, else a warning names them.
    """
    with opened(data) as document:
        reader = _Reader(document)
        pages = [reader.page(number) for number in range(1, len(document) + 1)]
    pages, dropped = without_margins(pages)
    builder = Builder(pages, frozenset(reader.scanned))
    builder.build()
    if not builder.lines:
        raise _nothing(reader)
    return Document(
        source=source,
        lines=tuple(builder.lines),
        blocks=tuple(builder.blocks),
        places=tuple(builder.places),
        warnings=tuple(reader.warnings(len(builder.lines), dropped)),
    )


class _Reader:
    """Reads pages and keeps account of those that are pictures or could not be read."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self.scanned: list[int] = []  # read by Tesseract
        self.flat: list[int] = []  # scans with a table that could not be built
        self.unread: list[int] = []  # pictures, and nothing could read them
        self.garbled: list[int] = []  # with text that no reader makes Thai of
        self.broken: list[int] = []

    def page(self, number: int) -> Page:
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError:
            self.broken.append(number)
            return Page(number, 1.0, 1.0, ())
        try:
            return self._read(page, number)
        finally:
            page.close()

    def _read(self, page: pdfium.PdfPage, number: int) -> Page:
        frame = frame_of(page)
        glyphs, points = best_glyphs(page, frame)
        if scans.is_scan(page, frame, glyphs):
            if read := self._scan(page, number):
                return read
            self.unread.append(number)
        elif glyphs and points < UNREADABLE:
            self.garbled.append(number)
        parts = parts_of(glyphs, grids_of(page, frame)) if glyphs else ()
        return Page(number, frame.width, frame.height, parts)

    def _scan(self, page: pdfium.PdfPage, number: int) -> Page | None:
        if len(self.scanned) >= MAX_SCANS or not scans.can_read():
            return None
        read = scans.read_scan(page, frame_of(page), number)
        if read:
            self.scanned.append(number)
            if scans.has_lost_table(read):
                self.flat.append(number)
        return read

    def warnings(self, lines: int, dropped: int) -> list[ParseWarning]:
        """What was left out or is unsure, page by page."""
        whole = Span(1, lines)
        told: list[tuple[str, str]] = []
        if self.unread:
            told.append(("scanned_pages", unread_scans(self.unread)))
        if self.scanned:
            pages = page_list(self.scanned)
            told.append((
                "read_by_ocr",
                f"หน้า {pages} อ่านจากภาพสแกน ตัวเลขอาจผิด เลขไทยผิดบ่อย โปรดตรวจกับต้นฉบับ"
                f" / pages {pages} were read from scans: check their figures, Thai digits"
                " above all, against the original",
            ))  # fmt: skip
        if self.flat:
            pages = page_list(self.flat)
            told.append((
                "scanned_tables",
                f"ตารางในภาพสแกนหน้า {pages} ไม่มีเส้นตารางที่อ่านได้ จึงเก็บเป็นข้อความ"
                " โครงการในตารางนั้นไม่อยู่ในรายการและยอดรวม"
                f" / tables on the scanned pages {pages} have no lines that could be read:"
                " they are kept as text, and projects there are not in lists and totals",
            ))  # fmt: skip
        if self.garbled:
            pages = page_list(self.garbled)
            told.append((
                "garbled_pages",
                f"หน้า {pages} อ่านเป็นข้อความไทยที่ถูกต้องไม่ได้ เพราะแบบอักษรในไฟล์ไม่สมบูรณ์"
                f" / pages {pages} don't read as Thai: their fonts are incomplete",
            ))  # fmt: skip
        if self.broken:
            pages = page_list(self.broken)
            told.append(("broken_pages", f"หน้า {pages} เสียหาย / pages {pages} are damaged"))
        if dropped:
            told.append((
                "page_margins",
                f"ไม่นับหัวกระดาษ ท้ายกระดาษ และเลขหน้า {dropped} บรรทัดเป็นเนื้อหา"
                f" / {dropped} lines of headers, footers and page numbers are left out",
            ))  # fmt: skip
        return [ParseWarning(code, message, whole) for code, message in told]


def unread_scans(pages: Sequence[int]) -> str:
    listed = page_list(pages)
    if scans.can_read():
        return (
            f"หน้า {listed} เป็นภาพสแกนที่อ่านไม่ออก สแกนใหม่ให้ชัด (300 dpi)"
            f" และแบ่งไฟล์ที่มีภาพสแกนเกิน {MAX_SCANS} หน้า"
            f" / pages {listed} are scans that could not be read: scan them again at 300 dpi,"
            f" and split a file of more than {MAX_SCANS} scans"
        )
    return (
        f"หน้า {listed} เป็นภาพสแกน ยังไม่ได้อ่าน ติดตั้ง tesseract-ocr-tha แล้วนำเข้าใหม่"
        f" / pages {listed} are scans and were not read: install tesseract-ocr-tha, ingest again"
    )


def page_list(pages: Sequence[int]) -> str:
    """``1-3, 7`` for pages 1, 2, 3 and 7."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _nothing(reader: _Reader) -> IngestError:
    if reader.unread:
        thai, english = unread_scans(reader.unread).split(" / ")
        return IngestError(thai, english)
    if reader.broken:
        return damaged()
    return IngestError(
        "ไม่พบข้อความที่อ่านได้ในไฟล์ PDF นี้ กรุณาเลือกไฟล์ที่มีเนื้อหาของแผน",
        "No readable text in the PDF: choose one that holds the plan's text",
    )

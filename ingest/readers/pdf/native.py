"""Opening a PDF with PDFium, which is native code: one at a time, and never beyond the limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.models import IngestError

# The longest plans have some two hundred pages.
MAX_PAGES = 500
# PDFium keeps state of its own and must not be entered by two threads.
LOCK = threading.RLock()


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document in ``data``. Raises IngestError where it is encrypted, damaged or too long."""
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _unopened(getattr(error, "err_code", None)) from error
        try:
            _check(document)
            yield document
        finally:
            document.close()


def _check(document: pdfium.PdfDocument) -> None:
    count = len(document)
    if count > MAX_PAGES:
        raise IngestError(
            f"ไฟล์ PDF มี {count:,} หน้า เกิน {MAX_PAGES} หน้า กรุณาแบ่งไฟล์แล้วลองใหม่",
            f"The PDF has {count:,} pages, more than {MAX_PAGES}: split it and try again",
        )
    if not count:
        raise damaged()


def _unopened(code: int | None) -> IngestError:
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return IngestError(
            "ไฟล์ PDF มีรหัสผ่าน กรุณาบันทึกใหม่แบบไม่มีรหัสผ่านแล้วลองอีกครั้ง",
            "The PDF is protected by a password: save it without one and try again",
        )
    return damaged()


def damaged() -> IngestError:
    return IngestError(
        "ไฟล์ PDF เสียหาย เปิดอ่านไม่ได้ กรุณาส่งออกจากต้นฉบับใหม่อีกครั้ง",
        "The PDF is damaged and can't be opened: export it from the original again",
    )

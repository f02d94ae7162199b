"""PDF: text by place, tables by ruling lines, scans by OCR, pages as pictures."""

from ingest.readers.pdf.reading import read_pdf
from ingest.readers.pdf.render import render_page

__all__ = ["read_pdf", "render_page"]

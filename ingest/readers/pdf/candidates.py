"""A page's glyphs by more than one reader, and which of them reads as Thai."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pdfplumber
import pypdfium2 as pdfium

from ingest.readers.pdf.glyphs import Frame, Glyph, pdfium_glyphs
from ingest.readers.pdf.lines import lines_of
from ingest.readers.pdf.quality import GOOD, score

# A full page of small print has 5,000 characters.
MAX_CHARS = 40_000
# pdfminer is pure Python and slow on a hostile page: only what looks like one is given to it.
_MAX_MINED = 15_000
_LATIN = re.compile("[\u00a1-\u00fb]")
_DISGUISED = {code: 0xE00 + code - 0xA0 for code in range(0xA1, 0xFC)}


class PageReader:
    """Reads the glyphs of a file's pages."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._mined_left = 60  # pages; a file that needs pdfminer throughout is rare

    def glyphs(self, page: pdfium.PdfPage, frame: Frame, number: int) -> tuple[list[Glyph], float]:
        """The glyphs of page ``number`` (1-based) as the best reader has them, and their score."""
        best = pdfium_glyphs(page, frame, MAX_CHARS)
        if not best:
            return [], 0.0
        points = score(text_of(best))
        if points >= GOOD:
            return best, points
        for other in self._others(best, frame, number):
            if (reached := score(text_of(other))) > points + 0.01:
                best, points = other, reached
        return best, points

    def _others(self, first: Sequence[Glyph], frame: Frame, number: int) -> list[list[Glyph]]:
        others = [unmasked(first)] if any(_LATIN.match(glyph.text) for glyph in first) else []
        if len(first) <= _MAX_MINED and self._mined_left:
            self._mined_left -= 1
            others.append(mined_glyphs(self._data, number, frame))
        return others


def text_of(glyphs: Sequence[Glyph]) -> str:
    return "\n".join(line.text for line in lines_of(glyphs))


def unmasked(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Thai that an old font without a Unicode table shows as Latin-1: the bytes of TIS-620."""
    return [replace(glyph, text=glyph.text.translate(_DISGUISED)) for glyph in glyphs]


def mined_glyphs(data: bytes, number: int, frame: Frame) -> list[Glyph]:
    """The glyphs that pdfminer sees; none where it fails on the page."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
            return [_mined(char, frame) for char in document.pages[0].chars if char["text"]]
    except Exception:  # it raises whatever a broken page makes it stumble on
        return []


def _mined(char: dict[str, object], frame: Frame) -> Glyph:
    matrix = char["matrix"]
    assert isinstance(matrix, tuple)
    left, right, em = float(char["x0"]), float(char["x1"]), float(char["size"])  # type: ignore[arg-type]
    x, y = left, frame.height - float(matrix[5])
    return Glyph(str(char["text"]), x, y, left, y - 0.7 * em, right, y, right or 0.0, max(1.0, em))

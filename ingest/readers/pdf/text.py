"""A page's glyphs, and how well they read as Thai."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from ingest.readers.pdf.glyphs import Frame, Glyph, pdfium_glyphs
from ingest.readers.pdf.lines import lines_of
from ingest.readers.pdf.quality import GOOD, score

# A full page of small print has 5,000 characters.
MAX_CHARS = 40_000
_LATIN = re.compile("[\u00a1-\u00fb]")
_DISGUISED = {code: 0xE00 + code - 0xA0 for code in range(0xA1, 0xFC)}


def best_glyphs(page: pdfium.PdfPage, frame: Frame) -> tuple[list[Glyph], float]:
    """The glyphs of a page as they read best, and their score (``quality.score``).

    pdfminer is not asked: it never read a page better in the trial of docs/decisions/0010-pdf.md.
    """
    best = pdfium_glyphs(page, frame, MAX_CHARS)
    points = score(text_of(best))
    if points < GOOD and any(_LATIN.match(glyph.text) for glyph in best):
        other = unmasked(best)
        if (reached := score(text_of(other))) > points:
            return other, reached
    return best, points


def text_of(glyphs: Sequence[Glyph]) -> str:
    return "\n".join(line.text for line in lines_of(glyphs))


def unmasked(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Thai that an old font without a Unicode table shows as Latin-1: the bytes of TIS-620."""
    return [replace(glyph, text=glyph.text.translate(_DISGUISED)) for glyph in glyphs]

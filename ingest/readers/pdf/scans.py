"""Pages that are pictures: which they are, and what Tesseract reads on them where it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytesseract

from ingest.readers.pdf.glyphs import Frame, Glyph
from ingest.readers.pdf.lines import Line, Piece

_MIN_PICTURE = 0.3  # share of the page that pictures cover on a scan
_MAX_STAMP = 40  # glyphs that a scan may carry as text: a page number, a stamp
_DPI = 300  # what Tesseract's models were trained at
_MAX_PIXELS = 20_000_000
_SECONDS = 45  # a page takes one or two; more and it is given up
_LANGUAGES = "tha+eng"
_MIN_CONFIDENCE = 20  # per cent; below it Tesseract has read a stain or a line
_WORD_GAP = 0.3  # of the line's height; Tesseract parts Thai words that stand together


def is_scan(page: pdfium.PdfPage, frame: Frame, glyphs: Sequence[Glyph]) -> bool:
    """Whether the page is a picture with no text of its own, or next to none."""
    if sum(1 for glyph in glyphs if glyph.text.strip()) > _MAX_STAMP:
        return False
    covered = 0.0
    for number, item in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if number >= 200:
            break
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered >= _MIN_PICTURE * frame.width * frame.height


@cache
def can_read() -> bool:
    """Whether Tesseract and its Thai are installed."""
    try:
        return "tha" in pytesseract.get_languages(config="")
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return False


def read_scan(page: pdfium.PdfPage, frame: Frame) -> list[Line]:
    """The lines that Tesseract sees on the page, in points from its top left; none where it
    fails or takes too long."""
    scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, frame.width * frame.height)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    try:
        data = pytesseract.image_to_data(
            picture, lang=_LANGUAGES, timeout=_SECONDS, output_type=pytesseract.Output.DICT
        )
    except (RuntimeError, OSError):  # its errors and its time-out are RuntimeErrors
        return []
    finally:
        picture.close()
    words: dict[tuple[int, int, int], list[_Word]] = {}
    for index, text in enumerate(data["text"]):
        if text.strip() and float(data["conf"][index]) >= _MIN_CONFIDENCE:
            key = data["block_num"][index], data["par_num"][index], data["line_num"][index]
            left, top = data["left"][index] / scale, data["top"][index] / scale
            right = left + data["width"][index] / scale
            bottom = top + data["height"][index] / scale
            words.setdefault(key, []).append(_Word(text.strip(), left, top, right, bottom))
    return [_line(line) for line in words.values()]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def _line(words: Sequence[_Word]) -> Line:
    height = max(1.0, max(word.bottom - word.top for word in words))
    pieces: list[Piece] = []
    for word in words:
        gap = bool(pieces) and word.left - pieces[-1].right > _WORD_GAP * height
        pieces.append(Piece(word.text, word.left, word.right, gap))
    box = (
        min(w.left for w in words), min(w.top for w in words),
        max(w.right for w in words), max(w.bottom for w in words),
    )  # fmt: skip
    return Line(tuple(pieces), box, box[3], height, 0)

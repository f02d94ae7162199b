"""Pages that are pictures: which they are, and what Tesseract reads on them where it can."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw

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
        listed = _tesseract(["--list-langs"], b"", 10)
    except (OSError, subprocess.SubprocessError):
        return False
    return "tha" in listed.split()


def read_scan(page: pdfium.PdfPage, frame: Frame) -> list[Line]:
    """The lines that Tesseract sees on the page, in points from its top left; none where it
    fails or takes too long."""
    scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, frame.width * frame.height)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG", compress_level=1)
    arguments = ["stdin", "stdout", "-l", _LANGUAGES, "--dpi", str(round(72 * scale)), "tsv"]
    try:
        table = _tesseract(arguments, picture.getvalue(), _SECONDS)
    except (OSError, subprocess.SubprocessError):
        return []
    words: dict[tuple[str, ...], list[_Word]] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if text and float(row["conf"]) >= _MIN_CONFIDENCE:
            left, top = int(row["left"]) / scale, int(row["top"]) / scale
            right, bottom = left + int(row["width"]) / scale, top + int(row["height"]) / scale
            key = row["block_num"], row["par_num"], row["line_num"]
            words.setdefault(key, []).append(_Word(text, left, top, right, bottom))
    return [_line(line) for line in words.values()]


def _tesseract(arguments: Sequence[str], data: bytes, seconds: float) -> str:
    """What Tesseract writes. On one thread: several wait for each other on a busy machine, so
    that a page of two seconds took minutes."""
    done = subprocess.run(
        ["tesseract", *arguments],
        input=data,
        capture_output=True,
        check=True,
        timeout=seconds,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", "replace")


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

"""Glyphs of a page: what each says, and where it stands. From PDFium, or from pdfminer.

Coordinates are points from the page's top left as it is shown, its rotation and crop applied.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_SARA_AM = "\u0e33"
_SARA_AA = "\u0e32"
_MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a" + "\u0e47\u0e48\u0e49"
                   "\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")  # fmt: skip
# Marks in the private use area of old Thai fonts; U+F700 and U+F70F are consonants.
_OLD_MARKS = frozenset(map(chr, range(0xF701, 0xF71B))) - {"\uf70f"}
# What PDFium says for a hyphen at the end of a line.
_CHARS = {0x02: "-", 0xFFFE: "-"}
_BEARING = 0.06  # em that a glyph's ink ends before its advance, where the advance is unknown
_WIDTH = 0.6  # em, of a Thai letter; they have 0.5 to 0.7
_SCALE = 1000  # device units a point, where PDFium maps the page to whole numbers


@dataclass(frozen=True, slots=True)
class Glyph:
    """``text`` drawn at ``x`` on the baseline ``y``, its ink in ``left`` .. ``bottom``.

    ``end`` is where the next glyph is due, 0 where that is not known. ``em`` is the font's size
    in points, ``weight`` its boldness (400 is regular, 0 unknown).
    """

    text: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    end: float
    em: float
    weight: int = 0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2 if self.right > self.left else self.x

    @property
    def is_mark(self) -> bool:
        """Whether it sits on a letter: by what it says, or, as browsers let the mark's glyph
        say the whole syllable again, by its ink, which no letter has far off the baseline."""
        if all(c in _MARKS or c in _OLD_MARKS for c in self.text):
            return True
        if not ("\u0e01" <= self.text[0] <= "\u0e2e" and len(self.text) > 1):
            return False
        off = self.bottom < self.y - 0.3 * self.em or self.top > self.y + 0.02 * self.em
        return off or self.middle < self.x  # drawn back over the letter before


@dataclass(frozen=True, slots=True)
class Frame:
    """From PDF user space to points from the top left of the page as shown."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as shown."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def frame_of(page: pdfium.PdfPage) -> Frame:
    width, height = page.get_size()
    size = max(1, round(width * _SCALE)), max(1, round(height * _SCALE))

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        return across.value / _SCALE, down.value / _SCALE

    e, f = shown(0, 0)
    (ax, ay), (bx, by) = shown(100, 0), shown(0, 100)
    return Frame(
        (ax - e) / 100, (ay - f) / 100, (bx - e) / 100, (by - f) / 100, e, f, width, height
    )


def pdfium_glyphs(page: pdfium.PdfPage, frame: Frame, limit: int) -> list[Glyph]:
    """The glyphs that PDFium sees, at most ``limit`` characters of them, in drawing order.

    Spaces that PDFium guesses are left out: it puts one after every ``ำ`` of a browser's PDF.
    """
    text = page.get_textpage()
    try:
        found: list[Glyph] = []
        reader = _CharReader(text, frame)
        last: tuple[float, float] | None = None
        for index in range(min(text.count_chars(), limit)):
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            char = _CHARS.get(code := raw.FPDFText_GetUnicode(text, index), chr(code))
            origin = reader.origin(index)
            if origin == last and reader.same_ink(found[-1], index):
                found[-1] = reader.widened(found[-1], char, index)
            else:
                found.append(reader.glyph(char, origin, index))
                last = origin
        return with_ends(found)
    finally:
        text.close()


class _CharReader:
    """Asks PDFium for one character at a time, into buffers that are used again."""

    def __init__(self, text: pdfium.PdfTextPage, frame: Frame) -> None:
        self._text = text
        self._frame = frame
        self._numbers = tuple(ctypes.c_double() for _ in range(4))
        self._loose = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()

    def origin(self, index: int) -> tuple[float, float]:
        x, y = self._numbers[:2]
        raw.FPDFText_GetCharOrigin(self._text, index, x, y)
        return x.value, y.value

    def _ink(self, index: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._numbers
        raw.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        return self._frame.box(left.value, bottom.value, right.value, top.value)

    def glyph(self, char: str, origin: tuple[float, float], index: int) -> Glyph:
        x, y = self._frame.point(*origin)
        left, top, right, bottom = self._ink(index)
        loose, matrix = self._loose, self._matrix
        raw.FPDFText_GetLooseCharBox(self._text, index, loose)
        loose_left, _, end, _ = self._frame.box(loose.left, loose.bottom, loose.right, loose.top)
        raw.FPDFText_GetMatrix(self._text, index, matrix)
        scale = max((matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5)
        em = max(1.0, raw.FPDFText_GetFontSize(self._text, index) * scale)
        # The loose box spans the advance, except in a browser's syllables, where it is the ink.
        known = end > left and abs(loose_left - x) < 0.02 * em
        weight = max(0, raw.FPDFText_GetFontWeight(self._text, index))
        return Glyph(char, x, y, left, top, right, bottom, end if known else 0.0, em, weight)

    def same_ink(self, glyph: Glyph, index: int) -> bool:
        """Whether the character is one more that ``glyph`` says: PDFium gives each of these an
        equal slice of its ink."""
        _, top, _, bottom = self._ink(index)
        return abs(top - glyph.top) < 0.01 and abs(bottom - glyph.bottom) < 0.01

    def widened(self, glyph: Glyph, char: str, index: int) -> Glyph:
        left, top, right, bottom = self._ink(index)
        return replace(
            glyph,
            text=glyph.text + char,
            left=min(glyph.left, left),
            top=min(glyph.top, top),
            right=max(glyph.right, right),
            bottom=max(glyph.bottom, bottom),
            end=0.0,
        )


def with_ends(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, with an end for those that had none: where their letters stand alone, they
    tell their advance."""
    known: dict[tuple[str, int], list[float]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.end and len(glyph.text) == 1:
            share = (glyph.end - glyph.x) / glyph.em
            known[glyph.text, glyph.weight].append(share)
            known[glyph.text, -1].append(share)
    advances = {key: median(shares) for key, shares in known.items()}

    def advance(char: str, glyph: Glyph) -> float | None:
        share = advances.get((char, glyph.weight), advances.get((char, -1)))
        return None if share is None else share * glyph.em

    def ended(glyph: Glyph) -> Glyph:
        if glyph.end:
            return glyph
        own = advance(glyph.text[0], glyph)
        if own is None and glyph.is_mark:  # only the mark of a syllable is seen
            own = _WIDTH * glyph.em
        end = glyph.x + own if own else glyph.right + _BEARING * glyph.em
        if len(glyph.text) > 1 and glyph.text[-1] == _SARA_AM and glyph.text[0] != _SARA_AM:
            end += advance(_SARA_AA, glyph) or 0.45 * glyph.em
        return replace(glyph, end=end)

    return [ended(glyph) for glyph in glyphs]

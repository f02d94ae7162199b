"""Lines of text from glyphs: each mark on its letter, spaces where there is room for one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf.glyphs import Glyph
from ingest.text.normalize import normalize

Box = tuple[float, float, float, float]  # left, top, right, bottom

_SAME_LINE = 0.4  # em between baselines
_SPACE = 0.14  # em; the narrowest space of a Thai font is 0.2
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A letter with its marks, and whether a space stands before it."""

    text: str
    left: float
    right: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands on the page; ``read``: by OCR, from a picture."""

    pieces: tuple[Piece, ...]
    box: Box
    baseline: float
    em: float
    weight: int
    read: bool = False

    @property
    def text(self) -> str:
        text = "".join((" " if p.spaced else "") + p.text for p in self.pieces)
        return _SPACES.sub(" ", normalize(text).text).strip()

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]


@dataclass(slots=True)
class _Letter:
    """A base glyph and the marks that were found to sit on it."""

    glyph: Glyph
    marks: list[Glyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        text = self.glyph.text
        for mark in self.marks:
            text = _with_mark(text, mark.text)
        return text

    @property
    def x(self) -> float:
        """Where it stands among the others; a mark alone, where its letter would."""
        glyph = self.glyph
        return min(glyph.x, glyph.middle) if glyph.is_mark else glyph.x

    def takes(self, mark: Glyph) -> bool:
        """Whether the mark stands on this letter: plainly, or as a syllable that is its own."""
        if not self.glyph.x <= mark.middle <= max(self.glyph.end, self.glyph.right):
            return False
        own, other = self.text, mark.text
        return other in own or other.startswith(own)


def _with_mark(text: str, mark: str) -> str:
    """``text`` with a mark's glyph on it, which may say the whole syllable again."""
    if mark in text:
        return text
    return mark if mark.startswith(text) else text + mark


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of a region (a column, a cell) from the top down."""
    lines = []
    for row in _rows(glyphs):
        if pieces := _pieces(row):
            lines.append(_line(pieces, row))
    return sorted(lines, key=lambda line: (line.baseline, line.left))


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline; in a row they keep the order in which they were drawn."""
    drawn = {glyph: number for number, glyph in enumerate(glyphs)}
    rows: list[list[Glyph]] = []
    above: Glyph | None = None
    for glyph in sorted(drawn, key=lambda glyph: glyph.y):
        if above is None or glyph.y - above.y > _SAME_LINE * min(glyph.em, above.em):
            rows.append([])
        rows[-1].append(glyph)
        above = glyph
    return [sorted(row, key=drawn.__getitem__) for row in rows]


def _pieces(row: Sequence[Glyph]) -> list[Piece]:
    letters = _letters(row)
    pieces: list[Piece] = []
    end = 0.0
    spaced = False
    for letter in letters:
        glyph, text = letter.glyph, letter.text
        if not text.strip():
            spaced = bool(pieces)
            end = max(end, glyph.end)
            continue
        gap = bool(pieces) and glyph.x - end > _SPACE * glyph.em
        left, right = min(glyph.left, glyph.x), max(glyph.right, glyph.x)
        pieces.append(Piece(text, left, right, gap or spaced))
        end, spaced = glyph.end, False
    return pieces


def _letters(row: Sequence[Glyph]) -> list[_Letter]:
    """The base letters of a row from the left, with their marks."""
    letters: list[_Letter] = []
    for glyph in sorted((g for g in row if not g.is_mark), key=lambda glyph: glyph.x):
        if not letters or not _says_again(letters[-1].glyph, glyph):
            letters.append(_Letter(glyph))
    starts = [letter.x for letter in letters]
    alone: list[_Letter] = []
    for mark in (g for g in row if g.is_mark):
        at = bisect_right(starts, mark.middle) - 1
        near = [letters[n] for n in (at, at - 1) if n >= 0]
        owner = next((letter for letter in near if letter.takes(mark)), None)
        if owner is None and near and not _is_syllable(mark.text):
            owner = near[0]
        if owner:
            owner.marks.append(mark)
        else:  # a syllable of which only the mark's glyph is seen
            alone.append(_Letter(mark))
    return sorted(letters + alone, key=lambda letter: letter.x)


def _says_again(before: Glyph, glyph: Glyph) -> bool:
    """Whether the glyph is the second half of a ำ, which browsers let say its syllable again."""
    inside = before.x < glyph.x < before.end - 0.2 * glyph.em
    return len(glyph.text) > 1 and glyph.text == before.text and inside


def _is_syllable(text: str) -> bool:
    return "\u0e01" <= text[0] <= "\u0e2e"


def _line(pieces: Sequence[Piece], row: Sequence[Glyph]) -> Line:
    shown = [g for g in row if g.text.strip()]
    box = (
        min(p.left for p in pieces),
        min(g.top for g in shown),
        max(p.right for p in pieces),
        max(g.bottom for g in shown),
    )
    sizes = sorted(g.em for g in shown)
    weights = sorted(g.weight for g in shown)
    middle = len(shown) // 2
    baseline = sorted(g.y for g in shown)[middle]
    return Line(tuple(pieces), box, baseline, sizes[middle], weights[middle])

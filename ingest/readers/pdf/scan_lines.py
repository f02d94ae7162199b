"""Lines of text from the words that Tesseract saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.lines import Box, Line, Piece
from ingest.readers.pdf.tesseract import Word
from ingest.readers.pdf.wrap import around

_WORD_GAP = 0.3  # of the line's height; Tesseract parts Thai words that stand together
_MARKS = 0.67  # times a line's height; Thai marks take up to half of it
_LARGER = 1.4  # times the usual height from which a line is in larger print
_GUTTER = 2.0  # em of white between the columns of a table without ruling lines
_MIN_COLUMNS = 3
_MIN_ROWS = 3


def lines_from(words: Iterable[Word], left: float, top: float, scale: float) -> list[Line]:
    """Lines in points, of words in pixels of a picture whose corner is at ``left`` and ``top``."""
    found: dict[tuple[str, ...], list[tuple[str, Box]]] = {}
    for word in words:
        x0, y0, x1, y1 = (value / scale for value in word.box)
        box = left + x0, top + y0, left + x1, top + y1
        found.setdefault(word.line, []).append((word.text, box))
    return _without_marks([_line(line) for line in found.values()])


def _without_marks(lines: Sequence[Line]) -> list[Line]:
    """Without lines that are but the upper marks of another, which Tesseract at times takes for
    a line of its own and reads as "vcr A 1 oe": low, and inside the other's box."""

    def marks(line: Line) -> bool:
        return any(
            line.em < _MARKS * other.em
            and line.left < other.right and other.left < line.right
            and other.box[1] - line.em <= line.box[1] and line.baseline <= other.baseline
            and line.baseline > other.box[1]
            for other in lines
        )  # fmt: skip

    return [line for line in lines if not marks(line)]


def _line(words: Sequence[tuple[str, Box]]) -> Line:
    box = around([box for _, box in words])
    height = max(1.0, max(bottom - top for _, (_, top, _, bottom) in words))
    pieces: list[Piece] = []
    for text, (left, _, right, _) in words:
        gap = bool(pieces) and left - pieces[-1].right > _WORD_GAP * height
        pieces.append(Piece(text, left, right, gap))
    return Line(tuple(pieces), box, box[3], height, 0, read=True)


def evened(lines: Sequence[Line], usual: float) -> list[Line]:
    """The lines with ``usual`` as their size, but for those in larger print: the height of a
    line that was read changes with the marks that happen to be in it."""
    return [line if line.em > _LARGER * usual else replace(line, em=usual) for line in lines]


def usual_height(lines: Sequence[Line]) -> float:
    return median(line.em for line in lines) if lines else 1.0


def has_columns(lines: Sequence[Line]) -> bool:
    """Whether lines stand as in a table without ruling lines: three or more beside each other,
    three times or more."""
    spans = sorted(
        ((line.box[1] + line.box[3]) / 2, left, right, line.em)
        for line in lines
        for left, right in _stretches(line)
    )
    rows: list[list[tuple[float, float, float, float]]] = []
    for span in spans:
        if rows and span[0] - rows[-1][0][0] < 0.5 * span[3]:
            rows[-1].append(span)
        else:
            rows.append([span])
    return sum(_columns(row) >= _MIN_COLUMNS for row in rows) >= _MIN_ROWS


def _stretches(line: Line) -> list[tuple[float, float]]:
    """From where to where a line goes on without a gap."""
    stretches = [(line.left, line.pieces[0].right)]
    for before, piece in pairwise(line.pieces):
        if piece.left - before.right > _GUTTER * line.em:
            stretches.append((piece.left, piece.right))
        else:
            stretches[-1] = stretches[-1][0], piece.right
    return stretches


def _columns(row: Sequence[tuple[float, float, float, float]]) -> int:
    ordered = sorted(row, key=lambda span: span[1])
    return 1 + sum(b[1] - a[2] > _GUTTER * b[3] for a, b in pairwise(ordered))

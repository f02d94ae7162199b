"""Wrapped lines made whole: which line goes on in the next, and with or without a space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pythainlp.tokenize import word_tokenize

from ingest.readers.pdf.lines import Box, Line

_NUMBER = "[0-9\u0e50-\u0e59]"
# "- ", "• ", "๑) ", "(๑) ", "(ก) ", "๑. ", "ข้อ ๑ ": what opens an item or a section.
_ITEM = re.compile(
    rf"(?:[-–•●▪◦\uf0b7*✓]\s+|[-–•]?\s*\(?{_NUMBER}{{1,2}}\)\s*|\(\s*[\u0e01-\u0e2ea-zA-Z]\s*\)\s*"
    rf"|[\u0e01-\u0e2e]\)\s|{_NUMBER}{{1,2}}\.(?!{_NUMBER})\s*|[\u0e01-\u0e2e]\.\s"
    rf"|(?:ข้อ|หมวด|ส่วนที่|บทที่|ยุทธศาสตร์ที่|กลยุทธ์ที่|มาตรา|ตาราง(?:ที่)?)\s*{_NUMBER})"
)
_SECTION = re.compile(rf"{_NUMBER}{{1,2}}(?:\.{_NUMBER}{{1,2}})+\.?\s")  # "๑.๒ ", as decimals are
_DIGIT_END = re.compile(rf"{_NUMBER}$")
# The end of a range: "- ๕" of "๑ - ๕", "- ก.ย." of months.
_RANGE = re.compile(rf"[-–]\s*(?:{_NUMBER}+(?![.)]|{_NUMBER})|[ก-ฮ]{{1,2}}\.\s?[ก-ฮ]\.)")
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
# What can only be the rest of a number: "๐๐๐" after "๒๐,", and "๐,๐๐๐", which none begins with.
_CUT_NUMBERS = (
    (re.compile(rf"{_NUMBER},$"), re.compile(rf"{_NUMBER}{{3}}(?!{_NUMBER})")),
    (re.compile(rf"{_NUMBER}$"), re.compile(rf"[0\u0e50]{{1,3}},{_NUMBER}{{3}}(?!{_NUMBER})")),
)
_HYPHENED = re.compile(r"[A-Za-z\u0e01-\u0e4e][-/]$")

# What OCR makes of a number or bullet that opens an item: "9)", "@)", "la)", "©. ", "= ".
_MISREAD_ITEM = re.compile(r"\(?\S{1,4}\)|\S{1,3}\.\s|[^\w\s(\"“]\s")
_COLUMN_GAP = 1.5  # em of white inside a line: columns that no ruling lines part
_APART = 1.0  # em of white between lines that were read by OCR, which parts paragraphs

_ROOM = 1.0  # em to spare before a line that could have held the next word is one that ended
_LOOSER = 1.12  # a line distance this much over the usual one parts paragraphs
_LARGER = 1.12  # a size this much over the one before


@dataclass(frozen=True, slots=True)
class Whole:
    """A logical line: its text, and the lines of the page that it was wrapped into."""

    text: str
    lines: tuple[Line, ...]

    @property
    def box(self) -> Box:
        return around([line.box for line in self.lines])


def around(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip


def whole_lines(lines: Sequence[Line], right: float, pitch: float | None = None) -> list[Whole]:
    """Lines of a column or cell whose text may reach to ``right``, wrapped ones joined.

    ``pitch`` is the usual distance of wrapped lines in em, where that is known.
    """
    result: list[Whole] = []
    for line in lines:
        before = result[-1] if result else None
        if before and goes_on(before, line, right, pitch):
            result[-1] = Whole(joined(before.text, line.text), (*before.lines, line))
        else:
            result.append(Whole(line.text, (line,)))
    return result


def joined(before: str, after: str) -> str:
    """Two halves of a text at a line's end.

    A line is broken inside Thai without a space, anywhere else only at one (UAX 14), but for
    what follows a hyphen or slash, and for numbers cut between their groups.
    """
    inside_thai = _THAI.match(before[-1:]) and _THAI.match(after[:1])
    number = any(end.search(before) and rest.match(after) for end, rest in _CUT_NUMBERS)
    if inside_thai or number or _HYPHENED.search(before):
        return before + after
    return f"{before} {after}"


def goes_on(before: Whole, line: Line, right: float, pitch: float | None) -> bool:
    """Whether ``line`` is what was wrapped of ``before``, which may reach to ``right``.

    ``pitch`` None: the distance tells nothing, as over the end of a page.
    """
    last = before.lines[-1]
    if max(line.em, last.em) > _LARGER * min(line.em, last.em):
        return False
    if line.read and _stands_alone(last, line):
        return False
    text = line.text
    if _RANGE.match(text) and _DIGIT_END.search(before.text):
        return True
    if _ITEM.match(text):
        return False
    room = right - last.right - first_word_width(line)
    distance = (line.baseline - last.baseline) / line.em
    loose = pitch is not None and not line.read and distance > _LOOSER * pitch
    if _SECTION.match(text) and (loose or room > 0):
        return False
    return not loose and room <= _ROOM * line.em


def _stands_alone(above: Line, line: Line) -> bool:
    """Whether a line read by OCR is no rest of the one above: it opens an item, if by a
    misread number, stands lower or further in, or has columns."""
    opens = not _THAI.match(line.text[:1]) or _MISREAD_ITEM.match(line.text)
    lower = line.box[1] - above.box[3] > _APART * line.em
    return (
        bool(opens) or lower or line.left - above.left > line.em or any(map(_gapped, (above, line)))
    )


def _gapped(line: Line) -> bool:
    return any(b.left - a.right > _COLUMN_GAP * line.em for a, b in pairwise(line.pieces))


def first_word_width(line: Line) -> float:
    """The width of what would have had to fit on the line before: its first word."""
    text = line.text.split(" ", 1)[0]
    length = len(_first_word(text))
    left = line.pieces[0].left
    count = 0
    for piece in line.pieces:
        count += len(piece.text)
        if count >= length:
            return piece.right - left
    return line.right - left


@lru_cache(4096)
def _first_word(text: str) -> str:
    if not _THAI.match(text[:1]):
        return text
    return str(word_tokenize(text[:40], engine="newmm")[0])

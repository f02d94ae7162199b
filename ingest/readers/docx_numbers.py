"""The numbers that Word generates for list paragraphs and headings (``numbering.xml``).

Plans cite them (``ข้อ ๑.๑``), yet no paragraph holds them: they are counted here as Word does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn
from pythainlp.util import num_to_thaiword

# Office Open XML part 1, 17.18.59: U+0E01, 0E02, 0E04, 0E07 to 0E23, 0E25, 0E27 to 0E2E.
THAI_LETTERS = (
    "\u0e01\u0e02\u0e04"
    + "".join(map(chr, range(0x0E07, 0x0E24)))
    + "\u0e25"
    + "".join(map(chr, range(0x0E27, 0x0E2F)))
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVEL = re.compile(r"%([1-9])")
_LEVELS = 9
_MAX_COUNT = 32_767  # Word's own limit


def formatted(number: int, style: str) -> str:
    """``number`` as a ``w:numFmt`` writes it: 3 as thaiNumbers is ๓, as thaiLetters ค."""
    if style == "thaiNumbers":
        return str(number).translate(_THAI_DIGITS)
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "thaiCounting":
        return str(num_to_thaiword(number))
    if number < 1:
        return str(number)
    if style == "thaiLetters":
        return _letters(number, THAI_LETTERS)
    if style in ("lowerLetter", "upperLetter"):
        return _cased(_letters(number, _LATIN), style)
    if style in ("lowerRoman", "upperRoman"):
        return _cased(_roman(number), style)
    return str(number)


def _letters(number: int, letters: str) -> str:
    """a to z, then aa, bb and so on."""
    times, at = divmod(number - 1, len(letters))
    return letters[at] * (times + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 0
    style: str = "decimal"
    text: str = ""
    spaced: bool = True
    legal: bool = False  # all numbers of the text in Arabic digits
    restart: int | None = None  # after a number of this level (1-based) or a wider; 0 is never


@dataclass
class _List:
    """A list definition and how far it has been counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)
    style_levels: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Num:
    """A use of a list definition: counted on with its other uses, unless it starts anew."""

    list_id: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, _Num] = {}
        self._begun: set[str] = set()
        if numbering is None:
            return
        linked = _linked_styles(styles)
        for abstract in numbering.findall(qn("w:abstractNum")):
            self._lists[abstract.get(qn("w:abstractNumId"), "")] = _read_list(abstract)
        for num in numbering.findall(qn("w:num")):
            self._nums[num.get(qn("w:numId"), "")] = _read_num(num)
        for abstract in numbering.findall(qn("w:abstractNum")):
            name = _val(abstract, "w:numStyleLink")
            target = self._nums.get(linked.get(name or "", ""))
            if target and target.list_id in self._lists:
                own = abstract.get(qn("w:abstractNumId"), "")
                self._lists[own] = self._lists[target.list_id]

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """The level that a list gives to paragraphs of a style."""
        num = self._nums.get(num_id)
        if num is None or num.list_id not in self._lists:
            return None
        return self._lists[num.list_id].style_levels.get(style_id)

    def next(self, num_id: str, level: int) -> str:
        """The number of the next paragraph of a list level, with the space after it; "" where
        the paragraph shows none. ``(๑) ``, ``1.2 ``, ``• ``."""
        num = self._nums.get(num_id)
        if num is None or num.list_id not in self._lists or not 0 <= level < _LEVELS:
            return ""
        found = self._lists[num.list_id]
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at in num.starts:
                found.counts.pop(at, None)
        levels = found.levels | num.levels
        for at, start in num.starts.items():
            levels[at] = replace(levels.get(at, _Level()), start=start)
        _count(found.counts, levels, level)
        return _written(found.counts, levels, level)


def _count(counts: dict[int, int], levels: dict[int, _Level], level: int) -> None:
    start = levels.get(level, _Level()).start
    counts[level] = min(counts.get(level, start - 1) + 1, _MAX_COUNT)
    for deeper in [at for at in counts if at > level]:
        restart = levels.get(deeper, _Level()).restart
        if restart is None or restart > level:
            del counts[deeper]


def _written(counts: dict[int, int], levels: dict[int, _Level], level: int) -> str:
    here = levels.get(level, _Level())
    if here.style == "bullet":
        mark = here.text.strip()
        return (mark if mark in ("-", "–", "*") else "•") + " "

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        of = levels.get(at, _Level())
        if of.style == "none":
            return ""
        return formatted(counts.get(at, of.start), "decimal" if here.legal else of.style)

    text = _LEVEL.sub(number, here.text).strip()
    return text + " " if text and here.spaced else text


def _read_list(abstract: Any) -> _List:
    levels: dict[int, _Level] = {}
    styles: dict[str, int] = {}
    for element in abstract.findall(qn("w:lvl")):
        at = _int(element.get(qn("w:ilvl")), 0)
        levels[at] = _read_level(element)
        if style := _val(element, "w:pStyle"):
            styles[style] = at
    return _List(levels, {}, styles)


def _read_level(element: Any) -> _Level:
    style = _val(element, "w:numFmt") or "decimal"
    custom = element.find(qn("w:numFmt"))
    if style == "custom" and custom is not None and "๑" in custom.get(qn("w:format"), ""):
        style = "thaiNumbers"
    restart = _val(element, "w:lvlRestart")
    return _Level(
        start=_int(_val(element, "w:start"), 0),
        style=style,
        text=_val(element, "w:lvlText") or "",
        spaced=_val(element, "w:suff") != "nothing",
        legal=is_on(element.find(qn("w:isLgl"))),
        restart=None if restart is None else _int(restart, 0),
    )


def _read_num(num: Any) -> _Num:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in num.findall(qn("w:lvlOverride")):
        at = _int(override.get(qn("w:ilvl")), 0)
        if (start := _val(override, "w:startOverride")) is not None:
            starts[at] = _int(start, 1)
        if (level := override.find(qn("w:lvl"))) is not None:
            levels[at] = _read_level(level)
    return _Num(_val(num, "w:abstractNumId") or "", starts, levels)


def _linked_styles(styles: Any | None) -> dict[str, str]:
    """List styles and the ``w:num`` that each stands for."""
    linked = {}
    for style in () if styles is None else styles.findall(qn("w:style")):
        for num in style.iter(qn("w:numId")):
            linked[style.get(qn("w:styleId"), "")] = num.get(qn("w:val"), "")
    return linked


def is_on(element: Any | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return element is not None and element.get(qn("w:val"), "1") not in ("0", "false", "off")


def _val(element: Any, name: str) -> str | None:
    child = element.find(qn(name))
    value: str | None = None if child is None else child.get(qn("w:val"))
    return value


def _int(text: str | None, default: int) -> int:
    try:
        return min(max(int(text or default), 0), _MAX_COUNT)
    except ValueError:
        return default

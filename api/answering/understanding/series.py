"""Numbered lists: how their lines are numbered, how many items they have, which item is the nth.

A list has an item for each of 1, 2, 3 …; lines without a number, or numbered in another way,
belong to the item above them. A list with a number left out is counted by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.structure.outline import leads_on
from ingest.text.normalize import arabic_digits

_NUMBER = re.compile(
    r"\s*[-•*–]?\s*(\(?)\s?(?:(\d{1,2}(?:\.\d{1,2})+)\s?([.)]*)|(\d{1,2})\s?([.)]+))(?!\d)"
)
COUNTING = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
LAST = -1  # the last item of a list, however many it has
_OF_LIST = (
    "ข้อ|ลำดับ|อันดับ|ขั้นตอน|ขั้น|ประการ|ประเด็น|ด้าน|ตัว|กลุ่ม|มิติ|วิธี|หัวข้อ|เรื่อง|อย่าง|อัน|นโยบาย"
    "|พันธกิจ|วัตถุประสงค์|เป้าประสงค์|ภารกิจ|ค่านิยม|สมรรถนะ"
)
_ASKED = re.compile(
    rf"(?P<list>{_OF_LIST})(?:ข้อ)?(?:"
    r"(?P<th>ที่)?\s?(?P<number>\d{1,2})(?![\d.,/%])"
    rf"|(?:ที่(?!\S{{0,6}}ของ)|(?<=อันดับ))\s?(?P<word>{'|'.join(COUNTING)})"
    r"|(?P<first>แรก(?:สุด)?)(?!เข้า|รับ|บรรจุ)"
    r"|(?P<last>สุดท้าย|ท้ายสุด))"
)
# A number beside these is of how many, or of something else: "ด้าน 3 คน" has no item 3.
_NUMBERED_LISTS = (
    "ข้อ", "ลำดับ", "ขั้นตอน", "ขั้น", "ประการ", "พันธกิจ", "วัตถุประสงค์", "เป้าประสงค์", "ภารกิจ", "อันดับ",
)  # fmt: skip
_OF_ANY = ("อันดับ", "ลำดับ", "อัน", "อย่าง", "ตัว")  # what a list is of, they don't say
_Read = tuple[str, tuple[int, ...]]
_NOT_ITS_NUMBER = re.compile(r"(?:ยุทธศาสตร์|ยุทธ|กลยุทธ์|กี่)\s?(?:การพัฒนา)?$")


@dataclass(frozen=True, slots=True)
class Series:
    """A list within lines: ``starts[n - 1]`` is the line of item n, ``end`` the one below the
    last item, ``lead`` what stands above the first."""

    starts: tuple[int, ...]
    end: int
    lead: str

    def __len__(self) -> int:
        return len(self.starts)

    def lines_of(self, number: int) -> range:
        """The lines of an item, from 1."""
        following = (*self.starts[1:], self.end)
        return range(self.starts[number - 1], following[number - 1])


def number_of(line: str) -> tuple[int, ...] | None:
    """How a line is numbered: ``๒.๓ กำหนด…`` is (2, 3), ``๑) …`` is (1,); None if it isn't."""
    found = _read(line)
    return found[1] if found else None


def _read(line: str) -> _Read | None:
    """The kind of a line's number, ``(1)`` or ``1.``, and the number."""
    match = _NUMBER.match(arabic_digits(line))
    if match is None:
        return None
    number = tuple(int(n) for n in (match[2] or match[4]).split("."))
    closing = (match[3] or match[5] or "")[-1:]
    return f"{match[1]}{closing if len(number) == 1 else ''}", number


def series_in(lines: Sequence[str]) -> list[Series]:
    """The lists of two items and more, each of which leaves no number out, the outermost ones."""
    read = [_read(line) for line in lines]
    found: list[Series] = []
    at = 0
    while at < len(lines):
        starts = _starts(read, at)
        if len(starts) < 2:
            at += 1
            continue
        end = _end(lines, read, starts)
        found.append(Series(tuple(starts), end, _lead(lines, starts[0])))
        at = end
    return found


def _starts(read: Sequence[_Read | None], first: int) -> list[int]:
    """The lines of the items of a list that begins at ``first``; none if one is left out."""
    opening = read[first]
    if opening is None or opening[1][-1] != 1:
        return []
    kind, prefix = opening[0], opening[1][:-1]
    # A number closed another way is of this list too, if no list of its own begins so.
    others = {line[0] for line in read if line and line[1][-1] == 1} - {kind}
    numbers = [
        line[1][-1] if line and line[0] not in others and line[1][:-1] == prefix else None
        for line in read
    ]
    starts = [first]
    for at in range(first + 1, len(read)):
        number = numbers[at]
        if number == len(starts) + 1:
            starts.append(at)
        elif number is not None:
            goes_on = len(starts) + 1 in numbers[at:] and read[at - 1] is not None
            return starts if number == 1 and not goes_on else []
    return starts


def _end(lines: Sequence[str], read: Sequence[_Read | None], starts: Sequence[int]) -> int:
    """Where the last item ends: at a line that leads on to something else, or at the number of
    what comes next on the level above."""
    opening = read[starts[0]]
    begun = {opening[0]} if opening else set()
    for at in range(starts[-1] + 1, len(lines)):
        line = read[at]
        if leads_on(lines[at]) or (line and _is_of_another(line, begun, len(starts))):
            return at
        if line:
            begun.add(line[0])
    return len(lines)


def _is_of_another(line: _Read, begun: set[str], item: int) -> bool:
    """Whether a line below the last item belongs to no list within it: those begin with 1, or
    repeat the item's number (``๓.๑`` below ``๓)``)."""
    kind, number = line
    if len(number) > 1:
        return number[0] != item and number[-1] == 1
    return number[-1] == 1 if kind in begun else number[-1] != 1


def _lead(lines: Sequence[str], first: int) -> str:
    above = [line for line in lines[max(0, first - 2) : first] if line.strip()]
    return " ".join(above)


def the_series(lines: Sequence[str], said: Callable[[str], float]) -> Series | None:
    """The list that is meant: the only one, else the one whose lead says most; None where
    several say as much."""
    found = series_in(lines)
    if len(found) < 2:
        return found[0] if found else None
    ranked = sorted(found, key=lambda series: -said(series.lead))
    return ranked[0] if said(ranked[0].lead) > said(ranked[1].lead) else None


def item_asked(text: str) -> int | None:
    """Which item of a list a question means by its number: ``พันธกิจข้อ 4`` is 4. Strategies have
    numbers of their own."""
    return next((number for number in items_asked(text) if number != LAST), None)


def items_asked(text: str) -> tuple[int, ...]:
    """All items of lists that a question means: ``ข้อแรกกับข้อสุดท้าย`` is (1, LAST)."""
    return tuple(dict.fromkeys(_number_said(match) for match in _asked(text)))


def without_item(text: str) -> str:
    """A question without the numbers of the items it means: ``ขั้นตอนที่ 3`` is ขั้นตอน."""
    for match in reversed(_asked(text)):
        kept = match.start("list") if match["list"] in _OF_ANY else match.end("list")
        text = f"{text[:kept]}|{text[match.end() :]}"
    return text


def _number_said(match: re.Match[str]) -> int:
    if match["number"]:
        return int(match["number"])
    if match["word"]:
        return COUNTING.index(match["word"]) + 1
    return 1 if match["first"] else LAST


def _asked(text: str) -> list[re.Match[str]]:
    return [
        match
        for match in _ASKED.finditer(text)
        if not _NOT_ITS_NUMBER.search(text[: match.start()])
        and (match["number"] is None or match["th"] or match["list"] in _NUMBERED_LISTS)
    ]

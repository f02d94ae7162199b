"""The lists of a plan: what each is named, and its items, over all passages that it goes on in.

A line may open with ``(1)``, ``1)``, ``1.``, ``1.1``, ``ข้อ 1``, ``(ก)`` or, as headings do, with
a bare ``1``. A list has an item for each of 1, 2, 3 …; whatever stands between two items belongs
to the first of them, lists of its own too. A list with a number left out is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from api.answering.understanding.series import number_of
from ingest.models import Passage
from ingest.structure.outline import Style, leads_on, style_of
from ingest.text.normalize import arabic_digits

_LETTERS = "กขคงจฉชซ"  # ฃ and ฅ are skipped in Thai lists
_CLAUSE = re.compile(r"\s*[-•*–]?\s*(ข้อ)\s*(\d{1,2})(?![\d.])\s")
_LETTER = re.compile(rf"\s*[-•*–]?\s*(\(?)([{_LETTERS}])([.)])\s?(?=\S\S)")
_BARE = re.compile(r"\s*()(\d{1,2})\s+(?=[ก-ฮเ-ไ“\"])")
_SHAPE = re.compile(r"\s*[-•*–]?\s*(\(?)\s?\d{1,2}(?:\.\d{1,2})*\s?([.)]*)")
_NAME = 200  # characters of a line that names a list
_LEAD = 600  # of a line that leads on to one
_LEADING = 3  # lines above the first item, of which those that name the list are looked for
_BODY = 8  # lines of an item that are kept
_FAR = 60  # lines, beyond which an item of a list isn't followed by the next
_HEADINGS = ("bare", "ข้อ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text, its digits Arabic, with the passage that holds it."""

    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list: what stands above it, nearest first, and the lines of each item, the first few of a
    long one. ``parent`` is the place, among the plan's lists, of the one that it stands in an
    item of; None outside of any.
    """

    names: tuple[str, ...]
    items: tuple[tuple[Line, ...], ...]
    parent: int | None = None

    @property
    def passage_ids(self) -> list[str]:
        return list(dict.fromkeys(item[0].passage.id for item in self.items))


@dataclass
class _Open:
    """A list that is being read; ``shape`` is how its numbers are written."""

    shape: tuple[str, tuple[int, ...]]
    first: int
    at: list[int] = field(default_factory=list)
    parent: _Open | None = None
    within: int = 0
    broken: bool = False


def lists_of(passages: Sequence[Passage]) -> tuple[NamedList, ...]:
    """The lists of running text, of two items and more, in order."""
    lines = list(_lines(passages))
    found = [one for one in _read(lines) if len(one.at) > 1 and not one.broken]
    place = {id(one): at for at, one in enumerate(found)}
    return tuple(
        NamedList(
            names=_names(lines, one),
            items=tuple(_item(lines, one, number) for number in range(len(one.at))),
            parent=place.get(id(one.parent)),
        )
        for one in found
    )


def _item(lines: Sequence[Line], one: _Open, number: int) -> tuple[Line, ...]:
    """An item down to the next; the last one as far as its passage goes, lists and headings
    below it aside."""
    first = one.at[number]
    is_last = number + 1 == len(one.at)
    end = min(len(lines) if is_last else one.at[number + 1], first + _BODY)
    body = [lines[first]]
    for line in lines[first + 1 : end]:
        is_beyond = line.passage is not lines[first].passage or leads_on(line.text)
        if is_last and (is_beyond or _mark(line.text)):
            break
        body.append(line)
    return tuple(body)


def _lines(passages: Sequence[Passage]) -> Iterator[Line]:
    for passage in passages:
        if not passage.table_id:
            for text in arabic_digits(passage.text).split("\n"):
                if text.strip():
                    yield Line(passage, " ".join(text.split()))


def _mark(text: str) -> tuple[tuple[str, tuple[int, ...]], int] | None:
    """How a line is numbered and its number: ``2.3)`` is of the shape ``)`` within 2, 3."""
    if match := _CLAUSE.match(text):
        return ("ข้อ", ()), int(match[2])
    if number := number_of(text):
        shape = _SHAPE.match(text)
        closing = shape[1] + shape[2][-1:] if shape else ""
        return (closing if len(number) == 1 else "", number[:-1]), number[-1]
    if match := _LETTER.match(text):
        return (f"{match[1]}ก{match[3]}", ()), _LETTERS.index(match[2]) + 1
    if match := _BARE.match(text):
        return ("bare", ()), int(match[2])
    return None


def _read(lines: Sequence[Line]) -> list[_Open]:
    found: list[_Open] = []
    stack: list[_Open] = []
    for at, line in enumerate(lines):
        mark = _mark(line.text)
        if mark is None:
            continue
        shape, number = mark
        going = _followed(stack, shape, number, at)
        if going is not None:
            del stack[stack.index(going) + 1 :]
            going.at.append(at)
        elif number == 1:
            above = stack[-1] if stack else None
            stack.append(_Open(shape, at, [at], above, len(above.at) if above else 0))
            found.append(stack[-1])
        else:
            _break(stack, shape, number)
    return found


def _followed(
    stack: Sequence[_Open], shape: tuple[str, tuple[int, ...]], number: int, at: int
) -> _Open | None:
    """The innermost list that a line goes on with."""
    for one in reversed(stack):
        near = at - one.at[-1] <= _FAR or one.shape[0] in _HEADINGS
        if one.shape == shape and len(one.at) + 1 == number and near:
            return one
    return None


def _break(stack: list[_Open], shape: tuple[str, tuple[int, ...]], number: int) -> None:
    """A list whose next number is left out isn't counted: ``1)``, ``2)``, ``4)``."""
    for one in reversed(stack):
        if one.shape == shape:
            one.broken = one.broken or number == len(one.at) + 2
            return


def _names(lines: Sequence[Line], one: _Open) -> tuple[str, ...]:
    """What names a list, nearest first: the line that leads on to it, the item or heading that
    it stands below, the sections; no chapter that it goes on beyond."""
    found: list[str] = []
    for at in range(one.first - 1, max(-1, one.first - 1 - _LEADING), -1):
        text = lines[at].text
        heads = _mark(text) is not None or text in _sections(lines[one.first].passage)
        if heads or at == one.first - 1 or leads_on(text):
            found.append(text[-_LEAD:] if leads_on(text) else text[:_NAME])
        if heads:
            break
    else:
        if one.parent is not None and not one.parent.broken:
            found.append(lines[one.parent.at[one.within - 1]].text[:_NAME])
    own = lines[one.first].text
    found += [text for text in reversed(_sections(lines[one.first].passage)) if text != own]
    last = _sections(lines[one.at[-1]].passage)
    is_inside = (text in last or style_of(text) is not Style.CHAPTER for text in found)
    return tuple(dict.fromkeys(t for t, inside in zip(found, is_inside, strict=True) if inside))


def _sections(passage: Passage) -> tuple[str, ...]:
    return tuple(arabic_digits(text)[:_NAME] for text in passage.section)

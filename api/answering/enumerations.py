"""Lists that go on below the passage that was found: every item of them, none lost silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.case import Case, Ranked
from api.answering.terms import doc
from api.answering.vocabulary import Operation
from api.answering.writer import shortened
from ingest.models import Passage, PassageKind
from ingest.structure.outline import leads_on
from ingest.text.normalize import arabic_digits

_WHOLE = 1_800  # characters in which a list is told verbatim; items of a longer one are cut
_ITEM = 160
_SHOWN = 20  # items; the rest is counted
_FOLLOWING = 24  # passages in which a list below its lead-in is looked for
_NAME = 60  # a shorter line below a lead-in names the list: a motto
_SHORT_BODY = 250
_NAMED = 0.9  # of the topic that a title says
_CLEARLY = 0.2  # by which a later list says more of the question than the first
_NUMBER = re.compile(
    r"\s*[-•*–]?\s*\(?\s?(?:(\d{1,2}(?:\.\d{1,2})+)\s?[.)]*|(\d{1,2})\s?[.)]+)(?!\d)"
)
_BULLET = re.compile(r"\s*[-•*–✓]\s*\S")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with the passage that holds it."""

    passage: Passage
    text: str


def number_of(line: str) -> tuple[int, ...] | None:
    """How a line is numbered: ``๒.๓ กำหนด…`` is (2, 3), ``๑) …`` is (1,); None if it isn't."""
    match = _NUMBER.match(arabic_digits(line))
    if match is None:
        return None
    return tuple(int(n) for n in (match[1] or match[2]).split("."))


def complete_count(lines: Sequence[str]) -> int | None:
    """How many items a list has that starts at 1 and leaves none out; None for any other."""
    numbers = [n for line in lines if (n := number_of(line))]
    if not numbers:
        return None
    depth = min(len(n) for n in numbers)
    tops = [n for n in numbers if len(n) == depth]
    one_series = len({n[:-1] for n in tops}) == 1
    in_order = [n[-1] for n in tops] == list(range(1, len(tops) + 1))
    return len(tops) if one_series and in_order and len(tops) > 1 else None


def following(case: Case, best: Ranked) -> list[Passage]:
    """The passages below the best one that its list goes on in."""
    passage = best.passage
    if passage.table_id:
        return []
    passages = best.reading.plan.passages
    below = passages[passages.index(passage) + 1 :]
    lines = passage.text.split("\n")
    if leads_on(lines[-1]):
        return _announced(case, best, _inside(passage, below))
    if not _asks_for_list(case):
        return []
    if _names_list(lines):
        return _announced(case, best, _inside(passage, below))
    last = next((n for line in reversed(lines) if (n := number_of(line))), None)
    if last is not None and _is_item(lines[-1]):
        whole = case.query.does(Operation.LIST, Operation.COUNT, Operation.PROCEDURE)
        return _continued(below, last) if whole else []
    return _below_title(case, best, below)


def _asks_for_list(case: Case) -> bool:
    """Whether all of it is asked for: ``มีอะไรบ้าง``, ``คืออะไร``, or its title and no more."""
    query = case.query
    asks = (Operation.LIST, Operation.COUNT, Operation.PROCEDURE, Operation.DEFINE)
    return query.does(*asks) or not (query.wants or query.operations or query.units)


def _names_list(lines: Sequence[str]) -> bool:
    """Whether a lead-in stands above a last line that only names the list."""
    is_name = len(lines[-1]) < _NAME and not _is_item(lines[-1])
    return len(lines) > 1 and is_name and leads_on(lines[-2])


def _is_item(line: str) -> bool:
    return number_of(line) is not None or _BULLET.match(line) is not None


def _inside(passage: Passage, below: Sequence[Passage]) -> list[Passage]:
    """What stands in the section of a passage, below it."""
    depth = len(passage.section)
    found: list[Passage] = []
    for other in below[:_FOLLOWING]:
        if other.section[:depth] != passage.section:
            break
        found.append(other)
    return found


def _announced(case: Case, best: Ranked, found: list[Passage]) -> list[Passage]:
    """The list that a line such as ``… ดังนี้`` announces."""
    lists = [p for p in found if p.kind in (PassageKind.LIST, PassageKind.TABLE)]
    if lists and found[0] in lists:
        docs = best.reading.passage_docs
        said = {p.id: case.topic.covered(docs[p.id]) for p in lists}
        top = max(lists, key=lambda p: said[p.id])
        first = lists[0]
        chosen = top if said[top.id] > said[first.id] + _CLEARLY else first
        last = _last_number(chosen)
        return [chosen, *(_continued(found[found.index(chosen) + 1 :], last) if last else [])]
    if not any(p.kind is PassageKind.LIST or p.table_id for p in found) and len(found) > 1:
        return [p for p in found if len(p.section) > len(best.passage.section)]
    return _within(found)


def _within(found: Sequence[Passage]) -> list[Passage]:
    """Passages as far as they can be told whole."""
    kept: list[Passage] = []
    for passage in found:
        if sum(len(p.text) for p in kept) + len(passage.text) > _WHOLE:
            break
        kept.append(passage)
    return kept


def _last_number(passage: Passage) -> tuple[int, ...] | None:
    return next((n for x in reversed(passage.text.split("\n")) if (n := number_of(x))), None)


def _continued(below: Sequence[Passage], last: tuple[int, ...]) -> list[Passage]:
    """The passages that go on with the next number of a series."""
    found: list[Passage] = []
    for passage in below:
        if passage.table_id or number_of(passage.text) != (*last[:-1], last[-1] + 1):
            break
        found.append(passage)
        in_series = [
            n for x in passage.text.split("\n") if (n := number_of(x)) and n[:-1] == last[:-1]
        ]
        last = in_series[-1]
    return found


def _below_title(case: Case, best: Ranked, below: Sequence[Passage]) -> list[Passage]:
    """The list under a title that the question says, where little stands between them."""
    passage = best.passage
    is_short = len(passage.text) <= _SHORT_BODY and passage.kind is not PassageKind.LIST
    title = doc((passage.text.partition("\n")[0], 1.0))
    is_named = case.is_titled(passage) or case.topic.covered(title) >= _NAMED
    if not (below and is_short and is_named):
        return []
    first = below[0]
    if first.kind is not PassageKind.LIST or first.section != passage.section:
        return []
    last = _last_number(first)
    return [first, *(_continued(below[1:], last) if last else [])]


def items_of(passages: Sequence[Passage]) -> list[Item]:
    """The items of a list: verbatim where there is room, else the opening of each."""
    room = _WHOLE if sum(len(p.text) for p in passages) <= _WHOLE else _ITEM
    return [Item(p, text) for p in passages for text in _openings(arabic_digits(p.text), room)]


def _openings(text: str, room: int) -> list[str]:
    """The items of a text, each cut to ``room`` characters; a title and what stands below it
    are one."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and len(lines[0]) < _NAME and not any(map(_is_item, lines[1:])):
        return [shortened(f"{lines[0]}: {' '.join(lines[1:])}", room)]
    return [shortened(line, room) for line in lines]


def shown(items: Sequence[Item]) -> tuple[list[Item], int]:
    """The items that an answer tells, and how many it leaves out."""
    return list(items[:_SHOWN]), max(0, len(items) - _SHOWN)

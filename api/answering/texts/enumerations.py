"""Lists that go on below the passage that was found: every item of them, none lost silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.evidence.case import Case, Ranked
from api.answering.evidence.writer import shortened
from api.answering.understanding.series import item_asked, number_of
from api.answering.understanding.terms import doc
from api.answering.understanding.vocabulary import Operation
from ingest.models import Passage, PassageKind
from ingest.structure.outline import leads_on
from ingest.text.normalize import arabic_digits

# What asks for every item of a list.
WHOLE = (Operation.LIST, Operation.COUNT, Operation.PROCEDURE)
_WHOLE = 1_800  # characters in which a list is told verbatim; items of a longer one are cut
_ITEM = 160
_SHOWN = 20  # items; the rest is counted
_FOLLOWING = 24  # passages in which a list below its lead-in is looked for
_NAME = 60  # a shorter line below a lead-in names the list: a motto
_SHORT_BODY = 250
_NAMED = 0.9  # of the topic that a title says
_CLEARLY = 0.2  # by which a later list says more of the question than the first
_STRAY = 2  # passages without a number that may stand between two items: what a page cut off
_BULLET = re.compile(r"\s*[-•*–✓]\s*\S")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with the passage that holds it."""

    passage: Passage
    text: str


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
    last = _last_number(passage)
    if last is not None and (passage.kind is PassageKind.LIST or _is_item(lines[-1])):
        query = case.query
        whole = query.does(*WHOLE) or item_asked(query.text) is not None
        return _continued(below, last, passage.section) if whole else []
    return _below_title(case, best, below)


def _asks_for_list(case: Case) -> bool:
    """Whether all of it is asked for: ``มีอะไรบ้าง``, ``คืออะไร``, or its title and no more."""
    query = case.query
    if query.does(*WHOLE, Operation.DEFINE) or item_asked(query.text):
        return True
    return not (query.wants or query.operations or query.units)


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
        after = found[found.index(chosen) + 1 :]
        return [chosen, *(_continued(after, last, chosen.section) if last else [])]
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


def _continued(
    below: Sequence[Passage], last: tuple[int, ...], section: tuple[str, ...]
) -> list[Passage]:
    """The passages that go on with the next number of a series, and what stands between them
    without a number: the rest of an item that a page cut in two."""
    found: list[Passage] = []
    stray: list[Passage] = []
    for passage in below:
        if passage.table_id or passage.kind is PassageKind.HEADER:
            break
        number = _first_number(passage)
        if number != (*last[:-1], last[-1] + 1):
            is_stray = number is None and passage.section == section
            if not is_stray or len(stray) == _STRAY or leads_on(passage.text):
                break
            stray.append(passage)
            continue
        found += [*stray, passage]
        stray = []
        in_series = [
            n for x in passage.text.split("\n") if (n := number_of(x)) and n[:-1] == last[:-1]
        ]
        last = in_series[-1]
    return found


def _first_number(passage: Passage) -> tuple[int, ...] | None:
    """The number of a passage's first line, or of its second below the rest of a line."""
    return next((n for x in passage.text.split("\n")[:2] if (n := number_of(x))), None)


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
    return [first, *(_continued(below[1:], last, first.section) if last else [])]


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

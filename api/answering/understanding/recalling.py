"""What a follow-up points back at by number: "สองยุทธศาสตร์นี้", "ทั้งสองกองต่างกันเท่าไร"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation

Named = TypeVar("Named", int, str)

_NUMBERS = {"สอง": 2, "สาม": 3, "สี่": 4, "2": 2, "3": 3, "4": 4}
_THESE = re.compile(
    r"(?P<many>สอง|สาม|สี่|[2-4])\s?(?:ยุทธศาสตร์|ยุทธ|ด้าน|ประเด็น|กอง|สำนัก|ส่วนราชการ|หน่วยงาน|อัน|ตัว)"
    r"(?:นี้|นั้น|ดังกล่าว|ข้างต้น|ที่(?:ว่า|ถาม))|ทั้ง(?P<both>สอง|สาม|สี่|คู่)"
)
_TOGETHER = (Operation.DIFFERENCE, Operation.COMPARE, Operation.SUM)


def with_those_before(query: Query, own: Query, before: Sequence[Query]) -> Query:
    """The query with the strategies or departments that the last messages named, where its own
    message names none and points at several. ``before`` has the latest first."""
    match = _THESE.search(own.text)
    bare = not own.words and own.does(*_TOGETHER) and not own.organizations
    if not before or own.strategies or own.departments or not (match or bare):
        return query
    if len({organization for b in before for organization in b.organizations}) > 1:
        return query
    many = _NUMBERS.get((match["many"] or match["both"]) if match else "สอง", 2)
    strategies = _last((b.strategies for b in before), many)
    departments = _last((b.departments for b in before), many)
    if len(strategies) == many and len(departments) < 2:
        return replace(query, strategies=strategies, departments=departments, words=(), weak=())
    if len(departments) == many and len(strategies) < 2:
        return replace(query, strategies=strategies, departments=departments, words=(), weak=())
    return query


def _last(named: Iterable[tuple[Named, ...]], many: int) -> tuple[Named, ...]:
    """The last so many of what was named, in the order it was."""
    found = dict.fromkeys(one for group in named for one in reversed(group))
    return tuple(found)[:many][::-1]

"""Whether a follow-up that a model worded anew still asks what the person asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from api.answering import Ask
from api.answering.understanding.query import Query
from api.answering.understanding.understand import understand
from ingest.models import Organization
from ingest.text.normalize import fold


def asks_the_same(ask: Ask, query: Query, anew: Query, known: Sequence[Organization]) -> bool:
    """Of the same plans, years, positions and departments, for the same thing, in all the
    person's own words but those that point at what was said before.

    Else a model could answer what wasn't asked in the place of an honest "not in the plans".
    """
    own = understand(replace(ask, history=()), known)
    text = fold(anew.full)
    lost = {word for word in map(fold, own.words) if word not in text}
    return _slots(query) == _slots(anew) and own.wants <= anew.wants and lost <= _pointing()


def _slots(query: Query) -> tuple[object, ...]:
    return (
        frozenset(organization.name for organization in query.organizations),
        query.unknown,
        frozenset(query.years),
        frozenset(query.positions),
        frozenset(query.departments),
    )


@cache
def _pointing() -> frozenset[str]:
    text = files("api.writing").joinpath("pointing.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())

"""How many strategies the plans of several organisations have, and which one has more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.evidence.case import Case
from api.answering.evidence.writer import Writer
from api.answering.models import Answer
from ingest.text.normalize import arabic_digits
from prompts import say

_STRATEGY = re.compile(r"^\s*ยุทธศาสตร์(?:การพัฒนา)?ที่\s*(\d{1,2})\s*:?\s*(.+)$")


def compare_strategies(cases: Sequence[Case]) -> Answer | None:
    """The strategies of each plan, how many more one has, and which those are."""
    listed = [_strategies_of(case) for case in cases]
    if not all(listed):
        return None
    writer = Writer()
    order = sorted(range(len(cases)), key=lambda i: -len(listed[i]))
    most, least = order[0], order[-1]
    sources = [(i, [passage for _, _, passage in listed[i]]) for i in range(len(cases))]
    marks = "".join(
        writer.cite(cases[i].scope.readings[0], ids)
        for i, ids in sources
        if _same_plan(cases[i], ids)
    )
    difference = len(listed[most]) - len(listed[least])
    name = cases[most].scope.readings[0].organization
    other = cases[least].scope.readings[0].organization
    writer.line(
        say(
            "more_strategies",
            name=name,
            count=len(listed[most]),
            other=other,
            fewer=len(listed[least]),
            difference=difference,
        ),
        marks,
    )
    shared = {number for number, _, _ in listed[least]}
    for number, title, passage in listed[most]:
        if number not in shared:
            writer.line(
                say("strategy_beside", number=number, title=title),
                writer.cite(cases[most].scope.readings[0], [passage]),
            )
    return writer.answer()


def _same_plan(case: Case, passage_ids: Sequence[str]) -> bool:
    return all(passage_id in case.scope.readings[0].passages for passage_id in passage_ids)


def _strategies_of(case: Case) -> list[tuple[int, str, str]]:
    """Number, title and passage of each strategy that the first plan with any lists."""
    for reading in sorted(case.scope.readings, key=lambda r: -len(r.projects)):
        found: dict[int, tuple[int, str, str]] = {}
        for passage in reading.plan.passages:
            if passage.table_id:
                continue
            for line in arabic_digits(passage.text).split("\n"):
                match = _STRATEGY.match(line)
                if match and int(match[1]) not in found:
                    found[int(match[1])] = (int(match[1]), match[2].strip(), passage.id)
        if found:
            case.scope = type(case.scope)((reading,), case.scope.corpus)
            return [found[number] for number in sorted(found)]
    return []

"""What a question asks for beside the usual cells of a project: what another cell of its row
counts, or says of a noun: "กี่ชั่วโมง", "ประเภทใดบ้าง"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.evidence.case import Case, Matched
from api.answering.evidence.figures import counted
from api.answering.evidence.naming import clean
from api.answering.evidence.rows import row_text
from api.answering.projects.clauses import focused, whole
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation, vocabulary
from api.answering.understanding.wording import is_stop
from ingest.models import Project
from ingest.text.segment import words
from prompts import say

_WHICH = re.compile(r"([ก-๎]{4,})\s?(?:ใด|ไหน|อะไร|ไร(?=บ้าง))")
_NOUN = 4  # letters
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something a question asks of a project; ``counts`` where a number of it."""

    noun: str
    said: re.Pattern[str]
    counts: bool

    def is_in(self, text: str) -> bool:
        return self.said.search(text) is not None

    def is_told_by(self, label: str, value: str) -> bool:
        """Whether a cell says it; a number may stand under a header that names what it counts."""
        if self.is_in(value):
            return True
        return self.noun in label and (not self.counts or _NUMBER.search(value) is not None)


def aspects(query: Query) -> list[Aspect]:
    """What is counted ("กี่คน", but for money) and the nouns of "ประเภทใด", "ภาษาอะไร"."""
    return [*_counted(query), *(Aspect(n, re.compile(re.escape(n)), False) for n in _nouns(query))]


def _counted(query: Query) -> Iterator[Aspect]:
    names = {pattern: name for name, pattern in reversed(vocabulary().units.items())}
    for unit in query.units:
        if "บาท" not in unit:
            yield Aspect(names.get(unit, unit), counted(unit), True)


def _nouns(query: Query) -> Iterator[str]:
    vocab = vocabulary()
    patterns = (*vocab.wants.values(), vocab.operations[Operation.LIST])
    for match in _WHICH.finditer(query.text):
        noun = words(match[1])[-1]
        usual = any(p.search(noun + tail) for p in patterns for tail in ("ไหน", "อะไร"))
        if len(noun) >= _NOUN and not usual and not is_stop(noun):
            yield noun


def tell_beside(case: Case, match: Matched[Project], told: Sequence[str]) -> list[str]:
    """The cells that say what is asked and not yet ``told``; of what is counted that the row
    doesn't say it. "เปอร์เซ็น" is asked of targets, which are told whole."""
    asked = [a for a in aspects(case.query) if not any(a.is_in(text) for text in told)]
    if not asked:
        return []
    lines = [line.partition(": ") for line in row_lines(match)]
    listed = case.query.does(Operation.LIST, Operation.COUNT)
    found: list[str] = []
    for aspect in asked:
        line = next((c for c in lines if aspect.is_told_by(c[0], c[2])), None)
        if line is not None:
            value = clean(line[2])
            found.append(f"{line[0]}: {whole(value) if listed else focused(value, [aspect.said])}")
        elif aspect.counts and "ร้อยละ" not in aspect.said.pattern:
            found.append(say("count_unstated", unit=aspect.noun))
    return list(dict.fromkeys(found))


def row_lines(match: Matched[Project]) -> list[str]:
    """The cells of the project's rows, each with its header."""
    reading = match.reading
    passages = (reading.passages[passage_id] for passage_id in match.fact.passage_ids)
    return [
        line
        for passage in passages
        if passage.table_id
        for line in row_text(reading.plan, passage).split("\n")
    ]

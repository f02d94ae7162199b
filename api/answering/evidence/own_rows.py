"""What an organisation has under a name, and not what the name means: its own weaknesses."""

from __future__ import annotations

import re

from api.answering.evidence.shelf import Reading, Scope
from api.answering.understanding.query import Query
from api.answering.understanding.vocabulary import Operation
from ingest.models import PassageKind, Project
from ingest.text.normalize import fold

_LABEL = 60  # characters; a longer cell says more than a name
_MEANING = re.compile("หมาย|แปลว่า|นิยาม|ย่อมาจาก|คำว่า")


def asks_own_row(query: Query, scope: Scope) -> bool:
    """Whether "จุดอ่อนของ อบต. … คืออะไร" begins with the label of a row of the plans: what stands
    there is asked for, unless in so many words what the label means."""
    asks = query.does(Operation.DEFINE) and query.organizations and query.words
    if not asks or _MEANING.search(query.text):
        return False
    asked = fold(query.words[0])
    return any(label.startswith(asked) for reading in scope.readings for label in _labels(reading))


def _labels(reading: Reading) -> set[str]:
    """The first short cells of rows that are no project's."""
    projects = {
        passage_id
        for fact in reading.plan.facts
        if isinstance(fact, Project)
        for passage_id in fact.passage_ids
    }
    return {
        fold(cell)
        for passage in reading.plan.passages
        if passage.kind is PassageKind.ROW and passage.id not in projects
        for cell in passage.text.split("\t")[:-1][:2]
        if cell and len(cell) <= _LABEL
    }

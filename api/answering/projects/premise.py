"""Questions that take for granted that a plan has nothing of a kind, where it has."""

from __future__ import annotations

from api.answering.evidence.case import Case
from api.answering.models import Answer
from api.answering.projects.lists import tell_list
from api.answering.understanding.vocabulary import Operation, vocabulary

_SAID = 0.75  # of the topic that a project must have to contradict the question


def denied_answer(case: Case) -> Answer | None:
    """``ทำไมไม่มีโครงการดูงาน`` where there are some: that the plan has them, and which."""
    query = case.query
    if not query.words or query.does(Operation.NO_BUDGET):
        return None
    if not vocabulary().denies.search(query.text):
        return None
    found = [m for m in case.projects if m.coverage >= _SAID]
    if not found:
        return None
    return tell_list(case, found, f"แผนมีเรื่องนี้อยู่แล้ว {len(found)} รายการ ")

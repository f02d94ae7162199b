"""Years that label a row or a project, and aren't those that a plan is for."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.evidence.case import Case
from api.answering.understanding.vocabulary import Want
from ingest.models import Project
from ingest.text.normalize import arabic_digits, fold


def year_is_a_label(cases: Sequence[Case], years: Sequence[int]) -> bool:
    """Whether a year outside the plans' span is a row or column of theirs, or of a text that
    is not about a project's money: ``ผู้เกษียณปี 2569`` in a plan of 2568."""
    query = cases[0].query
    if _is_in_a_name(cases, years):
        return True
    if query.wants_any(Want.MONEY) or not cases[0].scope.readings:
        return False
    for case in cases:
        for reading in case.scope.readings:
            labels = {part for m in reading.measures for part in m.header}
            if any(str(year) in label for year in years for label in labels):
                return True
        rows = {
            passage_id
            for r in case.scope.readings
            for f in r.plan.facts
            if isinstance(f, Project)
            for passage_id in f.passage_ids
        }
        top = [r for r in case.ranked[:3] if r.passage.id not in rows and r.coverage > 0.6]
        if any(str(year) in fold(r.passage.text) for r in top for year in years):
            return True
    return False


def _is_in_a_name(cases: Sequence[Case], years: Sequence[int]) -> bool:
    """Whether a project asked for has the years in its name: the review of a plan for
    ``ปีงบประมาณ 2570 - 2572`` is itself of another year."""
    return any(
        m.coverage > 0.6 and all(str(year) in arabic_digits(m.fact.name) for year in years)
        for case in cases
        for m in case.projects[:3]
    )

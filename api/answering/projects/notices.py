"""A few lines about a project to be sent round, each from the cells of its row."""

from __future__ import annotations

from api.answering.evidence.case import Case
from api.answering.evidence.naming import (
    budget_text,
    clean,
    place_of_project,
    project_name,
    timing_text,
    unit_name,
)
from api.answering.evidence.writer import Writer, whose
from api.answering.models import Answer
from api.answering.projects.answers import ENOUGH
from api.answering.projects.beside import tell_beside
from api.answering.projects.clauses import whole
from api.answering.understanding.notices import asks_notice
from ingest.models import Project
from prompts import say

_NAME = 320


def notice_answer(case: Case) -> Answer | None:
    """The notice of the project that a message wants one of; None where no project is meant."""
    if not asks_notice(case.query.full) or not case.projects:
        return None
    match = case.projects[0]
    if match.coverage < ENOUGH and not case.is_sure(match.fact.passage_id):
        return None
    project, reading = match.fact, match.reading
    writer = Writer()
    writer.facts([project])
    marks = writer.cite(reading, project.passage_ids)
    name = project_name(project, _NAME)
    writer.line(say("notice_head"))
    writer.line(say("notice_of", organization=reading.organization, name=name), marks)
    told = _cells(project)
    for text in (*told, *tell_beside(case, match, [name, *told])):
        writer.line(f"- {text}", marks)
    writer.line(say("source", whose=whose(reading)), marks)
    return writer.answer()


def _cells(project: Project) -> list[str]:
    """What the row says, each cell whole; time, budget and unit are said not to be stated where
    they aren't."""
    place = place_of_project(project)
    unit = unit_name(project.unit)
    texts = (
        _named("objective", project.objective),
        _named("audience", project.audience),
        _named("target", project.target),
        _named("indicator", project.indicator),
        timing_text(project) or say("timing_unstated"),
        say("place", text=place) if place else "",
        budget_text(project),
        say("responsible", unit=unit) if unit else say("responsible_unstated"),
    )
    return [text for text in texts if text]


def _named(cell: str, text: str) -> str:
    return say(cell, text=whole(clean(text))) if text else ""

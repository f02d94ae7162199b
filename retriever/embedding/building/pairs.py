"""Texts of a plan that belong together: what somebody asks or heads, and the passage for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from random import Random

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.models import Passage, PassageKind, Plan, PositionPlan, Project
from ingest.text.segment import words

Pair = tuple[str, str]

# Of each project, in different words each time.
QUESTIONS = 4
_LONG = 14  # words; a paragraph from here on is asked for by a piece of it


class Asking(BaseModel):
    """``asking.yaml``: how staff ask, by what they ask about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    project: tuple[str, ...]
    course: tuple[str, ...]
    position: tuple[str, ...]


def asking() -> Asking:
    source = files("retriever.embedding.building").joinpath("asking.yaml")
    return Asking.model_validate(yaml.safe_load(source.read_text(encoding="utf-8")))


def plan_pairs(plan: Plan, random: Random, ways: Asking) -> list[Pair]:
    """Questions of projects, courses and positions, headings and pieces of paragraphs, each with
    the passage that it is about."""
    texts = {passage.id: passage.search_text for passage in plan.passages}
    found: list[Pair] = []
    for fact in plan.facts:
        if isinstance(fact, Project):
            found += [(asked, texts[fact.passage_id]) for asked in _of_project(fact, random, ways)]
        elif isinstance(fact, PositionPlan):
            asked = f"{random.choice(ways.position)} {fact.position}"
            found.append((asked, texts[fact.passage_id]))
    for passage in plan.passages:
        found += _of_passage(passage, random)
    return [(_placed(asked, plan, random), text) for asked, text in found]


def _of_project(project: Project, random: Random, ways: Asking) -> Iterator[str]:
    for _ in range(QUESTIONS):
        parts = [_some(project.name, random), random.choice(ways.project)]
        if random.random() < 0.3:
            parts.reverse()
        yield " ".join(parts)
    for course in project.courses:
        yield f"{random.choice(ways.course)} {course}"


def _of_passage(passage: Passage, random: Random) -> Iterator[Pair]:
    if passage.section:
        yield passage.section[-1], passage.text
    if passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST):
        cut = words(passage.text)
        if len(cut) > _LONG:
            yield _run(cut, random.randint(4, 8), random), passage.search_text


def _some(name: str, random: Random) -> str:
    """``name``, mostly only a run of its words, as people remember it."""
    cut = words(name)
    if len(cut) < 5 or random.random() < 0.4:
        return name
    return _run(cut, max(3, int(len(cut) * random.uniform(0.4, 0.9))), random)


def _run(cut: Sequence[str], size: int, random: Random) -> str:
    start = random.randint(0, len(cut) - size)
    return " ".join(cut[start : start + size])


def _placed(asked: str, plan: Plan, random: Random) -> str:
    """``asked``, at times with the organisation and the year."""
    if plan.organization and random.random() < 0.4:
        asked += f" {plan.organization.name}"
    if plan.fiscal_years and random.random() < 0.4:
        asked += f" ปี {plan.fiscal_years[0]}"
    return asked

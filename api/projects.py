"""Projects of all plans as one table: filtered, sorted, paged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pythainlp.util import collate

from api.answering.understanding.corpus import Corpus
from api.answering.understanding.terms import topic
from api.positions import names_position
from api.scope import plans_in_scope
from ingest.models import Baht, Project, exact_baht
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from retriever.catalogue import PlanSummary, ProjectLine
from retriever.library import Library

# Names whose words tell what a misspelt word was meant to be: more hold few words that are new,
# and cutting them into words takes a second for every 15,000.
_VOCABULARY = 5_000
_READ_AT_ONCE = 500


class Sort(StrEnum):
    """By what projects are sorted; a minus turns it round, blanks come last either way."""

    ORGANIZATION = "organization"
    ORGANIZATION_DOWN = "-organization"
    NAME = "name"
    NAME_DOWN = "-name"
    YEAR = "year"
    YEAR_DOWN = "-year"
    BUDGET = "budget"
    BUDGET_DOWN = "-budget"


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which projects; None and "" leave a filter out.

    ``words`` are of the name. ``position`` is under any of its names. A budget bound is in baht,
    inclusive, and leaves only stated amounts: "no budget" and "not stated" are not 0.
    """

    words: str = ""
    organization: str | None = None
    position: str | None = None
    fiscal_year: int | None = None
    budget_min: Baht | None = None
    budget_max: Baht | None = None
    sort: Sort = Sort.ORGANIZATION


@dataclass(frozen=True, slots=True)
class ListedProject:
    project: Project
    plan: PlanSummary


@dataclass(frozen=True, slots=True)
class FoundProjects:
    """All that a filter finds, in order, and their plans by id."""

    lines: tuple[ProjectLine, ...]
    plans: dict[str, PlanSummary]

    @property
    def budget_count(self) -> int:
        """How many state an amount."""
        return sum(line.satang is not None for line in self.lines)

    @property
    def budget_sum(self) -> Baht:
        """Baht of the amounts that are stated; the others count for nothing."""
        return exact_baht(Decimal(sum(line.satang or 0 for line in self.lines)) / 100)


def find_projects(library: Library, wanted: ProjectFilter) -> FoundProjects:
    plans = library.plans()
    lines: Sequence[ProjectLine] = library.project_lines(
        plans_in_scope(plans, wanted.organization, wanted.fiscal_year),
        budget_min=wanted.budget_min,
        budget_max=wanted.budget_max,
    )
    by_id = {plan.id: plan for plan in plans}
    lines = [line for line in lines if line.plan_id in by_id]
    if wanted.words.strip():
        lines = _with_words(lines, wanted.words)
    if wanted.position and fold(wanted.position):
        lines = _with_position(library, lines, wanted.position)
    return FoundProjects(tuple(_sorted(lines, by_id, wanted.sort)), by_id)


def read_projects(
    library: Library, found: FoundProjects, offset: int = 0, limit: int | None = None
) -> Iterator[ListedProject]:
    """The projects found from ``offset`` on, whole. One that has gone meanwhile is left out."""
    wanted = found.lines[offset : None if limit is None else offset + limit]
    for at in range(0, len(wanted), _READ_AT_ONCE):
        page = wanted[at : at + _READ_AT_ONCE]
        known = library.projects([line.id for line in page])
        for line in page:
            if line.id in known:
                yield ListedProject(known[line.id], found.plans[line.plan_id])


# Words of the name


def _with_words(lines: Sequence[ProjectLine], text: str) -> list[ProjectLine]:
    """Lines whose name holds every word; if none does, every word or one it may stand for."""
    words = [word for part in text.split() for word in tokens(part)]
    names = {line.name: fold(line.name) for line in lines}
    exact = {name for name, folded in names.items() if all(word in folded for word in words)}
    kept = exact or _with_meant(words, names)
    return [line for line in lines if line.name in kept]


def _with_meant(words: Sequence[str], names: dict[str, str]) -> set[str]:
    """Names that hold every word in some spelling, or what it is also called."""
    corpus = Corpus(tokens(name) for name in list(names)[:_VOCABULARY])
    meant = [term.alternatives for term in topic(words, (), corpus).terms]
    return {
        name
        for name, folded in names.items()
        if meant and all(_holds_any(folded, alternatives) for alternatives in meant)
    }


def _holds_any(folded: str, alternatives: Iterable[Sequence[str]]) -> bool:
    return any(all(word in folded for word in words) for words in alternatives)


# Positions


def _with_position(
    library: Library, lines: Sequence[ProjectLine], position: str
) -> list[ProjectLine]:
    """Lines whose project names the position in its name, courses, audience or target."""
    known = library.projects([line.id for line in lines])
    return [line for line in lines if line.id in known and _names(known[line.id], position)]


def _names(project: Project, position: str) -> bool:
    fields = (project.name, *project.courses, project.audience, project.target)
    return any(names_position(field, position) for field in fields)


# Order


def _sorted(
    lines: Sequence[ProjectLine], plans: dict[str, PlanSummary], sort: Sort
) -> list[ProjectLine]:
    """Stable: what sorts alike stays by organisation, file and line, in either direction."""
    place = {plan.id: at for at, plan in enumerate(_shelved(plans.values()))}
    lines = sorted(lines, key=lambda line: place[line.plan_id])
    if sort is Sort.ORGANIZATION:
        return lines
    keys = _sort_keys(lines, plans, sort)
    stated = [line for line in lines if keys[line.id] is not None]
    blank = [line for line in lines if keys[line.id] is None]
    stated.sort(key=lambda line: keys[line.id] or 0, reverse=sort.startswith("-"))
    return stated + blank


def _shelved(plans: Iterable[PlanSummary]) -> list[PlanSummary]:
    """Plans in the order of a Thai dictionary, those of no known organisation last."""
    plans = list(plans)
    rank = _ranks(plan.organization.name for plan in plans if plan.organization)

    def key(plan: PlanSummary) -> tuple[bool, int, tuple[int, ...], str, str]:
        name = plan.organization.name if plan.organization else ""
        return not name, rank.get(name, 0), plan.fiscal_years, plan.source, plan.id

    return sorted(plans, key=key)


def _sort_keys(
    lines: Sequence[ProjectLine], plans: dict[str, PlanSummary], sort: Sort
) -> dict[str, int | None]:
    """A number for each line to sort by, None for a blank."""
    field = sort.removeprefix("-")
    if field == Sort.BUDGET:
        return {line.id: line.satang for line in lines}
    if field == Sort.NAME:
        rank = _ranks(line.name for line in lines)
        return {line.id: rank[line.name] for line in lines}
    if field == Sort.YEAR:
        years = {plan.id: min(plan.fiscal_years, default=None) for plan in plans.values()}
        return {line.id: years[line.plan_id] for line in lines}
    names = {plan.id: plan.organization.name for plan in plans.values() if plan.organization}
    rank = _ranks(names.values())
    known = {plan_id: rank[name] for plan_id, name in names.items()}
    return {line.id: known.get(line.plan_id) for line in lines}


def _ranks(texts: Iterable[str]) -> dict[str, int]:
    """The place of each text in a Thai dictionary."""
    return {text: at for at, text in enumerate(collate(sorted(set(texts))))}

"""Comparable projects of several organisations: what is like a topic, and what is like another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from api.drafting.adapting import cleaned, content_words
from api.drafting.bodies import words
from api.drafting.topics import Meant, Subject, subject_of
from ingest.models import Organization, Project
from ingest.text.normalize import arabic_digits, fold
from ingest.text.segment import tokens
from retriever.catalogue import PlanSummary
from retriever.library import Library

# Of larger libraries the plans are looked at that a search for the topic finds.
_ALL_PLANS = 60
_PASSAGES = 120
# What the best is to others that are on the topic by their name, too, and how many of these do
# without those whose objective alone mentions it.
_NEAR, _ENOUGH = 0.6, 3
# Of the telling words of two names, the share that both have; of the shorter name.
_ALIKE = 0.67
_SPELT_ALIKE = 84.0


@dataclass(frozen=True, slots=True)
class Example:
    """A prior project, of the plan that it stands in; ``relevance`` is 0..1."""

    project: Project
    plan: PlanSummary
    relevance: float


@dataclass(frozen=True, slots=True)
class Group:
    """Projects whose names say the same, the most relevant first."""

    examples: tuple[Example, ...]

    @property
    def relevance(self) -> float:
        return self.examples[0].relevance


def find_groups(
    library: Library, about: str | Subject, plan_ids: Collection[str] | None = None
) -> tuple[Group, ...]:
    """The groups of comparable projects on a topic, or under a strategy of that name, the most
    relevant first; none where no project is about it."""
    return grouped(find_examples(library, about, plan_ids))


def find_examples(
    library: Library, about: str | Subject, plan_ids: Collection[str] | None = None
) -> tuple[Example, ...]:
    """The projects on a topic, the most relevant first."""
    subject = about if isinstance(about, Subject) else subject_of(about)
    plans = {plan.id: plan for plan in library.plans()}
    wanted = likely_plans(library, subject.text, plan_ids)
    projects = [
        (plan_id, fact)
        for plan_id, fact in library.facts(Project, wanted)
        if isinstance(fact, Project) and plan_id in plans
    ]
    meant = Meant(subject, [project for _, project in projects])
    relevant: list[Example] = []
    for loosely in (False, True):
        found = (Example(p, plans[id_], meant.relevance(p, loosely)) for id_, p in projects)
        relevant = relevant or [example for example in found if example.relevance > 0]
    typed = {fold(word) for word in tokens(subject.text)}
    return _near(sorted(relevant, key=lambda example: _rank(example, typed), reverse=True))


def _rank(example: Example, typed: Collection[str]) -> tuple[float, int]:
    """How relevant it is, then how many of all the words typed are in its name: อบรมตามสายงาน is
    nearer to a training than to a rule of the same สายงาน."""
    name = fold(example.project.name)
    return round(example.relevance, 2), sum(word in name for word in typed)


def _near(ranked: Sequence[Example]) -> tuple[Example, ...]:
    """Without those that are much less on the topic than the best, where there are enough."""
    least = _NEAR * ranked[0].relevance if ranked else 0.0
    near = [example for example in ranked if example.relevance >= least]
    return tuple(near if len(near) >= _ENOUGH else ranked)


def likely_plans(library: Library, about: str, plan_ids: Collection[str] | None = None) -> set[str]:
    """The ids of the plans that are looked at: all of a small library."""
    plans = {plan.id for plan in library.plans()}
    wanted = plans if plan_ids is None else plans & set(plan_ids)
    if len(wanted) <= _ALL_PLANS:
        return wanted
    found = library.find(about, k=_PASSAGES, plan_ids=plan_ids)
    return wanted & {hit.plan.id for hit in found.hits}


def is_for_citizens(project: Project) -> bool:
    """Whether it is done for citizens and not for staff: no project of a plan for these."""
    who = " ".join((project.name, project.audience, project.target))
    is_for_staff = any(word in f"{who} {project.objective}" for word in words().staff)
    return not is_for_staff and re.search("|".join(words().citizens), who) is not None


# Likeness


def grouped(examples: Iterable[Example]) -> tuple[Group, ...]:
    """Each example with those of which one has a name like its own."""
    groups: list[tuple[list[_Key], list[Example]]] = []
    for example in examples:
        key = key_of(example.project.name, example.plan.organization)
        same = next((g for g in groups if any(other.is_like(key) for other in g[0])), None)
        if same is None:
            groups.append(([key], [example]))
        else:
            same[0].append(key)
            same[1].append(example)
    return tuple(Group(tuple(group)) for _, group in groups)


@dataclass(frozen=True, slots=True)
class _Key:
    """What a name says once organisation, year and general words are taken away."""

    words: frozenset[str]
    folded: str

    def is_like(self, other: _Key) -> bool:
        if words().apart & (self.words ^ other.words):
            return False
        if fuzz.ratio(self.folded, other.folded) >= _SPELT_ALIKE:
            return True
        shared = self.words & other.words
        if not shared:
            return False
        letters = sum(map(len, shared))
        shorter = min(sum(map(len, self.words)), sum(map(len, other.words)))
        much = letters >= _ALIKE * shorter and len(shared) > 1
        return much or self.words == other.words


def key_of(name: str, organization: Organization | None) -> _Key:
    plain = arabic_digits(cleaned(name))
    for spelling in _spellings(organization):
        plain = plain.replace(spelling, " ")
    plain = _WITHOUT.sub(" ", plain)
    said = content_words(plain)
    return _Key(frozenset(said), "".join(said) or fold(plain))


_WITHOUT = re.compile(
    r"[“\"][^”\"]*[”\"]|\([^()]*\)|(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*2[45]\d\d"
)


def _spellings(organization: Organization | None) -> tuple[str, ...]:
    if organization is None:
        return ()
    return (organization.name, organization.core, *organization.variants)

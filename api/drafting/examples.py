"""Comparable projects of several organisations: what is like a topic, and what is like another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from api.answering.terms import Corpus, Topic, doc, topic
from api.drafting.adapting import cleaned, content_words
from api.drafting.bodies import words
from ingest.models import Organization, Project
from ingest.text.normalize import arabic_digits, fold
from retriever.catalogue import PlanSummary
from retriever.library import Library

# Of larger libraries the plans are looked at that a search for the topic finds.
_ALL_PLANS = 60
_PASSAGES = 120
# Share of a topic's telling words that a project must have; and of its most telling one all.
# Chosen on the topics of docs/drafting.md over the sample plans.
_COVERED = 0.52
# Of two names of strategies, 0..100, that are spelt alike.
_SAME_STRATEGY = 80.0
_UNDER_STRATEGY = 0.8
# Of the telling words of two names, the share that both have; of the shorter name.
_ALIKE = 0.67
_SPELT_ALIKE = 84.0
_NUMBERED = re.compile(
    r"^(?:ยุทธศาสตร์|กลยุทธ์|ประเด็น(?:การพัฒนา|ยุทธศาสตร์)?|ด้าน|แนวทาง)?(?:ที่)?\s*[0-9]*\s*[:.)]?\s*"
)


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
    library: Library, about: str, plan_ids: Collection[str] | None = None
) -> tuple[Group, ...]:
    """The groups of comparable projects on a topic, or under a strategy of that name, the most
    relevant first; none where no project is about it."""
    return grouped(find_examples(library, about, plan_ids))


def find_examples(
    library: Library, about: str, plan_ids: Collection[str] | None = None
) -> tuple[Example, ...]:
    """The projects on a topic, the most relevant first."""
    plans = {plan.id: plan for plan in library.plans()}
    wanted = likely_plans(library, about, plan_ids)
    projects = [
        (plan_id, fact)
        for plan_id, fact in library.facts(Project, wanted)
        if isinstance(fact, Project) and plan_id in plans
    ]
    meant = _Meant(about, [project for _, project in projects])
    found_ = [Example(p, plans[plan_id], meant.relevance(p)) for plan_id, p in projects]
    relevant = [example for example in found_ if example.relevance > 0]
    return tuple(sorted(relevant, key=lambda example: -example.relevance))


def likely_plans(library: Library, about: str, plan_ids: Collection[str] | None = None) -> set[str]:
    """The ids of the plans that are looked at: all of a small library."""
    plans = {plan.id for plan in library.plans()}
    wanted = plans if plan_ids is None else plans & set(plan_ids)
    if len(wanted) <= _ALL_PLANS:
        return wanted
    found = library.find(about, k=_PASSAGES, plan_ids=plan_ids)
    return wanted & {hit.plan.id for hit in found.hits}


class _Meant:
    """What a topic means among the projects at hand."""

    def __init__(self, about: str, projects: Sequence[Project]) -> None:
        self._strategy = _strategy_key(about)
        self._strategies: dict[tuple[str, ...], float] = {}
        telling = content_words(about)
        corpus = Corpus(content_words(project.name) for project in projects)
        self._topic: Topic | None = topic(telling, (), corpus) if telling else None

    def relevance(self, project: Project) -> float:
        return max(self._by_words(project), self._by_strategy(project.strategy))

    def _by_words(self, project: Project) -> float:
        if self._topic is None:
            return 0.0
        document = doc(
            (project.name, 1.0),
            (" ".join((project.parent, *project.courses)), 0.8),
            (" ".join((project.objective, project.indicator)), 0.55),
            (" ".join(project.strategy), _COVERED),
        )
        covered = self._topic.covered(document)
        return covered if covered >= _COVERED and self._topic.has_heaviest(document) else 0.0

    def _by_strategy(self, strategy: tuple[str, ...]) -> float:
        if strategy not in self._strategies:
            alike = max((fuzz.ratio(self._strategy, _strategy_key(s)) for s in strategy), default=0)
            known = len(self._strategy) > 3 and alike >= _SAME_STRATEGY
            self._strategies[strategy] = _UNDER_STRATEGY * alike / 100 if known else 0.0
        return self._strategies[strategy]


def _strategy_key(name: str) -> str:
    """A strategy's name without its number: ``ยุทธศาสตร์ที่ 1 : คนเก่ง`` gives ``คนเก่ง``."""
    return fold(_NUMBERED.sub("", arabic_digits(cleaned(name))))


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
        if fuzz.ratio(self.folded, other.folded) >= _SPELT_ALIKE:
            return True
        shared = self.words & other.words
        if not shared or words().apart & (self.words ^ other.words):
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

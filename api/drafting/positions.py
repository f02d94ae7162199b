"""Pages of individual development by position: from prior plans of people in it, or else from what
the standard of positions says of its class."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.drafting.adapting import Adapter, cleaned
from api.drafting.examples import likely_plans
from api.drafting.models import Paragraph, PositionPage
from api.drafting.sources import Sources
from api.drafting.standard import standard
from api.positions import names_position
from ingest.lexicon import Position, PositionClass, position
from ingest.lexicon.match import find_positions
from ingest.models import PositionPlan, Project
from ingest.text.normalize import arabic_digits, fold
from retriever.catalogue import PlanSummary
from retriever.library import Library

_LEADERS = frozenset({PositionClass.EXECUTIVE, PositionClass.DIRECTOR})
_ITEM = re.compile(r"(?:^|\s)\(?[0-9]{1,2}[.)]\s?(?![0-9])")
_MOST = 6  # entries of a kind
_EXAMPLES = 3  # prior rows of a position that are drawn on
_COURSES = 3


@dataclass(frozen=True, slots=True)
class _Prior:
    row: PositionPlan
    plan: PlanSummary


def position_pages(
    library: Library, adapter: Adapter, sources: Sources, wanted: Sequence[str], first: int = 1
) -> tuple[PositionPage, ...]:
    """A page for each position, in the order asked for; their paragraphs are numbered by page,
    from ``first`` on."""
    if not wanted:
        return ()
    plans = {plan.id: plan for plan in library.plans()}
    likely = {id_ for name in wanted for id_ in likely_plans(library, name)}
    rows = [
        _Prior(fact, plans[plan_id])
        for plan_id, fact in library.facts(PositionPlan, likely)
        if isinstance(fact, PositionPlan) and plan_id in plans
    ]
    courses = _Courses(library, plans, likely)
    return tuple(
        _Page(number, name, adapter, sources).written(rows, courses)
        for number, name in enumerate(wanted, first)
    )


class _Courses:
    """Courses that plans send people of a position to."""

    def __init__(
        self, library: Library, plans: dict[str, PlanSummary], likely: Collection[str]
    ) -> None:
        self._projects = [
            (fact, plans[plan_id])
            for plan_id, fact in library.facts(Project, likely)
            if isinstance(fact, Project) and fact.courses and plan_id in plans
        ]

    def of(self, name: str) -> Iterator[tuple[str, str, PlanSummary]]:
        """Each course with the passage that names it."""
        seen: set[str] = set()
        for project, plan in self._projects:
            for course in project.courses:
                if fold(course) not in seen and names_position(course, name):
                    seen.add(fold(course))
                    yield course, project.passage_id, plan


class _Page:
    def __init__(self, number: int, name: str, adapter: Adapter, sources: Sources) -> None:
        self._number = number
        self._name = name
        self._adapter = adapter
        self._sources = sources
        self._known = _known(name)

    def written(self, rows: Sequence[_Prior], courses: _Courses) -> PositionPage:
        prior = self._nearest(rows)
        skills = self._drawn("s", prior, lambda row: _items(row.skills)) or self._own_skills()
        goals = self._drawn("g", prior, lambda row: _items(row.goals)) or self._to_fill("g")
        methods = self._methods(prior, courses) or self._to_fill("m")
        cited = (source for p in (*skills, *goals, *methods) for source in p.sources)
        return PositionPage(self._name, skills, goals, methods, tuple(dict.fromkeys(cited)))

    def _nearest(self, rows: Sequence[_Prior]) -> list[_Prior]:
        """Rows of this very position: of the organisation first, then the fullest."""
        same = [prior for prior in rows if _is_of(prior.row, self._name, self._known)]
        same.sort(key=self._worth, reverse=True)
        return same[:_EXAMPLES]

    def _worth(self, prior: _Prior) -> tuple[bool, int, int]:
        row, owner = prior.row, prior.plan.organization
        own = owner is not None and fold(owner.name) == fold(self._adapter.body.name)
        stated = sum(map(bool, (row.skills, row.goals, row.methods)))
        return own, stated, max(prior.plan.fiscal_years, default=0)

    def _drawn(
        self,
        kind: str,
        prior: Sequence[_Prior],
        entries: Callable[[PositionPlan], Iterable[str]],
    ) -> tuple[Paragraph, ...]:
        """Entries of the first row that has some that can be used."""
        for each in prior:
            plan = each.plan
            texts = (
                self._adapter.text(text, plan.organization, plan.fiscal_years)
                for text in entries(each.row)
            )
            kept = list(dict.fromkeys(filter(None, texts)))[:_MOST]
            source = self._sources.cite(each.row.passage_id) if kept else None
            if source is not None:
                return self._listed(kind, kept, (source,))
        return ()

    def _methods(self, prior: Sequence[_Prior], courses: _Courses) -> tuple[Paragraph, ...]:
        """The ways of a prior row, and the courses that plans name for the position."""
        found = list(self._drawn("m", prior, lambda row: row.methods))
        for course, passage_id, plan in courses.of(self._name):
            text = self._adapter.text(course, plan.organization, plan.fiscal_years)
            source = self._sources.cite(passage_id) if text else None
            if text and source is not None:
                id_ = f"i{self._number}-m{len(found) + 1}"
                found.append(Paragraph(id_, _course(text), (source,), item=True))
            if len(found) >= _MOST + _COURSES:
                break
        return tuple(found)

    def _own_skills(self) -> tuple[Paragraph, ...]:
        """What the standard of positions asks of everyone of the class."""
        words = standard().skills
        leads = self._known is not None and self._known.grade in _LEADERS
        own = words.leaders if leads else words.others.format(position=self._name)
        return self._listed("s", (words.everyone, own, words.digital), ())

    def _to_fill(self, kind: str) -> tuple[Paragraph, ...]:
        return (Paragraph(f"i{self._number}-{kind}1", "", to_fill=True, item=True),)

    def _listed(
        self, kind: str, texts: Iterable[str], sources: tuple[int, ...]
    ) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(f"i{self._number}-{kind}{n}", text, sources, item=True)
            for n, text in enumerate(texts, 1)
        )


def official(name: str) -> str:
    """A position by its whole name: ``จพง.ธุรการ`` is เจ้าพนักงานธุรการ; one that says more than
    that, such as its level, and one that isn't known stay as they are."""
    known = _known(name)
    return name if known is None or fold(known.name) in fold(name) else known.name


def unknown_positions(wanted: Sequence[str]) -> Iterator[str]:
    """What the officer is told of names that are none of a position of local governments."""
    for name in wanted:
        if _known(name) is None:
            yield f"ไม่พบตำแหน่ง “{name}” ในบัญชีตำแหน่งของท้องถิ่น โปรดตรวจชื่อตำแหน่ง"


def _known(name: str) -> Position | None:
    """The position of the lexicon that a name means."""
    found = find_positions(name)
    return position(found[0].canonical) if found else None


def _is_of(row: PositionPlan, name: str, known: Position | None) -> bool:
    if fold(row.position) == fold(name):
        return True
    other = _known(row.position)
    return known is not None and other is not None and other.name == known.name


def _items(text: str) -> list[str]:
    """``1. งานสารบรรณ 2. การเขียนหนังสือ`` gives its two items."""
    parts = _ITEM.split(arabic_digits(text))
    return [part for part in map(cleaned, parts) if part]


def _course(text: str) -> str:
    return text if text.startswith(("หลักสูตร", "อบรม", "การอบรม")) else f"หลักสูตร{text}"

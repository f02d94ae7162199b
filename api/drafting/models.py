"""A draft and its parts. Money is in baht, years are of the Buddhist era."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.models import NOT_STATED, Baht, Budget, BudgetKind, exact_baht


class Field(StrEnum):
    """What a row tells; named where an example leaves it blank and the officer must fill it in."""

    NAME = "name"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    TARGET = "target"
    BUDGET = "budget"
    TIMING = "timing"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What is to be drafted.

    ``organization`` is the whole name (``เทศบาลตำบลสวนหลวง``). ``topics`` are the strategies, or
    what the projects are to be on, in order: each becomes a part of the project table.
    ``positions`` get a page each of individual development. ``ceiling`` is what the included
    rows may add up to, None for no bound.
    """

    organization: str
    kind: str
    fiscal_years: tuple[int, ...]
    topics: tuple[str, ...]
    positions: tuple[str, ...] = ()
    ceiling: Baht | None = None
    district: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A prior example: lines of a kept plan, 1-based and inclusive. ``id`` counts from 1 and is
    what rows and paragraphs cite; ``quote`` is verbatim, cell mark-up aside."""

    id: int
    plan_id: str
    passage_id: str
    organization: str | None
    fiscal_years: tuple[int, ...]
    title: str
    source: str
    line_start: int
    line_end: int
    page: int | None
    place: str
    quote: str
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """How the examples' budgets spread: of ``count`` stated amounts; ``unstated`` state none and
    ``free`` say that none is used. ``rows`` are the ids of the sources with an amount, lowest
    first."""

    count: int = 0
    unstated: int = 0
    low: Baht | None = None
    median: Baht | None = None
    high: Baht | None = None
    rows: tuple[int, ...] = ()
    free: int = 0


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A project of the draft. ``sources`` are the examples that it is drawn from, the one whose
    words it takes first, ``drawn`` which of them each text is from. ``to_fill`` names fields for
    which there was no example; their text is "". ``edited`` names those that the officer changed.
    Only included rows count in totals.

    ``budget`` is for all years of the draft together. ``yearly`` is what an officer gave each of
    them, baht, None where a year has nothing; () for as much every year.
    """

    id: str
    topic: str
    name: str
    objective: str = ""
    indicator: str = ""
    target: str = ""
    budget: Budget = NOT_STATED
    timing: str = ""
    unit: str = ""
    sources: tuple[int, ...] = ()
    drawn: tuple[tuple[Field, int], ...] = ()
    spread: Spread = Spread()
    to_fill: tuple[Field, ...] = ()
    edited: tuple[Field, ...] = ()
    included: bool = True
    yearly: tuple[Baht | None, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing but when: no project yet."""
        texts = (self.name, self.objective, self.indicator, self.target, self.unit)
        return self.budget.kind is BudgetKind.NOT_STATED and not any(texts)

    def by_year(self, years: int) -> tuple[Baht | None, ...]:
        """Baht of each of so many fiscal years, which add up to the budget."""
        if self.budget.baht is None:
            return (None,) * years
        return self.yearly if len(self.yearly) == years else evenly(self.budget.baht, years)


def evenly(baht: Baht, years: int) -> tuple[Baht, ...]:
    """An amount over so many years, to the baht; what is left over is in the first."""
    each = int(baht) // years
    return (exact_baht(Decimal(baht) - each * (years - 1)), *[each] * (years - 1))


def total_of(rows: Iterable[DraftRow]) -> Baht:
    """Baht of the rows that state an amount."""
    return sum((row.budget.baht for row in rows if row.budget.baht is not None), start=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list. One without ``sources`` is the standard form's own
    wording, or with ``to_fill`` a mark for the officer to write it: what ``asks`` says, where the
    part alone doesn't. One ``edited`` is the officer's, and its sources what stood there before."""

    id: str
    text: str
    sources: tuple[int, ...] = ()
    to_fill: bool = False
    item: bool = False
    edited: bool = False
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the standard form. ``part`` names it, as ``standard.yaml`` does; the project table
    stands in ``projects``, the pages by position in ``positions``."""

    part: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionPage:
    """Individual development of a position: skills, goals and methods, one entry each."""

    position: str
    skills: tuple[Paragraph, ...] = ()
    goals: tuple[Paragraph, ...] = ()
    methods: tuple[Paragraph, ...] = ()
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitting:
    """What was done to stay under the ceiling, in Thai: with one row, or, where ``row`` is "",
    with all of them."""

    text: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan in the usual structure. ``notes`` are lines in Thai for the officer on how it was
    made; ``fitting`` are those that hold until amounts are changed."""

    request: DraftRequest
    title: str
    sections: tuple[Section, ...]
    rows: tuple[DraftRow, ...]
    positions: tuple[PositionPage, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()
    fitting: tuple[Fitting, ...] = ()

    @property
    def total(self) -> Baht:
        """Baht of the included rows that state an amount."""
        return total_of(self.included)

    @property
    def included(self) -> tuple[DraftRow, ...]:
        return tuple(row for row in self.rows if row.included)

    @property
    def projects(self) -> tuple[DraftRow, ...]:
        """The included rows that say something: what the plan counts."""
        return tuple(row for row in self.included if not row.is_blank)

    def by_topic(self) -> Iterator[tuple[str, tuple[DraftRow, ...]]]:
        """Each topic with its projects, in the order of the request."""
        for topic in self.request.topics:
            yield topic, tuple(row for row in self.projects if row.topic == topic)

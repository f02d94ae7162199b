"""Rows of the project table, each drawn from a group of comparable projects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from api.drafting.adapting import Adapter
from api.drafting.budgeting import proposed, spread_of
from api.drafting.examples import Example, Group, find_groups, is_for_citizens, key_of
from api.drafting.models import DraftRow, Field, Spread
from api.drafting.slips import as_objective
from api.drafting.sources import Sources
from api.drafting.targets import each_year, itemised
from api.drafting.units import unit_of
from api.drafting.years import timing, whole
from ingest.models import Budget, BudgetKind
from ingest.text.normalize import fold
from retriever.library import Library

# Of a topic: what a strategy of a real plan has is 3 to 10 projects.
ROWS = 5
_EXAMPLES = 8  # of a group, to draw on and to show

# A figure that is no number of an item: "1) ร้อยละ…".
_QUANTITY = re.compile(r"[0-9](?![0-9]*[.)]\s?[^0-9])")
_MEASURES = re.compile("ร้อยละ|จำนวน|อัตรา|ระดับ|สัดส่วน")
# What is aimed at: "ไม่น้อยกว่าร้อยละ 80", "100 คน".
_FIGURE = re.compile(
    r"(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|อย่างน้อย)?\s*"
    r"(?:ร้อยละ\s*[0-9]+(?:\.[0-9]+)?|[0-9][0-9,]*\s*(?:คน|ราย|ครั้ง|รุ่น|เรื่อง|ฉบับ|แห่ง|วิชา|ช่องทาง|ประเภท"
    r"|ชุด|กิจกรรม|ตำแหน่ง|ทีม|ส่วนราชการ))(?!ละ)"
)
# How many people: those of the example's organisation.
_PEOPLE = re.compile(
    r"(?:จำนวน\s*)?(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|อย่างน้อย|ประมาณ)?\s*[0-9][0-9,]*\s*"
    r"(?:คน|ราย|อัตรา|ท่าน)(?!ละ)(?:\s*/\s*(?:ปี|รุ่น|ครั้ง))?"
)
_SHORTEST = 8  # letters of a text that says something


@dataclass(frozen=True, slots=True)
class _Named:
    """A group whose first example's name can be the draft's."""

    name: str
    examples: tuple[Example, ...]


class RowWriter:
    """Writes the rows of one draft. No project is used twice, nor one like another's."""

    def __init__(self, library: Library, adapter: Adapter, sources: Sources) -> None:
        self._library = library
        self._adapter = adapter
        self._sources = sources
        self._topics: dict[str, str] = {}  # of the names used
        self._notes: list[str] = []
        self._count = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """Topics that have no row, since another has taken what is on them."""
        return tuple(self._notes)

    def rows(self, topic: str) -> tuple[DraftRow, ...]:
        """The rows on a topic, what the organisation has done itself first, then the most
        relevant. Where there is no comparable project it is one that is wholly to be filled in;
        where those that there are have been taken for other topics there is none."""
        groups = find_groups(self._library, topic)
        named: list[_Named] = []
        taken: set[str] = set()
        for group in sorted(groups, key=self._has_own, reverse=True):
            one = self._named(group, taken)
            if one is not None:
                self._topics[one.name] = topic
                named.append(one)
            if len(named) == ROWS:
                break
        if taken and not named:
            used = " และ ".join(f"“{each}”" for each in sorted(taken))
            self._notes.append(f"โครงการเรื่อง “{topic}” ใช้ไปแล้วในเรื่อง {used} จึงไม่เสนอซ้ำ")
            return ()
        return tuple(self._row(topic, one) for one in named) or (self._blank(topic),)

    def _named(self, group: Group, taken: set[str]) -> _Named | None:
        """The group with an example first whose name can be used; None where none can, and where
        a row like it is there: the topic of that goes to ``taken``."""
        staff = [example for example in group.examples if not is_for_citizens(example.project)]
        ordered = sorted(staff, key=self._worth, reverse=True)
        for example in ordered:
            name = self._name_of(example)
            there = self._topic_of(name) if name else None
            if there is not None:
                taken.add(there)
            elif name:
                rest = [other for other in ordered if other is not example]
                return _Named(name, (example, *rest)[:_EXAMPLES])
        return None

    def _has_own(self, group: Group) -> bool:
        return any(map(self._is_own, group.examples))

    def _is_own(self, example: Example) -> bool:
        owner = example.plan.organization
        return owner is not None and fold(owner.name) == fold(self._adapter.body.name)

    def _worth(self, example: Example) -> tuple[bool, float, int, int]:
        """The organisation's own plan first, then the most relevant, the fullest, the newest."""
        project = example.project
        fields = (project.objective, project.indicator, project.target, project.unit)
        stated = sum(map(bool, fields)) + (project.budget.kind is not BudgetKind.NOT_STATED)
        newest = max(example.plan.fiscal_years, default=0)
        return self._is_own(example), round(example.relevance, 1), stated, newest

    def _name_of(self, example: Example) -> str | None:
        plan = example.plan
        return self._adapter.name(example.project.name, plan.organization, plan.fiscal_years)

    def _topic_of(self, name: str) -> str | None:
        """The topic of a row like the one named, None where there is none yet."""
        key = key_of(name, None)
        same = (topic for other, topic in self._topics.items() if key_of(other, None).is_like(key))
        return next(same, None)

    # A row

    def _row(self, topic: str, named: _Named) -> DraftRow:
        cited = [(id_, e) for e in named.examples if (id_ := self._cited(e)) is not None]
        spread = spread_of(cited)
        budget = self._budget(spread, named.examples)
        drawn = _Drawn(self._adapter, named.examples, self._is_own).fields()
        texts = {field: text for field, (text, _) in drawn.items()}
        texts[Field.NAME] = named.name
        texts[Field.TARGET] = each_year(itemised(texts[Field.TARGET]), self._adapter.years)
        told = {field: self._cited(example) for field, (text, example) in drawn.items() if text}
        return DraftRow(
            id=self._next_id(),
            topic=topic,
            name=texts[Field.NAME],
            objective=texts[Field.OBJECTIVE],
            indicator=texts[Field.INDICATOR],
            target=texts[Field.TARGET],
            budget=budget,
            timing=texts[Field.TIMING],
            unit=texts[Field.UNIT],
            sources=tuple(dict.fromkeys(id_ for id_, _ in cited)),
            drawn=tuple((field, id_) for field, id_ in told.items() if id_ is not None),
            spread=spread,
            to_fill=tuple(to_fill(texts, budget)),
        )

    def _cited(self, example: Example) -> int | None:
        return self._sources.cite(example.project.passage_id)

    def _budget(self, spread: Spread, examples: Sequence[Example]) -> Budget:
        """The organisation's own amount where its plan states one, else the others' median."""
        years = len(self._adapter.years)
        own = [example for example in examples if self._is_own(example)]
        mine = proposed(spread_of([(0, example) for example in own]), own, years)
        return proposed(spread, examples, years) if mine.kind is BudgetKind.NOT_STATED else mine

    def _blank(self, topic: str) -> DraftRow:
        """Nothing but when, which the years of the draft say."""
        fields = tuple(field for field in Field if field is not Field.TIMING)
        return DraftRow(
            self._next_id(), topic, "", timing=whole(self._adapter.years), to_fill=fields
        )

    def _next_id(self) -> str:
        self._count += 1
        return f"r{self._count}"


def to_fill(texts: dict[Field, str], budget: Budget) -> Iterator[Field]:
    """The fields of a row that say nothing."""
    for field in Field:
        if field is Field.BUDGET:
            if budget.kind is BudgetKind.NOT_STATED:
                yield field
        elif not texts[field]:
            yield field


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Fields drawn from the examples of a row, each from the first that has one which can be
    used; what is measured, its target and who does it from one example."""

    adapter: Adapter
    examples: Sequence[Example]
    is_own: Callable[[Example], bool]

    def fields(self) -> dict[Field, tuple[str, Example]]:
        first = self.examples[0]
        measured = max(self.examples, key=self._measures)
        indicator, target = self._aim(measured)
        units = (measured, *(each for each in self.examples if each is not measured))
        return {
            Field.NAME: (first.project.name, first),
            Field.OBJECTIVE: self._objective(),
            Field.INDICATOR: (indicator, measured),
            Field.TARGET: (target, measured),
            Field.UNIT: self._first(self._unit, units),
            Field.TIMING: (self._timing(first), first),
        }

    def _objective(self) -> tuple[str, Example]:
        """One that says what for, before one that says something else."""
        told = [(as_objective(self._text(e, e.project.objective)), e) for e in self.examples]
        aims = (each for each in told if each[0].startswith("เพื่อ"))
        says = (each for each in told if each[0])
        return next(aims, None) or next(says, told[0])

    def _first(
        self, tell: Callable[[Example], str], examples: Sequence[Example] = ()
    ) -> tuple[str, Example]:
        """The first that says something; the first of all where none does."""
        told = [(tell(example), example) for example in examples or self.examples]
        return next((each for each in told if each[0]), told[0])

    def _measures(self, example: Example) -> tuple[bool, int]:
        """The organisation's own measure, then a whole one."""
        indicator, target = self._aim(example)
        return self.is_own(example) and bool(indicator), 2 * bool(indicator) + bool(target)

    def _aim(self, example: Example) -> tuple[str, str]:
        """Indicator and target: the text of a target column, or else the figures of an indicator
        that holds its own. A target that gives a measure no figure is left to be filled in, and so
        is one of so many people of another organisation."""
        project = example.project
        indicator = self._text(example, project.indicator)
        target = self._text(example, project.target or project.audience, whole=True)
        figures = (" ".join(match[0].split()) for match in _FIGURE.finditer(indicator))
        target = target or ", ".join(dict.fromkeys(figures))
        is_open = _MEASURES.match(indicator) and not _QUANTITY.search(f"{indicator} {target}")
        return indicator, "" if is_open else target

    def _text(self, example: Example, text: str, whole: bool = False) -> str:
        """As the draft may have it: how many people another organisation has is left out, or the
        ``whole`` text with it."""
        plan = example.plan
        told = self.adapter.text(text, plan.organization, plan.fiscal_years) or ""
        if self.is_own(example) or not _PEOPLE.search(told):
            return told
        rest = " ".join(_PEOPLE.sub(" ", told).split()).strip(" -–,;:")
        return "" if whole or len(rest) < _SHORTEST else rest

    def _unit(self, example: Example) -> str:
        return unit_of(example.project.unit, self.adapter.body, example.plan.organization)

    def _timing(self, example: Example) -> str:
        project, years = example.project, example.plan.fiscal_years
        return timing(project.timing, project.quarters, years, self.adapter.years)

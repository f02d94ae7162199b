"""Plans as answering reads them: whole, with the words of their passages and facts at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary, proxy

from api.answering.evidence.outlines import NamedList, lists_of
from api.answering.evidence.yearly import in_years
from api.answering.understanding.corpus import Corpus
from api.answering.understanding.terms import Doc, doc
from ingest.models import (
    BudgetCell,
    Fact,
    Measure,
    Passage,
    PassageKind,
    Plan,
    PositionPlan,
    Project,
)
from ingest.text.normalize import arabic_digits, fold
from ingest.text.segment import tokens
from prompts import say
from retriever.library import Library

_KEPT = 64  # plans with their words in memory; five real plans take about 20 MB
_CORPORA = 32
_NEARNESS = (1.0, 0.95, 0.6)  # of what stands above a list, nearest first
_HEAD = 40  # characters of an item that say what kind of thing it is
_SHARED = 0.75  # of a word that all items have there
# What a row is about whose columns are departments: their headers name each, and not the kind.
_DEPARTMENTS = "ส่วนราชการ หน่วยงาน กอง"
_ALL = ("รวม", "ทั้งสิ้น", "ทุกส่วนราชการ", "ทุกหน่วยงาน", "ยอดรวม")


class Reading:
    """A plan with what is computed from it once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.passages = {passage.id: passage for passage in plan.passages}

    @cached_property
    def plain(self) -> dict[str, str]:
        """Texts of passages with Arabic digits."""
        return {p.id: arabic_digits(p.text) for p in self.plan.passages}

    @cached_property
    def folded(self) -> dict[str, str]:
        return {p.id: fold(p.text) for p in self.plan.passages}

    def prepare(self) -> None:
        """Compute now what every question needs."""
        self.words, self.passage_docs, self.fact_docs, self.plain  # noqa: B018

    @cached_property
    def words(self) -> list[set[str]]:
        """Words of each passage's own text, which count fully in its document."""
        docs = (self.passage_docs[p.id] for p in self.plan.passages)
        return [{word for word, weight in d.tokens.items() if weight == 1.0} for d in docs]

    @cached_property
    def passage_docs(self) -> dict[str, Doc]:
        return {
            p.id: doc(
                (p.text, 1.0),
                (_around(p), 0.75),
                (_headers(p), 0.5),
                (_DEPARTMENTS if p.id in self.department_rows else "", 0.75),
            )
            for p in self.plan.passages
        }

    @cached_property
    def fact_docs(self) -> list[tuple[Fact, Doc]]:
        return [(fact, _fact_doc(fact)) for fact in self.plan.facts]

    def of(self, kind: type[Fact]) -> list[tuple[Fact, Doc]]:
        return [(fact, document) for fact, document in self.fact_docs if isinstance(fact, kind)]

    @cached_property
    def projects(self) -> list[Project]:
        return [f for f in self.plan.facts if isinstance(f, Project)]

    @cached_property
    def project_rows(self) -> frozenset[str]:
        """Ids of the passages that are rows of projects."""
        return frozenset(i for project in self.projects for i in project.passage_ids)

    @cached_property
    def headings(self) -> dict[str, str]:
        """By project, the heading inside its table that it stands under: a heading printed in
        one row's cell holds for the rows below, up to the next one or the next strategy."""
        names = {p.name for p in self.projects}
        found: dict[str, str] = {}
        heading, strategy = "", ""
        for project in self.projects:
            here = " ".join(project.strategy)
            if here != strategy:
                heading, strategy = "", here
            if project.parent and project.parent not in names:
                heading = project.parent
            found[project.id] = heading
        return found

    @cached_property
    def budget_cells(self) -> list[BudgetCell]:
        return [f for f in self.plan.facts if isinstance(f, BudgetCell)]

    @cached_property
    def department_cells(self) -> list[BudgetCell]:
        """The cells of a table of strategies by departments, what all have together aside."""
        return [c for c in self.budget_cells if c.department and not _is_of_all(c)]

    @cached_property
    def together_cells(self) -> list[BudgetCell]:
        """What such a table prints as the sum of all departments, by strategy and in all."""
        return [c for c in self.budget_cells if c.department and _is_of_all(c)]

    @cached_property
    def measures(self) -> list[Measure]:
        return [f for f in self.plan.facts if isinstance(f, Measure)]

    @cached_property
    def position_plans(self) -> list[PositionPlan]:
        return [f for f in self.plan.facts if isinstance(f, PositionPlan)]

    @cached_property
    def department_rows(self) -> frozenset[str]:
        """Ids of the passages that are rows with a column a department."""
        return frozenset(cell.passage_id for cell in self.budget_cells if cell.department)

    @cached_property
    def position_rows(self) -> frozenset[str]:
        """Ids of the passages that are rows of a development plan by position."""
        return frozenset(plan.passage_id for plan in self.position_plans)

    @cached_property
    def lists(self) -> tuple[NamedList, ...]:
        """The lists of the plan's running text."""
        return lists_of(self.plan.passages)

    @cached_property
    def list_docs(self) -> list[Doc]:
        """What names each list: the nearest says most; and what all of its items begin with."""
        return [doc(*self._names(one)) for one in self.lists]

    def _names(self, one: NamedList) -> list[tuple[str, float]]:
        heads = [set(tokens(item[0].text[:_HEAD])) for item in one.items]
        shared = " ".join(set.intersection(*heads))
        names = [(name, _NEARNESS[min(at, 2)]) for at, name in enumerate(one.names)]
        above = self.lists[one.parent].names[:1] if one.parent is not None else ()
        around = [(name, _NEARNESS[2]) for name in (*above, self.plan.title)]
        return [*names, (shared, _SHARED), *around]

    @property
    def organization(self) -> str:
        body = self.plan.organization
        return body.name if body else self.plan.title

    @property
    def years(self) -> str:
        """The fiscal years as a person says them: ``2567-2569``, and which of them are read."""
        years = self.plan.fiscal_years
        if not years:
            return ""
        read = sorted({b.year for p in self.projects for b in p.yearly})
        if len(years) == 1:
            return str(years[0])
        all_ = f"{years[0]}-{years[-1]}"
        only = read and set(read) < set(years)
        return say("only_years", years=all_, read=", ".join(map(str, read))) if only else all_


def _is_of_all(cell: BudgetCell) -> bool:
    return fold(cell.department).startswith(_ALL)


def _around(passage: Passage) -> str:
    """Sections and the line that leads to a list: the search text without whose plan it is."""
    return passage.search_text.partition("\n")[2]


def _headers(passage: Passage) -> str:
    return " ".join(passage.headers) if passage.kind is not PassageKind.ROW else ""


def _fact_doc(fact: Fact) -> Doc:
    if isinstance(fact, Project):
        return doc(
            (fact.name, 1.0),
            (fact.parent, 0.75),
            (f"{fact.objective} {fact.indicator} {fact.target} {fact.audience}", 0.6),
            (f"{' '.join(fact.strategy)} {fact.unit}", 0.45),
        )
    if isinstance(fact, PositionPlan):
        return doc(
            (fact.position, 1.0),
            (fact.department, 0.9),
            (fact.employee_type, 0.8),
            (fact.skills, 0.6),
        )
    if isinstance(fact, BudgetCell):
        return doc((fact.row, 1.0), (fact.department, 1.0))
    return doc((fact.row, 1.0), (" ".join(fact.header), 1.0), (fact.subject, 0.8))


@dataclass(frozen=True, slots=True)
class Scope:
    """The plans that may answer, and the statistics of their words."""

    readings: tuple[Reading, ...]
    corpus: Corpus

    @property
    def plan_ids(self) -> list[str]:
        return [reading.plan.id for reading in self.readings]


class Shelf:
    """Reads plans of a library; the last ones stay in memory. One a library."""

    def __init__(self, library: Library) -> None:
        # Not a reference of its own: a shelf goes when its library does.
        self._library = proxy(library)
        self._readings: OrderedDict[tuple[str, ...], Reading] = OrderedDict()
        self._corpora: OrderedDict[tuple[str, ...], Corpus] = OrderedDict()

    def reading(self, plan_id: str, years: Sequence[int] = ()) -> Reading:
        """The plan, of its budgets by year only those of ``years`` (B.E.), if it has them."""
        plan = self._library.plan(plan_id)
        own = in_years(plan, years)
        asked = "" if own is plan else ",".join(map(str, years))
        key = (plan.id, plan.source, plan.content_hash, asked)
        if key not in self._readings:
            self._readings[key] = Reading(own)
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
        return self._readings[key]

    def scope(self, plan_ids: Sequence[str], years: Sequence[int] = ()) -> Scope:
        readings = tuple(self.reading(plan_id, years) for plan_id in plan_ids)
        key = tuple(reading.plan.content_hash for reading in readings)
        if key not in self._corpora:
            self._corpora[key] = Corpus(words for r in readings for words in r.words)
            while len(self._corpora) > _CORPORA:
                self._corpora.popitem(last=False)
        return Scope(readings, self._corpora[key])


_shelves: WeakKeyDictionary[Library, Shelf] = WeakKeyDictionary()
_making = Lock()


def shelf_of(library: Library) -> Shelf:
    with _making:
        return _shelves.setdefault(library, Shelf(library))

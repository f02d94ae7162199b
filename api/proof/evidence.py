"""What the lines of a citation say: their text, and what a reader of the page sees around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from api.answering.models import Citation
from api.answering.understanding.months import months_of
from api.proof.figures import figures_in
from api.proof.names import names_in
from api.proof.reading import Cell, Piece, piece_of
from ingest.models import (
    Budget,
    BudgetCell,
    BudgetKind,
    Fact,
    Measure,
    Organization,
    Passage,
    Plan,
    Project,
    Row,
    RowKind,
    Span,
    Table,
)
from ingest.readers.markup import clean
from ingest.text.normalize import fold
from ingest.text.numbers import numbers, unit_scale
from ingest.text.years import find_years


@dataclass(frozen=True, eq=False)  # compared by identity: what is read from it is kept
class Evidence:
    """Of one citation: ``text`` of its lines, mark-up aside; ``context`` is what they stand
    under: sections, captions, column headers, strategies, cells filled from above, and whose
    plan it is. ``facts`` and ``rows`` are those read from the lines, ``cells`` their tables' cells
    and the other lines."""

    text: str
    context: str
    years: frozenset[int]
    organization: Organization | None
    facts: tuple[Fact, ...]
    rows: int
    lines: int
    cells: tuple[Cell, ...] = ()

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Its cells, and its lines outside of tables, read."""
        return tuple(map(piece_of, self.cells))

    @cached_property
    def around(self) -> tuple[Piece, ...]:
        """The lines of its context, read."""
        lines = filter(None, self.context.split("\n"))
        return tuple(piece_of(Cell(line, "", -1, "", "")) for line in lines)

    @cached_property
    def folded(self) -> str:
        return fold(f"{self.text}\n{self.context}")

    @cached_property
    def numbers(self) -> frozenset[float]:
        said = f"{self.text}\n{self.context}"
        years = (*find_years(said), *self.years)
        scaled = [figure.value for figure in figures_in(said)]
        unit = unit_scale(self.context)  # of a column in thousands of baht, say
        scaled += [value * unit for value in numbers(self.text)]
        return frozenset(numbers(said)) | frozenset(map(float, years)) | frozenset(scaled)

    @cached_property
    def amounts(self) -> frozenset[float]:
        """Baht of the budget cells in the lines."""
        return frozenset(amount for fact in self.facts for amount in amounts_of(fact))

    @cached_property
    def kinds(self) -> frozenset[BudgetKind]:
        """What the budget cells in the lines say: amounts, that none is used, or nothing."""
        budgeted = (fact for fact in self.facts if isinstance(fact, Project | BudgetCell))
        return frozenset(fact.budget.kind for fact in budgeted)

    @cached_property
    def names(self) -> frozenset[str]:
        """What is named, and the months of projects that run all year or from one to another."""
        named = {name for name, _ in names_in(f"{self.text}\n{self.context}")}
        projects = (fact for fact in self.facts if isinstance(fact, Project))
        return frozenset(named | {f"month {m}" for p in projects for m in months_of(p)})


def evidence_of(citation: Citation, plan: Plan) -> Evidence:
    """What ``citation`` points to in its plan, whatever it quotes."""
    span = Span(citation.line_start, citation.line_end)
    lines = [clean(line) for line in plan.lines[span.line_start - 1 : span.line_end]]
    passages = [p for p in plan.passages if p.span.meets(span)]
    tables = [t for t in plan.tables if t.span.meets(span) or _holds(t, passages)]
    rows = [(t, r) for t in tables for r in t.rows if r.span.meets(span)]
    ids = {passage.id for passage in passages}
    facts = tuple(f for f in plan.facts if f.span.meets(span) or _is_told_in(f, ids))
    return Evidence(
        text="\n".join(lines),
        context="\n".join(dict.fromkeys(_context(plan, passages, tables, rows, facts))),
        years=frozenset(plan.fiscal_years),
        organization=plan.organization,
        facts=facts,
        rows=len(rows),
        lines=sum(bool(line) for line in lines),
        cells=tuple(_cells(span, lines, rows, [s for t in tables for s in t.header_spans])),
    )


def _cells(
    span: Span,
    lines: Sequence[str],
    rows: Sequence[tuple[Table, Row]],
    headers: Sequence[Span],
) -> Iterator[Cell]:
    """Cells of the rows, row by row, then the lines that belong to no table."""
    at = -1
    for table, row in rows:
        at += row.kind is not RowKind.CONTINUATION or at < 0
        about = " ".join((table.caption or "", *(c.label for c in table.columns)))
        over = " ".join((*table.section[-1:], table.caption or ""))
        label = next((c.text for c in row.cells if c.text.strip()), "")
        for cell in row.cells:
            header = table.columns[cell.column].label
            yield Cell(cell.text, header, at, label, about, row.kind is RowKind.TOTAL, over)
    covered = [*(row.span for _, row in rows), *(headers if rows else ())]
    for number, line in enumerate(lines, span.line_start):
        if line and not any(Span(number, number).meets(other) for other in covered):
            yield Cell(line, "", -1, "", "")


def amounts_of(fact: Fact) -> frozenset[float]:
    """Baht of a fact's budgets."""
    return frozenset(float(b.baht) for b in _budgets(fact) if b.baht is not None)


def _budgets(fact: Fact) -> Iterator[Budget]:
    if isinstance(fact, Project):
        yield fact.budget
        yield from (year.budget for year in fact.yearly)
    elif isinstance(fact, BudgetCell):
        yield fact.budget


def _context(
    plan: Plan,
    passages: Iterable[Passage],
    tables: Iterable[Table],
    rows: Iterable[tuple[Table, Row]],
    facts: Iterable[Fact],
) -> Iterator[str]:
    yield from (plan.title, plan.kind)
    body = plan.organization
    if body:
        yield from (body.name, body.core, *body.variants, body.district or "", body.province or "")
    for passage in passages:
        yield from (*passage.section, *passage.headers)
    for table in tables:
        yield from (table.caption or "", *table.section, *(c.label for c in table.columns))
    for _, row in rows:
        yield from (*row.scope, *(cell.text for cell in row.cells if cell.filled))
    for fact in facts:
        if isinstance(fact, Project):
            yield from (*fact.strategy, fact.parent, fact.timing)
        elif isinstance(fact, Measure):
            yield from (fact.subject, *fact.header)
        elif isinstance(fact, BudgetCell):
            yield fact.department


def _is_told_in(fact: Fact, passage_ids: set[str]) -> bool:
    """Of a project that several rows tell of, any of them."""
    return isinstance(fact, Project) and not passage_ids.isdisjoint(fact.passage_ids)


def _holds(table: Table, passages: Iterable[Passage]) -> bool:
    return any(passage.table_id == table.id for passage in passages)

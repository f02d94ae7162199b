"""Domain values as wire values."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from decimal import Decimal
from typing import Any

from api.places import Placed, page_of, place_of
from api.projects import FoundProjects, ListedProject, read_projects
from api.schemas import (
    Fact,
    PlanDetail,
    PlanSummary,
    PlanWarning,
    ProjectBudget,
    ProjectItem,
    ProjectPage,
    SourceLine,
    SourceRow,
    SourceTable,
    SourceView,
    TableSummary,
    YearAmount,
    json_number,
)
from ingest import models
from ingest.models import Plan, Row, Span, Table
from ingest.text.normalize import undirected
from retriever import catalogue
from retriever.library import Library


def fact_view(fact: models.Fact) -> Fact:
    return Fact.model_validate(
        {"type": _fact_type(fact), **dataclasses.asdict(fact, dict_factory=_wire)}
    )


def _wire(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {
        name: json_number(value) if isinstance(value, Decimal) else value for name, value in fields
    }


def _fact_type(fact: models.Fact) -> str:
    """project, budget_cell, position_plan or measure."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(fact).__name__).lower()


_NOWHERE = Placed()


def project_page(library: Library, found: FoundProjects, offset: int, limit: int) -> ProjectPage:
    listed = list(read_projects(library, found, offset, limit))
    places = library.places({each.plan.id for each in listed})
    return ProjectPage(
        total=len(found.lines),
        offset=offset,
        limit=limit,
        budget_count=found.budget_count,
        budget_sum=found.budget_sum,
        projects=[project_item(each, Placed(places.get(each.plan.id, ()))) for each in listed],
    )


def project_item(listed: ListedProject, placed: Placed = _NOWHERE) -> ProjectItem:
    """``placed`` says where the lines of its plan stand."""
    project, plan = listed.project, listed.plan
    span = project.span
    return ProjectItem(
        id=project.id,
        plan_id=plan.id,
        passage_id=project.passage_id,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=list(plan.fiscal_years),
        title=plan.title,
        source=plan.source,
        **lines_of(span),
        page=page_of(placed, span.line_start),
        place=place_of(placed, span.line_start, span.line_end),
        number=project.number,
        name=project.name,
        parent=project.parent,
        strategy=list(project.strategy),
        objective=project.objective,
        indicator=project.indicator,
        target=project.target,
        budget=_project_budget(project),
        timing=project.timing,
        quarters=list(project.quarters),
        unit=project.unit,
        audience=project.audience,
        courses=list(project.courses),
        unverified=project.unverified,
    )


def _project_budget(project: models.Project) -> ProjectBudget:
    return ProjectBudget(
        kind=project.budget.kind.value,
        baht=project.budget.baht,
        years=[
            YearAmount(fiscal_year=one.year, kind=one.budget.kind.value, baht=one.budget.baht)
            for one in project.yearly
        ],
        shared_with=list(project.shared_with),
    )


def plan_summary(plan: catalogue.PlanSummary) -> PlanSummary:
    organization = plan.organization
    return PlanSummary(
        id=plan.id,
        source=plan.source,
        title=plan.title,
        kind=plan.kind,
        organization=organization.name if organization else None,
        organization_type=organization.type if organization else None,
        district=organization.district if organization else None,
        province=organization.province if organization else None,
        fiscal_years=list(plan.fiscal_years),
        line_count=plan.line_count,
        passage_count=plan.passage_count,
        warning_count=plan.warning_count,
        added_at=plan.added_at,
    )


def plan_detail(summary: catalogue.PlanSummary, plan: Plan) -> PlanDetail:
    return PlanDetail(
        **plan_summary(summary).model_dump(),
        content_hash=plan.content_hash,
        fact_counts=Counter(map(_fact_type, plan.facts)),
        tables=[_table_summary(table) for table in plan.tables],
        warnings=[
            PlanWarning(code=w.code, message=w.message, **lines_of(w.span)) for w in plan.warnings
        ],
    )


def source_view(plan: Plan, window: Span) -> SourceView:
    """The lines of ``window``, and the rows of tables that reach into it."""
    tables = [table for table in plan.tables if table.span.meets(window)]
    headers = {n for table in tables for span in table.header_spans for n in _numbers(span)}
    cells = {row.span.line_start: _printed(row, table) for table in tables for row in table.rows}
    return SourceView(
        plan_id=plan.id,
        source=plan.source,
        title=plan.title,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=list(plan.fiscal_years),
        line_count=len(plan.lines),
        lines=[
            _source_line(plan, number, number in headers, cells.get(number))
            for number in _numbers(window)
        ],
        tables=[_source_table(table, window) for table in tables],
    )


def _source_line(plan: Plan, number: int, header: bool, cells: list[str] | None) -> SourceLine:
    text = undirected(plan.lines[number - 1])
    if header:
        cells = [_MARKUP.sub(" ", cell).strip() for cell in text.split("\t")]
    return SourceLine(
        number=number,
        text=text,
        cells=cells,
        header=header,
        page=page_of(plan, number),
        box=plan.places[number - 1].box if plan.places else None,
        place=place_of(plan, number, number),
    )


_MARKUP = re.compile(r"<[^<>]*>")


def _source_table(table: Table, window: Span) -> SourceTable:
    return SourceTable(
        **lines_of(table.span),
        columns=[column.label for column in table.columns],
        rows=[
            SourceRow(**lines_of(row.span), kind=row.kind, cells=_meant(row, table))
            for row in table.rows
            if row.span.meets(window)
        ],
    )


def _meant(row: Row, table: Table) -> list[str]:
    """One text a column, blanks of a row span filled from above."""
    return _by_column({cell.column: cell.text for cell in row.cells}, table)


def _printed(row: Row, table: Table) -> list[str]:
    """One text a column, blank where the source is blank."""
    return _by_column({c.column: c.text for c in row.cells if not c.filled}, table)


def _by_column(texts: dict[int, str], table: Table) -> list[str]:
    """As wide as the table; wider where the row is longer than its header."""
    width = max([len(table.columns), *(column + 1 for column in texts)])
    return [texts.get(column, "") for column in range(width)]


def _table_summary(table: Table) -> TableSummary:
    return TableSummary(
        id=table.id,
        caption=table.caption,
        section=list(table.section),
        columns=[column.label for column in table.columns],
        rows=len(table.rows),
        **lines_of(table.span),
    )


def lines_of(span: Span) -> dict[str, int]:
    return {"line_start": span.line_start, "line_end": span.line_end}


def _numbers(span: Span) -> range:
    return range(span.line_start, span.line_end + 1)

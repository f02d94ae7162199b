"""Drafts as wire values and as they are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from api import draft_schemas as wire
from api.drafting.adapting import cleaned
from api.drafting.budgeting import spread_of
from api.drafting.editing import Edit, RowChange
from api.drafting.examples import Example, find_groups
from api.drafting.models import Draft, DraftRequest, DraftRow, Field
from api.drafting.telling import notes_of
from api.places import Placed, page_of, place_of
from api.schemas import Amount
from ingest.checks import Finding
from ingest.models import Baht, Budget, BudgetKind, exact_baht
from retriever.catalogue import KeptDraft
from retriever.library import Library

if TYPE_CHECKING:  # which writes the draft as a file, with what is here
    from api.drafting.checking import DraftFinding

_DRAFT = TypeAdapter(Draft)


def dumped(draft: Draft) -> str:
    """The draft as JSON that ``loaded`` reads."""
    return _DRAFT.dump_json(draft).decode()


def loaded(payload: str) -> Draft:
    return _DRAFT.validate_json(payload)


def request_of(body: wire.DraftRequest) -> DraftRequest:
    return DraftRequest(
        organization=body.organization,
        kind=body.kind,
        fiscal_years=tuple(body.fiscal_years),
        topics=tuple(dict.fromkeys(body.topics)),
        positions=tuple(dict.fromkeys(body.positions)),
        ceiling=body.ceiling,
        district=body.district or None,
        province=body.province or None,
    )


def draft_view(kept: KeptDraft, draft: Draft, findings: Sequence[DraftFinding] = ()) -> wire.Draft:
    ceiling = draft.request.ceiling
    return wire.Draft(
        id=kept.id,
        revision=kept.revision,
        request=wire.DraftRequest.model_validate(draft.request, from_attributes=True),
        title=draft.title,
        sections=[wire.DraftSection.model_validate(each) for each in draft.sections],
        rows=[row_view(row, len(draft.request.fiscal_years)) for row in draft.rows],
        positions=[wire.DraftPosition.model_validate(each) for each in draft.positions],
        sources=[wire.DraftSource.model_validate(each) for each in draft.sources],
        notes=list(notes_of(draft)),
        total=draft.total,
        over_ceiling=ceiling is not None and draft.total > ceiling,
        findings=[
            wire.DraftFinding(**finding_view(finding).model_dump(), row=finding.row)
            for finding in findings
        ],
    )


def finding_view(finding: Finding, place: str = "", quote: str = "") -> wire.CheckFinding:
    return wire.CheckFinding(
        code=finding.code,
        severity=finding.severity.value,
        message=finding.message,
        line_start=finding.span.line_start,
        line_end=finding.span.line_end,
        expected=finding.expected,
        found=finding.found,
        place=place,
        quote=quote,
    )


def row_view(row: DraftRow, years: int) -> wire.DraftRow:
    parted = list(row.by_year(years)) if years > 1 and row.budget.baht is not None else []
    return wire.DraftRow.model_validate(
        {
            **{name: getattr(row, name) for name in ("id", "topic", "included")},
            **{field.value: getattr(row, field) for field in _TEXTS},
            "budget": wire.DraftAmount(
                kind=row.budget.kind.value, baht=row.budget.baht, years=parted
            ),
            "sources": list(row.sources),
            "drawn": {field.value: id_ for field, id_ in row.drawn if field not in row.edited},
            "spread": wire.DraftSpread.model_validate(row.spread),
            "to_fill": [field.value for field in row.to_fill],
            "edited": [field.value for field in row.edited],
        }
    )


_TEXTS = tuple(field for field in Field if field is not Field.BUDGET)


def edit_of(body: wire.DraftEdit, draft: Draft) -> Edit:
    """A ceiling that isn't sent stays; one that is null is taken away."""
    sent = "ceiling" in body.model_fields_set
    return Edit(
        rows=[_change(row) for row in body.rows],
        paragraphs={each.id: each.text for each in body.paragraphs},
        ceiling=body.ceiling if sent else draft.request.ceiling,
        title=body.title or draft.title,
    )


def _change(row: wire.RowEdit) -> RowChange:
    return RowChange(
        id=row.id,
        topic=row.topic,
        included=row.included,
        budget=_budget(row.budget),
        texts={field: getattr(row, field) for field in _TEXTS},
        yearly=_years(row.budget),
    )


def _budget(given: wire.EditedAmount | wire.NoAmount) -> Budget:
    baht = None if given.baht is None else exact_baht(given.baht)
    return Budget(BudgetKind(given.kind), baht)


def _years(given: wire.EditedAmount | wire.NoAmount) -> tuple[Baht | None, ...]:
    if given.baht is None:
        return ()
    return tuple(None if baht is None else exact_baht(baht) for baht in given.years)


# Examples


def examples_view(
    library: Library, about: str, plan_ids: Collection[str] | None, groups: int
) -> wire.Examples:
    """The first ``groups`` groups of comparable projects, their examples numbered through."""
    found = find_groups(library, about, plan_ids)[:groups]
    places = library.places({e.plan.id for group in found for e in group.examples})
    numbered: list[tuple[int, Example]] = []
    views = []
    for group in found:
        start = len(numbered) + 1
        own = list(enumerate(group.examples, start))
        numbered += own
        views.append(
            wire.ExampleGroup(
                name=cleaned(group.examples[0].project.name),
                relevance=round(group.relevance, 3),
                spread=_spread_view(own),
                examples=[
                    _example_view(number, each, Placed(places.get(each.plan.id, ())))
                    for number, each in own
                ],
            )
        )
    return wire.Examples(query=about, groups=views, spread=_spread_view(numbered))


def _spread_view(examples: Sequence[tuple[int, Example]]) -> wire.DraftSpread:
    return wire.DraftSpread.model_validate(spread_of(examples))


def _example_view(number: int, example: Example, placed: Placed) -> wire.Example:
    project, plan = example.project, example.plan
    span = project.span
    return wire.Example(
        id=number,
        project_id=project.id,
        plan_id=plan.id,
        passage_id=project.passage_id,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=list(plan.fiscal_years),
        title=plan.title,
        source=plan.source,
        line_start=span.line_start,
        line_end=span.line_end,
        page=page_of(placed, span.line_start),
        place=place_of(placed, span.line_start, span.line_end),
        unverified=project.unverified,
        name=project.name,
        objective=project.objective,
        indicator=project.indicator,
        target=project.target,
        budget=Amount(kind=project.budget.kind.value, baht=project.budget.baht),
        timing=project.timing,
        unit=project.unit,
    )

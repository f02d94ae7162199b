"""The paragraphs of a draft that follow from its rows: what these cost, altogether and by topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.drafting.bodies import body_of, own_words
from api.drafting.models import Draft, DraftRequest, DraftRow, Paragraph, Section, total_of
from api.drafting.standard import standard
from api.drafting.telling import without_amount
from ingest.models import BudgetKind
from ingest.text.numbers import money


def budget_paragraphs(request: DraftRequest, rows: Sequence[DraftRow]) -> tuple[Paragraph, ...]:
    """What the included projects cost, each year where there are several, and which have yet to
    be added."""
    words = standard()
    projects = [row for row in rows if row.included and not row.is_blank]
    total, count = money(total_of(projects)), len(projects)
    whole = words.budget_total.format(total=total, count=count, missing=_missing(projects))
    topics = [text for topic in request.topics if (text := _topic_text(topic, projects))]
    lines = [Paragraph(f"budget-{n}", text, item=n > 0) for n, text in enumerate((whole, *topics))]
    body = body_of(request)
    rename, ordinance = own_words(body), words.ordinance[body.type]
    last = words.budget_source.format(ordinance=rename(ordinance) if rename else ordinance)
    return (*lines, *_by_year(request, projects), Paragraph("budget-source", last))


def _by_year(request: DraftRequest, projects: Sequence[DraftRow]) -> list[Paragraph]:
    years = request.fiscal_years
    if len(years) == 1 or not any(row.budget.baht is not None for row in projects):
        return []
    sums = zip(*(row.by_year(len(years)) for row in projects), strict=True)
    told = (
        f"ปี พ.ศ. {year} {money(sum(baht for baht in column if baht is not None))}"
        for year, column in zip(years, sums, strict=True)
    )
    return [Paragraph("budget-years", standard().budget_years.format(years=" ".join(told)))]


def _topic_text(topic: str, projects: Sequence[DraftRow]) -> str:
    rows = [row for row in projects if row.topic == topic]
    if not rows:
        return ""
    kinds = {row.budget.kind for row in rows}
    words = standard()
    if BudgetKind.AMOUNT in kinds:
        total, missing = money(total_of(rows)), _missing(rows)
        return words.budget_topic.format(topic=topic, count=len(rows), total=total, missing=missing)
    free = kinds == {BudgetKind.NO_BUDGET}
    return (words.budget_free if free else words.budget_blank).format(topic=topic, count=len(rows))


def _missing(rows: Sequence[DraftRow]) -> str:
    told = without_amount(rows)
    return f" ({told})" if told else ""


def with_figures(draft: Draft) -> Draft:
    """The draft with these paragraphs as its rows are now; what the officer wrote stays."""

    def renewed(section: Section) -> Section:
        if section.part != "budget":
            return section
        own = {p.id: p for p in section.paragraphs if p.edited}
        new = budget_paragraphs(draft.request, draft.rows)
        merged = [own.pop(paragraph.id, paragraph) for paragraph in new]
        return replace(section, paragraphs=(*merged, *own.values()))

    return replace(draft, sections=tuple(map(renewed, draft.sections)))

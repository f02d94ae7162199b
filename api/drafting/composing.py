"""A draft put together: projects by topic, the parts of the standard form, pages by position."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from api.drafting.adapting import Adapter
from api.drafting.bodies import body_of
from api.drafting.budgeting import fitted
from api.drafting.models import Draft, DraftRequest
from api.drafting.positions import official, position_pages, unknown_positions
from api.drafting.rows import RowWriter
from api.drafting.sections import sections_of
from api.drafting.sources import Sources
from api.drafting.years import span_text
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter


def compose(library: Library, request: DraftRequest, writer: ModelWriter | None = None) -> Draft:
    """A draft of what the library has examples for; the rest is marked to be filled in. With a
    ``writer`` its prose is smoothed."""
    body = body_of(request)
    named = tuple(dict.fromkeys(map(official, request.positions)))
    request = replace(request, organization=body.name, positions=named)
    known = [plan.organization for plan in library.plans() if plan.organization]
    adapter = Adapter(body, request.fiscal_years, tuple(dict.fromkeys(known)))
    sources = Sources(library)
    rows = RowWriter(library, adapter, sources)
    proposed = [row for topic in request.topics for row in rows.rows(topic)]
    fitting = fitted(proposed, request.ceiling, len(request.fiscal_years))
    positions = position_pages(library, adapter, sources, request.positions)
    sections = sections_of(library, adapter, sources, request, fitting.rows)
    draft = Draft(
        request=request,
        title=title_of(request, body.name),
        sections=sections,
        rows=fitting.rows,
        positions=positions,
        sources=sources.all(),
        notes=(*rows.notes, *unknown_positions(named)),
        fitting=fitting.done,
    )
    if writer is None:
        return draft
    # Who has no model doesn't pay for the check of what it says.
    from api.drafting.smoothing import smoothed

    return smoothed(draft, writer, adapter, adapter.others)


def title_of(request: DraftRequest, name: str) -> str:
    """``แผนพัฒนาบุคลากร เทศบาลตำบลสวนหลวง ประจำปีงบประมาณ พ.ศ. 2570``."""
    return f"{request.kind} {name} ประจำปีงบประมาณ พ.ศ. {span_text(request.fiscal_years)}"

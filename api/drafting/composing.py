"""A draft put together: projects by topic, the parts of the standard form, pages by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from api.drafting.adapting import Adapter
from api.drafting.bodies import body_of
from api.drafting.budgeting import fitted
from api.drafting.joining import spelling_of
from api.drafting.models import Draft, DraftRequest
from api.drafting.positions import official, position_pages, unknown_positions
from api.drafting.rows import RowWriter
from api.drafting.sections import sections_of
from api.drafting.sources import Sources
from api.drafting.telling import title_of
from ingest.models import Organization
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter

_PAGE = re.compile(r"i([0-9]+)-")  # of the ids of a position's paragraphs


def compose(library: Library, request: DraftRequest, writer: ModelWriter | None = None) -> Draft:
    """A draft of what the library has examples for; the rest is marked to be filled in. With a
    ``writer`` its prose is smoothed."""
    body = body_of(request)
    named = tuple(dict.fromkeys(map(official, request.positions)))
    request = replace(request, organization=body.name, positions=named)
    adapter = _adapter(library, body, request)
    sources = Sources(library)
    rows = RowWriter(library, adapter, sources)
    proposed = [row for topic in request.topics for row in rows.rows(topic)]
    fitting = fitted(proposed, request.ceiling, len(request.fiscal_years))
    positions = position_pages(library, adapter, sources, request.positions)
    sections = sections_of(library, adapter, sources, request, fitting.rows)
    draft = Draft(
        request=request,
        title=title_of(request),
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


def with_positions(library: Library, draft: Draft, wanted: Sequence[str]) -> Draft:
    """The draft with pages for these positions alone, in this order: those that it has as they
    are, others drawn from the library."""
    names = tuple(dict.fromkeys(map(official, wanted)))
    if names == draft.request.positions:
        return draft
    pages = {page.position: page for page in draft.positions}
    sources = Sources(library, draft.sources)
    new = [name for name in names if name not in pages]
    first = max((int(match[1]) for match in map(_PAGE.match, _ids(draft)) if match), default=0) + 1
    adapter = _adapter(library, body_of(draft.request), draft.request)
    drawn = position_pages(library, adapter, sources, new, first)
    pages |= {page.position: page for page in drawn}
    known = set(unknown_positions(draft.request.positions))
    notes = [note for note in draft.notes if note not in known]
    return replace(
        draft,
        request=replace(draft.request, positions=names),
        positions=tuple(pages[name] for name in names),
        sources=sources.all(),
        notes=(*notes, *unknown_positions(names)),
    )


def _ids(draft: Draft) -> Iterator[str]:
    for page in draft.positions:
        yield from (entry.id for entry in (*page.skills, *page.goals, *page.methods))


def _adapter(library: Library, body: Organization, request: DraftRequest) -> Adapter:
    known = [plan.organization for plan in library.plans() if plan.organization]
    others = tuple(dict.fromkeys(known))
    return Adapter(body, request.fiscal_years, others, spelling_of(library))

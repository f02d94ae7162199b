"""The sources of a draft, numbered in the order in which it first draws on them."""

from __future__ import annotations

from collections.abc import Iterable

from api.drafting.models import Source
from api.places import is_unverified, page_of, place_of
from ingest.models import Passage, Plan
from retriever.library import Library, NotFound

_QUOTE = 4_000  # characters; a row of a real plan has up to 3,000


class Sources:
    """``there`` are those that the draft has already."""

    def __init__(self, library: Library, there: Iterable[Source] = ()) -> None:
        self._library = library
        self._found = {source.passage_id: source for source in there}

    def cite(self, passage_id: str) -> int | None:
        """The id of the source; None where the passage has gone meanwhile."""
        if passage_id not in self._found:
            try:
                plan, passage = self._library.passage(passage_id)
            except NotFound:
                return None
            self._found[passage_id] = source_of(len(self._found) + 1, plan, passage)
        return self._found[passage_id].id

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())


def source_of(number: int, plan: Plan, passage: Passage) -> Source:
    first, last = passage.span.line_start, passage.span.line_end
    return Source(
        id=number,
        plan_id=plan.id,
        passage_id=passage.id,
        organization=plan.organization.name if plan.organization else None,
        fiscal_years=plan.fiscal_years,
        title=plan.title,
        source=plan.source,
        line_start=first,
        line_end=last,
        page=page_of(plan, first),
        place=place_of(plan, first, last),
        quote=passage.text[:_QUOTE],
        unverified=is_unverified(plan, first, last),
    )

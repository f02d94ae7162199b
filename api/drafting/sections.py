"""The parts of the standard form, from the same parts of prior plans or in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.drafting.adapting import Adapter
from api.drafting.bodies import own_words, renaming
from api.drafting.figures import budget_paragraphs
from api.drafting.models import DraftRequest, DraftRow, Paragraph, Section
from api.drafting.paragraphs import Usable, usable_of
from api.drafting.sources import Sources
from api.drafting.standard import standard
from api.drafting.years import span_text
from ingest.checks.parts import CourseArea, course_areas
from ingest.models import OrganizationType
from retriever.library import Library

# For each part its key in ``ingest.checks.parts``, and of how many paragraphs it may be made.
_PARTS = {
    "principles": ("rationale", 2, 5),
    "objectives": ("objectives", 3, 7),
    "methods": ("methods", 3, 7),
    "monitoring": ("monitoring", 3, 6),
    "vision": ("vision", 1, 12),
    "swot": ("swot", 3, 24),
}
_PROSE = ("principles", "announcement", "foreword")


def sections_of(
    library: Library,
    adapter: Adapter,
    sources: Sources,
    request: DraftRequest,
    rows: Sequence[DraftRow],
) -> tuple[Section, ...]:
    writer = _Writer(library, adapter, sources, request)
    return tuple(
        Section(part, heading, writer.paragraphs(part, rows))
        for part, heading in standard().headings.items()
    )


class _Writer:
    def __init__(
        self, library: Library, adapter: Adapter, sources: Sources, request: DraftRequest
    ) -> None:
        self._library = library
        self._adapter = adapter
        self._sources = sources
        self._request = request

    def paragraphs(self, part: str, rows: Sequence[DraftRow]) -> tuple[Paragraph, ...]:
        if part == "courses":
            return tuple(self._courses())
        if part == "projects":
            text = standard().projects.format(years=span_text(self._request.fiscal_years))
            return (Paragraph("projects-1", text),)
        if part == "budget":
            return budget_paragraphs(self._request, rows)
        if part == "positions":
            words = standard()
            text = words.positions if self._request.positions else words.no_positions
            return (Paragraph("positions-1", text),)
        if part in standard().asks:
            return self._own(part)
        return tuple(self._drawn(part)) or self._standard(part)

    def _own(self, part: str) -> tuple[Paragraph, ...]:
        """What the organisation's own prior plan says, or else the standard form's words and what
        is to be filled in."""
        said = tuple(self._drawn(part)) if part in _PARTS else ()
        if said:
            return said
        words = standard()
        lead = (Paragraph("committee-lead", words.committee_lead),) if part == "committee" else ()
        asked = (
            Paragraph(f"{part}-asks-{number}", "", to_fill=True, asks=what)
            for number, what in enumerate(words.asks[part], 1)
        )
        return (*lead, *self._standard(part), *asked)

    def _drawn(self, part: str) -> Iterator[Paragraph]:
        """What a prior plan says in this part."""
        key, least, most = _PARTS[part]
        own = part in standard().asks
        found = usable_of(self._library, self._adapter, key, least, most, own_only=own)
        for number, usable in enumerate(found, 1):
            yield self._paragraph(f"{part}-{number}", usable)

    def _paragraph(self, id_: str, usable: Usable) -> Paragraph:
        cited = (self._sources.cite(passage_id) for passage_id in usable.passage_ids)
        sources = tuple(number for number in cited if number is not None)
        return Paragraph(id_, usable.text, sources, item=usable.is_item)

    def _standard(self, part: str) -> tuple[Paragraph, ...]:
        texts: tuple[str, ...] = getattr(standard(), part, ())
        body = self._adapter.body
        towns = OrganizationType.SUBDISTRICT_MUNICIPALITY
        rename = renaming(towns, body.type) or own_words(body)
        if part == "committee" and rename is not None:
            texts = tuple(rename(text) for text in texts)
        names = {
            "organization": self._adapter.body.name,
            "kind": self._request.kind,
            "years": span_text(self._request.fiscal_years),
        }
        return tuple(
            Paragraph(f"{part}-{number}", text.format(**names), item=part not in _PROSE)
            for number, text in enumerate(texts, 1)
        )

    # The five areas of courses

    def _courses(self) -> Iterator[Paragraph]:
        yield Paragraph("courses-lead", standard().courses_lead)
        drawn = usable_of(self._library, self._adapter, "courses", 1, 60)
        for area in course_areas():
            usable = next((one for one in drawn if _tells_of(one, area)), None)
            if usable is not None:
                yield self._paragraph(f"courses-{area.key}", usable)
            else:
                text = f"{area.name} {standard().courses[area.key]}"
                yield Paragraph(f"courses-{area.key}", text, item=True)


def _tells_of(usable: Usable, area: CourseArea) -> bool:
    """Whether a paragraph begins with the area's name and says more than that."""
    text = usable.text.removeprefix("หลักสูตร")
    name = area.name.removeprefix("หลักสูตร")
    return text.startswith(name) and len(text) > len(name) + 20

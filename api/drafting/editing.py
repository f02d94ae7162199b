"""An officer's changes to a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.drafting.models import Draft, DraftRow, Field, Paragraph
from api.drafting.rows import to_fill
from api.drafting.sections import with_figures
from ingest.models import Baht, Budget


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it is to be; one whose ``id`` the draft doesn't have is new."""

    id: str
    topic: str
    included: bool
    budget: Budget
    texts: Mapping[Field, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """All rows in order, the texts of paragraphs by their id, and the ceiling as it is to be."""

    rows: Sequence[RowChange]
    paragraphs: Mapping[str, str]
    ceiling: Baht | None


class UnknownParagraph(LookupError):
    """The draft has no paragraph of this id."""


class RepeatedRow(ValueError):
    """Two rows have this id."""


def edited(draft: Draft, edit: Edit) -> Draft:
    """The draft with the changes; raises UnknownParagraph and RepeatedRow.

    What an officer fills in is no longer to be filled, and keeps its sources: they are where the
    row came from.
    """
    ids = [change.id for change in edit.rows]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise RepeatedRow(id_)
    known = {row.id: row for row in draft.rows}
    rows = tuple(_row(known.get(change.id), change) for change in edit.rows)
    topics = (*draft.request.topics, *(row.topic for row in rows))
    request = replace(draft.request, ceiling=edit.ceiling, topics=tuple(dict.fromkeys(topics)))
    changed = _with_paragraphs(replace(draft, request=request, rows=rows), edit.paragraphs)
    return with_figures(changed, draft)


def _row(old: DraftRow | None, change: RowChange) -> DraftRow:
    old = old or DraftRow(change.id, change.topic, "")
    touched = [field for field in Field if _differs(old, change, field)]
    texts: dict[str, Any] = {field.value: text for field, text in change.texts.items()}
    return replace(
        old,
        topic=change.topic,
        included=change.included,
        budget=change.budget,
        to_fill=tuple(to_fill(dict(change.texts), change.budget)),
        edited=tuple(field for field in Field if field in touched or field in old.edited),
        **texts,
    )


def _differs(old: DraftRow, change: RowChange, field: Field) -> bool:
    new = change.budget if field is Field.BUDGET else change.texts[field]
    return bool(getattr(old, field) != new)


def _with_paragraphs(draft: Draft, texts: Mapping[str, str]) -> Draft:
    known: set[str] = set()

    def changed(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        known.update(paragraph.id for paragraph in paragraphs)
        return tuple(_paragraph(each, texts) for each in paragraphs)

    sections = tuple(replace(s, paragraphs=changed(s.paragraphs)) for s in draft.sections)
    positions = tuple(
        replace(p, skills=changed(p.skills), goals=changed(p.goals), methods=changed(p.methods))
        for p in draft.positions
    )
    for id_ in texts:
        if id_ not in known:
            raise UnknownParagraph(id_)
    return replace(draft, sections=sections, positions=positions)


def _paragraph(paragraph: Paragraph, texts: Mapping[str, str]) -> Paragraph:
    text = texts.get(paragraph.id)
    if text is None or text == paragraph.text:
        return paragraph
    return replace(paragraph, text=text, to_fill=not text)

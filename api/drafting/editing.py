"""An officer's changes to a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.drafting.figures import with_figures
from api.drafting.models import Draft, DraftRow, Field, Fitting, Paragraph, evenly
from api.drafting.rows import to_fill
from ingest.models import Baht, Budget


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it is to be; one whose ``id`` the draft doesn't have is new. ``yearly`` parts the
    budget over the years of the draft, () for as much each year."""

    id: str
    topic: str
    included: bool
    budget: Budget
    texts: Mapping[Field, str]
    yearly: tuple[Baht | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """All rows in order, the texts of paragraphs by their id, the ceiling and the title as they are
    to be ("" for the title that there is)."""

    rows: Sequence[RowChange]
    paragraphs: Mapping[str, str]
    ceiling: Baht | None
    title: str = ""


class UnknownParagraph(LookupError):
    """The draft has no paragraph of this id."""


class RepeatedRow(ValueError):
    """Two rows have this id."""


class WrongYears(ValueError):
    """A row's budget is not parted over the years of the draft."""


def edited(draft: Draft, edit: Edit) -> Draft:
    """The draft with the changes; raises UnknownParagraph, RepeatedRow and WrongYears.

    What an officer fills in is no longer to be filled, and keeps its sources: they are where the
    row came from.
    """
    ids = [change.id for change in edit.rows]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise RepeatedRow(id_)
    for change in edit.rows:
        _check_years(change, len(draft.request.fiscal_years))
    known = {row.id: row for row in draft.rows}
    rows = tuple(_row(known.get(change.id), change) for change in edit.rows)
    topics = (*draft.request.topics, *(row.topic for row in rows))
    request = replace(draft.request, ceiling=edit.ceiling, topics=tuple(dict.fromkeys(topics)))
    changed = _with_paragraphs(replace(draft, request=request, rows=rows), edit.paragraphs)
    changed = replace(changed, title=edit.title or draft.title)
    return with_figures(replace(changed, fitting=_still_true(draft, changed)))


def _check_years(change: RowChange, years: int) -> None:
    """Raises WrongYears."""
    if not change.yearly:
        return
    parted = sum(baht for baht in change.yearly if baht is not None)
    if len(change.yearly) != years or parted != change.budget.baht:
        raise WrongYears(change.id)


def _still_true(old: Draft, new: Draft) -> tuple[Fitting, ...]:
    """What was done to stay under the ceiling, but for what the officer has done otherwise."""
    before = {row.id: (row.budget, row.included) for row in old.rows}
    after = {row.id: (row.budget, row.included) for row in new.rows}
    same_sum = old.total == new.total and old.request.ceiling == new.request.ceiling
    return tuple(
        each
        for each in old.fitting
        if (before.get(each.row) == after.get(each.row) if each.row else same_sum)
    )


def _row(old: DraftRow | None, change: RowChange) -> DraftRow:
    old = old or DraftRow(change.id, change.topic, "")
    touched = [field for field in Field if _differs(old, change, field)]
    texts: dict[str, Any] = {field.value: text for field, text in change.texts.items()}
    return replace(
        old,
        topic=change.topic,
        included=change.included,
        budget=change.budget,
        yearly=_parted(change),
        to_fill=tuple(to_fill(dict(change.texts), change.budget)),
        edited=tuple(field for field in Field if field in touched or field in old.edited),
        **texts,
    )


def _parted(change: RowChange) -> tuple[Baht | None, ...]:
    """By year, where it isn't as much each year."""
    baht = change.budget.baht
    is_even = baht is None or change.yearly == evenly(baht, len(change.yearly) or 1)
    return () if is_even else change.yearly


def _differs(old: DraftRow, change: RowChange, field: Field) -> bool:
    if field is not Field.BUDGET:
        return bool(getattr(old, field) != change.texts[field])
    return (old.budget, old.yearly) != (change.budget, _parted(change))


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
    return replace(paragraph, text=text, to_fill=not text, edited=True)

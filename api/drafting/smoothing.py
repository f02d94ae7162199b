"""Prose of a draft in a chat model's words, where these say no more and no less.

What a model makes of a text is held against that text as an answer's sentence is against its
lines (``api.proof``), and against the rules that the text itself went by: nothing foreign, no
other year, the same figures. Else the text stays as it was.
"""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from api.drafting.adapting import Adapter
from api.drafting.models import Draft, DraftRow, Paragraph, Section
from api.proof import Evidence, Ground, lacks
from api.proof.reading import Cell
from api.writing.injections import addresses_a_model
from ingest.models import Organization
from ingest.text.normalize import arabic_digits
from ingest.text.numbers import numbers
from prompts import prompt

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter

_AT_ONCE = 20  # texts in a request
_LONGER, _SHORTER = 1.5, 0.4  # than the text was
_LIST = re.compile(r"\[.*\]", re.DOTALL)
_OBJECTIVE = "objective-"


def smoothed(
    draft: Draft, writer: ModelWriter, adapter: Adapter, known: Sequence[Organization]
) -> Draft:
    """The draft with its paragraphs and the objectives of its rows smoothed as far as the model
    answers in its time and what it says is borne out."""
    texts = dict(_prose(draft))
    better: dict[str, str] = {}
    deadline = writer.deadline()
    for batch in _batches(texts):
        said = writer.complete(_asked(batch, adapter.body), deadline)
        if said is None:
            break
        better |= {
            id_: text
            for id_, text in _told(said).items()
            if id_ in batch and _holds(text, batch[id_], adapter, known)
        }
    return _with(draft, better) if better else draft


def _prose(draft: Draft) -> Iterator[tuple[str, str]]:
    """Texts that are drawn from sources, by id; none that speaks to a model."""
    for section in draft.sections:
        for paragraph in section.paragraphs:
            if paragraph.sources and not addresses_a_model(paragraph.text):
                yield paragraph.id, paragraph.text
    for row in draft.rows:
        if row.objective and not addresses_a_model(row.objective):
            yield f"{_OBJECTIVE}{row.id}", row.objective


def _batches(texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    items = list(texts.items())
    for at in range(0, len(items), _AT_ONCE):
        yield dict(items[at : at + _AT_ONCE])


def _asked(texts: Mapping[str, str], body: Organization) -> str:
    fence = secrets.token_hex(6)
    shown = (f"<text-{fence} id={id_}>\n{text}\n</text-{fence}>" for id_, text in texts.items())
    return prompt("smoothing").fill(organization=body.name, fence=fence, texts="\n".join(shown))


def _told(said: str) -> dict[str, str]:
    """The texts in a reply; none of one that isn't in the form asked for."""
    match = _LIST.search(said)
    try:
        given = json.loads(match[0]) if match else []
    except ValueError:
        return {}
    return {
        one["id"]: " ".join(arabic_digits(one["text"]).split())
        for one in given
        if isinstance(one, dict)
        and isinstance(one.get("id"), str)
        and isinstance(one.get("text"), str)
    }


def _holds(new: str, old: str, adapter: Adapter, known: Sequence[Organization]) -> bool:
    if not _SHORTER * len(old) <= len(new) <= _LONGER * len(old):
        return False
    if Counter(numbers(new)) != Counter(numbers(old)):
        return False
    if adapter.text(new, None, adapter.years) != new:
        return False
    return not lacks(new, [Ground((_evidence(old, adapter),))], known)


def _evidence(text: str, adapter: Adapter) -> Evidence:
    """A text of the draft as what a sentence leans on."""
    body = adapter.body
    return Evidence(
        text=text,
        context=f"{body.name}\n{body.core}",
        years=frozenset(adapter.years),
        organization=body,
        facts=(),
        rows=0,
        lines=1,
        cells=(Cell(text, "", -1, "", ""),),
    )


def _with(draft: Draft, better: Mapping[str, str]) -> Draft:
    def paragraph(old: Paragraph) -> Paragraph:
        return replace(old, text=better.get(old.id, old.text))

    def section(old: Section) -> Section:
        return replace(old, paragraphs=tuple(map(paragraph, old.paragraphs)))

    def row(old: DraftRow) -> DraftRow:
        return replace(old, objective=better.get(f"{_OBJECTIVE}{old.id}", old.objective))

    note = f"ปรับถ้อยคำด้วยโมเดลภาษา {len(better)} ข้อความ ซึ่งตรวจกับข้อความเดิมแล้ว"
    return replace(
        draft,
        sections=tuple(map(section, draft.sections)),
        rows=tuple(map(row, draft.rows)),
        notes=(*draft.notes, note),
    )

"""A draft as JSON, for programs: all of it, what is left out too, and its totals."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api import draft_schemas as wire
from api.draft_views import row_view
from api.drafting.models import Draft, total_of
from api.drafting.telling import notes_of
from api.schemas import Baht


class TopicTotal(BaseModel):
    """What the included rows of a topic add up to, baht; ``count`` is how many they are."""

    topic: str
    count: int
    baht: Baht


class DraftFile(BaseModel):
    """``version`` changes when a key is taken away or means something else."""

    version: Literal[1] = 1
    title: str
    request: wire.DraftRequest
    sections: list[wire.DraftSection]
    rows: list[wire.DraftRow]
    positions: list[wire.DraftPosition]
    sources: list[wire.DraftSource]
    notes: list[str]
    totals: list[TopicTotal]
    total: Baht


def write_json(draft: Draft, thai_digits: bool) -> bytes:
    """UTF-8. Numbers are numbers and texts as in the draft, whatever ``thai_digits`` says."""
    file = DraftFile.model_validate(
        {
            "title": draft.title,
            "request": draft.request,
            "sections": draft.sections,
            "rows": [row_view(row, len(draft.request.fiscal_years)) for row in draft.rows],
            "positions": draft.positions,
            "sources": draft.sources,
            "notes": notes_of(draft),
            "totals": [
                {"topic": topic, "count": len(rows), "baht": total_of(rows)}
                for topic, rows in draft.by_topic()
            ],
            "total": draft.total,
        },
        from_attributes=True,
    )
    return (file.model_dump_json(indent=2) + "\n").encode()

"""Pages of individual development by position."""

from __future__ import annotations

from collections.abc import Sequence

from api.drafting.adapting import Adapter
from api.drafting.models import Paragraph, PositionPage
from api.drafting.sources import Sources
from retriever.library import Library


def position_pages(
    library: Library, adapter: Adapter, sources: Sources, wanted: Sequence[str]
) -> tuple[PositionPage, ...]:
    return tuple(
        PositionPage(
            position,
            (Paragraph(f"i{at}-s1", "", to_fill=True, item=True),),
            (Paragraph(f"i{at}-g1", "", to_fill=True, item=True),),
            (Paragraph(f"i{at}-m1", "", to_fill=True, item=True),),
        )
        for at, position in enumerate(wanted, 1)
    )

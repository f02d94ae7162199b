"""The parts of the standard form."""

from __future__ import annotations

from collections.abc import Sequence

from api.drafting.adapting import Adapter
from api.drafting.models import DraftRequest, DraftRow, Paragraph, PositionPage, Section
from api.drafting.sources import Sources
from retriever.library import Library

_HEADINGS = {
    "principles": "หลักการและเหตุผล",
    "objectives": "วัตถุประสงค์",
    "courses": "หลักสูตรการพัฒนา",
    "methods": "วิธีการพัฒนา",
    "projects": "โครงการและกิจกรรมการพัฒนาบุคลากร",
    "budget": "งบประมาณในการดำเนินการพัฒนา",
    "positions": "แผนพัฒนารายบุคคล",
    "monitoring": "การติดตามและประเมินผล",
}


def sections_of(
    library: Library,
    adapter: Adapter,
    sources: Sources,
    request: DraftRequest,
    rows: Sequence[DraftRow],
    positions: Sequence[PositionPage],
) -> tuple[Section, ...]:
    return tuple(
        Section(part, heading, (Paragraph(f"{part}-1", "", to_fill=True),))
        for part, heading in _HEADINGS.items()
    )

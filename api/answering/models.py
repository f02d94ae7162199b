"""A question as it is asked, and the answer with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.models import Fact

Needs = Literal["organization", "position"]
Mode = Literal["extractive", "llm"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person asks and what is known of them.

    ``organization`` and ``fiscal_year`` (B.E.) narrow the plans as a filter does; ``history``
    are the person's earlier messages, oldest first.
    """

    message: str
    profile_organization: str | None = None
    profile_position: str | None = None
    organization: str | None = None
    fiscal_year: int | None = None
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Lines of a plan that a sentence stands on; ``quote`` is verbatim, mark-up aside.

    ``page`` is that of the first line and ``place`` says where the lines stand, in a file that
    is no text; ``unverified`` where some were read by OCR from a picture of the page.
    """

    id: int
    passage_id: str
    plan_id: str
    organization: str | None
    fiscal_years: tuple[int, ...]
    title: str
    source: str
    section: tuple[str, ...]
    line_start: int
    line_end: int
    page: int | None
    quote: str
    place: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``answerable`` is false exactly where the plans don't contain the answer. ``needs`` says
    what the person must add first, with ``suggestions`` as choices."""

    text: str
    answerable: bool
    needs: Needs | None = None
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    suggestions: tuple[str, ...] = ()
    mode: Mode = "extractive"

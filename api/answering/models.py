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


Fallback = Literal["paused", "guarded", "timeout", "failed", "unreadable", "unsupported"]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a chat model fared with an answer.

    ``prompt`` is the version of what it was asked with. ``fallback`` says why the answer isn't
    the model's, None where it is: no request was made since the server just failed or is busy
    (``paused``), or since the question or the lines speak to models (``guarded``); it took too
    long, failed, gave nothing that could be read, or nothing that stands on its evidence. Of its
    sentences so many were ``kept``, ``repaired`` ones among them, and ``dropped``.
    """

    model: str
    prompt: str
    fallback: Fallback | None = None
    kept: int = 0
    repaired: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """``answerable`` is false exactly where the plans don't contain the answer. ``needs`` says
    what the person must add first, with ``suggestions`` as choices. ``writing`` is set where a
    chat model was to write the answer."""

    text: str
    answerable: bool
    needs: Needs | None = None
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    suggestions: tuple[str, ...] = ()
    mode: Mode = "extractive"
    writing: Writing | None = None

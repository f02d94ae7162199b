"""A sentence of an answer, judged by what its citations say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that states something, the ids of its citations, and the verdict.

    ``unsupported`` are its figures, years, names and words that the cited lines don't hold;
    ``idle`` are citations that add nothing to what the others support.
    """

    text: str
    citations: tuple[int, ...]
    supported: bool
    unsupported: tuple[str, ...] = ()
    idle: tuple[int, ...] = ()

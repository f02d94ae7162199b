"""Words of a text, kept: sentences of one answer lean on the same lines."""

from __future__ import annotations

from functools import lru_cache

from ingest.text.segment import words as _words


@lru_cache(16_384)
def words(text: str) -> tuple[str, ...]:
    """As ``ingest.text.segment.words``."""
    return tuple(_words(text))

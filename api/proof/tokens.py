"""Words of a text, kept: sentences of one answer lean on the same lines."""

from __future__ import annotations

from functools import lru_cache

from ingest.text.segment import words as _words

_DEGREES = {"ปริญญาตรี": "ป.ตรี", "ปริญญาโท": "ป.โท", "ปริญญาเอก": "ป.เอก"}


@lru_cache(16_384)
def words(text: str) -> tuple[str, ...]:
    """As ``ingest.text.segment.words``."""
    return tuple(_words(text))


@lru_cache(4_096)
def loose(text: str) -> str:
    """Without the circle of ำ, which OCR loses; degrees by their short names."""
    return with_degrees(text).replace("\u0e33", "\u0e32")


def with_degrees(text: str) -> str:
    """``ป.ตรี`` for ``ปริญญาตรี``."""
    for whole, short in _DEGREES.items():
        text = text.replace(whole, short)
    return text

"""Names of offices, positions and months that a text uses, by what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from api.answering.understanding.months import month_mentions
from ingest.lexicon.match import find_spelled
from ingest.text.normalize import arabic_digits


@lru_cache(512)
def names_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each name's meaning, and the words that say it: ``ก.พ.`` is ``month 2``.

    Departments and positions are those of the lexicon, spelled as it knows them.
    """
    return tuple(dict.fromkeys(_names(arabic_digits(text))))


def _names(text: str) -> Iterator[tuple[str, str]]:
    for match in find_spelled(text):
        yield match.canonical, text[match.start : match.end]
    for number, start, end in month_mentions(text.lower()):
        yield f"month {number}", text[start:end]

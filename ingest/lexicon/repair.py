"""Puts common misspellings right (``slips.yaml``)."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon.values import slips


def repair(text: str) -> str:
    """``text`` with the slips put right that may be replaced wherever they stand.

    ``เทสบาลอบรมเดือนใหน`` becomes ``เทศบาลอบรมเดือนไหน``. Slips that need word boundaries are
    left to who segments: ``slips().whole_word``.
    """
    return _pattern().sub(lambda found: slips().anywhere[found[0]], text)


@cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(slips().anywhere.items(), key=lambda pair: -len(pair[0]))
    return re.compile("|".join(_branch(wrong, right) for wrong, right in ordered))


def _branch(wrong: str, right: str) -> str:
    """A slip that begins the right form must not be followed by the rest of it."""
    if right.startswith(wrong):
        return f"{re.escape(wrong)}(?!{re.escape(right[len(wrong) :])})"
    return re.escape(wrong)

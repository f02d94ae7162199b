"""Whether a text names a position, quickly enough for all projects of a library."""

from __future__ import annotations

import re
from functools import lru_cache

from pythainlp.corpus import thai_words

from ingest.lexicon import position_names, positions
from ingest.lexicon.match import find_positions
from ingest.text.normalize import fold

_KEPT = 64  # positions asked for
_SHORT = 3  # letters; shorter names stand in too many words


def names_position(text: str, position: str) -> bool:
    """Whether ``text`` holds any name of ``position``, itself given by any of its names.

    ``เจ้าพนักงานธุรการ ๘ คน`` names จพง.ธุรการ; ``ผู้ช่วยเจ้าพนักงานธุรการ`` is another position
    and names it not, nor does ``นิติกรรม`` name นิติกร.
    """
    own, pattern = _pattern(position)
    return bool(own) and any(found[0] in own for found in pattern.finditer(fold(text)))


@lru_cache(_KEPT)
def _pattern(position: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The folded names, and a pattern that prefers what is longer than a name and holds it."""
    meant = {match.canonical for match in find_positions(position)} or {position}
    names = {fold(name) for one in meant for name in position_names(one)}
    own = frozenset(name for name in names if len(name) >= _SHORT)
    others = {fold(name) for p in positions() for name in position_names(p.name)} | thai_words()
    longer = {other for other in others - own if any(name in other for name in own)}
    forms = sorted(own | longer, key=len, reverse=True)
    return own, re.compile("|".join(map(re.escape, forms)))

"""Words that a model was trained to see before a question or a passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).with_suffix(".yaml")
# What sentence-transformers models call the prompt for passages, in its order of preference.
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Prefixes:
    query: str = ""
    passage: str = ""

    def overridden(self, query: str | None, passage: str | None) -> Prefixes:
        """These, but for what the user sets; an empty text counts, None doesn't."""
        return Prefixes(
            self.query if query is None else query, self.passage if passage is None else passage
        )


def own_prefixes(prompts: Mapping[str, str | None], default: str | None) -> Prefixes | None:
    """The prompts that a model was saved with, or None where it says nothing."""
    fallback = prompts.get(default) or "" if default else ""
    passages = [prompts[name] for name in _PASSAGE_PROMPTS if prompts.get(name)]
    found = Prefixes(prompts.get("query") or fallback, (passages or [fallback])[0] or "")
    return found if found != Prefixes() else None


def known_prefixes(names: Iterable[str]) -> Prefixes:
    """Those of the first of ``names`` that belongs to a known family; none for other models.

    >>> known_prefixes(["intfloat/multilingual-e5-small"]).query
    'query: '
    """
    for name in names:
        # A hub's cache keeps owner/name in a folder called models--owner--name.
        last = name.replace("--", "/").rstrip("/").rsplit("/", 1)[-1].lower()
        for family in _families():
            if any(fnmatch(last, pattern) for pattern in family["models"]):
                return Prefixes(family["query"], family["passage"])
    return Prefixes()


@cache
def _families() -> list[dict[str, Any]]:
    families: list[dict[str, Any]] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return families

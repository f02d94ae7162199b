"""The texts that the assistant says in its own words, kept apart from the code as data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

__all__ = ["reply"]


def reply(name: str, english: bool = False, /, **values: object) -> str:
    """A text of ``replies.yaml`` with its values filled in, in Thai or in English.

    Raises KeyError for a text that doesn't exist and for a value that is missing.
    """
    return replies()[name]["en" if english else "th"].format_map(values)


@cache
def replies() -> dict[str, dict[str, str]]:
    """All texts by name and language (``th``, ``en``)."""
    text = files("prompts").joinpath("replies.yaml").read_text(encoding="utf-8")
    texts: dict[str, dict[str, str]] = yaml.safe_load(text)
    return texts

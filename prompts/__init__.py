"""What the assistant says in its own words and what models are asked, kept apart as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

import yaml

__all__ = ["Prompt", "prompt", "reply", "version_of"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: a template with ``$names``, so that JSON in it needs no escapes.

    ``version`` is a short hash of the template, to be kept with what the model said.
    """

    text: str
    version: str

    def fill(self, **values: object) -> str:
        """The text with its values; raises KeyError for one that is missing."""
        return Template(self.text).substitute(values)


@cache
def prompt(name: str) -> Prompt:
    """The template ``NAME.md``; raises FileNotFoundError where there is none."""
    text = files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    return Prompt(text, sha256(text.encode("utf-8")).hexdigest()[:12])


@cache
def version_of(*names: str) -> str:
    """The version of several templates that are used together."""
    versions = "".join(prompt(name).version for name in names)
    return sha256(versions.encode("ascii")).hexdigest()[:12]


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

"""What the assistant says in its own words and what models are asked, kept apart as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

import yaml

__all__ = ["Prompt", "in_english", "prompt", "reasons", "reply", "say", "speaking", "version_of"]

_english: ContextVar[bool] = ContextVar("english", default=False)
_COUNTED = re.compile(r"(\{(\w+)\} [\w ]*?\w)\(s\)")


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
    text = _read(f"{name}.md")
    return Prompt(text, _version(text))


@cache
def reasons() -> dict[str, str]:
    """What a model is told of its own answer, by what is wrong with it."""
    texts: dict[str, str] = yaml.safe_load(_read("writing_reasons.yaml"))
    return texts


@cache
def version_of(*files: str) -> str:
    """The version of several files of this room that are used together, as in ``judge.md``."""
    return _version("".join(map(_read, files)))


def reply(name: str, english: bool = False, /, **values: object) -> str:
    """A text of ``replies.yaml`` with its values filled in, in Thai or in English.

    Raises KeyError for a text that doesn't exist and for a value that is missing.
    """
    return replies()[name]["en" if english else "th"].format_map(values)


@contextmanager
def speaking(english: bool) -> Iterator[None]:
    """What is said inside is in English, or in Thai; each thread and task has its own."""
    token = _english.set(english)
    try:
        yield
    finally:
        _english.reset(token)


def in_english() -> bool:
    """Whether English is spoken now."""
    return _english.get()


def say(name: str, /, **values: object) -> str:
    """A text as ``reply`` gives it, in the language spoken now; ``{count} item(s)`` in it is
    ``1 item`` or ``2 items``."""
    text = replies()[name]["en" if in_english() else "th"]
    return _counted(text, values).format_map(values)


def _counted(text: str, values: Mapping[str, object]) -> str:
    return _COUNTED.sub(lambda m: m[1] if values[m[2]] in (1, "1") else f"{m[1]}s", text)


@cache
def replies() -> dict[str, dict[str, str]]:
    """All texts by name and language (``th``, ``en``): whole replies and the words of answers."""
    texts: dict[str, dict[str, str]] = {}
    for file in ("replies.yaml", "answers.yaml"):
        texts |= yaml.safe_load(_read(file))
    return texts


def _read(file: str) -> str:
    return files("prompts").joinpath(file).read_text(encoding="utf-8")


def _version(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:12]

"""Where a text names a local government: its type, its name, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pythainlp.corpus import provinces, thai_words

from ingest.checks.vocabulary import name_words
from ingest.lexicon import organization_types
from ingest.models import OrganizationType

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_SHORTEST, _LONGEST = 2, 20  # letters of a name
_COMMON = 6  # letters; a name that begins with a word as long is hardly a name
_AROUND = 45  # characters in which the words that explain a mention are looked for
_TYPES = {t.value for t in OrganizationType}


@dataclass(frozen=True, slots=True)
class Mention:
    """``rest`` is the text from the name on, ``name`` what seems to be the name, ``""`` where
    only a word follows the type; ``is_common``: it may be an everyday word after all. ``before``
    and ``after`` are what is around, folded."""

    type: str
    name: str
    is_common: bool
    rest: str
    before: str
    after: str

    def is_near(self, words: tuple[str, ...]) -> bool:
        return any(word in self.before or word in self.after for word in words)

    def follows(self, words: tuple[str, ...]) -> bool:
        return self.before.endswith(words)


def mentions(text: str) -> Iterator[Mention]:
    """The local governments that a text names, in order; ``text`` is normalised."""
    for match in _named().finditer(text):
        found = re.sub(r"\s", "", match[0])
        kind = found if match["full"] else _abbreviations()[found]
        if kind not in _TYPES:
            continue
        rest = text[match.end() :].lstrip(" ")
        name = _name(rest)
        after = rest[len(name) :][:_AROUND]
        before = text[max(0, match.start() - _AROUND) : match.start()]
        yield Mention(kind, name, _is_common(name), rest, _plain(before), _plain(after))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _name(rest: str) -> str:
    run = re.match(rf"[{_THAI}]+", rest)
    if run is None or _opener().match(run[0]):
        return ""
    end = _ending().search(run[0], _SHORTEST)
    name = run[0][: end.start()] if end else run[0]
    if not _SHORTEST <= len(name) <= _LONGEST or rest[len(run[0]) : len(run[0]) + 1] == ".":
        return ""
    return name


def _is_common(name: str) -> bool:
    """Whether it begins with a long word of everyday, as what follows a type often does."""
    if name.startswith(tuple(map(str, provinces()))):
        return False
    return any(name[:length] in _words() for length in range(_COMMON, len(name) + 1))


@cache
def _words() -> frozenset[str]:
    return frozenset(thai_words())


@cache
def _abbreviations() -> dict[str, str]:
    return {short: kind.name for kind in organization_types() for short in kind.short}


@cache
def _named() -> re.Pattern[str]:
    full = "|".join(sorted(_TYPES, key=len, reverse=True)).replace("เทศบาล", r"เทศบาล\s?")
    short = "|".join(re.escape(short) for short in sorted(_abbreviations(), key=len, reverse=True))
    return re.compile(rf"(?P<full>{full})|(?<![{_THAI}.])(?P<short>{short})")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile("|".join(name_words().openers))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile("|".join(name_words().endings))

"""A question as the search reads it: its words, and what else they may be called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ingest.text.segment import tokens
from retriever.synonyms import Expansion, Kind, expansions

# A question is a line or two; a pasted page must not become ten thousand clauses.
CHARACTERS = 1_000
# An added word counts this much of a typed one. 0.3 to 0.8 for EXACT and 0.2 to 0.5 for NEAR
# rank the sample questions alike; docs/decisions/0002-retrieval.md has the figures.
FACTORS: Mapping[Kind, float] = {Kind.EXACT: 0.7, Kind.NEAR: 0.4}
# Words added at most, the nearest first: more cost time and say less.
_ADDED = 24


@cache
def asking_words() -> frozenset[str]:
    """Words that merely ask: อะไร, เท่าไร, ครับ."""
    lines = files("retriever").joinpath("asking.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass(frozen=True, slots=True)
class Term:
    """A word asked for. ``others`` are what may stand for it, folded, with what they count."""

    word: str
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Question:
    """``typed`` are the tokens in order; ``expansions`` refer to them."""

    text: str
    typed: tuple[str, ...]
    expansions: tuple[Expansion, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens that are searched, each once: all but those that merely ask, unless the
        question has no others."""
        telling = [word for word in self.typed if word not in asking_words()]
        return tuple(dict.fromkeys(telling or self.typed))

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each word looked up counts: 1 a typed one, less an added one."""
        found = dict.fromkeys(self.words, 1.0)
        added: dict[str, float] = {}
        for expansion in self.expansions:
            # The words of a phrase share what it counts: one of them alone is not the phrase.
            share = FACTORS[expansion.kind] / len(expansion.added)
            for word in expansion.added:
                if word not in found and word not in asking_words():
                    added[word] = max(share, added.get(word, 0.0))
        nearest = sorted(added.items(), key=lambda item: -item[1])[:_ADDED]
        return found | dict(nearest)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words searched with what may stand for each, in order."""
        others: dict[str, dict[str, float]] = {}
        for expansion in self.expansions:
            phrase = "".join(expansion.added)
            for word in expansion.source:
                known = others.setdefault(word, {})
                known[phrase] = max(FACTORS[expansion.kind], known.get(phrase, 0.0))
        return tuple(Term(word, tuple(others.get(word, {}).items())) for word in self.words)


def read(text: str, *, expand: bool = True) -> Question:
    """``text`` cut into words, widened by synonyms and abbreviations unless told not to."""
    typed = tuple(tokens(text[:CHARACTERS]))
    return Question(text, typed, tuple(_useful(typed)) if expand else ())


def _useful(typed: Sequence[str]) -> Iterator[Expansion]:
    return (one for one in expansions(typed) if not set(one.source) <= asking_words())

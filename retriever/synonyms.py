"""What else a searched word may be called: ``synonyms.yaml`` joined with ingest's lexicon.

Terms are compared by the letters of their tokens, full stops aside, so that a term of several
words is found in a question however it was cut or spaced: ``ก.ท.จ.``, ``กทจ``; ``๕ส``, ``5 ส``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations

from pydantic import BaseModel, ConfigDict, Field

from ingest import lexicon
from ingest.lexicon import schema
from ingest.lexicon.positions import shortened
from ingest.text.segment import tokens

FILE = "synonyms.yaml"
# An official name is searched by so many of its other names; the rest are rare or slips.
_OFFICIAL_VARIANTS = 2


class Kind(StrEnum):
    """EXACT: the same in other letters (abbreviation, spelling, translation)."""

    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Expansion:
    """``added`` may stand for the tokens ``source``, which begin at ``start`` in the question.

    ``term`` is ``added`` as a person writes it, for explaining a search.
    """

    start: int
    source: tuple[str, ...]
    term: str
    added: tuple[str, ...]
    kind: Kind


Group = tuple[schema.Term, ...]


class SynonymsFile(BaseModel):
    """``synonyms.yaml``; its head says what each part means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    exact: tuple[Group, ...] = Field(min_length=1)
    near: tuple[Group, ...] = Field(min_length=1)
    silent: tuple[Group, ...] = ()
    apart: tuple[tuple[schema.Term, schema.Term], ...] = ()


def key(words: Iterable[str]) -> str:
    """What terms are compared by: the letters of ``words``, full stops aside."""
    return "".join(words).replace(".", "")


def parse(source: str) -> SynonymsFile:
    """The text of ``synonyms.yaml``; raises LexiconError where it contradicts itself."""
    file = schema.parse(FILE, source, SynonymsFile)
    problem = next(_problems(file), None)
    if problem:
        raise schema.LexiconError(FILE, problem)
    return file


@cache
def synonyms_file() -> SynonymsFile:
    return parse(files("retriever").joinpath(FILE).read_text(encoding="utf-8"))


def _problems(file: SynonymsFile) -> Iterator[str]:
    owner: dict[str, int] = {}
    for number, group in enumerate(file.exact):
        for term in group:
            if _key(term) in owner:
                yield f"{term} stands in exact twice"
            owner[_key(term)] = number
    for group in file.near:
        classes = [owner.get(_key(term), _key(term)) for term in group]
        if len(set(classes)) < len(group):
            yield f"a near group repeats itself: {', '.join(group)}"
    used = set(owner) | {_key(term) for group in file.near for term in group}
    for term in (term for group in file.silent for term in group):
        if _key(term) in used:
            yield f"{term} is silent and in a group"
    for group in (*file.exact, *file.near):
        if len(group) < 2 or not all(_key(term) for term in group):
            yield f"a group needs two terms with letters: {', '.join(group)}"


def _key(term: str) -> str:
    return key(tokens(term))


class _Thesaurus:
    """Terms by key, and which terms may stand for which."""

    def __init__(self, file: SynonymsFile) -> None:
        self._silent = {_key(term) for group in file.silent for term in group}
        self._terms: dict[str, str] = {}
        self._exact: dict[str, dict[str, None]] = {}
        self._near: dict[str, dict[str, None]] = {}
        for group in file.exact:
            self._join(self._exact, group)
        for wide, others in _official_names():
            self._point(self._exact, others, [wide])
            self._point(self._exact, [wide], others[:_OFFICIAL_VARIANTS])
        for group in file.near:
            self._join(self._near, group)
        for entry in lexicon.synonyms():
            self._join(self._near, entry.terms)
            for narrow, wider in entry.one_way.items():
                self._point(self._near, [narrow], wider)
        self.longest = max(map(len, (*self._exact, *self._near)))

    def _join(self, relation: dict[str, dict[str, None]], terms: Sequence[str]) -> None:
        self._point(relation, terms, terms)

    def _point(
        self, relation: dict[str, dict[str, None]], sources: Sequence[str], added: Sequence[str]
    ) -> None:
        keys = [found for found in map(self._add, added) if found not in self._silent]
        for source in map(self._add, sources):
            if source and source not in self._silent:
                relation.setdefault(source, {}).update(dict.fromkeys(keys))

    def _add(self, term: str) -> str:
        found = _key(term)
        self._terms.setdefault(found, term)
        return found

    def knows(self, found: str) -> bool:
        return found in self._exact or found in self._near

    def others(self, found: str) -> Iterator[tuple[str, Kind]]:
        """Terms that may stand for the key ``found``, exact ones first, each once."""
        exact = dict.fromkeys((found, *self._exact.get(found, ())))
        near = {term for one in exact for term in self._near.get(one, ())} - set(exact)
        ordered = dict.fromkeys(
            term for one in exact for term in self._near.get(one, ()) if term in near
        )
        yield from ((self._terms[one], Kind.EXACT) for one in exact if one and one != found)
        yield from ((self._terms[one], Kind.NEAR) for one in ordered if one)


def _official_names() -> Iterator[tuple[str, list[str]]]:
    """Official names of the lexicon and the other names that can mean nothing else."""
    for position in lexicon.positions():
        others = [*shortened(position.name), *position.names[1:], *position.english]
        yield position.name, others
    for department in lexicon.departments():
        yield department.name, [*department.variants, *department.english]
    for kind in lexicon.employee_types():
        yield kind.name, [*kind.names, *kind.english]
    for organization in lexicon.organization_types():
        yield organization.name, [*organization.short]
    for month in lexicon.months():
        yield month.names[0], [*month.names[1:]]


@cache
def _thesaurus() -> _Thesaurus:
    return _Thesaurus(synonyms_file())


def related(one: str, other: str) -> Kind | None:
    """How the term ``other`` may stand for ``one``; None where it may not."""
    wanted = _key(other)
    found = (kind for term, kind in _thesaurus().others(_key(one)) if _key(term) == wanted)
    return next(found, None)


def groups() -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """The groups of the file and the lexicon's synonyms (near), to train and to test with."""
    file = synonyms_file()
    silent = {_key(term) for group in file.silent for term in group}
    yield from ((Kind.EXACT, group) for group in file.exact)
    yield from ((Kind.NEAR, group) for group in file.near)
    for entry in lexicon.synonyms():
        terms = tuple(term for term in entry.terms if _key(term) not in silent)
        if len(terms) > 1:
            yield Kind.NEAR, terms


def expansions(words: Sequence[str]) -> list[Expansion]:
    """What may stand for the terms in ``words``, the tokens of a question.

    The longest term decides where several begin at one token, and terms inside it are not
    looked at. An addition that holds the source or an earlier addition is left out: whatever
    it would find is found by that. In the order of the question, exact ones of a term first.
    """
    found: list[Expansion] = []
    at = 0
    while at < len(words):
        end = _longest_term(words, at)
        found += _of_term(words, at, end)
        at = max(end, at + 1)
    return found


def _longest_term(words: Sequence[str], start: int) -> int:
    """Where the longest term that begins at ``start`` ends; ``start`` where there is none."""
    thesaurus, best = _thesaurus(), start
    for end in range(start + 1, len(words) + 1):
        candidate = key(words[start:end])
        if len(candidate) > thesaurus.longest:
            break
        if thesaurus.knows(candidate):
            best = end
    return best


def _of_term(words: Sequence[str], start: int, end: int) -> Iterator[Expansion]:
    source = tuple(words[start:end])
    if not source:
        return
    kept = [source]
    for term, kind in _thesaurus().others(key(source)):
        added = tuple(tokens(term))
        if not any(_holds(added, part) for part in kept) and not _holds(words, added):
            kept.append(added)
            yield Expansion(start, source, term, added, kind)


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(tuple(words[at : at + size]) == tuple(part) for at in range(len(words) - size + 1))


def joined_apart() -> list[tuple[str, str]]:
    """Pairs of ``apart`` that the groups join all the same."""
    pairs = synonyms_file().apart
    return [(a, b) for a, b in pairs if related(a, b) or related(b, a)]


def near_pairs() -> list[tuple[str, str]]:
    """Every two terms that share a group."""
    return [pair for _, group in groups() for pair in combinations(group, 2)]

"""Finds positions, departments and kinds of employees in a question or a cell.

Names are compared over squeezed text (no spaces, no full stops, Arabic digits), so that stray
spaces and Thai without spaces don't matter; what no name equals is compared by edit distance.
How thresholds were chosen: docs/decisions/0003-lexicon.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.lexicon.fuzzy import FuzzyNames
from ingest.lexicon.positions import Position, positions, positions_file, shortened
from ingest.lexicon.positions import position_names as position_names
from ingest.lexicon.squeeze import Boundaries, Squeezed, bare, squeeze
from ingest.lexicon.values import department_cues, departments, employee_types

CERTAIN = 1.0
CUED = 0.9  # an everyday word alone or after a cue: จนท.บัญชี
FIRST = 0.7  # an everyday word first, and a verb or an organisation next: ธุรการ ทต.…
LOOSE = 0.4  # an everyday word elsewhere, as likely a subject as a position
MIN_SCORE = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in ``text[start:end]``.

    ``kind`` is position, department or employee_type. ``score`` is 1.0 for a name that can mean
    nothing else, less for an everyday word or a misspelling; ``exact`` is false for the latter.
    Two matches over the same range are two readings, the likelier first.
    """

    canonical: str
    kind: str
    start: int
    end: int
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A form of a name: whom it means, and under which conditions."""

    canonical: str
    certain: bool
    needs_stop: bool
    not_after: tuple[str, ...] = ()
    may_slip: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    form: str
    start: int
    end: int
    score: float
    exact: bool
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    before: tuple[str, ...]
    after: tuple[str, ...]
    blockers: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a form begins in squeezed text, and the text that this was."""

    text: str
    squeezed: Squeezed
    boundaries: Boundaries
    start: int

    def stands_alone(self, length: int) -> bool:
        """Whether an abbreviation of this length is whole: not สป in สปริง, ส.ป.ก. or อสป."""
        first, after = self.squeezed.to_source(self.start, self.start + length)
        if _GOES_ON.match(self.text, after):
            return False
        joined = self.start > 0 and _THAI.match(self.text, first - 1) is not None
        return not joined or self.boundaries.all_known(self.start - 1, self.start)


_THAI = re.compile("[\u0e01-\u0e4e]")
_GOES_ON = re.compile("[\u0e01-\u0e4ea-zA-Z0-9]|\\.[\u0e01-\u0e2e]\\.")


class _Finder:
    """All forms of the names of one kind, and how they are found."""

    def __init__(self, kind: str, forms: Iterable[tuple[str, _Entry]], cues: _Cues) -> None:
        self._kind = kind
        self._cues = cues
        self._forms: dict[str, tuple[_Entry, ...]] = {}
        for name, entry in forms:
            known = self._forms.setdefault(bare(name), ())
            sure = any(e.certain for e in known) and not entry.certain
            if not sure and all(entry.canonical != e.canonical for e in known):
                self._forms[bare(name)] = (*known, entry)
        self._by_start: dict[str, list[str]] = {}
        for form in sorted(self._forms, key=len, reverse=True):
            self._by_start.setdefault(form[:2], []).append(form)
        self.words = frozenset(f for f in self._forms if len(f) > 3 and not f.isascii())
        self._fuzzy = FuzzyNames(
            form for form, entries in self._forms.items() if any(e.may_slip for e in entries)
        )

    def find(self, text: str, min_score: float, *, as_spelled: bool = False) -> tuple[Match, ...]:
        squeezed, boundaries = _squeezed(text)
        found = list(self._exact(text, squeezed, boundaries))
        if not as_spelled:
            found += self._misspelt(squeezed.text, boundaries)
        return tuple(
            Match(
                entry.canonical, self._kind, *squeezed.to_source(f.start, f.end), f.score, f.exact
            )
            for f in _best(found)
            if f.score >= min_score
            for entry in f.entries
        )

    def _exact(self, text: str, squeezed: Squeezed, boundaries: Boundaries) -> Iterator[_Found]:
        for start in range(len(squeezed.text)):
            for form in self._by_start.get(squeezed.text[start : start + 2], ()):
                if not squeezed.text.startswith(form, start):
                    continue
                end = start + len(form)
                entries = self._allowed(form, _Place(text, squeezed, boundaries, start))
                if entries and boundaries.at(start) and boundaries.at(end):
                    score = self._score(entries[0], squeezed.text, start, end)
                    yield _Found(form, start, end, score, True, entries)
                    break

    def _misspelt(self, text: str, boundaries: Boundaries) -> Iterator[_Found]:
        for hit in self._fuzzy.find(text, boundaries):
            entries = tuple(
                e for e in self._forms[hit.form] if not text[: hit.start].endswith(e.not_after)
            )
            if entries:
                score = hit.score * self._score(entries[0], text, hit.start, hit.end)
                yield _Found(hit.form, hit.start, hit.end, score, False, entries)

    def _allowed(self, form: str, place: _Place) -> tuple[_Entry, ...]:
        before = place.squeezed.text[: place.start]
        stands_alone = place.stands_alone(len(form))
        return tuple(
            entry
            for entry in self._forms[form]
            if (stands_alone or not entry.needs_stop) and not before.endswith(entry.not_after)
        )

    def _score(self, entry: _Entry, text: str, start: int, end: int) -> float:
        if entry.certain:
            return CERTAIN
        before, after = text[:start], text[end:]
        if before.endswith(self._cues.before):
            return CUED
        if before.endswith(self._cues.blockers):
            return LOOSE
        if self._cues.alone and not before:
            return CUED if not after else FIRST if after.startswith(self._cues.after) else LOOSE
        return LOOSE


def _best(found: list[_Found]) -> list[_Found]:
    """Of overlapping ones the surest and longest, in the order of the text."""
    kept: list[_Found] = []
    for f in sorted(found, key=lambda f: (-(f.end - f.start) * f.score, f.start)):
        if all(f.end <= other.start or other.end <= f.start for other in kept):
            kept.append(f)
    return sorted(kept, key=lambda f: f.start)


# A question and the labels of plans are read several times in one answer.
_KEPT = 2_048


@lru_cache(_KEPT)
def find_positions(text: str, min_score: float = MIN_SCORE) -> tuple[Match, ...]:
    """Positions named in ``text``: ``ผอ.กองคลัง ทต.…`` gives ผู้อำนวยการกองคลัง."""
    return _positions().find(text, min_score)


@lru_cache(_KEPT)
def find_departments(text: str, min_score: float = MIN_SCORE) -> tuple[Match, ...]:
    """Departments named in ``text``: ``งบของกองศึกษา`` gives กองการศึกษา."""
    return _departments().find(text, min_score)


@lru_cache(_KEPT)
def find_employee_types(text: str, min_score: float = MIN_SCORE) -> tuple[Match, ...]:
    """Kinds of employees named in ``text``: ``พนจ.ภารกิจ`` gives พนักงานจ้างตามภารกิจ."""
    return _employee_types().find(text, min_score)


@lru_cache(_KEPT)
def find_spelled(text: str) -> tuple[Match, ...]:
    """Departments and positions that ``text`` names as the lexicon spells them: in half the time
    that misspelt ones take."""
    departments, positions = _departments(), _positions()
    return (
        *departments.find(text, MIN_SCORE, as_spelled=True),
        *positions.find(text, MIN_SCORE, as_spelled=True),
    )


@lru_cache(64)  # positions and departments are looked for in the same text
def _squeezed(text: str) -> tuple[Squeezed, Boundaries]:
    squeezed = squeeze(text)
    return squeezed, Boundaries(squeezed, _own_words())


@cache
def _own_words() -> frozenset[str]:
    """Names of all kinds, which are whole words wherever one kind is looked for."""
    return _positions().words | _departments().words | _employee_types().words


@cache
def _positions() -> _Finder:
    file = positions_file()
    cues = _Cues(_bare(file.cues), _bare(file.verbs), _bare(file.blockers), alone=True)
    return _Finder("position", _position_forms(), cues)


def _position_forms() -> Iterator[tuple[str, _Entry]]:
    for p in positions():
        for name in (*p.names, *p.slips):
            certain = not (p.risky and name == p.name)
            for form in (name, *shortened(name)):
                yield form, _entry(p.name, form, certain, p)
        for name in p.english:
            yield from ((form, _entry(p.name, form, True, p)) for form in (name, name + "s"))
    for p in positions():
        for name in p.everyday:
            yield name, _entry(p.name, name, False, p)


@cache
def _departments() -> _Finder:
    cues = _Cues(_bare(department_cues()), (), (), alone=False)
    return _Finder("department", _department_forms(), cues)


def _department_forms() -> Iterator[tuple[str, _Entry]]:
    for d in departments():
        for name in (d.name, *d.variants, *d.english):
            yield name, _entry(d.name, name, True)
        for name in d.bare:
            yield name, _entry(d.name, name, False)


@cache
def _employee_types() -> _Finder:
    forms = (
        (form, _entry(e.name, form, True))
        for e in employee_types()
        for name in (e.name, *e.names, *e.english)
        for form in ((name, name + "s") if name.isascii() else (name,))
    )
    return _Finder("employee_type", forms, _Cues((), (), (), alone=False))


def _entry(canonical: str, form: str, certain: bool, p: Position | None = None) -> _Entry:
    """``needs_stop`` keeps a short abbreviation (สป.) out of words that begin like it (สปริง)."""
    abbreviation = form.endswith(".") and len(bare(form)) <= 4
    not_after = tuple(bare(w) for w in p.not_after) if p else ()
    # Assistants have a dozen forms each, which would crowd the others out of the candidates.
    may_slip = p is None or not p.is_assistant or form == canonical
    return _Entry(canonical, certain, abbreviation, not_after, may_slip)


def _bare(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(bare(word) for word in words)

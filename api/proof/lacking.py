"""Whether a sentence that we did not compose stands on the grounds that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from api.answering.understanding.organizations import find_organizations
from api.proof.altered import altered
from api.proof.amounts import LISTED, Place, missing_amounts, places_of
from api.proof.binding import Line, line_of, misbound, mixed_rows
from api.proof.borrowing import borrowed
from api.proof.bound import misplaced
from api.proof.comparing import differing, miscast, misordered, turned
from api.proof.copied import exchanged
from api.proof.evidence import Evidence
from api.proof.figures import figures_in
from api.proof.items import mistaken
from api.proof.markup import unwanted
from api.proof.measuring import mismeasured
from api.proof.models import Ground, Lack
from api.proof.names import names_in
from api.proof.naming import unnamed
from api.proof.negating import denied
from api.proof.owning import misowned
from api.proof.parts import Part, parts_of
from api.proof.qualifying import groups_in, unlike
from api.proof.quantities import Seen, see
from api.proof.ranges import torn
from api.proof.ranking import is_proved
from api.proof.reading import Piece, statement_pieces
from api.proof.stepping import missteps
from api.proof.support import missing_organizations
from api.proof.tallying import listed
from api.proof.times import missing_times
from api.proof.told import beyond, usurped
from api.proof.wording import is_thai, strange
from ingest.models import BudgetKind, Organization
from ingest.text.normalize import fold

_BEFORE = 6  # letters
_BOTH = re.compile(r"ทั้ง\s*$")
# A year of a month is no column's or plan's.
_UNDATED = re.compile(r"(?:[\u0e01-\u0e4e]\.\s?[คพย]\.|คม|ยน|พันธ์)\s*(?:พ\.ศ\.\s*)?2[45]\d\d")
# What something is not, behind what it is: if the one holds, so does the other.
_CONTRAST = re.compile(
    r"(?<=[^\s]{4})\s+(?:และ|แต่)?(?:ไม่ใช่|มิใช่)(?:(?!แต่(?!ละ)|ส่วน|โดย|ซึ่ง|และ)[^\n])*$"
)
_OF_PART = re.compile("โครงการ|กิจกรรม|หลักสูตร|ยุทธศาสตร์|กลยุทธ์|กอง|สำนัก|project|activity")


@dataclass(frozen=True, eq=False)
class _Held:
    """What the grounds hold together. ``folded`` has the context, ``text`` is without it."""

    evidence: tuple[Evidence, ...]
    statement: str

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return (
            *(p for one in self.evidence for p in one.pieces),
            *statement_pieces(self.statement),
        )

    @cached_property
    def around(self) -> tuple[Piece, ...]:
        return tuple(p for one in self.evidence for p in one.around)

    @cached_property
    def text(self) -> str:
        return "\n".join((*(one.text for one in self.evidence), self.statement))

    @cached_property
    def folded(self) -> str:
        return "\n".join((*(one.folded for one in self.evidence), fold(self.statement)))

    @cached_property
    def places(self) -> dict[float, list[Place]]:
        return places_of(self.pieces)

    @cached_property
    def all_places(self) -> dict[float, list[Place]]:
        return places_of((*self.pieces, *self.around))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows that are cited, and the lines outside of tables."""
        lines = [line for one in self.evidence for line in _lines(one)]
        return tuple({line.folded: line for line in lines}.values())

    @cached_property
    def tallies(self) -> Mapping[str, frozenset[int]]:
        """Of each unit how many of it the grounds list."""
        found = listed(self.evidence, self.pieces)
        return {unit: frozenset(n for u, n in found if u == unit) for unit, _ in found}

    @cached_property
    def rows(self) -> int:
        """How many rows, or statements of ours, are cited."""
        return max(len(self.lines), self.statement.count("\n") + 1)

    @cached_property
    def budgets(self) -> frozenset[float]:
        return frozenset[float]().union(*(e.amounts for e in self.evidence))

    @cached_property
    def kinds(self) -> frozenset[BudgetKind]:
        return frozenset[BudgetKind]().union(*(e.kinds for e in self.evidence))


@lru_cache(256)
def _lines(one: Evidence) -> tuple[Line, ...]:
    found: dict[int, list[Piece]] = {}
    for at, piece in enumerate(one.pieces):
        row = piece.cell.row if piece.cell.row >= 0 else -1 - at
        found.setdefault(row, []).append(piece)
    owner = one.organization.name if one.organization else ""
    return tuple(line_of(pieces, owner) for pieces in found.values())


def lacks(
    text: str, grounds: Sequence[Ground], known: Sequence[Organization], asked: str = ""
) -> tuple[Lack, ...]:
    """Why ``text`` doesn't stand on its grounds; empty where it does.

    ``known`` are the library's organisations; ``asked`` is the question, of whose subject a
    sentence tells that names none. Without grounds all of it is lacking. Figures may
    be those of the lines, or of our own statements: none that the text computes itself.
    """
    if not any(ground.evidence or ground.statement for ground in grounds):
        return (Lack("words", text),)
    held = _held(tuple(grounds))
    text = _CONTRAST.sub("", text)
    found = [*unwanted(text, held.folded), *_counted(text, held), *_said(text, held)]
    found += _named(text, held, known)
    found += beyond(text, grounds)
    found += (*borrowed(text, _parts(tuple(grounds)), asked), *mistaken(text, grounds))
    return tuple(dict.fromkeys(found))


@lru_cache(64)
def _parts(grounds: tuple[Ground, ...]) -> tuple[Part, ...]:
    return parts_of(grounds)


@lru_cache(64)  # the sentences of an answer lean on few
def _held(grounds: tuple[Ground, ...]) -> _Held:
    return _Held(
        tuple(dict.fromkeys(e for ground in grounds for e in ground.evidence)),
        "\n".join(dict.fromkeys(g.statement for g in grounds if g.statement)),
    )


def _counted(text: str, held: _Held) -> Iterator[Lack]:
    said = see(text)
    is_whole = _is_whole(text, held)
    missing = list(missing_amounts(said, held.all_places, held.budgets, is_whole, held.tallies))
    missing = [lack for lack in missing if lack.text not in _joint(said, held.rows)]
    yield from missing
    yield from missing_times(said, held.evidence, held.pieces, held.around)
    if not missing:
        ours = frozenset(figure.value for figure in figures_in(_UNDATED.sub("", held.statement)))
        yield from (Lack("figure", t) for t in misplaced(text, held.evidence, ours))
        yield from misbound(said, held.places)
        mixed = mixed_rows(said, held.lines)
        yield from (lack for lack in mixed if not _is_quoted(lack.text, text, held.statement))
    yield from torn(text, held.evidence, held.pieces)
    yield from misowned(text, held.evidence, held.statement)
    yield from mismeasured(said, held.places, held.lines)
    yield from turned(said, held.pieces)
    yield from differing(said, held.pieces)


def _is_quoted(figure: str, text: str, statement: str) -> bool:
    """Whether a figure stands in our statement behind the same words."""
    before, found, _ = text.partition(figure)
    return bool(found) and fold(before)[-_BEFORE:] + fold(figure) in fold(statement)


def _joint(said: Seen, rows: int) -> set[str]:
    """``ทั้งสองตำแหน่ง`` told of two rows."""
    return {
        q.text
        for q in said.quantities
        if q.value == rows > 1 and q.unit in LISTED and _BOTH.search(said.plain[: q.start])
    }


def _is_whole(text: str, held: _Held) -> bool:
    """Whether a sentence names an organisation, and no part of it."""
    folded = fold(text)
    bodies = {e.organization for e in held.evidence if e.organization}
    parts = (name for name, _ in names_in(text) if not name.startswith("month "))
    return not _OF_PART.search(text) and (
        any(fold(body.core) in folded for body in bodies) and not any(parts)
    )


def _said(text: str, held: _Held) -> Iterator[Lack]:
    yield from unlike(text, held.folded, is_thai(text), held.tallies, _proved(text, held))
    yield from denied(text, held.text, held.statement, held.kinds)
    yield from strange(text, held.folded)
    yield from miscast(text, held.pieces)
    yield from misordered(text, held.pieces)
    yield from missteps(text, held.pieces)
    yield from altered(text, held.evidence, held.statement)
    yield from exchanged(text, held.evidence, held.statement)


def _proved(text: str, held: _Held) -> frozenset[str]:
    """Superlatives that the figures bear out."""
    said = see(text)
    return frozenset(
        word
        for group, word, _ in groups_in(said.plain.lower())
        if group in ("highest", "lowest") and is_proved(word, group == "highest", said, held.pieces)
    )


def _named(text: str, held: _Held, known: Sequence[Organization]) -> Iterator[Lack]:
    named = find_organizations(text, known)
    for name in missing_organizations(named, held.evidence, held.folded):
        yield Lack("organization", name)
    yield from unnamed(text, held.evidence, held.folded)
    yield from usurped(text, held.evidence)

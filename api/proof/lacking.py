"""Whether a sentence that we did not compose stands on the grounds that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.organizations import find_organizations
from api.proof.amounts import missing_amounts, places_of
from api.proof.binding import misbound
from api.proof.bound import misplaced
from api.proof.comparing import miscast, turned
from api.proof.evidence import Evidence
from api.proof.figures import figures_in
from api.proof.markup import unwanted
from api.proof.models import Ground, Lack
from api.proof.naming import unnamed
from api.proof.negating import denied
from api.proof.qualifying import unlike
from api.proof.quantities import see
from api.proof.reading import Piece, statement_pieces
from api.proof.support import missing_organizations
from api.proof.times import missing_times
from api.proof.wording import is_thai, strange
from ingest.models import BudgetCell, BudgetKind, Organization, Project
from ingest.text.normalize import fold


@dataclass(frozen=True, slots=True)
class _Held:
    """What the grounds hold together. ``folded`` has the context, ``text`` is without it."""

    evidence: tuple[Evidence, ...]
    pieces: tuple[Piece, ...]
    around: tuple[Piece, ...]
    statement: str
    text: str
    folded: str
    kinds: frozenset[BudgetKind]


def lacks(text: str, grounds: Sequence[Ground], known: Sequence[Organization]) -> tuple[Lack, ...]:
    """Why ``text`` doesn't stand on its grounds; empty where it does.

    ``known`` are the library's organisations. Without grounds all of it is lacking. Figures may
    be those of the lines, or of our own statements: none that the text computes itself.
    """
    if not any(ground.evidence or ground.statement for ground in grounds):
        return (Lack("words", text),)
    held = _held(grounds)
    found = [*unwanted(text, held.folded), *_counted(text, held), *_said(text, held)]
    found += _named(text, held, known)
    return tuple(dict.fromkeys(found))


def _held(grounds: Sequence[Ground]) -> _Held:
    evidence = tuple(dict.fromkeys(e for ground in grounds for e in ground.evidence))
    statement = "\n".join(dict.fromkeys(g.statement for g in grounds if g.statement))
    facts = (fact for one in evidence for fact in one.facts)
    return _Held(
        evidence,
        (*(p for one in evidence for p in one.pieces), *statement_pieces(statement)),
        tuple(p for one in evidence for p in one.around),
        statement,
        "\n".join((*(one.text for one in evidence), statement)),
        "\n".join((*(one.folded for one in evidence), fold(statement))),
        frozenset(f.budget.kind for f in facts if isinstance(f, Project | BudgetCell)),
    )


def _counted(text: str, held: _Held) -> Iterator[Lack]:
    said = see(text)
    budgets = frozenset[float]().union(*(e.amounts for e in held.evidence))
    everywhere = places_of((*held.pieces, *held.around))
    missing = list(missing_amounts(said, everywhere, budgets))
    yield from missing
    yield from missing_times(said, held.evidence, held.pieces, held.around)
    if not missing:
        ours = frozenset(figure.value for figure in figures_in(held.statement))
        yield from (Lack("figure", t) for t in misplaced(text, held.evidence, ours))
        yield from misbound(said, places_of(held.pieces))
    yield from turned(said, held.pieces)


def _said(text: str, held: _Held) -> Iterator[Lack]:
    yield from unlike(text, held.folded, is_thai(text))
    yield from denied(text, held.text, held.statement, held.kinds)
    yield from strange(text, held.folded)
    yield from miscast(text, held.pieces)


def _named(text: str, held: _Held, known: Sequence[Organization]) -> Iterator[Lack]:
    named = find_organizations(text, known)
    for name in missing_organizations(named, held.evidence, held.folded):
        yield Lack("organization", name)
    yield from unnamed(text, held.evidence, held.folded)

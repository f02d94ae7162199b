"""A question understood."""

from __future__ import annotations

from dataclasses import dataclass

from api.answering.understanding.selecting import Bounds
from api.answering.understanding.vocabulary import Operation, Want
from ingest.lexicon import department_names
from ingest.models import Baht, Organization
from ingest.text.normalize import fold


@dataclass(frozen=True, slots=True)
class Query:
    """What a message asks, in itself and with what it inherits.

    ``full`` is its corrected text, ``text`` without names of organisations. ``years`` are B.E.
    years it names; ``strategies`` and ``tactics`` numbers of them; ``units`` what is counted
    ("กี่วัน"); ``words`` the topic; ``weak`` words that help but need not be met (inherited, of
    the asker's position). ``own_position`` is set where "ตำแหน่งของฉัน" is meant. ``bounds`` are
    on amounts, ``claimed`` is the amount (baht) that a yes-or-no question states, ``excluded`` are
    words of what it leaves out; ``every``: each organisation of the library is meant.
    """

    text: str
    words: tuple[str, ...]
    full: str = ""
    weak: tuple[str, ...] = ()
    organizations: tuple[Organization, ...] = ()
    unknown: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    wants: frozenset[Want] = frozenset()
    operations: frozenset[Operation] = frozenset()
    units: tuple[str, ...] = ()
    strategies: tuple[int, ...] = ()
    tactics: tuple[int, ...] = ()
    positions: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    employees: tuple[str, ...] = ()
    own_organization: bool = False
    own_position: bool = False
    own_department: bool = False
    english: bool = False
    bounds: Bounds | None = None
    claimed: Baht | None = None
    excluded: tuple[str, ...] = ()
    every: bool = False

    def wants_any(self, *wants: Want) -> bool:
        return not self.wants.isdisjoint(wants)

    @property
    def department_names(self) -> frozenset[str]:
        """Every name of the departments asked for and of those with their function, folded."""
        return frozenset(fold(n) for d in self.departments for n in (d, *department_names(d)))

    def does(self, *operations: Operation) -> bool:
        return not self.operations.isdisjoint(operations)

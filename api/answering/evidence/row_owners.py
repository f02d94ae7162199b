"""Whose the rows of individual development plans (IDP) are: the positions that are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.answering.evidence.shelf import Reading, Scope
from api.answering.understanding.query import Query
from api.answering.understanding.terms import topic
from api.answering.understanding.vocabulary import vocabulary
from ingest.lexicon import position_names
from ingest.lexicon.match import find_positions
from ingest.lexicon.positions import position
from ingest.lexicon.values import employee_types
from ingest.models import PositionPlan
from ingest.text.normalize import fold
from ingest.text.segment import tokens

_OFFICIALS = "พนักงานส่วนท้องถิ่น"
_NAMED = 0.5  # of the words beside those of learning, in a row that no position was named for

Row = tuple[Reading, PositionPlan]


@dataclass(frozen=True, slots=True)
class Asked:
    """A position that a question names: ``readings`` are those that the name may mean."""

    readings: frozenset[str]

    @property
    def spelt(self) -> frozenset[str]:
        """All its names and those of its line of work."""
        return frozenset(n for p in self.readings for n in (p, *position_names(p)) if len(n) > 2)

    @property
    def names(self) -> frozenset[str]:
        """The same, folded; of who assists in a position not those of the position."""
        known = [position(name) for name in self.readings]
        lines = [p.line for p in known if p is not None and p.is_assistant and p.line]
        others = {name for line in lines for name in position_names(line)}
        return frozenset(map(fold, self.spelt - others))

    @property
    def is_assistant(self) -> bool:
        known = [position(name) for name in self.readings]
        return any(p is not None and p.is_assistant for p in known)


def asked_positions(query: Query) -> list[Asked]:
    """The positions that a question names, each once; two readings of one name are one."""
    wanted = query.positions
    places: dict[tuple[int, int], list[str]] = {}
    for match in find_positions(query.text):
        if match.canonical in wanted:
            places.setdefault((match.start, match.end), []).append(match.canonical)
    groups = list(dict.fromkeys(frozenset(found) for found in places.values()))
    inherited = frozenset(wanted) - frozenset(name for group in groups for name in group)
    return [Asked(group) for group in (*groups, inherited) if group]


def rows_of(query: Query, readings: Sequence[Reading], asked: Asked) -> list[Row]:
    """The rows of a position, in the departments and of the kind of employee asked for if it has
    rows there: its own, else those of its line of work (นักบริหารงานช่าง for ผู้อำนวยการกองช่าง).

    Who assists in a position doesn't hold it: ผู้ช่วยนักพัฒนาชุมชน has no row of นักพัฒนาชุมชน.
    """
    every = [(r, row) for r in readings for row in r.position_plans]
    found = [(r, row) for r, row in every if _is_own(row, asked)]
    if not found and not asked.is_assistant:
        found = [(r, row) for r, row in every if fold(row.position) in asked.names]
    departments = query.department_names
    found = [(r, row) for r, row in found if fold(row.department) in departments] or found
    return [(r, row) for r, row in found if is_of_kind(row, query.employees)] or found


def _is_own(row: PositionPlan, asked: Asked) -> bool:
    named = {m.canonical for m in find_positions(row.position) if m.exact}
    readings = asked.readings
    return bool(named & readings) or fold(row.position) in {fold(name) for name in readings}


def is_of_kind(row: PositionPlan, kinds: Sequence[str]) -> bool:
    """Whether a row is of one of the kinds of employees: tables name the kind of hired staff and
    leave that of officials (พนักงานเทศบาล) out; พนักงานจ้าง are those on missions, too."""
    known = {kind.name: kind.is_a for kind in employee_types()}
    own = row.employee_type
    return any(
        name == own or name in known.get(own, ()) or (not own and _is_official(name, known))
        for name in kinds
    )


def _is_official(name: str, known: Mapping[str, Sequence[str]]) -> bool:
    return name == _OFFICIALS or _OFFICIALS in known.get(name, ())


def beside_learning(query: Query) -> list[str]:
    """The words of a question beside the names of positions and the words of learning."""
    names = {token for asked in asked_positions(query) for n in asked.spelt for token in tokens(n)}
    return [w for w in query.words if w not in names and w not in vocabulary().learning]


def others_rows(query: Query, scope: Scope) -> frozenset[str]:
    """The passages of tables of development plans that are no answer to a question for some
    position's: rows of other positions, and each row where no position is named and the question
    doesn't say what stands in it ("ใครต้องเรียน e-LAAS")."""
    found: set[str] = set()
    beside = beside_learning(query)
    said = topic(beside, (), scope.corpus, query.english) if beside else None
    for reading in scope.readings:
        tables = {reading.passages[row_id].table_id for row_id in reading.position_rows} - {None}
        inside = {p.id for p in reading.plan.passages if p.table_id in tables}
        if query.positions or query.own_position:
            asked = asked_positions(query)
            own = {row.passage_id for one in asked for _, row in rows_of(query, [reading], one)}
            found |= inside - own
        elif not query.departments:
            docs = reading.passage_docs
            found |= {p for p in inside if not said or said.covered(docs[p]) < _NAMED}
    return frozenset(found)

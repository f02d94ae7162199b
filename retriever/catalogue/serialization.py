"""Between the values of ``ingest.models`` and the JSON that the catalogue keeps."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from ingest.models import (
    Baht,
    Budget,
    BudgetCell,
    Fact,
    Measure,
    ParseWarning,
    Passage,
    Place,
    PositionPlan,
    Project,
    Table,
)

passage_json = TypeAdapter(Passage)
table_json = TypeAdapter(Table)
warnings_json = TypeAdapter(tuple[ParseWarning, ...])
places_json = TypeAdapter(tuple[Place, ...])

_FACTS: dict[str, TypeAdapter[Any]] = {
    "project": TypeAdapter(Project),
    "budget_cell": TypeAdapter(BudgetCell),
    "position_plan": TypeAdapter(PositionPlan),
    "measure": TypeAdapter(Measure),
}
_KINDS: dict[type, str] = {
    Project: "project",
    BudgetCell: "budget_cell",
    PositionPlan: "position_plan",
    Measure: "measure",
}


def fact_kind(fact: type[Fact]) -> str:
    """The name under which facts of this class are kept."""
    return _KINDS[fact]


def fact_columns(fact: Fact) -> dict[str, object]:
    """What a fact row is queried by, and its JSON."""
    kind = _KINDS[type(fact)]
    budget: Budget | None = None
    value: float | None = None
    match fact:
        case Project(name=name, budget=budget):
            pass
        case BudgetCell(row=name, budget=budget):
            pass
        case PositionPlan(position=name):
            pass
        case Measure(row=name, value=value):
            pass
    return {
        "id": fact.id,
        "passage_id": fact.passage_id,
        "kind": kind,
        "name": name,
        "budget_kind": budget.kind.value if budget else None,
        "budget_satang": satang(budget.baht) if budget else None,
        "value": value,
        "payload": _FACTS[kind].dump_json(fact).decode(),
    }


def satang(baht: Baht | None) -> int | None:
    """An amount as columns keep it; of a part of a satang nothing is left."""
    return None if baht is None else int(baht * 100)


def read_fact(kind: str, payload: str) -> Fact:
    fact: Fact = _FACTS[kind].validate_json(payload)
    return fact

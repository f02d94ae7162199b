"""A catalogue that an earlier version wrote, brought to the schema of this one."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import Connection, select, update

from ingest.facts.reading import facts_of
from ingest.models import BudgetCell, Fact, Plan, Project
from retriever.catalogue import rows, schema, serialization

# Versions that can be brought to this one.
UPGRADABLE = frozenset({1})

_FRACTION = re.compile(r"\d\.(?!0+(?!\d))\d")


def upgrade(connection: Connection) -> None:
    """From version 1, which kept whole baht and had satang rounded: its column is given satang,
    and amounts that the plans print with satang are read again from the tables kept."""
    connection.exec_driver_sql("ALTER TABLE facts RENAME COLUMN budget_baht TO budget_satang")
    connection.exec_driver_sql("UPDATE facts SET budget_satang = budget_satang * 100")
    tables = schema.tables
    found = connection.execute(select(tables.c.plan_id, tables.c.payload))
    for plan_id in sorted({row.plan_id for row in found if _FRACTION.search(row.payload)}):
        _read_again(connection, rows.read_plan(connection, plan_id))
    settings = schema.settings
    connection.execute(
        update(settings).where(settings.c.name == "schema").values(value=str(schema.SCHEMA_VERSION))
    )


def _read_again(connection: Connection, plan: Plan) -> None:
    read = {fact.id: fact for fact in facts_of(plan.id, plan.tables, plan.places, [])}
    for old in plan.facts:
        new = _with_budget_of(old, read.get(old.id))
        if new != old:
            table = schema.facts
            values = serialization.fact_columns(new)
            connection.execute(update(table).where(table.c.id == old.id).values(values))


def _with_budget_of(old: Fact, new: Fact | None) -> Fact:
    """All but the budget stays, since another version may read the rest in another way."""
    if isinstance(old, Project) and isinstance(new, Project):
        return replace(old, budget=new.budget, yearly=new.yearly)
    if isinstance(old, BudgetCell) and isinstance(new, BudgetCell):
        return replace(old, budget=new.budget)
    return old

"""Plans into the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert

from ingest.models import Plan
from retriever.catalogue import rows, schema
from retriever.catalogue.origins import detach
from retriever.catalogue.vectors import Half, put_vectors


class Kept(NamedTuple):
    """A plan to keep in place of those of ``replaces``.

    ``keys`` are its passages' keys; ``vectors`` the embedder's name and a row a passage.
    """

    plan: Plan
    origin: str
    keys: Sequence[int]
    replaces: tuple[str, ...] = ()
    vectors: tuple[str, Half] | None = None


def put_plan(connection: Connection, kept: Kept) -> None:
    plan = kept.plan
    for plan_id in kept.replaces:
        connection.execute(delete(schema.plans).where(schema.plans.c.id == plan_id))
    detach(connection, kept.origin)
    connection.execute(insert(schema.plans).values(rows.plan_row(plan, kept.origin)))
    for table, values in (
        (schema.passages, rows.passage_rows(plan, kept.keys)),
        (schema.tables, rows.table_rows(plan)),
        (schema.facts, rows.fact_rows(plan)),
        (schema.places, rows.place_rows(plan)),
        (schema.originals, rows.original_rows(plan)),
    ):
        if values:
            connection.execute(insert(table), values)
    if kept.vectors:
        put_vectors(connection, plan.id, *kept.vectors)

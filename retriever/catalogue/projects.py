"""Projects by the columns of the catalogue: many told apart by little, few read whole."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from ingest.models import Baht, Project
from retriever.catalogue import schema, serialization
from retriever.catalogue.among import among

_KIND = serialization.fact_kind(Project)


class ProjectLine(NamedTuple):
    """What projects are told apart by; the rest of one is read by its ``id``.

    ``satang`` (a hundredth of a baht) is None where no amount is stated. A tuple, as a library
    has 100,000 of them: it is made four times as fast as a frozen dataclass.
    """

    id: str
    plan_id: str
    name: str
    satang: int | None


def project_lines(
    connection: Connection,
    plan_ids: Collection[str] | None,
    budget_min: Baht | None,
    budget_max: Baht | None,
) -> list[ProjectLine]:
    """Plan by plan in reading order. A bound (baht, inclusive) leaves stated amounts alone."""
    table = schema.facts
    query = (
        select(table.c.id, table.c.plan_id, table.c.name, table.c.budget_satang)
        .where(table.c.kind == _KIND)
        .order_by(table.c.plan_id, table.c.position)
    )
    if plan_ids is not None:
        query = query.where(among(table.c.plan_id, plan_ids))
    if budget_min is not None:
        query = query.where(table.c.budget_satang >= serialization.satang(budget_min))
    if budget_max is not None:
        query = query.where(table.c.budget_satang <= serialization.satang(budget_max))
    return [ProjectLine._make(row) for row in connection.execute(query).all()]


def projects_by_id(connection: Connection, ids: Collection[str]) -> dict[str, Project]:
    """The projects of ``ids``; unknown ones are left out."""
    table = schema.facts
    found: dict[str, Project] = {}
    query = select(table.c.id, table.c.payload).where(table.c.kind == _KIND, among(table.c.id, ids))
    for id_, payload in connection.execute(query):
        fact = serialization.read_fact(_KIND, payload)
        assert isinstance(fact, Project)
        found[id_] = fact
    return found

"""Between a plan's row in the catalogue and the values made of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ingest.models import Organization, OrganizationType, Passage, Place, Plan
from retriever.catalogue import schema, serialization
from retriever.catalogue.among import among


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan without its contents. ``added_at`` is ISO 8601 in UTC."""

    id: str
    origin: str
    source: str
    content_hash: str
    title: str
    kind: str
    organization: Organization | None
    fiscal_years: tuple[int, ...]
    line_count: int
    passage_count: int
    warning_count: int
    added_at: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as it is kept: the key that the derived indexes know it by, and its plan."""

    key: int
    plan_id: str
    passage: Passage


def plan_row(plan: Plan, origin: str) -> dict[str, object]:
    """The row of ``plan``; its ``stamp`` is new each time a plan is put."""
    body = plan.organization
    return {
        "id": plan.id,
        "origin": origin,
        "source": plan.source,
        "content_hash": plan.content_hash,
        "title": plan.title,
        "kind": plan.kind,
        "organization": body.name if body else None,
        "organization_type": body.type.value if body else None,
        "organization_core": body.core if body else None,
        "district": body.district if body else None,
        "province": body.province if body else None,
        "variants": list(body.variants) if body else [],
        "fiscal_years": list(plan.fiscal_years),
        "lines": list(plan.lines),
        "warnings": serialization.warnings_json.dump_json(plan.warnings).decode(),
        "stamp": uuid.uuid4().hex,
        "line_count": len(plan.lines),
        "passage_count": len(plan.passages),
        "warning_count": len(plan.warnings),
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def passage_rows(plan: Plan, keys: Sequence[int]) -> list[dict[str, object]]:
    """A row a passage, under ``keys`` in the same order; ValueError where they differ in number."""
    return [
        {
            "key": key,
            "id": passage.id,
            "plan_id": plan.id,
            "payload": serialization.passage_json.dump_json(passage).decode(),
        }
        for key, passage in zip(keys, plan.passages, strict=True)
    ]


def table_rows(plan: Plan) -> list[dict[str, object]]:
    return [
        {
            "plan_id": plan.id,
            "position": at,
            "payload": serialization.table_json.dump_json(table).decode(),
        }
        for at, table in enumerate(plan.tables)
    ]


def fact_rows(plan: Plan) -> list[dict[str, object]]:
    return [
        {"plan_id": plan.id, "position": at, **serialization.fact_columns(fact)}
        for at, fact in enumerate(plan.facts)
    ]


def place_rows(plan: Plan) -> list[dict[str, object]]:
    """A row for all places of ``plan``, or none."""
    if not plan.places:
        return []
    payload = serialization.places_json.dump_json(plan.places, exclude_defaults=True).decode()
    return [{"plan_id": plan.id, "payload": payload}]


def original_rows(plan: Plan) -> list[dict[str, object]]:
    """A row for the file of ``plan``, or none."""
    return [{"plan_id": plan.id, "data": plan.original}] if plan.original else []


_BULKY = {"lines", "warnings"}


def summary_query() -> Select[Any]:
    table = schema.plans
    columns = [column for column in table.c if column.name not in _BULKY]
    return select(*columns)


def read_summary(row: Row[Any]) -> PlanSummary:
    return PlanSummary(
        id=row.id,
        origin=row.origin,
        source=row.source,
        content_hash=row.content_hash,
        title=row.title,
        kind=row.kind,
        organization=_organization(row),
        fiscal_years=tuple(row.fiscal_years),
        line_count=row.line_count,
        passage_count=row.passage_count,
        warning_count=row.warning_count,
        added_at=row.added_at,
    )


def _organization(row: Row[Any]) -> Organization | None:
    if row.organization is None:
        return None
    return Organization(
        name=row.organization,
        type=OrganizationType(row.organization_type),
        core=row.organization_core,
        district=row.district,
        province=row.province,
        variants=tuple(row.variants),
    )


def read_plan(connection: Connection, plan_id: str) -> Plan:
    """The whole plan, equal to the one that was put; NoResultFound for an unknown id."""
    row = connection.execute(select(schema.plans).where(schema.plans.c.id == plan_id)).one()
    tables, passages, facts = schema.tables, schema.passages, schema.facts
    tables_read = connection.scalars(
        select(tables.c.payload).where(tables.c.plan_id == plan_id).order_by(tables.c.position)
    )
    passages_read = connection.scalars(
        select(passages.c.payload).where(passages.c.plan_id == plan_id).order_by(passages.c.key)
    )
    facts_read = connection.execute(
        select(facts.c.kind, facts.c.payload)
        .where(facts.c.plan_id == plan_id)
        .order_by(facts.c.position)
    )
    places_read = connection.scalar(
        select(schema.places.c.payload).where(schema.places.c.plan_id == plan_id)
    )
    return Plan(
        id=row.id,
        source=row.source,
        content_hash=row.content_hash,
        title=row.title,
        kind=row.kind,
        organization=_organization(row),
        fiscal_years=tuple(row.fiscal_years),
        lines=tuple(row.lines),
        tables=tuple(serialization.table_json.validate_json(text) for text in tables_read),
        passages=tuple(serialization.passage_json.validate_json(text) for text in passages_read),
        facts=tuple(serialization.read_fact(fact.kind, fact.payload) for fact in facts_read),
        warnings=serialization.warnings_json.validate_json(row.warnings),
        places=serialization.places_json.validate_json(places_read or "[]"),
    )


def read_places(connection: Connection, plan_ids: Collection[str]) -> dict[str, tuple[Place, ...]]:
    """Where the lines of those plans stand that are no text."""
    table = schema.places
    query = select(table.c.plan_id, table.c.payload).where(among(table.c.plan_id, plan_ids))
    return {
        plan_id: serialization.places_json.validate_json(payload)
        for plan_id, payload in connection.execute(query)
    }


def stored(row: Row[Any]) -> Stored:
    """A passage row as a value."""
    passage = serialization.passage_json.validate_json(row.payload)
    return Stored(row.key, row.plan_id, passage)

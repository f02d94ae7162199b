"""Vectors kept beside their plans: what Chroma is rebuilt from, without embedding again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, delete, insert, select

from retriever.catalogue import schema

Half = NDArray[np.float16]


def put_vectors(connection: Connection, plan_id: str, embedder: str, rows: Half) -> None:
    """Keep ``rows``, one a passage in reading order, beside those of other models."""
    table = schema.vectors
    mine = (table.c.plan_id == plan_id, table.c.embedder == embedder)
    connection.execute(delete(table).where(*mine))
    connection.execute(
        insert(table).values(plan_id=plan_id, embedder=embedder, rows=rows.tobytes())
    )


def put_vectors_of(
    connection: Connection, plan_id: str, stamp: str, embedder: str, rows: Half
) -> None:
    """``put_vectors`` unless the plan was changed or removed since it had ``stamp``."""
    plans = schema.plans
    held = connection.scalar(select(plans.c.stamp).where(plans.c.id == plan_id))
    if held == stamp:
        put_vectors(connection, plan_id, embedder, rows)


def get_vectors(
    connection: Connection, plan_id: str, embedder: str
) -> tuple[list[int], Half] | None:
    """The plan's passage keys and a vector each, or None where this embedder made none."""
    table, passages = schema.vectors, schema.passages
    blob = connection.scalar(
        select(table.c.rows).where(table.c.plan_id == plan_id, table.c.embedder == embedder)
    )
    if blob is None:
        return None
    keys = list(
        connection.scalars(
            select(passages.c.key).where(passages.c.plan_id == plan_id).order_by(passages.c.key)
        )
    )
    flat = np.frombuffer(blob, dtype=np.float16)
    return keys, flat.reshape(len(keys), -1) if keys else flat.reshape(0, 0)


def plans_without_vectors(connection: Connection, embedder: str) -> list[str]:
    """Plans that ``embedder`` has not embedded yet."""
    table, plans = schema.vectors, schema.plans
    joined = plans.outerjoin(
        table, and_(table.c.plan_id == plans.c.id, table.c.embedder == embedder)
    )
    query = select(plans.c.id).select_from(joined).where(table.c.plan_id.is_(None))
    return list(connection.scalars(query.order_by(plans.c.id)))


def keys_after(connection: Connection, key: int) -> list[int]:
    """Passage keys greater than ``key``: what was added since that one was the last."""
    table = schema.passages
    return list(
        connection.scalars(select(table.c.key).where(table.c.key > key).order_by(table.c.key))
    )

"""Where plans came from: each origin, a file or an upload, holds one content; several may hold
the same. The plan bears the name of one of them and goes with the last."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, literal, select, update

from retriever.catalogue import schema
from retriever.catalogue.marks import count_change, mark

# With the plan's id after it: what stands for the origin of a plan that has none left.
NO_ORIGIN = "//none//"


class Origin(NamedTuple):
    """``named`` where the plan bears the name of this one, which is ``source``."""

    origin: str
    plan_id: str
    source: str
    named: bool


class Origins:
    def __init__(self, engine: Engine) -> None:
        self._reading = engine.execution_options(writes=False)
        self._writing = engine

    def all(self) -> list[Origin]:
        """The origins that plans are named by, then the copies."""
        with self._reading.begin() as connection:
            return _origins(connection)

    def of(self, plan_id: str) -> list[Origin]:
        """A plan's, the one that it is named by first."""
        with self._reading.begin() as connection:
            return _origins(connection, plan_id)

    def held_by(self, origin: str) -> str | None:
        """The id of the plan whose content ``origin`` holds."""
        with self._reading.begin() as connection:
            return _held_by(connection, origin)

    def change(self, taken: Sequence[str], given: Sequence[Origin]) -> dict[str, list[int]]:
        """All of ``taken`` hold nothing any more, then ``given`` hold what they name; plans that
        no origin is left of go. The ids of these and their passage keys."""
        with self._writing.begin() as connection:
            for origin in [*taken, *(each.origin for each in given)]:
                detach(connection, origin)
            for each in given:
                _attach(connection, each)
            dropped = _sweep(connection)
            count_change(connection)
            if dropped:
                mark(connection, settled=False)
        return dropped


def _origins(connection: Connection, plan_id: str | None = None) -> list[Origin]:
    plans, copies = schema.plans, schema.copies
    held = select(plans.c.origin, plans.c.id, plans.c.source)
    more = select(copies.c.origin, copies.c.plan_id, copies.c.source)
    if plan_id is not None:
        held, more = held.where(plans.c.id == plan_id), more.where(copies.c.plan_id == plan_id)
    found = [Origin(*row, named=True) for row in connection.execute(held)]
    rows = connection.execute(more.order_by(copies.c.origin))
    return found + [Origin(*row, named=False) for row in rows]


def _held_by(connection: Connection, origin: str) -> str | None:
    plans, copies = schema.plans, schema.copies
    named: str | None = connection.scalar(select(plans.c.id).where(plans.c.origin == origin))
    if named is not None:
        return named
    copy: str | None = connection.scalar(select(copies.c.plan_id).where(copies.c.origin == origin))
    return copy


def detach(connection: Connection, origin: str) -> None:
    """``origin`` holds nothing any more. A plan that is named by it takes the name of a copy, or
    is left without any."""
    copies = schema.copies
    connection.execute(delete(copies).where(copies.c.origin == origin))
    plan_id = _held_by(connection, origin)
    if plan_id is None:
        return
    rest = _origins(connection, plan_id)[1:]
    if rest:
        _name(connection, rest[0])
    else:
        _name(connection, Origin(f"{NO_ORIGIN}{plan_id}", plan_id, "", named=True))


def _attach(connection: Connection, given: Origin) -> None:
    table = schema.plans
    named = connection.scalar(select(table.c.origin).where(table.c.id == given.plan_id))
    if given.named or named == f"{NO_ORIGIN}{given.plan_id}":
        _name(connection, given)
    else:
        row = {"origin": given.origin, "plan_id": given.plan_id, "source": given.source}
        connection.execute(insert(schema.copies).values(row))


def _name(connection: Connection, given: Origin) -> None:
    """Let the plan bear the name of ``given``, whatever it was named by."""
    copies, plans = schema.copies, schema.plans
    connection.execute(delete(copies).where(copies.c.origin == given.origin))
    values = {"origin": given.origin, "stamp": uuid.uuid4().hex}
    if given.source:
        values["source"] = given.source
    connection.execute(update(plans).where(plans.c.id == given.plan_id).values(values))


def _sweep(connection: Connection) -> dict[str, list[int]]:
    plans, passages = schema.plans, schema.passages
    orphans = select(plans.c.id).where(plans.c.origin == literal(NO_ORIGIN) + plans.c.id)
    dropped: dict[str, list[int]] = {}
    for plan_id in list(connection.scalars(orphans)):
        keys = select(passages.c.key).where(passages.c.plan_id == plan_id)
        dropped[plan_id] = list(connection.scalars(keys))
        connection.execute(delete(plans).where(plans.c.id == plan_id))
    return dropped

"""Events that came in and wait to be answered: each kept once, and taken by one worker.

An event is durable before its sender is told that it was received. What it carries is deleted
once it is answered; its id stays some days, so that a repeated delivery isn't answered again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Select, and_, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

WAITING, TAKEN, DONE, LOST = "waiting", "taken", "done", "lost"
# Deliveries are repeated within hours; an id takes some 150 bytes.
KEPT_SECONDS = 3 * 24 * 60 * 60
# Events of one body came together, and are answered in their order.
_NEXT = 1e-6


@dataclass(frozen=True, slots=True)
class Incoming:
    """``lane`` is whom it came from: events of one lane are answered one after the other."""

    id: str
    lane: str
    payload: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An event that is this worker's to answer; ``received_at`` is in seconds since the epoch."""

    id: str
    lane: str
    payload: str
    received_at: float


class Inbox(Shelf):
    """Shared by the threads of a process and by processes. An event that isn't done within
    ``lease`` seconds of being taken is taken again (its worker died); one that is older than
    ``life`` seconds can't be answered any more. ``clock`` gives seconds since the epoch."""

    def __init__(
        self,
        engine: Engine,
        *,
        life: float,
        lease: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(engine)
        self._life = life
        self._lease = lease
        self._clock = clock

    def put(self, events: Sequence[Incoming]) -> int:
        """Keeps the events that are new, all or none; how many were."""
        if not events:
            return 0
        now = self._clock()
        rows = [
            {
                "id": event.id,
                "lane": event.lane,
                "payload": event.payload,
                "state": WAITING,
                "received_at": now + at * _NEXT,
            }
            for at, event in enumerate(events)
        ]
        statement = insert(schema.inbox).on_conflict_do_nothing()
        with self._changing() as connection:
            return sum(connection.execute(statement, row).rowcount for row in rows)

    def take(self, count: int) -> list[Taken]:
        """At most ``count`` waiting events, oldest first, and of each lane its oldest, where no
        other event of it is being answered."""
        table, now = schema.inbox, self._clock()
        with self._changing() as connection:
            self._take_back(connection, now)
            ids = connection.scalars(_takable(count)).all()
            if not ids:
                return []
            change = update(table).where(table.c.id.in_(ids)).values(state=TAKEN, taken_at=now)
            rows = connection.execute(change.returning(table)).all()
        taken = [Taken(row.id, row.lane, row.payload, row.received_at) for row in rows]
        return sorted(taken, key=lambda event: event.received_at)

    def done(self, event_id: str) -> None:
        """It was answered, or needs no answer; what it carried is deleted."""
        table = schema.inbox
        change = update(table).where(table.c.id == event_id).values(state=DONE, payload="")
        with self._changing() as connection:
            connection.execute(change)

    def lose(self) -> int:
        """Gives up what is too old to be answered, and forgets the ids of long ago; how many were
        given up."""
        table, now = schema.inbox, self._clock()
        too_old = and_(table.c.state == WAITING, table.c.received_at <= now - self._life)
        with self._changing() as connection:
            self._take_back(connection, now)
            change = update(table).where(too_old).values(state=LOST, payload="")
            lost = connection.execute(change).rowcount
            connection.execute(delete(table).where(table.c.received_at <= now - KEPT_SECONDS))
        return lost

    def has_work(self) -> bool:
        """Whether anything waits or is being answered, by whatever process."""
        table = schema.inbox
        query = select(table.c.id).where(table.c.state.in_((WAITING, TAKEN))).limit(1)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def _take_back(self, connection: Connection, now: float) -> None:
        table = schema.inbox
        stale = and_(table.c.state == TAKEN, table.c.taken_at <= now - self._lease)
        connection.execute(update(table).where(stale).values(state=WAITING, taken_at=None))


def _takable(count: int) -> Select[tuple[str]]:
    table, other = schema.inbox, schema.inbox.alias()
    is_before = and_(
        other.c.lane == table.c.lane,
        (other.c.state == TAKEN)
        | and_(other.c.state == WAITING, other.c.received_at < table.c.received_at),
    )
    query = select(table.c.id).where(table.c.state == WAITING, ~exists().where(is_before))
    return query.order_by(table.c.received_at).limit(count)

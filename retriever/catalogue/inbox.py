"""Events that came in and wait to be answered: each kept once, and taken by one worker.

An event is durable before its sender is told that it was received. What it carries is deleted
once it is answered; its id stays some days, so that a repeated delivery isn't answered again.
Where there was no time for the answer, and a button was sent in its place, the answer is owed: the
event is taken once more when nothing else waits, also by another process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

WAITING, TAKEN, DONE, LOST = "waiting", "taken", "done", "lost"
# With a button in place of the answer; and such an answer being made.
PROMISED, OWED = "promised", "owed"
# Deliveries are repeated within hours; an id takes some 150 bytes.
KEPT_SECONDS = 3 * 24 * 60 * 60
# An answer that is owed for so long was asked for again.
OWED_SECONDS = 60 * 60
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


@dataclass(frozen=True, slots=True)
class Backlog:
    """``lost`` events were just given up; the oldest that waits does so for ``age`` seconds;
    ``owing`` where answers are owed that nobody makes."""

    lost: int
    age: float
    owing: bool


class Inbox(Shelf):
    """Shared by the threads of a process and by processes. An event that isn't done within
    ``lease`` seconds of being taken is taken again (its worker died), an answer that is owed after
    ``owed_lease``; an event older than ``life`` seconds can't be answered any more. ``clock`` gives
    seconds since the epoch."""

    def __init__(
        self,
        engine: Engine,
        *,
        life: float,
        lease: float,
        owed_lease: float = 180.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(engine)
        self._life = life
        self._leases = ((TAKEN, WAITING, lease), (OWED, PROMISED, owed_lease))
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
        with self._changing() as connection:
            return sum(connection.execute(_PUT, row).rowcount for row in rows)

    def take(
        self, count: int, *, done: Sequence[str] = (), newest_first: bool = False
    ) -> list[Taken]:
        """At most ``count`` waiting events, and of each lane its oldest, where no other event of it
        is being answered; oldest first, also where the newest were taken. In the same transaction
        events are ``done``."""
        with self._changing() as connection:
            _finish(connection, done)
            return self._taken(connection, _TAKE_NEWEST if newest_first else _TAKE, count)

    def take_late(self, count: int, age: float) -> list[Taken]:
        """As ``take``, of those that wait for more than ``age`` seconds."""
        with self._changing() as connection:
            return self._taken(connection, _TAKE_LATE, count, before=self._clock() - age)

    def take_promised(self, count: int) -> list[Taken]:
        """At most ``count`` events whose answers are owed, oldest first."""
        with self._changing() as connection:
            return self._taken(connection, _TAKE_PROMISED, count)

    def _taken(
        self, connection: Connection, change: Update, count: int, **more: float
    ) -> list[Taken]:
        if not count:
            return []
        rows = connection.execute(change, {"now": self._clock(), "count": count, **more}).all()
        taken = [Taken(row.id, row.lane, row.payload, row.received_at) for row in rows]
        return sorted(taken, key=lambda event: event.received_at)

    def done(self, *event_ids: str) -> None:
        """They were answered, or need no answer; what they carried is deleted."""
        with self._changing() as connection:
            _finish(connection, event_ids)

    def promise(self, event_id: str, *, begun: bool) -> None:
        """A button was sent, and the answer is owed; ``begun`` where it is being made."""
        values = {"event": event_id, "new": OWED if begun else PROMISED, "now": self._clock()}
        with self._changing() as connection:
            connection.execute(_PROMISE, values)

    def lose(self) -> Backlog:
        """Gives up what is too old to be answered, lets what a dead worker had be taken again, and
        forgets the ids of long ago."""
        table, now = schema.inbox, self._clock()
        too_old = and_(table.c.state == WAITING, table.c.received_at <= now - self._life)
        forgotten = and_(table.c.state == PROMISED, table.c.received_at <= now - OWED_SECONDS)
        with self._changing() as connection:
            for state, before, lease in self._leases:
                stale = and_(table.c.state == state, table.c.taken_at <= now - lease)
                connection.execute(update(table).where(stale).values(state=before, taken_at=None))
            change = update(table).where(too_old | forgotten).values(state=LOST, payload="")
            lost = connection.execute(change).rowcount
            connection.execute(delete(table).where(table.c.received_at <= now - KEPT_SECONDS))
            oldest = connection.scalar(_OLDEST)
            owing = connection.execute(_OWING.limit(1)).first() is not None
        return Backlog(lost, now - oldest if oldest else 0.0, owing)

    def has_work(self) -> bool:
        """Whether anything waits or is being answered, by whatever process."""
        table = schema.inbox
        query = select(table.c.id).where(table.c.state.in_((WAITING, TAKEN))).limit(1)
        with self._reading() as connection:
            return connection.execute(query).first() is not None


def _finish(connection: Connection, event_ids: Sequence[str]) -> None:
    for event_id in event_ids:
        connection.execute(_DONE, {"event": event_id})


# Made once: making a statement anew takes longer than running it.

_TABLE, _OTHER = schema.inbox, schema.inbox.alias()
_PUT = insert(_TABLE).on_conflict_do_nothing()
_DONE = update(_TABLE).where(_TABLE.c.id == bindparam("event")).values(state=DONE, payload="")
_PROMISE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("event"))
    .values(state=bindparam("new"), taken_at=bindparam("now"))
)
_OLDEST = select(func.min(_TABLE.c.received_at)).where(_TABLE.c.state == WAITING)
_IS_BEFORE = and_(
    _OTHER.c.lane == _TABLE.c.lane,
    (_OTHER.c.state == TAKEN)
    | and_(_OTHER.c.state == WAITING, _OTHER.c.received_at < _TABLE.c.received_at),
)
_TAKABLE = select(_TABLE.c.id).where(_TABLE.c.state == WAITING, ~exists().where(_IS_BEFORE))
_OWING = select(_TABLE.c.id).where(_TABLE.c.state == PROMISED)
_IN_ORDER = _TABLE.c.received_at


def _taking(query: Select[tuple[str]], state: str) -> Update:
    first = query.limit(bindparam("count")).scalar_subquery()
    change = update(_TABLE).where(_TABLE.c.id.in_(first))
    return change.values(state=state, taken_at=bindparam("now")).returning(_TABLE)


_TAKE = _taking(_TAKABLE.order_by(_IN_ORDER), TAKEN)
_TAKE_NEWEST = _taking(_TAKABLE.order_by(_IN_ORDER.desc()), TAKEN)
_TAKE_LATE = _taking(
    _TAKABLE.where(_TABLE.c.received_at <= bindparam("before")).order_by(_IN_ORDER), TAKEN
)
_TAKE_PROMISED = _taking(_OWING.order_by(_IN_ORDER), OWED)

"""Conversations: the last messages of each and whom it is with, until they expire."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

# Long enough for any follow-up to find what it leaves out, short enough to read on each turn.
MESSAGES = 20
# A person who comes back the next morning goes on; nothing personal is kept longer.
LIFETIME_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Session:
    """``messages`` are JSON objects of the caller's making, oldest first."""

    id: str
    messages: tuple[dict[str, Any], ...] = ()
    profile: dict[str, str] = field(default_factory=dict)


class Sessions(Shelf):
    """``clock`` gives seconds since the epoch; each change of a session renews its lifetime."""

    def __init__(
        self,
        engine: Engine,
        *,
        lifetime: float = LIFETIME_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(engine)
        self._lifetime = lifetime
        self._clock = clock

    def get(self, session_id: str) -> Session:
        """The session, an empty one where it is unknown or has expired."""
        table = schema.sessions
        query = select(table).where(table.c.id == session_id)
        with self._reading() as connection:
            row = connection.execute(query.where(table.c.expires_at > self._clock())).first()
        if row is None:
            return Session(session_id)
        return Session(row.id, tuple(row.messages), dict(row.profile))

    def append(
        self,
        session_id: str,
        *messages: Mapping[str, Any],
        profile: Mapping[str, str] | None = None,
    ) -> None:
        """Add messages at the end; of more than ``MESSAGES`` the oldest go. A ``profile`` takes
        the place of the one there is."""
        self._change(
            session_id,
            lambda old: (
                [*old.messages, *map(dict, messages)],
                old.profile if profile is None else dict(profile),
            ),
        )

    def _change(
        self,
        session_id: str,
        change: Callable[[Session], tuple[list[dict[str, Any]], dict[str, str]]],
    ) -> None:
        table, now = schema.sessions, self._clock()
        with self._changing() as connection:
            connection.execute(delete(table).where(table.c.expires_at <= now))
            row = connection.execute(select(table).where(table.c.id == session_id)).first()
            old = Session(session_id)
            if row is not None:
                old = Session(session_id, tuple(row.messages), dict(row.profile))
            messages, profile = change(old)
            values = {
                "messages": messages[-MESSAGES:],
                "profile": profile,
                "expires_at": now + self._lifetime,
            }
            change_row = insert(table).values(id=session_id, **values)
            connection.execute(
                change_row.on_conflict_do_update(
                    index_elements=[table.c.id],
                    set_={name: change_row.excluded[name] for name in values},
                )
            )

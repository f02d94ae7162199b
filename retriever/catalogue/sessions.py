"""Conversations: the last messages of each and whom it is with, until they expire."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

# Long enough for any follow-up to find what it leaves out, short enough to read on each turn.
MESSAGES = 20
# A person who comes back the next morning goes on; nothing personal is kept longer.
LIFETIME_SECONDS = 24 * 60 * 60
# Expired ones, which nobody is given, are deleted this often at most.
_SWEEP_SECONDS = 60.0

# Made once: making a statement anew takes longer than running it.
_TABLE = schema.sessions
_LIVING = select(_TABLE).where(
    _TABLE.c.id == bindparam("session_id"), _TABLE.c.expires_at > bindparam("now")
)
_NEW = insert(_TABLE)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _NEW.excluded[name] for name in ("messages", "profile", "expires_at")},
)


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
        self._swept = 0.0

    def get(self, session_id: str) -> Session:
        """The session, an empty one where it is unknown or has expired."""
        with self._reading() as connection:
            return self._read(connection, session_id, self._clock())

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
        now = self._clock()
        with self._changing() as connection:
            if now >= self._swept + _SWEEP_SECONDS:
                connection.execute(delete(_TABLE).where(_TABLE.c.expires_at <= now))
                self._swept = now
            messages, profile = change(self._read(connection, session_id, now))
            values = {
                "id": session_id,
                "messages": messages[-MESSAGES:],
                "profile": profile,
                "expires_at": now + self._lifetime,
            }
            connection.execute(_PUT, values)

    def _read(self, connection: Connection, session_id: str, now: float) -> Session:
        row = connection.execute(_LIVING, {"session_id": session_id, "now": now}).first()
        if row is None:
            return Session(session_id)
        return Session(session_id, tuple(row.messages), dict(row.profile))

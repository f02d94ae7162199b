"""What the LINE bot keeps: events on their way, who writes, and answers that were late."""

from __future__ import annotations

import secrets

from sqlalchemy import Engine

from retriever.catalogue.inbox import Inbox
from retriever.catalogue.late_answers import LateAnswers
from retriever.catalogue.marks import read_setting, write_setting
from retriever.catalogue.people import People

# LINE takes a reply for about a minute after it sent the event; the rest is for the way.
LIFE_SECONDS = 50.0
# Longer than a worker has for an event, so that no other takes it meanwhile.
LEASE_SECONDS = 35.0
_SECRET = "line_secret"


class LineShelf:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.inbox = Inbox(engine, life=LIFE_SECONDS, lease=LEASE_SECONDS)
        self.people = People(engine)
        self.late_answers = LateAnswers(engine)

    def secret(self) -> bytes:
        """The key under which people's ids are hashed: made once, and kept with the library."""
        with self._engine.begin() as connection:
            kept = read_setting(connection, _SECRET)
            if kept is None:
                kept = secrets.token_hex(32)
                write_setting(connection, _SECRET, kept)
        return bytes.fromhex(kept)

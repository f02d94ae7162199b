"""Drafts of plans, each under an id that can't be guessed, until a year after it was last used."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

_DAY_SECONDS = 24 * 60 * 60
# A plan is written once a year: who comes back for the next one still finds the last.
LIFETIME_SECONDS = 366 * _DAY_SECONDS
# Some 60 KB each: 300 MB. Of more those that were used longest ago go.
KEPT = 5_000
_ID_BYTES = 16  # 128 bits: who has the link has the draft, nobody finds one by trying


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """``payload`` is JSON of the caller's making; ``revision`` counts from 1."""

    id: str
    revision: int
    payload: str


class DraftConflict(Exception):
    """Another change came first."""


class DraftShelf(Shelf):
    """``clock`` gives seconds since the epoch; opening or changing a draft renews its year."""

    def __init__(
        self,
        engine: Engine,
        *,
        lifetime: float = LIFETIME_SECONDS,
        kept: int = KEPT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(engine)
        self._lifetime = lifetime
        self._kept = kept
        self._clock = clock

    def add(self, payload: str) -> KeptDraft:
        """Keep a new draft; those whose time is over go, and of too many the oldest."""
        table, now = schema.drafts, self._clock()
        draft = KeptDraft(token_urlsafe(_ID_BYTES), 1, payload)
        # LIMIT -1 is SQLite's "all": everything behind the newest.
        newest = (table.c.used_at.desc(), table.c.id)
        old = select(table.c.id).order_by(*newest).limit(-1).offset(self._kept)
        row = insert(table).values(id=draft.id, revision=1, payload=payload, used_at=now)
        with self._changing() as connection:
            connection.execute(delete(table).where(table.c.used_at <= now - self._lifetime))
            connection.execute(row)
            connection.execute(delete(table).where(table.c.id.in_(old)))
        return draft

    def get(self, draft_id: str) -> KeptDraft | None:
        """None where there is none, or its time is over."""
        table, now = schema.drafts, self._clock()
        query = select(table).where(table.c.id == draft_id)
        with self._reading() as connection:
            row = connection.execute(query.where(table.c.used_at > now - self._lifetime)).first()
        if row is None:
            return None
        if row.used_at < now - _DAY_SECONDS:  # a page that is looked at all day is one write
            with self._changing() as connection:
                connection.execute(update(table).where(table.c.id == draft_id).values(used_at=now))
        return KeptDraft(row.id, row.revision, row.payload)

    def replace(self, draft_id: str, revision: int, payload: str) -> KeptDraft | None:
        """The draft of ``revision`` as ``payload`` has it now; None where there is none. Raises
        DraftConflict where it has another revision by now."""
        table, now = schema.drafts, self._clock()
        change = (
            update(table)
            .where(table.c.id == draft_id, table.c.revision == revision)
            .values(revision=revision + 1, payload=payload, used_at=now)
        )
        with self._changing() as connection:
            if connection.execute(change).rowcount:
                return KeptDraft(draft_id, revision + 1, payload)
            if connection.execute(select(table.c.id).where(table.c.id == draft_id)).first():
                raise DraftConflict(draft_id)
        return None

    def remove(self, draft_id: str) -> bool:
        """Forget one; False where there is none."""
        table = schema.drafts
        with self._changing() as connection:
            return bool(connection.execute(delete(table).where(table.c.id == draft_id)).rowcount)

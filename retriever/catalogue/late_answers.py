"""Answers that took longer than a reply may: kept until they are fetched, and for a day."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

LIFETIME_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """``messages`` is None while the answer is being made, since ``age`` seconds."""

    messages: list[dict[str, Any]] | None
    age: float


class LateAnswers(Shelf):
    """``clock`` gives seconds since the epoch."""

    def __init__(self, engine: Engine, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__(engine)
        self._clock = clock

    def begin(self, answer_id: str, lane: str) -> None:
        """An answer to somebody of ``lane`` is being made; nothing happens where it was begun."""
        table, now = schema.late_answers, self._clock()
        row = insert(table).values(id=answer_id, lane=lane, messages=None, begun_at=now)
        row = row.on_conflict_do_nothing()
        with self._changing() as connection:
            connection.execute(delete(table).where(table.c.begun_at <= now - LIFETIME_SECONDS))
            connection.execute(row)

    def finish(self, answer_id: str, messages: list[dict[str, Any]]) -> bool:
        """False where it is not waited for any more."""
        table = schema.late_answers
        change = update(table).where(table.c.id == answer_id).values(messages=messages)
        with self._changing() as connection:
            return bool(connection.execute(change).rowcount)

    def get(self, answer_id: str, lane: str) -> LateAnswer | None:
        """None where there is none, or it is another's."""
        table, now = schema.late_answers, self._clock()
        query = select(table).where(table.c.id == answer_id, table.c.lane == lane)
        query = query.where(table.c.begun_at > now - LIFETIME_SECONDS)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else LateAnswer(row.messages, now - row.begun_at)

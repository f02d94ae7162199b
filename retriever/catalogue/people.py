"""Who writes to the LINE bot: a keyed hash, an organisation and a position; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema


@dataclass(frozen=True, slots=True)
class Person:
    """``id`` is a keyed hash, from which the person's own id can't be had back."""

    id: str
    organization: str | None = None
    position: str | None = None


class People:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite lets a writer that finds another one sleep, for ever longer; a lock wakes it.
        self._writing = Lock()

    def get(self, person_id: str) -> Person:
        """The person, one without organisation and position where nothing is known."""
        table = schema.people
        query = select(table).where(table.c.id == person_id)
        with self._engine.connect().execution_options(writes=False) as connection:
            row = connection.execute(query).first()
        return Person(person_id) if row is None else Person(row.id, row.organization, row.position)

    def put(self, person: Person) -> None:
        values = {"organization": person.organization, "position": person.position}
        row = insert(schema.people).values(id=person.id, **values)
        with self._writing, self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))

    def forget(self, person_id: str) -> None:
        """Deletes the person, the conversation and the answers that wait to be fetched."""
        people, sessions, late = schema.people, schema.sessions, schema.late_answers
        with self._writing, self._engine.begin() as connection:
            connection.execute(delete(people).where(people.c.id == person_id))
            connection.execute(delete(sessions).where(sessions.c.id == person_id))
            connection.execute(delete(late).where(late.c.lane == person_id))

    def forget_conversation(self, session_id: str) -> None:
        sessions = schema.sessions
        with self._writing, self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == session_id))

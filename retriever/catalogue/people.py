"""Who writes to the LINE bot: a keyed hash, an organisation and a position; nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.shelf import Shelf

# Made once: it is asked for with each event.
_ONE = select(schema.people).where(schema.people.c.id == bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class Person:
    """``id`` is a keyed hash, from which the person's own id can't be had back."""

    id: str
    organization: str | None = None
    position: str | None = None


class People(Shelf):
    def get(self, person_id: str) -> Person:
        """The person, one without organisation and position where nothing is known."""
        with self._reading() as connection:
            row = connection.execute(_ONE, {"person_id": person_id}).first()
        return Person(person_id) if row is None else Person(row.id, row.organization, row.position)

    def put(self, person: Person) -> None:
        values = {"organization": person.organization, "position": person.position}
        row = insert(schema.people).values(id=person.id, **values)
        with self._changing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))

    def forget(self, person_id: str) -> None:
        """Deletes the person, the conversation and the answers that wait to be fetched."""
        people, sessions, late = schema.people, schema.sessions, schema.late_answers
        with self._changing() as connection:
            connection.execute(delete(people).where(people.c.id == person_id))
            connection.execute(delete(sessions).where(sessions.c.id == person_id))
            connection.execute(delete(late).where(late.c.lane == person_id))

    def forget_conversation(self, session_id: str) -> None:
        sessions = schema.sessions
        with self._changing() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == session_id))

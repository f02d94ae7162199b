"""What people thought of answers, until someone makes questions of it or newer ones take the room.

Texts are kept as they come: whoever puts them here has taken personal data out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from dataclasses import fields as fields_of
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Engine,
    Row,
    and_,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema
from retriever.catalogue.among import among
from retriever.catalogue.shelf import Shelf

Verdict = Literal["up", "down"]

# Some 3 KB each: 15 MB. Of more the oldest go, drafted or not.
KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Cited:
    """Lines (1-based, inclusive) that the answer pointed to, as the plan was then."""

    source: str
    plan_id: str
    passage_id: str
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer. ``id`` is the same for the same answer to the same person;
    ``history`` are the person's earlier messages, oldest first."""

    id: str
    verdict: Verdict
    question: str
    answer: str
    citations: tuple[Cited, ...] = ()
    answerable: bool | None = None
    comment: str = ""
    organization: str | None = None
    position: str | None = None
    history: tuple[str, ...] = ()


class FeedbackShelf(Shelf):
    """``clock`` gives seconds since the epoch; of more than ``kept`` the oldest go."""

    def __init__(
        self, engine: Engine, *, kept: int = KEPT, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(engine)
        self._kept = kept
        self._clock = clock

    def put(self, feedback: Feedback) -> None:
        """Keep it, in place of what is kept under its id. What was drafted stays drafted,
        unless a new comment tells more of it."""
        table = schema.feedback
        values = asdict(feedback) | {"given_at": self._clock()}
        row = insert(table).values(**values, drafted=False)
        changed: dict[str, Any] = {name: row.excluded[name] for name in values if name != "id"}
        more = and_(row.excluded.comment != "", row.excluded.comment != table.c.comment)
        changed["drafted"] = case((more, False), else_=table.c.drafted)
        # LIMIT -1 is SQLite's "all": everything behind the newest.
        newest = (table.c.given_at.desc(), table.c.id)
        old = select(table.c.id).order_by(*newest).limit(-1).offset(self._kept)
        with self._changing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=changed))
            connection.execute(delete(table).where(table.c.id.in_(old)))

    def remove(self, feedback_id: str) -> bool:
        """Forget one; False where there is none."""
        table = schema.feedback
        with self._changing() as connection:
            return bool(connection.execute(delete(table).where(table.c.id == feedback_id)).rowcount)

    def counts(self) -> dict[Verdict, int]:
        table = schema.feedback
        query = select(table.c.verdict, func.count().label("n")).group_by(table.c.verdict)
        with self._reading() as connection:
            found = {row.verdict: row.n for row in connection.execute(query)}
        return {"up": found.get("up", 0), "down": found.get("down", 0)}

    def disputed(self) -> tuple[Feedback, ...]:
        """Answers found wrong that no draft was made of yet, oldest first."""
        table = schema.feedback
        return self._down(table.c.drafted.is_(False))

    def all_disputed(self) -> tuple[Feedback, ...]:
        """Answers found wrong, drafted or not, oldest first."""
        return self._down()

    def _down(self, *conditions: ColumnElement[bool]) -> tuple[Feedback, ...]:
        table = schema.feedback
        query = select(table).where(table.c.verdict == "down", *conditions)
        with self._reading() as connection:
            found = connection.execute(query.order_by(table.c.given_at, table.c.id)).all()
        return tuple(map(_read, found))

    def mark_drafted(self, ids: Collection[str]) -> None:
        table = schema.feedback
        with self._changing() as connection:
            connection.execute(update(table).where(among(table.c.id, ids)).values(drafted=True))


def _read(row: Row[Any]) -> Feedback:
    citations = tuple(Cited(**cited) for cited in row.citations)
    fields: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields_of(Feedback)}
    return Feedback(**fields | {"citations": citations, "history": tuple(row.history)})

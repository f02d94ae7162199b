"""Plans into the catalogue, and the mark that tells whether the derived indexes are in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from ingest.models import Plan
from retriever.catalogue import rows, schema
from retriever.catalogue.vectors import Half, put_vectors

# Set before an index is changed, cleared when the catalogue has the same: a process that is
# killed between leaves it, and the next one compares every key.
_UNSETTLED = "unsettled"
_NEXT_KEY = "next_key"
_REVISION = "revision"


class Kept(NamedTuple):
    """A plan to keep in place of those of ``replaces``.

    ``keys`` are its passages' keys; ``vectors`` the embedder's name and a row a passage.
    """

    plan: Plan
    origin: str
    keys: Sequence[int]
    replaces: tuple[str, ...] = ()
    vectors: tuple[str, Half] | None = None


def put_plan(connection: Connection, kept: Kept) -> None:
    plan = kept.plan
    for plan_id in kept.replaces:
        connection.execute(delete(schema.plans).where(schema.plans.c.id == plan_id))
    connection.execute(insert(schema.plans).values(rows.plan_row(plan, kept.origin)))
    for table, values in (
        (schema.passages, rows.passage_rows(plan, kept.keys)),
        (schema.tables, rows.table_rows(plan)),
        (schema.facts, rows.fact_rows(plan)),
        (schema.places, rows.place_rows(plan)),
        (schema.originals, rows.original_rows(plan)),
    ):
        if values:
            connection.execute(insert(table), values)
    if kept.vectors:
        put_vectors(connection, plan.id, *kept.vectors)


def next_keys(connection: Connection, count: int) -> range:
    first = int(read_setting(connection, _NEXT_KEY) or 1)
    write_setting(connection, _NEXT_KEY, str(first + count))
    return range(first, first + count)


def count_change(connection: Connection) -> None:
    """Another revision: what readers keep in memory is read anew."""
    write_setting(connection, _REVISION, str(int(read_setting(connection, _REVISION) or 0) + 1))


def mark(connection: Connection, settled: bool) -> None:
    write_setting(connection, _UNSETTLED, "" if settled else "1")


def is_settled(connection: Connection) -> bool:
    """False for a catalogue of before there was a mark, too."""
    return read_setting(connection, _UNSETTLED) == ""


def read_setting(connection: Connection, name: str) -> str | None:
    table = schema.settings
    value: str | None = connection.scalar(select(table.c.value).where(table.c.name == name))
    return value


def write_setting(connection: Connection, name: str, value: str) -> None:
    table = schema.settings
    done = connection.execute(update(table).where(table.c.name == name).values(value=value))
    if not done.rowcount:
        connection.execute(insert(table).values(name=name, value=value))

"""Facts on the catalogue itself: the mark that tells whether the derived indexes are in step, the
revision, the next passage key."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from retriever.catalogue import schema

# Set before an index is changed, cleared when the catalogue has the same: a process that is
# killed between leaves it, and the next one compares every key.
_UNSETTLED = "unsettled"
_NEXT_KEY = "next_key"
_REVISION = "revision"


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

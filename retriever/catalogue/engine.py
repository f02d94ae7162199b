"""The SQLite file and how each connection to it is set up."""

from __future__ import annotations

import json
import uuid
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select

from retriever.catalogue import schema
from retriever.catalogue.upgrading import UPGRADABLE, upgrade


class CatalogueError(RuntimeError):
    """The catalogue can't be used as it is. ``str()`` is one line, Thai then English."""


def open_engine(path: Path) -> Engine:
    """Open or create the catalogue at ``path``: WAL, foreign keys on, writes one at a time.

    One of an earlier version is brought to this one. Raises CatalogueError for a file that yet
    another version of the schema wrote.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Thai as it is takes half the room of its escapes.
    dumps = partial(json.dumps, ensure_ascii=False)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30}, json_serializer=dumps)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        _identify(connection)
    return engine


def _prepare(connection: object, _record: object) -> None:
    # The driver opens transactions late and only before writes; we open them ourselves.
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


def _identify(connection: Connection) -> None:
    table = schema.settings
    known = {row.name: row.value for row in connection.execute(select(table))}
    if not known:
        values = {
            "schema": str(schema.SCHEMA_VERSION),
            "identity": uuid.uuid4().hex,
            "next_key": "1",
            "revision": "0",
        }
        connection.execute(insert(table), [{"name": n, "value": v} for n, v in values.items()])
    elif known.get("schema") in {str(version) for version in UPGRADABLE}:
        upgrade(connection)
    elif known.get("schema") != str(schema.SCHEMA_VERSION):
        raise CatalogueError(
            "คลังแผนนี้สร้างด้วยโปรแกรมคนละรุ่น โปรดนำเข้าแผนใหม่ในโฟลเดอร์ข้อมูลใหม่ / this library was "
            "made by another version; ingest the plans again into a new HRPLAN_DATA_DIR"
        )

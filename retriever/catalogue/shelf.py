"""What tables of one subject share: reads that wait for nobody, and one change at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine


class Shelf:
    """Safe for use from several threads; several processes may share the file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite lets a writer that finds another one sleep, for ever longer; a lock wakes it.
        self._writing = Lock()

    def _reading(self) -> Connection:
        return self._engine.connect().execution_options(writes=False)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """One transaction."""
        with self._writing, self._engine.begin() as connection:
            yield connection

"""Which embedding models made the vectors that are kept, and which one of them answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from retriever.catalogue import schema

_CURRENT = "model"
# With a model's id after it: another took its place, and its vectors may go.
_PAST = "past model "
# Rows of a thousand plans are dropped at once: some 50 MB, so that writers wait little.
_PLANS = 1_000


@dataclass(frozen=True)
class Model:
    """``id`` stands beside the vectors; ``probes`` are a model's vectors of fixed texts."""

    id: str
    name: str
    probes: NDArray[np.float32]


class Models:
    def __init__(self, engine: Engine) -> None:
        self._reading = engine.execution_options(writes=False)
        self._writing = engine

    def all(self) -> list[Model]:
        with self._reading.begin() as connection:
            found = connection.execute(select(schema.models).order_by(schema.models.c.id))
            return [
                Model(
                    row.id,
                    row.name,
                    np.frombuffer(row.probes, dtype=np.float32).reshape(-1, row.dimension),
                )
                for row in found
            ]

    def current(self) -> Model | None:
        """The model whose vectors answer; None for a library that holds none yet."""
        table = schema.settings
        with self._reading.begin() as connection:
            current = connection.scalar(select(table.c.value).where(table.c.name == _CURRENT))
        return next((model for model in self.all() if model.id == current), None)

    def past(self) -> list[Model]:
        """Those that answered, or were to answer, before another did."""
        table = schema.settings
        with self._reading.begin() as connection:
            names = set(connection.scalars(select(table.c.name)))
        return [model for model in self.all() if f"{_PAST}{model.id}" in names]

    def unrecorded(self) -> list[str]:
        """What made vectors before models were recorded."""
        made = schema.vectors.c.embedder
        query = select(made).distinct().where(made.not_in(select(schema.models.c.id)))
        with self._reading.begin() as connection:
            return sorted(connection.scalars(query))

    def record(self, model: Model) -> None:
        """Keep ``model``, which is to answer one day, beside the others."""
        with self._writing.begin() as connection:
            _insert(connection, model)
            _unset(connection, f"{_PAST}{model.id}")

    def replace_current(self, old: Model | None, new: Model) -> None:
        """Let ``new`` answer, unless ``old`` doesn't any more: another process was first."""
        with self._writing.begin() as connection:
            current = connection.scalar(
                select(schema.settings.c.value).where(schema.settings.c.name == _CURRENT)
            )
            if current == (old.id if old else None):
                _make_current(connection, new)

    def make_current(self, model: Model, settings: Mapping[str, str]) -> None:
        """Let ``model`` answer and put ``settings``, in one step."""
        with self._writing.begin() as connection:
            _make_current(connection, model)
            _set(connection, settings)

    def drop(self, model_id: str) -> None:
        """Forget a model with its vectors and settings."""
        vectors, settings = schema.vectors, schema.settings
        made = vectors.c.embedder == model_id
        while True:
            with self._writing.begin() as connection:
                some = list(connection.scalars(select(vectors.c.plan_id).where(made).limit(_PLANS)))
                connection.execute(delete(vectors).where(made, vectors.c.plan_id.in_(some)))
            if len(some) < _PLANS:
                break
        with self._writing.begin() as connection:
            connection.execute(delete(schema.models).where(schema.models.c.id == model_id))
            connection.execute(delete(settings).where(settings.c.name.endswith(f" {model_id}")))


def _insert(connection: Connection, model: Model) -> None:
    connection.execute(
        insert(schema.models)
        .values(
            id=model.id,
            name=model.name,
            dimension=model.probes.shape[1],
            probes=model.probes.astype(np.float32).tobytes(),
        )
        .on_conflict_do_nothing()
    )


def _make_current(connection: Connection, model: Model) -> None:
    _insert(connection, model)
    ids = connection.scalars(select(schema.models.c.id))
    _set(connection, {f"{_PAST}{one}": "" for one in ids if one != model.id})
    _unset(connection, f"{_PAST}{model.id}")
    _set(connection, {_CURRENT: model.id})


def _set(connection: Connection, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        _unset(connection, name)
        connection.execute(insert(schema.settings).values(name=name, value=value))


def _unset(connection: Connection, name: str) -> None:
    connection.execute(delete(schema.settings).where(schema.settings.c.name == name))

"""Plans in and out of the catalogue, each in one transaction."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, delete, func, select

from ingest.models import Baht, Fact, Place, Plan, Project
from retriever.catalogue import rows, schema, serialization
from retriever.catalogue.among import among
from retriever.catalogue.drafts import DraftShelf
from retriever.catalogue.engine import open_engine
from retriever.catalogue.feedback import FeedbackShelf
from retriever.catalogue.line import LineShelf
from retriever.catalogue.marks import (
    count_change,
    is_settled,
    mark,
    next_keys,
    read_setting,
    write_setting,
)
from retriever.catalogue.models import Models
from retriever.catalogue.origins import Origins
from retriever.catalogue.overview import Current, Overview
from retriever.catalogue.projects import ProjectLine, project_lines, projects_by_id
from retriever.catalogue.rows import PlanSummary, Stored
from retriever.catalogue.sessions import Sessions
from retriever.catalogue.vectors import (
    Half,
    get_vectors,
    plans_without_vectors,
    put_vectors_of,
)
from retriever.catalogue.writing import Kept, put_plan

_CACHED_PLANS = 32


class Catalogue:
    """Safe for use from several threads; several processes may share the file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._plans: OrderedDict[str, tuple[str, Plan]] = OrderedDict()
        self._lock = Lock()
        self._current = Current(engine)
        self.sessions = Sessions(engine)
        self.feedback = FeedbackShelf(engine)
        self.drafts = DraftShelf(engine)
        self.line = LineShelf(engine)
        self.models = Models(engine)
        self.origins = Origins(engine)
        self.identity = self.setting("identity") or ""

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        return cls(open_engine(path))

    def close(self) -> None:
        self._current.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view: a plan is seen as it was or as it is, never half."""
        with self._engine.execution_options(writes=False).begin() as connection:
            yield connection

    def writing(self) -> AbstractContextManager[Connection]:
        return self._engine.begin()

    # Settings

    def setting(self, name: str) -> str | None:
        with self.reading() as connection:
            return read_setting(connection, name)

    def settings_under(self, prefix: str) -> set[str]:
        """The values of all settings whose names begin with ``prefix``."""
        table = schema.settings
        with self.reading() as connection:
            found = connection.execute(select(table))
            return {row.value for row in found if row.name.startswith(prefix)}

    def set_setting(self, name: str, value: str) -> None:
        with self.writing() as connection:
            write_setting(connection, name, value)

    def revision(self) -> str:
        """Another one after each change of the plans, by whatever process."""
        return self._current.revision()

    def settled(self) -> bool:
        """Whether every change of the derived indexes was brought to its end."""
        with self.reading() as connection:
            return is_settled(connection)

    def settle(self) -> None:
        """The derived indexes hold what the catalogue holds."""
        with self.writing() as connection:
            mark(connection, settled=True)

    def reserve_keys(self, count: int) -> range:
        """Keys for ``count`` passages, in their order; never given again, kept or not.

        Whoever asks goes on to change the derived indexes: they are unsettled until
        ``put_many`` or ``settle`` says otherwise.
        """
        with self.writing() as connection:
            mark(connection, settled=False)
            return next_keys(connection, count)

    # Plans in and out

    def put_many(self, plans: Collection[Kept], *, settled: bool = False) -> None:
        """Keep all of ``plans`` in one transaction; ``settled`` where the indexes have them.

        Raises IntegrityError, and keeps none, for an id that is taken and for a fact without
        its passage.
        """
        with self.writing() as connection:
            for kept in plans:
                put_plan(connection, kept)
            count_change(connection)
            if settled:
                mark(connection, settled=True)
        self._forget(*(plan_id for kept in plans for plan_id in (kept.plan.id, *kept.replaces)))

    def remove(self, plan_id: str) -> bool:
        """Drop a plan and all that hangs on it; False where there is none."""
        with self.writing() as connection:
            done = connection.execute(delete(schema.plans).where(schema.plans.c.id == plan_id))
            count_change(connection)
            mark(connection, settled=False)
        self._forget(plan_id)
        return bool(done.rowcount)

    def _forget(self, *plan_ids: str) -> None:
        with self._lock:
            for plan_id in plan_ids:
                self._plans.pop(plan_id, None)

    # Plans and passages read

    def plan(self, plan_id: str) -> Plan | None:
        """The plan as it was put; the last few are kept in memory until they change."""
        overview = self._current.overview()
        known = self._known(plan_id, overview.stamps.get(plan_id)) if overview else None
        if known:
            return known
        with self.reading() as connection:
            stamp = connection.scalar(
                select(schema.plans.c.stamp).where(schema.plans.c.id == plan_id)
            )
            if stamp is None:
                return None
            known = self._known(plan_id, stamp)
            if known:
                return known
            plan = rows.read_plan(connection, plan_id)
        with self._lock:
            self._plans[plan_id] = (stamp, plan)
            while len(self._plans) > _CACHED_PLANS:
                self._plans.popitem(last=False)
        return plan

    def places(self, plan_ids: Collection[str]) -> dict[str, tuple[Place, ...]]:
        with self.reading() as connection:
            return rows.read_places(connection, plan_ids)

    def original(self, plan_id: str) -> bytes | None:
        """The plan's file, where it has pages to be shown."""
        table = schema.originals
        with self.reading() as connection:
            return connection.scalar(select(table.c.data).where(table.c.plan_id == plan_id))

    def _known(self, plan_id: str, stamp: str | None) -> Plan | None:
        with self._lock:
            known = self._plans.get(plan_id)
            if known is None or known[0] != stamp:
                return None
            self._plans.move_to_end(plan_id)
            return known[1]

    def summaries(self, plan_ids: Collection[str] | None = None) -> tuple[PlanSummary, ...]:
        """The plans, or those of ``plan_ids``, by organisation, years and source."""
        return self._overview().summaries(plan_ids)

    def _overview(self) -> Overview:
        overview = self._current.overview()
        if overview is None:
            with self.reading() as connection:
                overview = self._current.read(connection)
        return overview

    def by_content(self, hashes: Collection[str]) -> dict[str, str]:
        """Plan ids by the SHA-256 of their files, as far as there are any."""
        table = schema.plans
        query = select(table.c.content_hash, table.c.id).where(among(table.c.content_hash, hashes))
        with self.reading() as connection:
            return {row.content_hash: row.id for row in connection.execute(query)}

    def passage(self, passage_id: str) -> Stored | None:
        with self.reading() as connection:
            row = connection.execute(
                select(schema.passages).where(schema.passages.c.id == passage_id)
            ).first()
        return rows.stored(row) if row else None

    def passages(self, keys: Collection[int]) -> dict[int, Stored]:
        """The passages of ``keys``; a key that the catalogue doesn't know is left out."""
        revision = self._current.revision()
        known = self._current.passages(keys)
        missing = [key for key in keys if key not in known]
        if not missing:
            return known
        with self.reading() as connection:
            found = connection.execute(
                select(schema.passages).where(among(schema.passages.c.key, missing))
            )
            read = {row.key: rows.stored(row) for row in found}
        self._current.keep(revision, read)
        return known | read

    def plan_ids_of(self, keys: Collection[int]) -> dict[int, str]:
        """Which plan each of ``keys`` belongs to; unknown keys are left out."""
        table = schema.passages
        with self.reading() as connection:
            found = connection.execute(
                select(table.c.key, table.c.plan_id).where(among(table.c.key, keys))
            )
            return {row.key: row.plan_id for row in found}

    def keys(self, plan_id: str | None = None) -> list[int]:
        """All passage keys, or a plan's, in reading order."""
        table = schema.passages
        query = select(table.c.key).order_by(table.c.key)
        if plan_id is not None:
            query = query.where(table.c.plan_id == plan_id)
        with self.reading() as connection:
            return list(connection.scalars(query))

    def last_key(self) -> int:
        """The highest passage key, 0 where there is none."""
        with self.reading() as connection:
            return connection.scalar(select(func.max(schema.passages.c.key))) or 0

    def count(self, plan_ids: Collection[str] | None = None) -> int:
        """How many passages there are, or those plans have."""
        return self._overview().count(plan_ids)

    def stamps(self, plan_ids: Collection[str] | None = None) -> dict[str, str]:
        """A mark for each plan that changes whenever the plan is put anew."""
        return self._overview().stamps_of(plan_ids)

    def facts(
        self, kind: type[Fact] | None = None, plan_ids: Collection[str] | None = None
    ) -> list[tuple[str, Fact]]:
        """Facts with their plan's id, plan by plan in reading order."""
        table = schema.facts
        query = select(table).order_by(table.c.plan_id, table.c.position)
        if kind is not None:
            query = query.where(table.c.kind == serialization.fact_kind(kind))
        if plan_ids is not None:
            query = query.where(among(table.c.plan_id, plan_ids))
        with self.reading() as connection:
            return [
                (row.plan_id, serialization.read_fact(row.kind, row.payload))
                for row in connection.execute(query)
            ]

    def project_lines(
        self, plan_ids: Collection[str] | None, budget_min: Baht | None, budget_max: Baht | None
    ) -> list[ProjectLine]:
        with self.reading() as connection:
            return project_lines(connection, plan_ids, budget_min, budget_max)

    def projects(self, ids: Collection[str]) -> dict[str, Project]:
        with self.reading() as connection:
            return projects_by_id(connection, ids)

    # Vectors

    def put_vectors(self, plan_id: str, embedder: str, vectors: Half, stamp: str) -> None:
        """Keep them unless the plan was changed or removed since it had ``stamp``."""
        with self.writing() as connection:
            put_vectors_of(connection, plan_id, stamp, embedder, vectors)

    def vectors(self, plan_id: str, embedder: str) -> tuple[list[int], Half] | None:
        """A plan's passage keys and the vector of each, or None where there are none yet."""
        with self.reading() as connection:
            return get_vectors(connection, plan_id, embedder)

    def plans_without_vectors(self, embedder: str) -> list[str]:
        with self.reading() as connection:
            return plans_without_vectors(connection, embedder)

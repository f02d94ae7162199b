"""What every question asks of the catalogue, kept in memory until the plans change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, Engine, select

from retriever.catalogue import rows, schema
from retriever.catalogue.among import among
from retriever.catalogue.rows import PlanSummary, Stored

_PASSAGES = 8_192  # some 20 MB


@dataclass(frozen=True, slots=True)
class Overview:
    """All plans as they were at ``revision``, in order; ``places`` and ``stamps`` by plan id."""

    revision: str
    plans: tuple[PlanSummary, ...]
    places: Mapping[str, int]
    stamps: Mapping[str, str]
    passage_count: int

    def summaries(self, plan_ids: Collection[str] | None) -> tuple[PlanSummary, ...]:
        if plan_ids is None:
            return self.plans
        found = sorted({self.places[plan_id] for plan_id in plan_ids if plan_id in self.places})
        return tuple(self.plans[place] for place in found)

    def stamps_of(self, plan_ids: Collection[str] | None) -> dict[str, str]:
        wanted = self.stamps if plan_ids is None else set(plan_ids) & self.stamps.keys()
        return {plan_id: self.stamps[plan_id] for plan_id in sorted(wanted)}

    def count(self, plan_ids: Collection[str] | None) -> int:
        if plan_ids is None:
            return self.passage_count
        known = {self.places[plan_id] for plan_id in plan_ids if plan_id in self.places}
        return sum(self.plans[place].passage_count for place in known)


def _order(plan: PlanSummary) -> tuple[str, str, str]:
    return (plan.organization.name if plan.organization else "", plan.source, plan.id)


class Current:
    """The overview and the passages read last. Safe for use from several threads."""

    def __init__(self, engine: Engine) -> None:
        # Asked several times in each answer: on a connection of its own and past the ORM's
        # machinery it takes 10 microseconds instead of 300.
        self._connection = engine.raw_connection()
        self._connection.detach()
        self._lock = Lock()
        self._overview: Overview | None = None
        self._passages: dict[int, Stored] = {}
        self._passages_of = ""

    def close(self) -> None:
        self._connection.close()

    def revision(self) -> str:
        with self._lock:
            cursor = self._connection.cursor()
            cursor.execute("SELECT value FROM settings WHERE name = 'revision'")
            found = cursor.fetchall()
            cursor.close()
        return str(found[0][0]) if found else ""

    def overview(self) -> Overview | None:
        """The overview, unless the plans have changed since it was read."""
        overview = self._overview
        return overview if overview and overview.revision == self.revision() else None

    def read(self, connection: Connection) -> Overview:
        """A new overview by a transaction of the caller's; only what changed is read anew."""
        table, old = schema.settings, self._overview
        revision = connection.scalar(select(table.c.value).where(table.c.name == "revision"))
        found = connection.execute(select(schema.plans.c.id, schema.plans.c.stamp))
        stamps = {row.id: row.stamp for row in found}
        kept = old.stamps if old else {}
        changed = [plan_id for plan_id, stamp in stamps.items() if kept.get(plan_id) != stamp]
        query = rows.summary_query().where(among(schema.plans.c.id, changed))
        plans = list(map(rows.read_summary, connection.execute(query)))
        if old:
            anew = set(changed)
            plans += [p for p in old.plans if p.id in stamps and p.id not in anew]
        plans.sort(key=_order)
        places = {plan.id: place for place, plan in enumerate(plans)}
        count = sum(plan.passage_count for plan in plans)
        self._overview = Overview(revision or "", tuple(plans), places, stamps, count)
        return self._overview

    def passages(self, keys: Collection[int]) -> dict[int, Stored]:
        """Those of ``keys`` that were read at this revision."""
        revision = self.revision()
        with self._lock:
            if self._passages_of != revision:
                return {}
            return {key: self._passages[key] for key in keys if key in self._passages}

    def keep(self, revision: str, passages: Mapping[int, Stored]) -> None:
        """Keep passages that were read at ``revision``."""
        with self._lock:
            if self._passages_of != revision or len(self._passages) > _PASSAGES:
                self._passages, self._passages_of = {}, revision
            self._passages.update(passages)

"""Plans into the library and out of it.

What is new goes into the derived indexes first, then into the catalogue in one transaction,
and what it replaces leaves the indexes last. So a search sees the old plan or the new one,
whole; a process killed on the way leaves rows in an index that the catalogue doesn't know.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy.exc import IntegrityError

from ingest.models import Plan
from retriever.catalogue import Catalogue, Kept
from retriever.catalogue.vectors import Half
from retriever.damage import LexicalDamaged
from retriever.dense import DenseLeg
from retriever.embedding import Embedder
from retriever.lexical import Entry, LexicalIndex, texts_of
from retriever.outcome import Change, ChangeKind, not_kept
from retriever.preparing import Prepared, prepare
from retriever.recognising import Seen, recognise

log = logging.getLogger(__name__)

Found = TypeVar("Found")

# Plans are embedded and indexed together up to this many passages.
_BATCH_PASSAGES = 5_000
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class _Task:
    prepared: Prepared
    origin: str
    change: Change

    @property
    def plan(self) -> Plan:
        return self.prepared.plan


class _Item(NamedTuple):
    """A task under way; ``stale`` are the passages of the plans that it replaces."""

    task: _Task
    kept: Kept
    stale: Sequence[int]


class Intake:
    """Writes for a library, one at a time: ``writing`` is the lock of all its parts."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: LexicalIndex,
        dense: DenseLeg,
        embedder: Embedder,
        writing: threading.RLock,
    ) -> None:
        self._catalogue = catalogue
        self._lexical = index
        self._dense = dense
        self.embedder = embedder
        self._writing = writing

    def mend_lexical(self) -> None:
        """Make the lexical index hold exactly the catalogue's passages.

        Keys are compared one by one only where a change wasn't brought to its end or the
        counts or the last keys differ (a power cut can take back what SQLite reported as
        written): at a million passages that takes seconds.
        """
        with self._writing:
            try:
                if self._catalogue.settled() and self._looks_alike():
                    return
                self._bring_in_step()
            except LexicalDamaged as error:
                self._remake_lexical(error)

    def _looks_alike(self) -> bool:
        index, catalogue = self._lexical, self._catalogue
        return (index.count(), index.last_key()) == (catalogue.count(), catalogue.last_key())

    def _bring_in_step(self) -> None:
        held, known = self._lexical.keys(), set(self._catalogue.keys())
        if held != known:
            missing = sorted(known - held)
            log.warning("the lexical index is mended: %d passages were missing", len(missing))
            self._lexical.change(self._entries(missing), remove=held - known)
        self._catalogue.settle()

    def _remake_lexical(self, error: LexicalDamaged) -> None:
        log.warning("the lexical index is made anew from the catalogue: %s", error)
        self._lexical.clear()
        self._bring_in_step()

    def searched(self, search: Callable[[], Found]) -> Found:
        """What ``search`` finds; a lexical index that turns out to be damaged is made anew."""
        try:
            return search()
        except LexicalDamaged:
            with self._writing:
                try:  # another thread or process may have made it anew by now
                    self._lexical.reload()
                    return search()
                except LexicalDamaged as error:
                    self._remake_lexical(error)
                    return search()

    def _change_lexical(self, add: Sequence[Entry] = (), remove: Sequence[int] = ()) -> None:
        try:
            self._lexical.change(add, remove)
        except LexicalDamaged as error:
            self._remake_lexical(error)
            self._lexical.change(add, remove)

    def _entries(self, keys: Sequence[int]) -> Iterator[Entry]:
        for at in range(0, len(keys), _PAGE):
            found = self._catalogue.passages(keys[at : at + _PAGE])
            yield from (
                Entry(one.key, one.plan_id, texts_of(one.passage)) for one in found.values()
            )

    def add_many(
        self,
        plans: Iterable[tuple[Plan | Prepared, str]],
        on_progress: Callable[[Change], None] | None = None,
    ) -> list[Change]:
        """Keep each (plan, origin) that isn't kept yet, embedded and indexed in batches."""
        changes: list[Change] = []
        batch: list[_Task] = []

        def report(change: Change) -> None:
            changes.append(change)
            if on_progress is not None:
                on_progress(change)

        with self._writing:
            for given, origin in plans:
                plan = given.plan if isinstance(given, Prepared) else given
                if any(_meets(task, plan, origin) for task in batch):
                    self._store(batch, report)
                (known,) = self.recognise([Seen(plan.content_hash, origin, plan.source)])
                if known is not None:
                    self._store(batch, report)
                    report(known)
                    continue
                batch.append(_Task(self._prepared(given), origin, self._decide(plan, origin)))
                if sum(len(task.plan.passages) for task in batch) >= _BATCH_PASSAGES:
                    self._store(batch, report)
            self._store(batch, report)
        return changes

    def replace(self, plan: Plan, origin: str) -> Change:
        """Keep ``plan`` in place of whatever came from ``origin`` or has its id."""
        with self._writing:
            same = [summary.id for summary in self._catalogue.summaries([plan.id])]
            ids = tuple(dict.fromkeys((*self._decide(plan, origin).replaced, *same)))
            kind = ChangeKind.REPLACED if ids else ChangeKind.ADDED
            change = Change(kind, plan.id, ids)
            self._store([_Task(self._prepared(plan), origin, change)], lambda change: None)
            return change

    def remove(self, plan_id: str) -> bool:
        """Drop a plan everywhere; False where there is none."""
        with self._writing:
            keys = self._catalogue.keys(plan_id)
            if not self._catalogue.remove(plan_id):
                return False
            self._drop(keys)
            self._catalogue.settle()
            return True

    def recognise(self, files: Sequence[Seen]) -> list[Change | None]:
        """What became of files by their contents alone; None for a content that is new."""
        with self._writing:
            changes, dropped = recognise(self._catalogue, files)
            if dropped:
                self._drop(dropped)
                self._catalogue.settle()
        return changes

    def _decide(self, plan: Plan, origin: str) -> Change:
        old = self._catalogue.origins.held_by(origin)
        if old is None:
            return Change(ChangeKind.ADDED, plan.id)
        shared = len(self._catalogue.origins.of(old)) > 1
        return Change(ChangeKind.REPLACED, plan.id, () if shared else (old,))

    def _prepared(self, given: Plan | Prepared) -> Prepared:
        if isinstance(given, Prepared) and given.rows is not None:
            return given
        plan = given.plan if isinstance(given, Prepared) else given
        return prepare(plan, self.embedder)

    def _store(self, batch: list[_Task], report: Callable[[Change], None]) -> None:
        """Keep all of ``batch`` and empty it; the first failure raises, those before it stay."""
        tasks = list(batch)
        batch.clear()
        if not tasks:
            return
        items = self._items(tasks)
        done: list[_Item] = []
        try:
            self._derive(items)
            self._put(items, done, report, whole=True)
        finally:
            unkept = [key for item in items[len(done) :] for key in item.kept.keys]
            gone = [*unkept, *(key for item in done for key in item.stale)]
            if gone:
                self._drop(gone)
                self._catalogue.settle()

    def _items(self, tasks: Sequence[_Task]) -> list[_Item]:
        rest = self._catalogue.reserve_keys(sum(len(task.plan.passages) for task in tasks))
        items = []
        for task in tasks:
            keys, rest = rest[: len(task.plan.passages)], rest[len(task.plan.passages) :]
            vectors = (self._dense.model_id, _rows(task))
            kept = Kept(task.plan, task.origin, keys, task.change.replaced, vectors)
            stale = [key for id_ in task.change.replaced for key in self._catalogue.keys(id_)]
            items.append(_Item(task, kept, stale))
        return items

    def _derive(self, items: Sequence[_Item]) -> None:
        """All passages into the indexes."""
        entries = [
            Entry(key, item.kept.plan.id, texts)
            for item in items
            for key, texts in zip(item.kept.keys, item.task.prepared.texts, strict=True)
        ]
        self._change_lexical(entries)
        rows = np.concatenate([_rows(item.task) for item in items])
        self._dense.change(([entry.key for entry in entries], rows))

    def _put(
        self,
        items: Sequence[_Item],
        done: list[_Item],
        report: Callable[[Change], None],
        whole: bool = False,
    ) -> None:
        """All in one transaction; one by one where that fails, to keep those before the cause."""
        settled = whole and not any(item.stale for item in items)
        try:
            self._catalogue.put_many([item.kept for item in items], settled=settled)
        except IntegrityError as error:
            if len(items) == 1:
                raise not_kept(items[0].kept.plan, error) from error
            for item in items:
                self._put([item], done, report)
            return
        done += items
        for item in items:
            report(item.task.change)

    def _drop(self, keys: Sequence[int]) -> None:
        self._change_lexical(remove=keys)
        self._dense.change(None, keys)


def _rows(task: _Task) -> Half:
    assert task.prepared.rows is not None  # embedded when the task was made
    return task.prepared.rows


def _meets(task: _Task, plan: Plan, origin: str) -> bool:
    """Whether a plan of the same batch bears on what becomes of this one."""
    held = task.plan
    return task.origin == origin or held.id == plan.id or held.content_hash == plan.content_hash

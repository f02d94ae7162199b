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
from enum import StrEnum
from typing import TypeVar

import numpy as np
from sqlalchemy.exc import IntegrityError

from ingest.models import Plan
from retriever.catalogue import Catalogue
from retriever.catalogue.vectors import Half
from retriever.damage import LexicalDamaged
from retriever.dense import DenseLeg
from retriever.embedding import Embedder
from retriever.lexical import Entry, LexicalIndex, texts_of

log = logging.getLogger(__name__)

Found = TypeVar("Found")

# Plans are embedded and indexed together up to this many passages.
_BATCH_PASSAGES = 5_000
_PAGE = 1_000


class LibraryError(RuntimeError):
    """A change that the library can't make. ``str()`` is one line, Thai then English."""


class ChangeKind(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a plan; ``replaced`` are the ids that it took the place of."""

    kind: ChangeKind
    plan_id: str
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    plan: Plan
    origin: str
    change: Change


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
        self._embedder = embedder
        self._writing = writing

    def mend_lexical(self) -> None:
        """Make the lexical index hold exactly the catalogue's passages."""
        with self._writing:
            try:
                self._bring_in_step()
            except LexicalDamaged as error:
                self._remake_lexical(error)

    def _bring_in_step(self) -> None:
        held, known = self._lexical.keys(), set(self._catalogue.keys())
        if held == known:
            return
        missing = sorted(known - held)
        log.warning("the lexical index is mended: %d passages were missing", len(missing))
        self._lexical.change(self._entries(missing), remove=held - known)

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
        plans: Iterable[tuple[Plan, str]],
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
            for plan, origin in plans:
                if any(_meets(task, plan, origin) for task in batch):
                    self._store(batch, report)
                task = _Task(plan, origin, self._decide(plan, origin))
                if task.change.kind is ChangeKind.UNCHANGED:
                    self._store(batch, report)
                    report(self._keep(task))
                    continue
                batch.append(task)
                if sum(len(task.plan.passages) for task in batch) >= _BATCH_PASSAGES:
                    self._store(batch, report)
            self._store(batch, report)
        return changes

    def replace(self, plan: Plan, origin: str) -> Change:
        """Keep ``plan`` in place of whatever came from ``origin`` or has its id."""
        with self._writing:
            old = [self._catalogue.by_origin(origin), *self._catalogue.summaries([plan.id])]
            ids = tuple(dict.fromkeys(summary.id for summary in old if summary))
            kind = ChangeKind.REPLACED if ids else ChangeKind.ADDED
            change = Change(kind, plan.id, ids)
            self._store([_Task(plan, origin, change)], lambda change: None)
            return change

    def remove(self, plan_id: str) -> bool:
        """Drop a plan everywhere; False where there is none."""
        with self._writing:
            keys = self._catalogue.keys(plan_id)
            if not self._catalogue.remove(plan_id):
                return False
            self._drop(keys)
            return True

    def _decide(self, plan: Plan, origin: str) -> Change:
        same = self._catalogue.same_content(plan.content_hash)
        old = self._catalogue.by_origin(origin)
        if same is not None:
            gone = (old.id,) if old is not None and old.id != same.id else ()
            return Change(ChangeKind.UNCHANGED, same.id, gone)
        if old is not None:
            return Change(ChangeKind.REPLACED, plan.id, (old.id,))
        return Change(ChangeKind.ADDED, plan.id)

    def _keep(self, task: _Task) -> Change:
        """The content is kept already; what its origin held before is no longer there."""
        for plan_id in task.change.replaced:
            self.remove(plan_id)
        return task.change

    def _store(self, batch: list[_Task], report: Callable[[Change], None]) -> None:
        """Keep all of ``batch`` and empty it; the first failure raises, those before it stay."""
        tasks, pending = list(batch), []
        batch.clear()
        if not tasks:
            return
        for task in tasks:
            pending.append((task, self._catalogue.reserve_keys(len(task.plan.passages))))
        rows = self._derive(pending)
        stale: list[int] = []
        at = 0
        try:
            while pending:
                task, keys = pending[0]
                old = [key for plan_id in task.change.replaced for key in self._keys(plan_id)]
                self._put(task, keys, rows[at : at + len(keys)])
                at += len(keys)
                stale += old
                pending.pop(0)
                report(task.change)
        finally:
            self._drop([*stale, *(key for _, keys in pending for key in keys)])

    def _keys(self, plan_id: str) -> list[int]:
        return self._catalogue.keys(plan_id)

    def _derive(self, pending: Sequence[tuple[_Task, range]]) -> Half:
        """Embed the passages of all tasks and index them; their vectors in the same order."""
        entries = [
            Entry(key, task.plan.id, texts_of(passage))
            for task, keys in pending
            for key, passage in zip(keys, task.plan.passages, strict=True)
        ]
        texts = [p.search_text for task, _ in pending for p in task.plan.passages]
        rows = self._embedder.embed_passages(texts).astype(np.float16)
        self._change_lexical(entries)
        self._dense.change(([entry.key for entry in entries], rows))
        return rows

    def _put(self, task: _Task, keys: range, rows: Half) -> None:
        try:
            self._catalogue.put(
                task.plan,
                task.origin,
                keys,
                replaces=task.change.replaced,
                vectors=(self._embedder.name, rows),
            )
        except IntegrityError as error:
            raise LibraryError(
                f"เก็บแผน {task.plan.source} ไม่ได้ เพราะรหัสซ้ำกับแผนอื่นหรือข้อมูลอ้างถึงข้อความที่ไม่มี "
                f"โปรดลบแผนเดิมก่อน / cannot keep {task.plan.source}: an id is taken by another plan "
                f"or a fact has no passage; remove the other plan first: {error.orig}"
            ) from error

    def _drop(self, keys: Sequence[int]) -> None:
        if keys:
            self._change_lexical(remove=keys)
            self._dense.change(None, keys)


def _meets(task: _Task, plan: Plan, origin: str) -> bool:
    """Whether a plan of the same batch bears on what becomes of this one."""
    held = task.plan
    return task.origin == origin or held.id == plan.id or held.content_hash == plan.content_hash

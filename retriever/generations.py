"""Which Chroma collection holds a model's vectors, whether it is in step, and a new one if not.

Several processes may share a Chroma server: they look after its collections one at a time,
under a lock file, so that none builds what another has just built.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import numpy as np
from filelock import FileLock, Timeout

from retriever.catalogue import Catalogue
from retriever.catalogue.models import Model
from retriever.catalogue.vectors import keys_after
from retriever.changes import LOCK
from retriever.vectors import Place, Rows, VectorIndex, VectorsError

log = logging.getLogger(__name__)

# How often a lock that another process holds is tried again, in seconds.
_AGAIN = 0.3
# A collection that lacks more than this share is made anew rather than mended.
_MENDABLE = 0.5
# Keys at once where plans are looked up: SQLite takes 32,766.
_PAGE = 10_000
# How many passages are looked up as their own nearest neighbours, and how many must be found:
# at a million rows the index finds 84 of 100 neighbours; one that is damaged, none.
_SAMPLE, _SAMPLE_FOUND = 16, 0.5

Publish = Callable[[dict[str, str]], None]


class Generations:
    """Those of ``model`` in ``place``. ``stopping`` ends what takes long with VectorsError.

    ``writing`` is the library's lock: nothing of this process is added while it is held.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        model: Model,
        place: Place,
        writing: RLock,
        stopping: Callable[[], bool],
    ) -> None:
        self._catalogue = catalogue
        self._model = model
        self._place = place
        self._writing = writing
        self._stopping = stopping
        self._building = place.folder / "building.lock"
        self._where = place.url or "embedded"
        self._setting = f"vectors {self._where} {model.id}"
        # The revision of the catalogue that the collection is known to hold.
        self._mark = f"in step {self._where} {model.id}"

    # Opening and building

    def current(self) -> VectorIndex:
        """The collection in step with the catalogue: opened, mended or built anew."""
        with self._alone():
            index = self._opened()
            if index is not None and self._checked(index):
                return index
            return self._built(index)

    def build(
        self, on_rows: Callable[[int], None], prepare: Callable[[], None], publish: Publish
    ) -> None:
        """A new collection for a model that doesn't answer yet.

        When it holds what there is, changes wait: ``prepare`` embeds what came meanwhile, and
        ``publish`` gets the settings that make the collection the one in use.
        """
        with self._alone():
            self._sweep()
            self._fill(on_rows, prepare, publish).close()

    def clear_away(self) -> None:
        """Drop the collections that nothing refers to, unless one is being built."""
        try:
            with FileLock(self._building, timeout=0):
                self._sweep()
        except Timeout:
            return

    def _opened(self) -> VectorIndex | None:
        generation = self._catalogue.setting(self._setting)
        if generation is None:
            return None
        try:
            return VectorIndex.open(self._place, generation)
        except VectorsError as error:
            log.warning("the vectors are rebuilt: %s", error)
            return None

    def _built(self, old: VectorIndex | None) -> VectorIndex:
        def publish(settings: dict[str, str]) -> None:
            for name, value in settings.items():
                self._catalogue.set_setting(name, value)

        if old is not None:
            old.close()
        return self._fill(lambda count: None, lambda: None, publish)

    def _fill(
        self, on_rows: Callable[[int], None], prepare: Callable[[], None], publish: Publish
    ) -> VectorIndex:
        held: set[int] = set()

        def batches() -> Iterator[tuple[Sequence[int], Rows]]:
            for summary in self._catalogue.summaries():
                found = self._catalogue.vectors(summary.id, self._model.id)
                if found and found[0]:
                    yield found
                    held.update(found[0])
                    on_rows(len(found[0]))

        index = VectorIndex.build(self._place, batches(), self._stopping)
        try:
            with self._still():
                prepare()
                known = set(self._catalogue.keys())
                self._mend(index, known - held, held - known)
                publish({self._setting: index.generation, self._mark: self._catalogue.revision()})
        except BaseException:
            index.destroy()
            raise
        return index

    # Checking and mending

    def mark(self, index: VectorIndex) -> None:
        """Note that ``index`` holds what the catalogue does, as far as counting tells."""
        revision = self._catalogue.revision()
        if self._catalogue.setting(self._mark) == revision:
            return
        if index.count() == self._catalogue.count():
            self._catalogue.set_setting(self._mark, revision)

    def unmark(self) -> None:
        """Before a change: a process killed in it leaves a collection that is looked through."""
        self._catalogue.set_setting(self._mark, "")

    def catch_up(self, index: VectorIndex, after: int) -> int:
        """Add what other processes added since key ``after`` was the last; the last one now."""
        with self._catalogue.reading() as connection:
            new = keys_after(connection, after)
        missing = set(new) - index.has(new)
        if missing:
            with self._still():
                self._mend(index, missing - index.has(sorted(missing)), set())
        return new[-1] if new else after

    def _checked(self, index: VectorIndex) -> bool:
        """Whether ``index`` can be used, mended where it lacks little."""
        try:
            known = self._catalogue.count()
            index.search(np.ones(self._model.probes.shape[1], dtype=np.float32), 1)
            marked = self._catalogue.setting(self._mark) == self._catalogue.revision()
            if marked and index.count() == known:
                return True
            return self._looked_through(index)
        except VectorsError as error:
            if self._stopping():
                raise
            log.warning("the vectors are rebuilt: %s", error)
            return False

    def _looked_through(self, index: VectorIndex) -> bool:
        held, known = index.keys(), set(self._catalogue.keys())
        apart = held ^ known
        if len(apart) > _MENDABLE * max(len(known), 1):
            return False
        if apart:
            with self._still():
                known = set(self._catalogue.keys())
                self._mend(index, known - held, held - known)
        if not self._finds(index):
            raise VectorsError("passages are not found among their own neighbours")
        self.mark(index)
        return True

    def _finds(self, index: VectorIndex) -> bool:
        plans = self._catalogue.summaries()
        tried = found = 0
        for at in range(0, len(plans), max(1, len(plans) // _SAMPLE)):
            held = self._catalogue.vectors(plans[at].id, self._model.id)
            row = next((row for row in held[1] if row.any()), None) if held else None
            if row is not None:
                tried += 1
                nearest = index.search(row.astype(np.float32), 1)
                found += bool(nearest and nearest[0][1] > 0.99)
        return found >= _SAMPLE_FOUND * tried

    def _mend(self, index: VectorIndex, missing: set[int], extra: set[int]) -> None:
        """Add and remove what is still missing or too much."""
        index.remove(sorted(extra))
        ordered = sorted(missing)
        for at in range(0, len(ordered), _PAGE):
            owners = self._catalogue.plan_ids_of(ordered[at : at + _PAGE])
            for plan_id in dict.fromkeys(owners.values()):
                found = self._catalogue.vectors(plan_id, self._model.id)
                if found is not None:
                    chosen = [place for place, key in enumerate(found[0]) if key in missing]
                    index.add([found[0][place] for place in chosen], found[1][chosen])

    # Locks

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process builds or mends collections."""
        with self._locked(self._building):
            yield

    @contextmanager
    def _still(self) -> Iterator[None]:
        """No process adds or removes plans; in the order in which a change takes its locks."""
        with self._locked(self._place.folder.parent / LOCK), self._writing:
            yield

    @contextmanager
    def _locked(self, path: Path) -> Iterator[None]:
        lock = FileLock(path)
        while True:
            if self._stopping():
                raise VectorsError("stopped")
            try:
                lock.acquire(timeout=_AGAIN)
                break
            except Timeout:
                continue
        try:
            yield
        finally:
            lock.release()

    # Clearing away

    def _sweep(self) -> None:
        self._place.sweep(self._catalogue.settings_under(f"vectors {self._where} "))

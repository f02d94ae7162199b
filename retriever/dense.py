"""The dense leg: exact over a narrow scope, Chroma over a wide one.

A filter inside Chroma gets slower the more it keeps, so there is none: some thousand vectors
are scored one by one with numpy, and a wide scope is over-fetched and cut by the catalogue.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from retriever.catalogue import Catalogue
from retriever.embedding import Embedder
from retriever.exact import ExactVectors
from retriever.fusion import Scored
from retriever.vectors import Place, Rows, VectorIndex, VectorsError, other_generations

log = logging.getLogger(__name__)

# 20,000 rows of 256 take 20 MB and 2 ms to score.
EXACT_LIMIT = 20_000
# A scope of a tenth of the library still fills the list on average.
_OVERFETCH = 10


class DenseLeg:
    """Safe for use from several threads. ``ready`` tells whether Chroma is in step."""

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder,
        folder: Path,
        url: str | None,
        writing: threading.RLock,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._place = Place(folder, url, catalogue.identity, embedder.name)
        self._setting = f"vectors {url or 'embedded'}"
        self._index: VectorIndex | None = None
        # The library's lock: nothing is added or removed while ids are compared.
        self._writing = writing
        self._rows = 0
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._worker: threading.Thread | None = None
        self._exact = ExactVectors(catalogue, embedder.name)
        folder.mkdir(parents=True, exist_ok=True)
        # A second process on an embedded Chroma reads wrong neighbours and breaks it by writing.
        self._owned = FileLock(folder / "owner.lock", timeout=0)
        if url is None:
            try:
                self._owned.acquire()
            except Timeout:
                log.info("another process owns the vectors in %s", folder)

    @property
    def ready(self) -> bool:
        return self._index is not None

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for a check or rebuild that is under way; whether Chroma is in step after it."""
        worker = self._worker
        if worker is not None:
            worker.join(timeout)
        return self.ready

    def close(self) -> None:
        self._stopping.set()
        self.wait()
        if self._index is not None:
            self._index.close()
        self._index = None
        self._owned.release()

    # Keeping in step

    def reconcile(self) -> None:
        """Bring Chroma in step with the catalogue, in a thread of its own."""
        if self._place.url is None and not self._owned.is_locked:
            return
        with self._starting:
            if self._stopping.is_set() or (self._worker is not None and self._worker.is_alive()):
                return
            self._worker = threading.Thread(target=self._reconcile, name="vectors", daemon=True)
            self._worker.start()

    def _reconcile(self) -> None:
        with self._writing:
            try:
                self._embed_missing()
                generation = self._catalogue.setting(self._setting)
                if self._index is None and generation is not None:
                    self._index = self._open(generation)
                if self._index is None or not self._in_step(self._index):
                    self._rebuild()
                self._rows = self._catalogue.count()
            except VectorsError as error:
                if not self._stopping.is_set():
                    log.warning("%s", error)

    def _embed_missing(self) -> None:
        """Embed the plans that another model embedded."""
        for plan_id in self._catalogue.plans_without_vectors(self._embedder.name):
            plan = self._catalogue.plan(plan_id)
            if self._stopping.is_set():
                raise VectorsError("stopped")
            if plan is not None:
                rows = self._embedder.embed_passages([p.search_text for p in plan.passages])
                self._catalogue.put_vectors(plan_id, self._embedder.name, rows.astype(np.float16))

    def _open(self, generation: str) -> VectorIndex | None:
        try:
            return VectorIndex.open(self._place, generation)
        except VectorsError as error:
            log.warning("the vectors are rebuilt: %s", error)
            return None

    def _in_step(self, index: VectorIndex) -> bool:
        """Whether ids agree and a neighbour can be found at all."""
        try:
            index.search(np.ones(self._embedder.dimension, dtype=np.float32), 1)
            return index.keys() == set(self._catalogue.keys())
        except VectorsError as error:
            log.warning("the vectors are rebuilt: %s", error)
            return False

    def _rebuild(self) -> None:
        old, self._index = self._index, None
        new = VectorIndex.build(self._place, self._batches(), self._stopping.is_set)
        self._catalogue.set_setting(self._setting, new.generation)
        self._index = new
        if old is not None:
            try:
                old.destroy()
            except VectorsError as error:
                log.info("an old collection stays: %s", error)
        if self._place.url is None:
            for path in other_generations(self._place.folder, new.generation):
                shutil.rmtree(path, ignore_errors=True)

    def _batches(self) -> Iterator[tuple[Sequence[int], Rows]]:
        for summary in self._catalogue.summaries():
            found = self._catalogue.vectors(summary.id, self._embedder.name)
            if found and found[0]:
                yield found

    # Changes

    def change(self, add: tuple[Sequence[int], Rows] | None, remove: Sequence[int] = ()) -> None:
        """Add and remove rows; a failure isn't the caller's: the vectors are then rebuilt."""
        with self._writing:
            if self._index is None:
                return
            try:
                if add is not None:
                    self._index.add(*add)
                    self._rows += len(add[0])
                self._index.remove(remove)
                self._rows -= len(remove)
            except VectorsError as error:
                self._give_up(error)

    def _give_up(self, error: VectorsError) -> None:
        log.warning("%s", error)
        index, self._index = self._index, None
        if index is not None:
            index.close()
        self.reconcile()

    # Searching

    def search(
        self, query: str, limit: int, plan_ids: Collection[str] | None = None
    ) -> list[Scored]:
        """Keys and cosines of the nearest passages, best first.

        Empty for a query without words, and for a wide scope while Chroma is being rebuilt.
        """
        row = self._embedder.embed_queries([query])[0]
        if not row.any():
            return []
        narrow = self._catalogue.count(plan_ids) <= EXACT_LIMIT
        if plan_ids is not None and narrow:
            return self._exact.search(row, limit, plan_ids)
        found = self._nearest(row, limit if plan_ids is None else limit * _OVERFETCH)
        if found is None:
            return self._exact.search(row, limit, plan_ids) if narrow else []
        if plan_ids is None:
            return found
        owners = self._catalogue.plan_ids_of([key for key, _ in found])
        scope = set(plan_ids)
        return [item for item in found if owners.get(item[0]) in scope][:limit]

    def _nearest(self, row: NDArray[np.float32], limit: int) -> list[Scored] | None:
        """What Chroma finds, or None while it isn't in step."""
        index = self._index
        if index is None:
            return None
        try:
            if self._lags(index):
                self.reconcile()
                return None
            return index.search(row, limit)
        except VectorsError as error:
            self._give_up(error)
            return None

    def _lags(self, index: VectorIndex) -> bool:
        """Whether another process added what this collection lacks."""
        held = self._catalogue.count()
        if self._rows < held:
            self._rows = index.count()
        return self._rows < held

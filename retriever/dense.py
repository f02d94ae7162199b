"""The dense leg: exact over a narrow scope, Chroma over a wide one.

A filter inside Chroma gets slower the more it keeps, so there is none: some thousand vectors
are scored one by one with numpy, and a wide scope is over-fetched and cut by the catalogue.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from retriever.catalogue import Catalogue
from retriever.embedding import Embedder
from retriever.exact import ExactVectors
from retriever.fusion import Scored
from retriever.generations import Generations
from retriever.identity import admit
from retriever.leases import Lease, retire
from retriever.vectors import Place, Rows, VectorIndex, VectorsError

log = logging.getLogger(__name__)

# 20,000 rows of 256 take 20 MB and 2 ms to score.
EXACT_LIMIT = 20_000
# Of a wide scope's share of the nearest, half as many again as fill the list on average.
_SPARE = 1.5
# A scope of a fiftieth of a million gets some 40 then; more cost more than they add.
_MOST = 2_000
# Times that opening begins anew because of a change; what still went past is found by a search.
_ATTEMPTS = 3


class DenseLeg:
    """Safe for use from several threads. ``ready`` tells whether Chroma is in step.

    Raises ModelMismatch where the catalogue's vectors are another model's.
    """

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
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        model = admit(catalogue, embedder)
        self.model_id = model.id
        self._lease = Lease(folder, model.id)
        self._stopping = threading.Event()
        self._place = Place(folder, url, catalogue.identity, model.id)
        self._generations = Generations(
            catalogue, model, self._place, writing, self._stopping.is_set
        )
        self._index: VectorIndex | None = None
        # Up to which key, and at which revision, Chroma is known to hold all passages.
        self._last = 0
        self._seen: str | None = None
        self._marked = True
        self._starting = threading.Lock()
        self._opening = threading.Lock()
        self._passed_by = False
        self._worker: threading.Thread | None = None
        self._exact = ExactVectors(catalogue, model.id)
        # A second process on an embedded Chroma reads wrong neighbours and breaks it by writing.
        self._owned = FileLock(folder / "owner.lock", timeout=0, thread_local=False)
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
        index, self._index = self._index, None
        if index is not None:
            try:
                self._generations.mark(index)
            except VectorsError as error:
                log.info("%s", error)
            index.close()
        self._owned.release()
        self._lease.release()

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
        try:
            self.embed_missing()
            revision = self._catalogue.revision()
            index = self._index
            if index is None:
                last = self._open_index()
                retire(self._catalogue, self._folder)
                self._generations.clear_away()
                self._last = last
            else:
                self._last = self._generations.catch_up(index, self._last)
            self._seen = revision
        except VectorsError as error:
            if not self._stopping.is_set():
                log.warning("%s", error)
                self._give_up()

    def _open_index(self) -> int:
        """Put Chroma in use; the last key that it is known to hold. A change that went past it
        while it was compared with the catalogue has it compared anew."""
        for attempt in range(_ATTEMPTS):
            with self._opening:
                self._passed_by = False
            last = max(self._catalogue.keys(), default=0)
            index = self._generations.current()
            with self._opening:
                if not self._passed_by or attempt == _ATTEMPTS - 1:
                    self._index = index
                    break
            index.close()
        return last

    def embed_missing(self) -> None:
        """Embed the plans that another model embedded, or a process with another model added."""
        for plan_id in self._catalogue.plans_without_vectors(self.model_id):
            if self._stopping.is_set():
                raise VectorsError("stopped")
            stamp = self._catalogue.stamps([plan_id]).get(plan_id, "")
            plan = self._catalogue.plan(plan_id)
            if plan is not None:
                rows = self._embedder.embed_passages([p.search_text for p in plan.passages])
                self._catalogue.put_vectors(plan_id, self.model_id, rows.astype(np.float16), stamp)

    # Changes

    def change(self, add: tuple[Sequence[int], Rows] | None, remove: Sequence[int] = ()) -> None:
        """Add and remove rows; a failure isn't the caller's: the vectors are then mended."""
        with self._opening:
            index = self._index
            self._passed_by = index is None
        if index is None:
            return
        try:
            if self._marked:
                self._generations.unmark()
                self._marked = False
            if add is not None:
                index.add(*add)
            index.remove(remove)
        except VectorsError as error:
            log.warning("%s", error)
            self._give_up()
            self.reconcile()

    def _give_up(self) -> None:
        index, self._index, self._seen = self._index, None, None
        if index is not None:
            index.close()

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
        if narrow and (plan_ids is not None or not self._in_step()):
            return self._exact.search(row, limit, plan_ids)
        if not narrow:
            # What another process added just now is missing; what it removed is dropped later.
            self._in_step()
        try:
            return self._nearest(row, limit, plan_ids)
        except VectorsError as error:
            log.warning("%s", error)
            self._give_up()
            self.reconcile()
            return self._exact.search(row, limit, plan_ids) if narrow else []

    def _in_step(self) -> bool:
        """Whether nothing changed since Chroma was last looked at; if it did, that begins."""
        if self._index is not None and self._seen == self._catalogue.revision():
            return True
        self.reconcile()
        return False

    def _nearest(
        self, row: NDArray[np.float32], limit: int, plan_ids: Collection[str] | None
    ) -> list[Scored]:
        index = self._index
        if index is None:
            return []
        if plan_ids is None:
            return index.search(row, limit)
        share = self._catalogue.count() / max(1, self._catalogue.count(plan_ids))
        found = index.search(row, min(int(limit * _SPARE * share), max(limit, _MOST)))
        owners = self._catalogue.plan_ids_of([key for key, _ in found])
        scope = set(plan_ids)
        return [item for item in found if owners.get(item[0]) in scope][:limit]

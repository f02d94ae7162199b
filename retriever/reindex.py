"""A library embedded anew with another model, beside the old vectors, which answer meanwhile.

Vectors are kept plan by plan, so a run that is cut short goes on where it was. At the end,
while changes wait, the new model is made the one that answers in one step. A server that runs
keeps its own model until it ends; what it adds after that is embedded by the next one.
"""

from __future__ import annotations

import threading
from pathlib import Path

from filelock import FileLock, Timeout

from retriever.catalogue import Catalogue
from retriever.closing import Closing
from retriever.embedding import Embedder
from retriever.filling import OnPassages, embed_plan
from retriever.generations import Generations
from retriever.identity import recorded
from retriever.leases import Lease, retire
from retriever.vectors import Place


class ReindexError(RuntimeError):
    """Embedding anew can't begin. ``str()`` is one line, Thai then English."""


class Reindex(Closing):
    """One run over the library in ``data_dir``; a context manager.

    Raises ReindexError while another run is under way.
    """

    def __init__(self, data_dir: Path, embedder: Embedder, chroma_url: str | None) -> None:
        folder = data_dir / "vectors"
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(folder / "reindex.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise ReindexError(
                "มีการสร้างดัชนีใหม่ของคลังนี้อยู่แล้ว กรุณารอให้เสร็จ / another reindex of this library is "
                "under way; wait for it to end"
            ) from error
        self._folder = folder
        self._embedder = embedder
        self._catalogue = Catalogue.open(data_dir / "catalogue.sqlite")
        self._model = recorded(self._catalogue, embedder)
        self._lease = Lease(folder, self._model.id)
        place = Place(folder, chroma_url, self._catalogue.identity, self._model.id)
        self._generations = Generations(
            self._catalogue, self._model, place, threading.RLock(), lambda: False
        )

    def close(self) -> None:
        self._catalogue.close()
        self._lease.release()
        self._lock.release()

    @property
    def passages(self) -> int:
        """How many the library holds."""
        return self._catalogue.count()

    @property
    def missing(self) -> int:
        """How many have no vector of this model yet."""
        plans = self._catalogue.plans_without_vectors(self._model.id)
        return self._catalogue.count(plans)

    @property
    def is_current(self) -> bool:
        """Whether the library answers with this model already."""
        current = self._catalogue.models.current()
        return current is not None and current.id == self._model.id

    def embed(self, on_passages: OnPassages) -> None:
        """Embed all that is missing; ``on_passages`` gets how many were done since."""
        while plans := self._catalogue.plans_without_vectors(self._model.id):
            for plan_id in plans:
                embed_plan(self._catalogue, self._embedder, self._model.id, plan_id, on_passages)

    def publish(self, on_passages: OnPassages) -> None:
        """Build the collection, let the model answer, drop what no process needs any more."""
        self._generations.build(
            on_passages,
            prepare=lambda: self.embed(lambda count: None),
            publish=lambda settings: self._catalogue.models.make_current(self._model, settings),
        )
        retire(self._catalogue, self._folder)
        self._generations.clear_away()

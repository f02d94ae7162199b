"""Which embedding models running processes answer with, so that no vectors go that one needs."""

from __future__ import annotations

import uuid
from pathlib import Path

from filelock import FileLock, Timeout

from retriever.catalogue import Catalogue


class Lease:
    """Held by a process as long as it answers with the model; a killed process loses it."""

    def __init__(self, folder: Path, model_id: str) -> None:
        self._path = folder / f"model-{model_id}-{uuid.uuid4().hex[:8]}.lock"
        # Released by whichever thread closes the library.
        self._lock = FileLock(self._path, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        self._lock.release()
        self._path.unlink(missing_ok=True)


def retire(catalogue: Catalogue, folder: Path) -> None:
    """Drop the vectors of every model whose place another took and that no process holds."""
    for model in catalogue.models.past():
        held = [not _abandoned(path) for path in folder.glob(f"model-{model.id}-*.lock")]
        if not any(held):
            catalogue.models.drop(model.id)


def _abandoned(path: Path) -> bool:
    """Whether nobody holds the lease, of which the file is then removed."""
    try:
        with FileLock(path, timeout=0):
            path.unlink(missing_ok=True)
    except Timeout:
        return False
    return True

"""Exact cosines over the vectors of a few plans, read from the catalogue."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from retriever.catalogue import Catalogue
from retriever.fusion import Scored

_CACHED_PLANS = 256

Matrix = tuple[NDArray[np.int64], NDArray[np.float32]]


class ExactVectors:
    """The matrices of the plans asked for last stay in memory until the plans change."""

    def __init__(self, catalogue: Catalogue, embedder: str) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._cache: OrderedDict[tuple[str, str], Matrix] = OrderedDict()
        self._lock = Lock()

    def search(
        self, row: NDArray[np.float32], limit: int, plan_ids: Collection[str] | None
    ) -> list[Scored]:
        """Keys and cosines of the nearest passages of ``plan_ids`` (None: all), best first."""
        stamps = self._catalogue.stamps(plan_ids)
        parts = [self._matrix(plan_id, stamp) for plan_id, stamp in stamps.items()]
        parts = [part for part in parts if part is not None and len(part[0])]
        if not parts:
            return []
        keys = np.concatenate([part[0] for part in parts if part])
        scores = np.concatenate([part[1] @ row for part in parts if part])
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(int(keys[at]), float(scores[at])) for at in best]

    def _matrix(self, plan_id: str, stamp: str) -> Matrix | None:
        with self._lock:
            known = self._cache.get((plan_id, stamp))
            if known is not None:
                self._cache.move_to_end((plan_id, stamp))
                return known
        found = self._catalogue.vectors(plan_id, self._embedder)
        if found is None:
            return None
        matrix = np.array(found[0], dtype=np.int64), found[1].astype(np.float32)
        with self._lock:
            self._cache[(plan_id, stamp)] = matrix
            while len(self._cache) > _CACHED_PLANS:
                self._cache.popitem(last=False)
        return matrix

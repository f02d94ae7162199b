"""A plan's vectors, made from what the catalogue holds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from retriever.catalogue import Catalogue
from retriever.embedding import Embedder

# Passages embedded between two steps of a progress bar.
_STEP = 64

OnPassages = Callable[[int], None]


def embed_plan(
    catalogue: Catalogue,
    embedder: Embedder,
    model_id: str,
    plan_id: str,
    on_passages: OnPassages = lambda count: None,
) -> None:
    """Keep the plan's vectors, unless it changes meanwhile or is gone."""
    stamp = catalogue.stamps([plan_id]).get(plan_id, "")
    plan = catalogue.plan(plan_id)
    if plan is None:
        return
    texts = [passage.search_text for passage in plan.passages]
    rows = np.zeros((len(texts), embedder.dimension), dtype=np.float16)
    for at in range(0, len(texts), _STEP):
        some = texts[at : at + _STEP]
        rows[at : at + _STEP] = embedder.embed_passages(some)
        on_passages(len(some))
    catalogue.put_vectors(plan_id, model_id, rows, stamp)

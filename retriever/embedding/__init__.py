"""Text to vectors: the protocol that the dense leg needs, and how a model is chosen by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DEFAULT_MODEL = "hrplan-static"


class EmbeddingError(RuntimeError):
    """A model that can't be loaded. ``str()`` is one line, Thai then English."""


@runtime_checkable
class Embedder(Protocol):
    """Rows of unit length, float32, one a text; a text without words may give a zero row.

    ``name`` is what a person calls the model. ``shipped`` marks the one that comes with hrplan:
    its weight in the fusion is measured, and a newer one embeds a library anew by itself.
    """

    @property
    def name(self) -> str: ...

    @property
    def shipped(self) -> bool: ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors: ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors: ...


def load_embedder(
    model: str | None = None,
    *,
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
) -> Embedder:
    """The embedder called ``model``: None or ``hrplan-static`` is the one that ships with us.

    Any other value is a sentence-transformers or Hugging Face model, a folder or a name; the
    prefixes take the place of those that it asks for. A folder of one table, as ``hrplan
    embedding build`` writes it, is served without torch. Raises EmbeddingError where it can't
    be loaded; never falls back to another model.
    """
    from retriever.embedding.static import StaticEmbedder, is_static

    if model is None or model == DEFAULT_MODEL:
        return StaticEmbedder.load()
    if not (query_prefix or passage_prefix) and is_static(Path(model)):
        return StaticEmbedder.load(Path(model))
    from retriever.embedding.transformer import TransformerEmbedder

    return TransformerEmbedder.load(model, query_prefix, passage_prefix)


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """``rows`` scaled to length 1; a zero row stays zero."""
    single = np.ascontiguousarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(single, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    result: Vectors = np.divide(single, lengths, dtype=np.float32)
    return result

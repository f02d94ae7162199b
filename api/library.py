"""The library that the settings name."""

from __future__ import annotations

from api.settings import Settings
from retriever.embedding import load_embedder
from retriever.library import Library


def open_library(settings: Settings, *, vectors: bool = True) -> Library:
    """Opens it, an empty one where there is none yet; raises EmbeddingError for a bad model.

    Without ``vectors`` Chroma is left alone where a search needs none of it.
    """
    return Library.open(
        settings.data_dir,
        chroma_url=settings.chroma_url,
        vectors=vectors,
        embedder=load_embedder(settings.embedding_model),
    )

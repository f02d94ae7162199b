"""The library that the settings name."""

from __future__ import annotations

from api.settings import Settings
from retriever.embedding import load_embedder
from retriever.library import Library


def open_library(settings: Settings) -> Library:
    """Opens it, an empty one where there is none yet; raises EmbeddingError for a bad model."""
    return Library.open(
        settings.data_dir,
        chroma_url=settings.chroma_url,
        embedder=load_embedder(settings.embedding_model),
    )

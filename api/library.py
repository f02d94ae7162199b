"""The library that the settings name."""

from __future__ import annotations

from api.settings import Settings
from retriever.embedding import Embedder, load_embedder
from retriever.library import Library
from retriever.reranker import load_reranker


def configured_embedder(settings: Settings) -> Embedder:
    """Loads it, which takes some 10 s but for the one that ships; raises EmbeddingError."""
    return load_embedder(
        settings.embedding_model,
        query_prefix=settings.embedding_query_prefix,
        passage_prefix=settings.embedding_passage_prefix,
    )


def open_library(
    settings: Settings, *, embedder: Embedder | None = None, vectors: bool = True
) -> Library:
    """Opens it, an empty one where there is none yet.

    Without ``vectors`` Chroma is left alone where a search needs none of it. Raises
    EmbeddingError for a bad model, and for one that didn't make the library's vectors.
    """
    return Library.open(
        settings.data_dir,
        chroma_url=settings.chroma_url,
        vectors=vectors,
        embedder=embedder or configured_embedder(settings),
        reranker=load_reranker(settings.reranker_model),
        dense_weight=settings.dense_weight,
    )

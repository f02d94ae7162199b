"""Chroma as it comes: a collection of its own, nothing set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from eval.baselines.baseline import Track, batches
from retriever.embedding import Embedder


class ChromaDefault:
    """``chroma-default``: a Chroma collection with its defaults.

    The embedding is all-MiniLM-L6-v2, which is Chroma's default; the distance l2 and the graph's
    sizes are those of a collection for which nothing is said. Chroma cuts no documents itself;
    of plans it gets the chunks that its guide proposes, those of ``langchain-default``.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._table = memory_client().create_collection(uuid4().hex, embedding_function=None)

    def index(self, texts: Sequence[str], track: Track) -> None:
        for batch in track(batches(texts)):
            first = self._table.count()
            self._table.add(
                ids=[str(first + at) for at in range(len(batch))],
                documents=list(batch),
                embeddings=self._embedder.embed_passages(batch),
            )

    def search(self, query: str, k: int) -> list[int]:
        found = self._table.query(
            query_embeddings=self._embedder.embed_queries([query]), n_results=k, include=[]
        )
        return [int(place) for place in found["ids"][0]]


def memory_client() -> Any:
    """A client whose collections live in this process only, and that reports nothing."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.EphemeralClient(Settings(anonymized_telemetry=False))

"""LangChain's default pieces as a tutorial joins them: for plans, BEIR sets, and at size.

``langchain_community``'s BM25Retriever and the EnsembleRetriever of ``langchain_classic`` are
retired; what they do is done here in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from eval.baselines.baseline import Track, batches
from eval.baselines.chroma import memory_client
from retriever.embedding import Embedder

# The sizes of LangChain's tutorials on retrieval. The class alone would cut at 4,000 characters.
_CHUNK_CHARS, _OVERLAP_CHARS = 1000, 200
_RRF_K = 60  # EnsembleRetriever's

KeyT = TypeVar("KeyT", bound=Hashable)


class Chunk(NamedTuple):
    """A piece of a text and the lines it covers, 1-based and inclusive."""

    text: str
    line_start: int
    line_end: int


class LangChainDefault:
    """``langchain-default``: BM25 over white space and LangChain's Chroma, fused half and half.

    The embedding is all-MiniLM-L6-v2: the one that the Chroma which the wrapper makes would
    choose. Plans are cut by ``splitter``; the documents of a BEIR set are not.
    """

    def __init__(self, embedder: Embedder) -> None:
        from langchain_chroma import Chroma

        self._vectors = Chroma(uuid4().hex, langchain_embeddings(embedder), client=memory_client())

    def index(self, texts: Sequence[str], track: Track) -> None:
        first = 0
        for batch in track(batches(texts)):
            ids = [str(first + at) for at in range(len(batch))]
            self._vectors.add_texts(list(batch), ids=ids)
            first += len(batch)
        self._best_by_words = by_words(texts)

    def search(self, query: str, k: int) -> list[int]:
        near = self._vectors.similarity_search(query, k=k)
        places = [int(document.id) for document in near if document.id is not None]
        return fused([self._best_by_words(query, k), places])[:k]


def splitter() -> Callable[[str], list[Chunk]]:
    """Cuts a text with RecursiveCharacterTextSplitter."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    recursive = RecursiveCharacterTextSplitter(
        chunk_size=_CHUNK_CHARS, chunk_overlap=_OVERLAP_CHARS, add_start_index=True
    )

    def cut(text: str) -> list[Chunk]:
        chunks = []
        for document in recursive.create_documents([text]):
            piece = document.page_content
            first = text.count("\n", 0, document.metadata["start_index"]) + 1
            chunks.append(Chunk(piece, first, first + piece.count("\n")))
        return chunks

    return cut


def by_words(texts: Iterable[str]) -> Callable[[str, int], list[int]]:
    """BM25 as BM25Retriever has it: Okapi over ``str.split``, the ``k`` best places."""
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([text.split() for text in texts])

    def best(query: str, k: int) -> list[int]:
        places: list[int] = index.get_scores(query.split()).argsort()[::-1][:k].tolist()
        return places

    return best


def fused(rankings: Sequence[Sequence[KeyT]]) -> list[KeyT]:
    """Reciprocal-rank fusion with equal weights, as EnsembleRetriever has it; best first."""
    scores: dict[KeyT, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / len(rankings) / (_RRF_K + rank)
    return sorted(scores, key=lambda key: -scores[key])


def langchain_embeddings(embedder: Embedder) -> Any:
    """``embedder`` as LangChain's stores want it."""
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = embedder.embed_passages(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = embedder.embed_queries([text])[0].tolist()
            return row

    return Adapter()

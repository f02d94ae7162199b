"""The plainer sides: Chroma alone, and LangChain's default pieces as a tutorial joins them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.baselines.langchain import by_words, fused, langchain_embeddings, splitter
from eval.scale.ours import batches
from eval.scale.side import Place, Scope, Tell
from retriever.preparing import Prepared


class ChromaAlone:
    """Our passages and vectors in one collection, the scope as a ``where`` filter."""

    BATCH = 5_000

    def __init__(self, folder: Path) -> None:
        from retriever.embedding import load_embedder

        self._folder = folder
        self._embedder = load_embedder()

    def open(self) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client = chromadb.PersistentClient(
            path=str(self._folder), settings=Settings(anonymized_telemetry=False)
        )
        self._table = self._client.get_or_create_collection(
            "plans", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def wait_ready(self) -> None:
        """Chroma reads its index with the first question."""
        self.search("ก", Scope(), 1)

    def close(self) -> None:
        self._client.close()  # type: ignore[attr-defined]

    def ingest(self, files: Sequence[Path], tell: Tell) -> dict[str, Any]:
        from retriever.preparing import reading

        self.open()
        done = 0
        with reading(len(files), self._embedder) as read:
            for batch in batches(read((file, file.name) for file in files)):
                done += self._add(batch)
                tell(done)
        self.close()
        return {"passages": done}

    def _add(self, batch: Sequence[Prepared]) -> int:
        import numpy as np

        first = self._table.count()
        metadata = [_metadata(prepared, at) for prepared in batch for at in _range(prepared)]
        rows = np.concatenate([p.rows for p in batch if p.rows is not None]).astype(np.float32)
        for at in range(0, len(metadata), self.BATCH):
            part = metadata[at : at + self.BATCH]
            ids = [str(first + at + number) for number in range(len(part))]
            self._table.add(
                ids=ids, embeddings=rows[at : at + self.BATCH], metadatas=list[Any](part)
            )
        return len(metadata)

    def search(self, query: str, scope: Scope, k: int) -> list[Place]:
        found = self._table.query(
            query_embeddings=self._embedder.embed_queries([query]),
            n_results=k,
            where=_where(scope),
            include=["metadatas"],
        )
        rows = (found["metadatas"] or [[]])[0]
        return [_place(row) for row in rows]


def _range(prepared: Prepared) -> range:
    return range(len(prepared.plan.passages))


def _metadata(prepared: Prepared, at: int) -> dict[str, Any]:
    plan = prepared.plan
    span = plan.passages[at].span
    return {
        "source": plan.source,
        "organization": plan.organization.name if plan.organization else "",
        "first": span.line_start,
        "last": span.line_end,
        **{f"year_{year}": True for year in plan.fiscal_years},
    }


def _where(scope: Scope) -> dict[str, Any] | None:
    if scope.organization is not None:
        return {"organization": scope.organization}
    return {f"year_{scope.year}": True} if scope.year is not None else None


class LangChainDefault:
    """A tutorial's hybrid search: the recursive splitter, BM25 over white space, Chroma, and the
    two fused by reciprocal rank with equal weights.

    The pieces are those of ``eval.baselines.langchain``. BM25 knows no filter, so its finds
    outside the scope are dropped. The vectors are our static model's.
    """

    def __init__(self, folder: Path) -> None:
        from retriever.embedding import load_embedder

        self._folder, self._embeddings = folder, langchain_embeddings(load_embedder())
        self._cut = splitter()
        self._chunks: list[dict[str, Any]] = []

    def _store(self) -> Any:
        from langchain_chroma import Chroma

        return Chroma("plans", self._embeddings, persist_directory=str(self._folder / "chroma"))

    def open(self) -> None:
        self._vectors = self._store()
        with (self._folder / "chunks.jsonl").open(encoding="utf-8") as lines:
            chunks = [json.loads(line) for line in lines]
        self._best_by_words = by_words(chunk["text"] for chunk in chunks)
        self._chunks = [chunk["metadata"] for chunk in chunks]

    def wait_ready(self) -> None:
        self.search("ก", Scope(), 1)

    def close(self) -> None:
        """Nothing is held that the process's end doesn't give back."""

    def ingest(self, files: Sequence[Path], tell: Tell) -> dict[str, Any]:
        self._folder.mkdir(parents=True, exist_ok=True)
        store, done, chunks = self._store(), 0, 0
        with (self._folder / "chunks.jsonl").open("a", encoding="utf-8") as kept:
            for file in files:
                text = file.read_text(encoding="utf-8")
                about = self._about(file, text)
                cut = self._cut(text)
                metadata = [{**about, "first": c.line_start, "last": c.line_end} for c in cut]
                for chunk, where in zip(cut, metadata, strict=True):
                    line = {"text": chunk.text, "metadata": where}
                    kept.write(json.dumps(line, ensure_ascii=False) + "\n")
                store.add_texts([chunk.text for chunk in cut], metadata)
                chunks += len(cut)
                done += 1
                tell(done)
        return {"chunks": chunks}

    def _about(self, file: Path, text: str) -> dict[str, Any]:
        """The body and the years stand on the first lines of an invented plan."""
        from ingest.structure.identify import fiscal_years_of

        head = text.split("\n", 4)
        years = {f"year_{year}": True for year in fiscal_years_of(head[:4])}
        return {"source": file.name, "organization": head[3], **years}

    def search(self, query: str, scope: Scope, k: int) -> list[Place]:
        near = self._vectors.similarity_search(query, k=k, filter=_where(scope))
        found = [self._chunks[at] for at in self._best_by_words(query, k)]
        worded = [about for about in found if _within(about, scope)]
        rankings = (worded, [document.metadata for document in near])
        return fused([[_place(about) for about in ranking] for ranking in rankings])[:k]


def _place(about: Mapping[str, Any]) -> Place:
    return Place(str(about["source"]), int(about["first"]), int(about["last"]))


def _within(about: dict[str, Any], scope: Scope) -> bool:
    where = _where(scope)
    return where is None or all(about.get(name) == value for name, value in where.items())

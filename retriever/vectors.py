"""Vectors in Chroma, embedded or by URL: derived from the catalogue and never the truth.

A process that is killed while it writes can leave a collection that can't be read, or one that
gives wrong neighbours without an error. So ids are compared with the catalogue when a library
is opened, and anything wrong is answered by a new collection (a new folder, when embedded)
which takes the old one's place when it is whole. Until then ``search`` raises VectorsError.
"""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from retriever.fusion import Scored

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

log = logging.getLogger(__name__)

# Chroma takes 5,461 rows at once and an unpaged read fails at about 33,000.
_BATCH = 5_000

# How widely the graph is searched. On 40,000 noisy rows of 256, recall of the 20 and 100 nearest
# is 62 and 47 % with Chroma's own 100, 95 and 89 % with this, in as many milliseconds (5 to 10).
_EF_SEARCH = 500

Rows = NDArray[np.floating[Any]]
Batches = Iterable[tuple[Sequence[int], Rows]]


class VectorsError(RuntimeError):
    """The vectors can't be used now. ``str()`` is one line, Thai then English."""

    def __init__(self, reason: object) -> None:
        text = " ".join(str(reason).split())[:200]
        super().__init__(f"ใช้ดัชนีเวกเตอร์ไม่ได้ / the vector index cannot be used: {text}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where vectors live: a Chroma server's ``url``, or a folder that this process owns.

    ``owner`` is the catalogue's identity and ``embedder`` the model's name: the vectors of
    another catalogue or model are not ours.
    """

    folder: Path
    url: str | None
    owner: str
    embedder: str

    def collection_name(self, generation: str) -> str:
        return f"hrplan-{self.owner[:16]}-{generation}"

    def metadata(self) -> dict[str, str]:
        return {"catalogue": self.owner, "embedder": self.embedder}

    def client(self, generation: str) -> Client:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self.url is None:
            path = self.folder / generation
            path.mkdir(parents=True, exist_ok=True)
            return cast("Client", chromadb.PersistentClient(path=str(path), settings=settings))
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 80),
            ssl=secure,
            settings=settings,
        )
        return cast("Client", client)

    def sweep(self, keep: set[str]) -> None:
        """Drop all generations of this catalogue but ``keep``."""
        if self.url is None:
            for path in self.folder.iterdir():
                if path.is_dir() and path.name not in keep:
                    shutil.rmtree(path, ignore_errors=True)
            return
        with _guard():
            client = self.client("")
            try:
                kept = {self.collection_name(generation) for generation in keep}
                for table in client.list_collections():
                    if table.name.startswith(self.collection_name("")) and table.name not in kept:
                        client.delete_collection(table.name)
            finally:
                _close(client)


class VectorIndex:
    """One generation of vectors. ``open`` reads one, ``build`` makes one."""

    def __init__(self, place: Place, generation: str, client: Client, table: Collection):
        self.place = place
        self.generation = generation
        self._client = client
        self._table = table

    @classmethod
    def open(cls, place: Place, generation: str) -> VectorIndex:
        """Open what ``build`` made; raises VectorsError where it is missing or not ours."""
        if place.url is None and not (place.folder / generation).is_dir():
            raise VectorsError("no such folder")
        with _guard():
            client = place.client(generation)
            try:
                table = client.get_collection(
                    place.collection_name(generation), embedding_function=None
                )
            except Exception:
                _close(client)
                raise
            if {**(table.metadata or {})} != place.metadata():
                _close(client)
                raise VectorsError("made of another catalogue or by another model")
        return cls(place, generation, client, table)

    @classmethod
    def build(
        cls, place: Place, batches: Batches, stop: Callable[[], bool] = lambda: False
    ) -> VectorIndex:
        """A new generation with all of ``batches``; VectorsError where ``stop`` ends it."""
        generation = uuid.uuid4().hex[:12]
        with _guard():
            client = place.client(generation)
            table = client.create_collection(
                place.collection_name(generation),
                configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
                metadata=place.metadata(),
                embedding_function=None,
            )
        index = cls(place, generation, client, table)
        for keys, rows in batches:
            if stop():
                index.destroy()
                raise VectorsError("stopped")
            index.add(keys, rows)
        return index

    def close(self) -> None:
        _close(self._client)

    def destroy(self) -> None:
        """Drop this generation with all that it holds."""
        if self.place.url is None:
            self.close()
            shutil.rmtree(self.place.folder / self.generation, ignore_errors=True)
            return
        with _guard():
            self._client.delete_collection(self.place.collection_name(self.generation))
        self.close()

    # Rows

    def add(self, keys: Sequence[int], rows: Rows) -> None:
        with _guard():
            for at in range(0, len(keys), _BATCH):
                self._table.upsert(
                    ids=[str(key) for key in keys[at : at + _BATCH]],
                    embeddings=rows[at : at + _BATCH].astype(np.float32),
                )

    def remove(self, keys: Sequence[int]) -> None:
        with _guard():
            for at in range(0, len(keys), _BATCH):
                self._table.delete(ids=[str(key) for key in keys[at : at + _BATCH]])

    def keys(self) -> set[int]:
        """Every key in the collection, read page by page."""
        found: set[int] = set()
        with _guard():
            for offset in range(0, self._table.count(), _BATCH):
                page = self._table.get(limit=_BATCH, offset=offset, include=[])
                found.update(int(key) for key in page["ids"])
        return found

    def has(self, keys: Sequence[int]) -> set[int]:
        """Those of ``keys`` that are in the collection."""
        found: set[int] = set()
        with _guard():
            for at in range(0, len(keys), _BATCH):
                ids = [str(key) for key in keys[at : at + _BATCH]]
                found.update(map(int, self._table.get(ids=ids, include=[])["ids"]))
        return found

    def count(self) -> int:
        with _guard():
            return int(self._table.count())

    def search(self, row: NDArray[np.float32], limit: int) -> list[Scored]:
        """Keys and cosines of the nearest rows, best first."""
        with _guard():
            # More than there are is no error; counting first takes 50 ms at a million.
            found = self._table.query(
                query_embeddings=row.reshape(1, -1), n_results=limit, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        pairs = zip(found["ids"][0], distances, strict=True)
        return [(int(key), 1.0 - float(distance)) for key, distance in pairs]


def _close(client: Client) -> None:
    """Close ``client``, its HTTP connections too, which Chroma leaves open."""
    session = getattr(client._server, "_session", None)
    client.close()
    if session is not None:
        session.close()


class _guard:
    """Any failure of Chroma as a VectorsError; its Rust part raises what isn't an Exception."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, VectorsError):
            return
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise VectorsError(f"{type(error).__name__}: {error}") from error

"""Our side: the library with what ships, filled as ``hrplan ingest`` fills it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from eval.scale.side import Place, Scope, Tell
from retriever.library import Library
from retriever.preparing import Prepared

# As many as ``hrplan ingest`` keeps together.
_BATCH_PASSAGES = 2_000
_BATCH_SECONDS = 1.0


class Ours:
    """The library, with what ships."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library: Library | None = None
        self._plans: dict[Scope, list[str]] = {}

    def open(self) -> None:
        self._library = Library.open(self._folder)

    def wait_ready(self) -> None:
        self._opened().wait_ready()
        for plan in self._opened().plans():
            name = plan.organization.name if plan.organization else ""
            for scope in (Scope(name), *(Scope(None, year) for year in plan.fiscal_years)):
                self._plans.setdefault(scope, []).append(plan.id)

    def close(self) -> None:
        self._opened().close()

    def _opened(self) -> Library:
        assert self._library is not None
        return self._library

    def ingest(self, files: Sequence[Path], tell: Tell) -> dict[str, Any]:
        self.open()
        library = self._opened()
        library.wait_ready()
        spent: dict[str, float] = {}
        with _timed(library, spent), library.reading(len(files)) as read:
            passages = 0
            for batch in batches(read((file, file.name) for file in files)):
                library.add_many([(prepared, prepared.plan.source) for prepared in batch])
                passages += sum(len(prepared.plan.passages) for prepared in batch)
                tell(passages)
        start = perf_counter()
        library.wait_ready()
        self.close()
        spent["settle"] = perf_counter() - start
        return {"passages": passages, "writing_s": {k: round(v, 2) for k, v in spent.items()}}

    def search(self, query: str, scope: Scope, k: int) -> list[Place]:
        plan_ids = None if scope == Scope() else self._plans.get(scope, [])
        hits = self._opened().search(query, k=k, plan_ids=plan_ids)
        return [
            Place(hit.plan.source, hit.passage.span.line_start, hit.passage.span.line_end)
            for hit in hits
        ]


def batches(outcomes: Iterator[object]) -> Iterator[list[Prepared]]:
    """As ``hrplan ingest`` keeps plans together; a file that can't be read is an error here."""
    batch: list[Prepared] = []
    since = monotonic()
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
        assert isinstance(outcome, Prepared)
        batch.append(outcome)
        passages = sum(len(prepared.plan.passages) for prepared in batch)
        if passages >= _BATCH_PASSAGES or monotonic() - since > _BATCH_SECONDS:
            yield batch
            batch, since = [], monotonic()
    if batch:
        yield batch


@contextmanager
def _timed(library: Library, spent: dict[str, float]) -> Iterator[None]:
    """Adds up the seconds in each part that is written, by standing before it."""
    parts = (
        (library._lexical, "change", "lexical"),
        (library._dense, "change", "vectors"),
        (library._catalogue, "put_many", "catalogue"),
    )
    for owner, method, name in parts:
        inner = getattr(owner, method)

        def outer(*args: Any, _inner: Any = inner, _name: str = name, **options: Any) -> Any:
            start = perf_counter()
            try:
                return _inner(*args, **options)
            finally:
                spent[_name] = spent.get(_name, 0.0) + perf_counter() - start

        setattr(owner, method, outer)
    try:
        yield
    finally:
        for owner, method, _ in parts:
            delattr(owner, method)

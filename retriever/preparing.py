"""What takes time of a plan's way into the library, for several plans at once.

Parsing a plan, cutting its text into words and n-grams and embedding it need no library: worker
processes do that, and the library only writes. A worker takes a second to start, so few files are
prepared where they are wanted.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ingest.evidence import require_plan
from ingest.models import IngestError, Plan
from ingest.pipeline import parse_file
from retriever.catalogue.vectors import Half
from retriever.embedding import DEFAULT_MODEL, Embedder, load_embedder
from retriever.embedding.static import StaticEmbedder
from retriever.lexical import Texts, texts_of

# Fewer files than this are read by the process itself.
FEW = 12
_AHEAD = 4  # plans a worker, so that none waits while the library writes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan, a text and a vector for each of its passages; ``rows`` None: not embedded yet."""

    plan: Plan
    texts: tuple[Texts, ...]
    rows: Half | None


Outcome = Prepared | IngestError | OSError
File = tuple[Path, str]
Reader = Callable[[Iterable[File]], Iterator[Outcome]]


def prepare(plan: Plan, embedder: Embedder | None) -> Prepared:
    """All that the indexes need of ``plan``; without an embedder no vectors."""
    texts = tuple(texts_of(passage) for passage in plan.passages)
    if embedder is None:
        return Prepared(plan, texts, None)
    rows = embedder.embed_passages([passage.search_text for passage in plan.passages])
    return Prepared(plan, texts, rows.astype(np.float16))


def read_file(path: Path, source: str, embedder: Embedder | None) -> Outcome:
    """The plan in a file, prepared; why not, where it can't be read as one."""
    try:
        plan = parse_file(path, source)
        require_plan(plan)
    except (IngestError, OSError) as error:
        return error
    return prepare(plan, embedder)


@contextmanager
def reading(count: int, embedder: Embedder) -> Iterator[Reader]:
    """A function that reads files, ``count`` in all, and gives what became of each in order.

    Workers embed by a model that is a table; another may be too large to have several times.
    """
    light = isinstance(embedder, StaticEmbedder)
    workers = os.cpu_count() or 1
    if count < FEW or workers < 2:
        own = embedder if light else None
        yield lambda files: (read_file(path, source, own) for path, source in files)
        return
    model = None if not light else DEFAULT_MODEL if embedder.shipped else embedder.name
    # A forked process would inherit locks that threads of the library hold.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (model,)) as pool:
        try:
            yield lambda files: _in_order(pool, files, workers * _AHEAD)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, files: Iterable[File], ahead: int) -> Iterator[Outcome]:
    rest = iter(files)
    waiting: deque[Future[Outcome]] = deque()
    try:
        while True:
            for file in islice(rest, ahead - len(waiting)):
                waiting.append(pool.submit(_work, *file))
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise IngestError(
            "โปรแกรมช่วยอ่านแผนหยุดทำงาน แผนที่บันทึกแล้วยังอยู่ โปรดนำเข้าส่วนที่เหลืออีกครั้ง",
            "a process that reads plans died; what is kept stays, ingest the rest again",
        ) from error


_model: Embedder | None = None


def _start(model: str | None) -> None:
    # By name: a table of megabytes, sent along, would hold up the start of the next worker.
    global _model
    _model = load_embedder(model) if model else None


def _work(path: Path, source: str) -> Outcome:
    return read_file(path, source, _model)

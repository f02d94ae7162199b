"""The libraries that are measured: the user's, or a temporary one that leaves it alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.library import open_library
from api.settings import Settings
from eval.beir import Search
from ingest.models import Passage, PassageKind, Plan, Span
from ingest.pipeline import find_files, parse_file
from retriever.library import Library


@contextmanager
def temporary(settings: Settings) -> Iterator[Library]:
    """An empty library with the settings' models, in a folder that goes when it is closed."""
    with TemporaryDirectory(prefix="hrplan-eval-") as folder:
        apart = {"data_dir": Path(folder), "chroma_url": None}
        with open_library(settings.model_copy(update=apart)) as library:
            yield library


def add_plans(
    library: Library,
    folder: Path,
    track: Callable[[list[tuple[Path, str]]], Iterable[tuple[Path, str]]] = iter,
) -> None:
    """Ingest every file of ``folder``; raises IngestError for one that can't be read."""
    files = track(find_files([folder]))
    library.add_many((parse_file(path, source), source) for path, source in files)
    library.wait_ready()


def add_documents(library: Library, corpus: Mapping[str, str]) -> Search:
    """Index the texts of ``corpus``, a passage each, and give the search for their ids.

    A blank text can't be a passage and so is never found.
    """
    ids = hold_documents(library, corpus)

    def search(query: str, k: int) -> list[str]:
        return [ids[hit.passage.id] for hit in library.search(query, k=k)]

    return search


def hold_documents(library: Library, corpus: Mapping[str, str]) -> dict[str, str]:
    """Index the texts of ``corpus``; the document of each passage id."""
    plan, ids = _as_plan({key: text for key, text in corpus.items() if text.strip()})
    library.add(plan, plan.source)
    library.wait_ready()
    return ids


def _as_plan(corpus: Mapping[str, str]) -> tuple[Plan, dict[str, str]]:
    """The texts one below the other as a plan, and the document id of each passage id."""
    plan_id = "corpus"
    lines: list[str] = []
    passages = []
    ids = {}
    for number, (document, text) in enumerate(corpus.items()):
        first = len(lines) + 1
        lines += text.split("\n")
        passage_id = f"{plan_id}:{number}"
        span = Span(first, len(lines))
        passages.append(Passage(passage_id, PassageKind.PARAGRAPH, text, text, span))
        ids[passage_id] = document
    plan = Plan(
        id=plan_id,
        source="corpus.jsonl",
        content_hash=hashlib.sha256("\n".join(lines).encode()).hexdigest(),
        title="corpus",
        kind="",
        organization=None,
        fiscal_years=(),
        lines=tuple(lines),
        passages=tuple(passages),
    )
    return plan, ids

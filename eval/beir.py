"""Retrieval sets in the BEIR layout: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import Any

import ir_measures
from pydantic import BaseModel, Field

from eval.evidence import MEASURES
from eval.jsonl import DataFileError, read_lines, read_models
from eval.measures import percentile

DEPTH = 10
# The best document ids for a query, best first; the number is how many are wanted.
Search = Callable[[str, int], Sequence[str]]


class _Line(BaseModel):
    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents and judged queries by id; ``qrels`` gives each query its documents' grades."""

    corpus: Mapping[str, str]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def load_beir(folder: Path, limit: int | None = None) -> RetrievalSet:
    """The set in ``folder`` with its first ``limit`` judged queries (all for None).

    Documents are title and text; queries without a judgement are left out. Raises
    ``DataFileError`` for a file that is missing, malformed, or names what isn't there.
    """
    corpus = _texts(folder / "corpus.jsonl")
    queries = _texts(folder / "queries.jsonl")
    qrels_path = folder / "qrels.tsv"
    qrels: dict[str, dict[str, int]] = {}
    for number, query, document, grade in _judgements(qrels_path):
        if query not in queries or document not in corpus:
            raise DataFileError(qrels_path, number, f"unknown id in {query!r}, {document!r}")
        qrels.setdefault(query, {})[document] = grade
    judged = [query for query in queries if query in qrels][:limit]
    if not judged:
        raise DataFileError(qrels_path, None, "no judged queries")
    return RetrievalSet(corpus, {q: queries[q] for q in judged}, {q: qrels[q] for q in judged})


def evaluate(
    data: RetrievalSet,
    search: Search,
    track: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> dict[str, float | int | None]:
    """Measures of ``search`` over the set, and its times in ms; ``track`` may show progress."""
    found, times = ask_all(data, search, track)
    return {
        **measures(found, data.qrels),
        "corpus": len(data.corpus),
        "queries": len(data.queries),
        "ms_p50": percentile(times, 50),
        "ms_p95": percentile(times, 95),
    }


def ask_all(
    data: RetrievalSet,
    search: Search,
    track: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> tuple[dict[str, Sequence[str]], list[float]]:
    """The documents found for each query, best first, and the ms that each took."""
    found: dict[str, Sequence[str]] = {}
    times = []
    for query in track(data.queries):
        start = perf_counter()
        found[query] = search(data.queries[query], DEPTH)
        times.append((perf_counter() - start) * 1000)
    return found, times


def measures(
    found: Mapping[str, Sequence[str]], qrels: Mapping[str, Mapping[str, int]]
) -> dict[str, float]:
    """Mean measures of the rankings ``found`` (best first) over all queries of ``qrels``."""
    each = query_measures(found, qrels).values()
    return {name: round(fmean(one[name] for one in each), 4) for name in MEASURES}


def query_measures(
    found: Mapping[str, Sequence[str]], qrels: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, float]]:
    """The measures of each query of ``qrels``; one that found nothing has 0."""
    run = {
        query: {document: float(-rank) for rank, document in enumerate(documents)}
        for query, documents in found.items()
    }
    names: dict[Any, str] = {measure: name for name, measure in MEASURES.items()}
    each = {query: dict.fromkeys(MEASURES, 0.0) for query in qrels}
    judged = {query: dict(grades) for query, grades in qrels.items()}
    for metric in ir_measures.iter_calc(list(names), judged, run):
        each[metric.query_id][names[metric.measure]] = metric.value
    return each


def _texts(path: Path) -> dict[str, str]:
    return {line.id: f"{line.title}\n{line.text}".strip() for _, line in read_models(path, _Line)}


def _judgements(path: Path) -> Iterable[tuple[int, str, str, int]]:
    """Line number, query, document and grade of each judgement, the header left out."""
    for number, line in read_lines(path):
        cells = line.split("\t")
        if number == 1 and cells[0] == "query-id":
            continue
        if len(cells) != 3 or not cells[2].lstrip("-").isdecimal():
            raise DataFileError(path, number, "not query-id, corpus-id, score between tabs")
        yield number, cells[0], cells[1], int(cells[2])

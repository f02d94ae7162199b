"""Baselines over the same documents or plans and the same questions, by the same measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

from eval.baselines.baseline import Baseline
from eval.beir import RetrievalSet, evaluate
from eval.grading import Pointer
from eval.questions import Question
from eval.run import EVIDENCE_DEPTH, Reply, ask_all, result

# Items as they are, while progress is shown under the description.
Shown = Callable[[Sequence[Any], str], Any]

_OF_EVIDENCE = ("hit", "recall@", "mrr", "ndcg")


def over_documents(
    data: RetrievalSet, baselines: Mapping[str, Baseline], shown: Shown
) -> dict[str, Any]:
    """The measures of ``eval.beir`` for each baseline; each is empty and gets whole documents."""
    ids = [document for document, text in data.corpus.items() if text.strip()]
    found = {}
    for name, baseline in baselines.items():
        _index(name, baseline, [data.corpus[document] for document in ids], shown)

        def search(query: str, k: int, baseline: Baseline = baseline) -> list[str]:
            return [ids[place] for place in baseline.search(query, k)]

        found[name] = evaluate(data, search, _listed(shown, name))
    return found


def over_plans(
    asked: Sequence[Question],
    lines: Mapping[str, Sequence[str]],
    baselines: Mapping[str, Baseline],
    shown: Shown,
) -> dict[str, Any]:
    """How the evidence of each baseline, empty yet, is graded, and the times of its searches.

    ``lines`` are those of the plans, by file name. A baseline gets each question as it was
    typed, without profile and history, and finds chunks; a chunk counts for all its lines.
    """
    from eval.baselines.langchain import splitter

    cut = splitter()
    chunks = [(source, chunk) for source, text in lines.items() for chunk in cut("\n".join(text))]
    places = [Pointer(source, chunk.line_start, chunk.line_end) for source, chunk in chunks]
    found = {}
    for name, baseline in baselines.items():
        _index(name, baseline, [chunk.text for _, chunk in chunks], shown)

        def ask(question: Question, baseline: Baseline = baseline) -> Reply:
            start = perf_counter()
            best = baseline.search(question.question, EVIDENCE_DEPTH)
            ms = (perf_counter() - start) * 1000
            return Reply("", False, None, (), tuple(places[place] for place in best), ms)

        whole = result(ask_all(shown(asked, name), ask))
        kept = {key: value for key, value in whole.items() if key.startswith(_OF_EVIDENCE)}
        # Named apart: a run's own times are of whole answers.
        times = {f"search_{key}": whole[key] for key in ("ms_p50", "ms_p95")}
        found[name] = {**kept, **times, "chunks": len(chunks)}
    return found


def _listed(shown: Shown, name: str) -> Callable[[Iterable[str]], Iterable[str]]:
    return lambda queries: shown(list(queries), name)


def _index(name: str, baseline: Baseline, texts: Sequence[str], shown: Shown) -> None:
    baseline.index(texts, lambda batches: shown(batches, f"{name}: อ่าน / reading"))

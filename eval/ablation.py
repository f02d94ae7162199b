"""What each part of the search is worth: the same questions with parts left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from api.search import search
from eval.beir import DEPTH, RetrievalSet, measures
from eval.grading import Pointer, evidence_rank
from eval.measures import percentile
from eval.questions import Question
from eval.slips import KINDS, slipped
from retriever.finding import WHOLE, Recipe
from retriever.fusion import Leg
from retriever.library import Library

Track = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table. ``filters`` narrows to the organisation and year that are named (BEIR
    documents have none); ``slip`` is a kind of ``eval.slips`` made in each question."""

    name: str
    recipe: Recipe
    filters: bool = False
    slip: str = "as typed"


def steps(*, reranker: bool) -> list[Step]:
    """Each leg, each pair, all; then what is put on top, one after the other."""
    words, grams, dense = Leg.WORDS, Leg.GRAMS, Leg.DENSE
    legs = [{words}, {grams}, {dense}, {words, grams}, {words, dense}, {grams, dense}, set(Leg)]
    bare = [Recipe(frozenset(some), expand=False, rescore=False, rerank=False) for some in legs]
    table = [Step(" + ".join(sorted(recipe.legs)), recipe) for recipe in bare]
    table += [
        Step("all + expansion", Recipe(rescore=False, rerank=False)),
        Step("all + rescoring", Recipe(expand=False, rerank=False)),
        Step("all + expansion + rescoring", Recipe(rerank=False)),
        Step("the same + filters", Recipe(rerank=False), filters=True),
    ]
    return [*table, Step("the same + cross-encoder", Recipe(), filters=True)] if reranker else table


def slip_steps() -> list[Step]:
    """The whole search, a row a kind of slip."""
    return [Step(kind, WHOLE, filters=True, slip=kind) for kind in KINDS]


def over_documents(
    data: RetrievalSet,
    library: Library,
    ids: Callable[[str], str],
    chosen: Sequence[Step],
    track: Track = iter,
) -> list[dict[str, Any]]:
    """Recall and MRR of each step over a BEIR set that ``library`` holds; ``ids`` gives the
    document of a passage id. Documents have no organisation, so filters do nothing."""
    rows = []
    for step in chosen:
        found, times = {}, []
        for query in track(list(data.queries)):
            text = slipped(data.queries[query], step.slip)
            start = perf_counter()
            hits = library.find(text, k=DEPTH, recipe=step.recipe).hits
            times.append((perf_counter() - start) * 1000)
            found[query] = [ids(hit.passage.id) for hit in hits]
        whole = measures(found, data.qrels)
        kept = {name: whole[name] for name in ("recall@1", "recall@5", "mrr@10")}
        rows.append({"step": step.name, **kept, "ms_p50": percentile(times, 50)})
    return rows


def over_questions(
    asked: Sequence[Question], library: Library, chosen: Sequence[Step], track: Track = iter
) -> list[dict[str, Any]]:
    """hit@1 and hit@5 of each step over the answerable questions with gold mode "any" that
    stand alone, as they are typed."""
    alone = [q for q in asked if q.answerable and q.gold_mode == "any" and not q.history]
    rows = []
    for step in chosen:
        ranks, times = [], []
        for question in track(alone):
            text = slipped(question.question, step.slip)
            start = perf_counter()
            pointers = _found(text, library, step)
            times.append((perf_counter() - start) * 1000)
            ranks.append(evidence_rank(pointers, question.gold, "any"))
        row: dict[str, Any] = {"step": step.name, "n": len(alone)}
        for k in (1, 5):
            hits = sum(rank is not None and rank <= k for rank in ranks)
            row[f"hit@{k}"] = round(hits / len(alone), 4) if alone else None
        rows.append({**row, "ms_p50": percentile(times, 50)})
    return rows


def _found(question: str, library: Library, step: Step) -> list[Pointer]:
    if step.filters:
        hits = search(library, question, k=DEPTH, recipe=step.recipe).found.hits
    else:
        hits = library.find(question, k=DEPTH, recipe=step.recipe).hits
    return [
        Pointer(h.plan.source, h.passage.span.line_start, h.passage.span.line_end) for h in hits
    ]

"""How well the evidence found for a question ranks its gold spans, measured by ir-measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import ir_measures
from ir_measures import RR, R, nDCG

from eval.grading import Pointer
from eval.questions import GoldMode, GoldSpan

MEASURES = {
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}

# The evidence found, best first, and the gold spans it is measured by.
Ranking = tuple[Sequence[Pointer], Sequence[GoldSpan], GoldMode]


def evidence_measures(rankings: Iterable[Ranking]) -> list[dict[str, float]]:
    """The measures of each ranking, in order.

    With gold mode "any" one thing is looked for, which any of the spans is; with "all" each span
    is one. A passage that holds two spans takes two places, one for each.
    """
    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    for number, (hits, gold, mode) in enumerate(rankings):
        wanted = {span: 0 if mode == "any" else place for place, span in enumerate(gold)}
        qrels[str(number)] = {str(item): 1 for item in wanted.values()}
        items = _items(hits, wanted)
        run[str(number)] = {item: float(-place) for place, item in enumerate(items)}
    found: list[dict[str, float]] = [dict.fromkeys(MEASURES, 0.0) for _ in qrels]
    names: dict[Any, str] = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(names), qrels, run):
        found[int(metric.query_id)][names[metric.measure]] = round(metric.value, 4)
    return found


def _items(hits: Sequence[Pointer], wanted: dict[GoldSpan, int]) -> list[str]:
    """What each hit is: the things looked for that it is the first to hold, or something else."""
    items: dict[str, None] = {}
    for place, hit in enumerate(hits):
        held = [str(item) for span, item in wanted.items() if hit.overlaps(span)]
        items.update(dict.fromkeys(held or [f"other {place}"]))
    return list(items)

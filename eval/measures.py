"""The measures of a run, each by what one question adds to it.

They are taken from the entries of a result (``eval.run.result``), so that a run that was written
to a file is counted and compared by the same code as one that has just ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from eval.evidence import MEASURES as EVIDENCE_MEASURES
from eval.grading import SINGLE_FACT, Pointer
from eval.questions import GoldSpan
from eval.statistics import Part, ratio_interval

Entry = Mapping[str, Any]
_CUTOFFS = (1, 5, 10)
# What the whole answer to a single fact is to take at most, at the median.
BRIEF_CHARS = 350
# Of a question that a measure is not over.
NOT_COUNTED: Part = (0, 0)


def _answerable(entry: Entry) -> bool:
    return bool(entry["answerable"])


def _flag(name: str, over: Callable[[Entry], bool]) -> Callable[[Entry], Part]:
    return lambda entry: (bool(entry[name]), 1) if over(entry) else NOT_COUNTED


def _refused(*, answerable: bool) -> Callable[[Entry], Part]:
    return lambda entry: (
        (not entry["answered"], 1) if entry["answerable"] is answerable else NOT_COUNTED
    )


def _hit(cutoff: int, mode: str) -> Callable[[Entry], Part]:
    def part(entry: Entry) -> Part:
        if not entry["answerable"] or entry["gold_mode"] != mode:
            return NOT_COUNTED
        return entry["rank"] is not None and entry["rank"] <= cutoff, 1

    return part


def _ranked(name: str) -> Callable[[Entry], Part]:
    def part(entry: Entry) -> Part:
        value = (entry["retrieval"] or {}).get(name)
        return NOT_COUNTED if value is None else (value, 1)

    return part


def _supported(entry: Entry) -> Part:
    return sum(claim["supported"] for claim in entry["claims"]), len(entry["claims"])


def _helping(entry: Entry) -> Part:
    helping = [
        claim["supported"] and citation not in claim["idle"]
        for claim in entry["claims"]
        for citation in claim["citations"]
    ]
    return sum(helping), len(helping)


def _on_gold(entry: Entry) -> Part:
    if not entry["answerable"]:
        return NOT_COUNTED
    spans = [
        GoldSpan(**{key: gold[key] for key in GoldSpan.model_fields}) for gold in entry["gold"]
    ]
    pointers = [
        Pointer(cited["source"], cited["line_start"], cited["line_end"])
        for cited in entry["citations"]
    ]
    return sum(any(p.overlaps(span) for span in spans) for p in pointers), len(pointers)


def _gold_cited(entry: Entry) -> Part:
    return len(entry["gold"]) - len(entry["uncited"]), len(entry["gold"])


def _brief(entry: Entry) -> Part:
    if not entry["answerable"] or entry["category"] not in SINGLE_FACT:
        return NOT_COUNTED
    return len(entry["answer"]) <= BRIEF_CHARS, 1


MEASURES: dict[str, Callable[[Entry], Part]] = {
    "correct": _flag("correct", lambda _: True),
    "correct_answerable": _flag("correct", _answerable),
    "right": _flag("right", _answerable),
    "cited": _flag("cited", _answerable),
    "refused_unanswerable": _refused(answerable=False),
    "false_refusal": _refused(answerable=True),
    "asked_back": lambda entry: (entry["needs"] is not None, 1),
    "direct": _flag("direct", lambda entry: entry["direct"] is not None),
    "brief": _brief,
    "citation_precision": _helping,
    "citation_recall": _supported,
    "gold_precision": _on_gold,
    "gold_recall": _gold_cited,
    **{f"hit@{k}": _hit(k, "any") for k in _CUTOFFS},
    **{f"hit_all@{k}": _hit(k, "all") for k in _CUTOFFS},
    **{name: _ranked(name) for name in EVIDENCE_MEASURES},
}
# Better when lower.
FAULTS = frozenset({"false_refusal", "asked_back"})
# Of a whole run and without an interval: characters, and milliseconds.
SIZES = ("single_fact_median_chars", "ms_p50", "ms_p95")


def summarise(entries: Sequence[Entry]) -> dict[str, Any]:
    """The measures over some entries; fractions are 0..1, None where nothing is to be counted.

    ``correct`` is over all questions; ``correct_answerable``, ``right``, ``cited`` and
    ``false_refusal`` over the answerable ones, ``refused_unanswerable`` over the others.
    ``asked_back`` is the share that was met by a question back. ``direct``, ``brief`` (350
    characters at most) and ``single_fact_median_chars`` (of the whole answer) are over the
    answerable single-fact questions. ``hit@k`` is over the answerable questions with gold mode
    "any", follow-ups included; ``hit_all@k`` over those with "all", where each gold span must be
    among the first k passages; ``recall@k``, ``mrr@10`` and ``ndcg@10`` over both
    (``eval.evidence``).
    ``citation_recall`` is the share of the sentences of all answers that their citations support,
    ``citation_precision`` the share of citations that help to (after ALCE; ``eval.claims``).
    ``gold_precision`` is the share of the citations in answers to answerable questions that
    overlap a gold span of their question, ``gold_recall`` the share of gold spans that a citation
    overlaps; all four count over all questions at once. ``intervals`` has the 95 % interval of
    each measure that is a fraction.
    """
    intervals: dict[str, list[float] | None] = {}
    figures: dict[str, float | None] = {}
    for name, part in MEASURES.items():
        found = ratio_interval([part(entry) for entry in entries])
        figures[name] = round(found.value, 4) if found else None
        intervals[name] = [round(found.low, 4), round(found.high, 4)] if found else None
    single = [e for e in entries if e["answerable"] and e["category"] in SINGLE_FACT]
    times = [entry["ms"] for entry in entries]
    return {
        "n": len(entries),
        **figures,
        "single_fact_median_chars": percentile([len(entry["answer"]) for entry in single], 50),
        "ms_p50": percentile(times, 50),
        "ms_p95": percentile(times, 95),
        "intervals": intervals,
    }


def measured(entries: Sequence[Entry]) -> dict[str, Any]:
    """``summarise`` of all entries, and of each group."""
    return {
        **summarise(entries),
        "by_category": _grouped(entries, lambda entry: [entry["category"]]),
        "by_style": _grouped(entries, lambda entry: [entry["style"]]),
        "by_difficulty": _grouped(entries, lambda entry: [entry["difficulty"]]),
        "by_document": _grouped(entries, lambda entry: {gold["doc"] for gold in entry["gold"]}),
    }


def _grouped(
    entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]
) -> dict[str, dict[str, Any]]:
    """An entry may be in several groups."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in keys(entry):
            groups.setdefault(key, []).append(entry)
    return {key: summarise(groups[key]) for key in sorted(groups)}


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Linear between the two nearest values, to three decimals; None of no values."""
    return round(float(np.percentile(values, percent)), 3) if values else None

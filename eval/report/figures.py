"""The figures of a result in the order and the words in which the report shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.measures import FAULTS, MEASURES, SIZES
from eval.report.words import CATEGORIES, DIFFICULTIES, PANELS, STYLES, Words
from eval.report.words import MEASURES as NAMES

# The row of a group's table.
GROUP_MEASURES = ("correct", "right", "cited", "citation_recall", "hit@5", "mrr@10")
HEADLINES = ("correct", "refused_unanswerable", "citation_recall", "hit@5")
BESIDE_BASELINES = ("hit@1", "hit@5", "recall@10", "mrr@10", "ndcg@10")


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure as it is drawn: fractions 0..1; ``of`` is what was counted, ``before`` the value
    of an earlier run over the shared questions."""

    name: str
    words: Words
    value: float | None
    low: float | None
    high: float | None
    met: float
    of: float
    fault: bool
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A chart: the key in the page's filters, its title, and (name, words, figures) of each row."""

    key: str
    title: Words
    rows: tuple[tuple[str, Words, Mapping[str, Any]], ...]


def bar(name: str, figures: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> Bar:
    parts = [MEASURES[name](entry) for entry in entries]
    low, high = figures["intervals"][name] or (None, None)
    return Bar(
        name=name,
        words=NAMES[name],
        value=figures[name],
        low=low,
        high=high,
        met=sum(met for met, _ in parts),
        of=sum(of for _, of in parts),
        fault=name in FAULTS,
    )


def headlines(result: Mapping[str, Any]) -> list[Bar]:
    return [bar(name, result, result["questions"]) for name in HEADLINES]


def panels(result: Mapping[str, Any]) -> list[tuple[Words, list[Bar]]]:
    return [
        (title, [bar(name, result, result["questions"]) for name in names])
        for title, names in PANELS.items()
    ]


def groups(result: Mapping[str, Any]) -> list[Group]:
    """The charts; the worst stands first, except where the names have an order."""
    return [
        Group("category", ("หมวดคำถาม", "Category"), _rows(result["by_category"], CATEGORIES)),
        Group("style", ("สำนวน", "Style"), _rows(result["by_style"], STYLES)),
        Group(
            "difficulty",
            ("ความยาก", "Difficulty"),
            _rows(result["by_difficulty"], DIFFICULTIES, ordered=True),
        ),
        Group("plan", ("แผน", "Plan"), _rows(result["by_document"], {})),
    ]


def _rows(
    figures: Mapping[str, Mapping[str, Any]], words: Mapping[str, Words], *, ordered: bool = False
) -> tuple[tuple[str, Words, Mapping[str, Any]], ...]:
    names = [name for name in words if name in figures] if ordered else sorted(figures)
    if not ordered:
        names.sort(key=lambda name: (figures[name]["correct"], -figures[name]["n"]))
    return tuple((name, words.get(name, (name, "")), figures[name]) for name in names)


def baselines(result: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    """Our row and one a baseline, of the measures that some baseline has."""
    beside: Mapping[str, Mapping[str, Any]] = result.get("baselines") or {}
    if not beside:
        return []
    return [
        (name, [figures.get(measure) for measure in BESIDE_BASELINES])
        for name, figures in [("hrplan", result), *beside.items()]
    ]


def differences(comparison: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each measure compared, with where its interval is drawn: 0..100 across, 50 is no change."""
    found = {name: figures for name, figures in comparison["measures"].items() if figures}
    reach: float = max(
        [0.05, *(abs(figures[end]) for figures in found.values() for end in ("low", "high"))]
    )

    def place(value: float) -> float:
        return round(50 + 48 * value / reach, 2)

    return [
        {
            **figures,
            "words": NAMES[name],
            "places": {key: place(figures[key]) for key in ("low", "difference", "high")},
            "better": (figures["difference"] < 0) == (name in FAULTS),
            "beyond": figures["low"] > 0 or figures["high"] < 0,
        }
        for name, figures in found.items()
    ]


def sizes(result: Mapping[str, Any]) -> list[tuple[Words, float | None, str]]:
    units = {"single_fact_median_chars": "ตัวอักษร"}
    return [(NAMES[name], result.get(name), units.get(name, "ms")) for name in SIZES]

"""Two runs over the same questions: what differs, by how much, and which questions changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.measures import MEASURES, SIZES, Entry
from eval.statistics import Part, paired_ratios

# What a question asks and what its answer has to be; a question that differs in one of them is
# another question.
_ASKED = ("question", "profile", "history", "category")
_WANTED = ("answerable", "must_include", "must_not_include", "gold_mode")


class NothingShared(ValueError):
    """Two results without a question in common."""


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The differences of two results over the questions they share.

    ``measures`` has of each fraction the value ``before`` and ``after``, the fields of
    ``eval.statistics.Paired``, or None where there is nothing to compare; ``gained`` and ``lost``
    are the questions that became and ceased to be correct, with both entries. ``changed`` are the
    ids whose question, wanted answer or gold isn't the same; they are left out. Raises
    ``NothingShared``.
    """
    old, new = ({entry["id"]: entry for entry in run["questions"]} for run in (before, after))
    same = shared(before["questions"], after["questions"])
    pairs = [(old[name], new[name]) for name in same]
    return {
        "before": _about(before),
        "after": _about(after),
        "shared": len(same),
        "changed": [name for name in new if name in old and name not in set(same)],
        "only_before": [name for name in old if name not in new],
        "only_after": [name for name in new if name not in old],
        "measures": {name: _difference(name, pairs) for name in MEASURES},
        "sizes": {name: [before.get(name), after.get(name)] for name in SIZES},
        "gained": [_both(a, b) for a, b in pairs if b["correct"] and not a["correct"]],
        "lost": [_both(a, b) for a, b in pairs if a["correct"] and not b["correct"]],
    }


def shared(before: Sequence[Entry], after: Sequence[Entry]) -> list[str]:
    """The ids of the questions, or entries, that are the same; raises ``NothingShared``."""
    old = {entry["id"]: _identity(entry) for entry in before}
    same = [entry["id"] for entry in after if old.get(entry["id"]) == _identity(entry)]
    if not same:
        raise NothingShared
    return same


def _identity(entry: Entry) -> tuple[Any, ...]:
    gold = sorted((span["doc"], span["line_start"], span["line_end"]) for span in entry["gold"])
    return *(entry[key] for key in (*_ASKED, *_WANTED)), gold


def _about(run: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: run.get(key) or "" for key in ("set", "made_at", "version")},
        "n": len(run["questions"]),
    }


def _difference(name: str, pairs: Sequence[tuple[Entry, Entry]]) -> dict[str, Any] | None:
    before, after = ([MEASURES[name](entry) for entry in side] for side in zip(*pairs, strict=True))
    found = paired_ratios(before, after)
    if found is None:
        return None
    figures = {"before": _value(before), "after": _value(after), **asdict(found)}
    # p keeps its digits: 0.00001 isn't 0.
    return {
        key: round(value, 4) if isinstance(value, float) and key != "p" else value
        for key, value in figures.items()
    }


def _value(parts: Sequence[Part]) -> float:
    return sum(met for met, _ in parts) / sum(of for _, of in parts)


def _both(before: Entry, after: Entry) -> dict[str, Any]:
    shared = ("id", "question", "category", "style", "difficulty", "profile", "history")
    return {**{key: after[key] for key in shared}, "before": _said(before), "after": _said(after)}


def _said(entry: Entry) -> dict[str, Any]:
    keys = ("answerable", "answered", "needs", "answer", "citations", "cited", "right")
    return {key: entry[key] for key in (*keys, "missing", "forbidden", "uncited", "rank", "ms")}

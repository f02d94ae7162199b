"""The figures that the gate compares, as they are measured and as they are kept in a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.beir import RetrievalSet, query_measures
from eval.gate.safety import dangers
from eval.jsonl import DataFileError, first_problem
from eval.measures import MEASURES, NOT_COUNTED
from eval.questions import Question
from eval.statistics import Part

# Left out: correct_answerable, which correct holds; refused_unanswerable, which the safety rule
# holds without chance; and the gold measures, since a set need not name every line that supports.
GATED = (
    *("correct", "right", "cited", "false_refusal", "asked_back", "direct", "brief"),
    *("citation_precision", "citation_recall"),
    *("hit@1", "hit@5", "hit@10", "hit_all@10", "recall@10", "mrr@10", "ndcg@10"),
)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kept(_Strict):
    """What one question adds to the measures, and what was unsafe in its answer, by kind.

    A part is what was met of how much; ``asked`` is a fingerprint: a question that was changed
    is another question. ``kind`` is a question's category.
    """

    asked: str
    kind: str = ""
    parts: dict[str, tuple[float, float]]
    unsafe: dict[str, int] = Field(default_factory=dict)


class Group(_Strict):
    """The questions of the sample plans, as answered or as searched, or the queries of a
    retrieval set."""

    name: str
    hash: str
    headline: dict[str, float | None]
    entries: dict[str, Kept]


class Figures(_Strict):
    """What ``eval/baseline.json`` holds; ``reason`` says why these figures are the right ones."""

    reason: str
    questions: Group
    search: Group
    retrieval: Group | None = None


def of_questions(asked: Sequence[Question], result: Mapping[str, Any]) -> Group:
    """The figures of a run (``eval.run.result``) over the questions ``asked``."""
    entries = {
        question.id: Kept(
            asked=fingerprint(question),
            kind=question.category,
            parts={name: part for name in GATED if (part := _part(name, entry)) != NOT_COUNTED},
            unsafe={kind: len(found) for kind, found in dangers(entry).items() if found},
        )
        for question, entry in zip(asked, result["questions"], strict=True)
    }
    return Group(
        name="questions",
        hash=_hash([entries[name].asked for name in sorted(entries)]),
        headline={name: result[name] for name in GATED},
        entries=entries,
    )


def of_search(asked: Sequence[Question], measured: Sequence[Mapping[str, float]]) -> Group:
    """The figures of plain search: what ``measured`` gives each of the questions ``asked``."""
    entries = {
        question.id: _ranked(fingerprint(question), values)
        for question, values in zip(asked, measured, strict=True)
    }
    return Group(
        name="search",
        hash=_hash([entries[name].asked for name in sorted(entries)]),
        headline=_means(measured),
        entries=entries,
    )


def of_retrieval(name: str, data: RetrievalSet, found: Mapping[str, Sequence[str]]) -> Group:
    """The figures of rankings ``found`` for the queries of ``data``."""
    each = query_measures(found, data.qrels)
    entries = {
        query: _ranked(_hash([data.queries[query], data.qrels[query]]), values)
        for query, values in each.items()
    }
    return Group(
        name=name,
        hash=_hash([data.corpus, data.queries, data.qrels]),
        headline=_means(list(each.values())),
        entries=entries,
    )


def _ranked(asked: str, values: Mapping[str, float]) -> Kept:
    return Kept(asked=asked, parts={name: (round(value, 4), 1) for name, value in values.items()})


def _means(measured: Sequence[Mapping[str, float]]) -> dict[str, float | None]:
    return {n: round(sum(v[n] for v in measured) / len(measured), 4) for n in measured[0]}


def fingerprint(question: Question) -> str:
    return _hash(question.model_dump(mode="json", exclude={"id", "note"}))


def load(path: Path) -> Figures:
    """Raises DataFileError for a file that is missing or isn't the gate's."""
    try:
        return Figures.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(path, None, getattr(error, "strerror", None) or "not UTF-8") from error
    except ValidationError as error:
        raise DataFileError(path, None, first_problem(error)) from error


def save(figures: Figures, path: Path) -> None:
    """A line a question, so that a commit shows which ones changed. Raises OSError."""
    groups = {name: getattr(figures, name) for name in ("questions", "search", "retrieval")}
    shown = {"reason": _json(figures.reason)}
    shown |= {key: _lines(group) if group else "null" for key, group in groups.items()}
    text = ",\n".join(f" {_json(key)}: {value}" for key, value in shown.items())
    path.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


def _lines(group: Group) -> str:
    head = [f"  {_json(key)}: {_json(getattr(group, key))}" for key in ("name", "hash", "headline")]
    dumped = {n: k.model_dump(exclude_defaults=True) for n, k in group.entries.items()}
    kept = [f"   {_json(name)}: {_json(one)}" for name, one in dumped.items()]
    entries = ",\n".join(kept)
    return "{\n" + ",\n".join([*head, f'  "entries": {{\n{entries}\n  }}']) + "\n }"


def _part(name: str, entry: Mapping[str, Any]) -> Part:
    met, of = MEASURES[name](entry)
    return float(met), float(of)


def _json(value: Any) -> str:
    return json.dumps(_whole(value), ensure_ascii=False)


def _whole(value: Any) -> Any:
    """Fractions that are whole numbers as such: 1, not 1.0."""
    if isinstance(value, Mapping):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:12]

"""Measuring what the gate compares: answers and searches over the sample plans, and over a
retrieval set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.search import search
from api.settings import Settings
from eval.beir import ask_all as search_all
from eval.beir import load_beir
from eval.evidence import evidence_measures
from eval.gate import figures
from eval.gate.figures import Group
from eval.grading import Pointer
from eval.questions import Question, load_questions
from eval.run import EVIDENCE_DEPTH, Reply, ask_all, result
from retriever.library import Library

_SAMPLES = Path(__file__).parent.parent / "samples"
PLANS = _SAMPLES / "plans"
QUESTIONS = tuple(_SAMPLES / f"{name}.jsonl" for name in ("questions", "unseen", "fresh"))
# The first queries of a retrieval set: enough to see a drop of five points, in seconds.
QUERIES = 200

# Items as they are, while progress is shown under the description.
Shown = Callable[[Sequence[Any], str], Any]


def sample_questions() -> tuple[Question, ...]:
    """Those of all the sets over the sample plans; their ids are distinct."""
    return tuple(question for path in QUESTIONS for question in load_questions(path))


def questions_of(library: Library, shown: Shown) -> tuple[Group, Mapping[str, Any]]:
    """The figures over ``library``, which holds the sample plans, and the run's whole result."""
    from eval.asking import asker

    asked = sample_questions()
    ask: Callable[[Question], Reply] = asker(library)
    found = result(ask_all(shown(asked, "ถาม / asking"), ask))
    return figures.of_questions(asked, found), found


def search_of(library: Library, shown: Shown) -> Group:
    """The figures of plain search for the sample questions as they are typed, over all plans.

    Answering puts evidence of one small plan right again; this sees the search itself.
    """
    asked = [q for q in sample_questions() if q.answerable and not q.history]
    rankings = [
        (_pointers(library, question.question), question.gold, question.gold_mode)
        for question in shown(asked, "ค้นหา / searching")
    ]
    return figures.of_search(asked, evidence_measures(rankings))


def _pointers(library: Library, query: str) -> list[Pointer]:
    return [
        Pointer(hit.plan.source, hit.passage.span.line_start, hit.passage.span.line_end)
        for hit in search(library, query, k=EVIDENCE_DEPTH).found.hits
    ]


def retrieval_of(folder: Path, shown: Shown) -> tuple[Group, Mapping[str, str]]:
    """The figures of the first queries of a BEIR folder over its whole corpus, and the queries.

    Raises DataFileError.
    """
    from eval.libraries import add_documents, temporary

    data = load_beir(folder, QUERIES)
    with temporary(Settings()) as library:
        find = add_documents(library, data.corpus)
        found, _ = search_all(data, find, lambda q: shown(list(q), "ค้นหา / searching"))
    return figures.of_retrieval(folder.name, data, found), data.queries

"""Measuring what the gate compares: the sample plans' questions, and a retrieval set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.settings import Settings
from eval.beir import ask_all as search_all
from eval.beir import load_beir
from eval.gate import figures
from eval.gate.figures import Group
from eval.questions import Question, load_questions
from eval.run import Reply, ask_all, result
from retriever.library import Library

_SAMPLES = Path(__file__).parent.parent / "samples"
PLANS = _SAMPLES / "plans"
QUESTIONS = (_SAMPLES / "questions.jsonl", _SAMPLES / "unseen.jsonl")
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


def retrieval_of(folder: Path, shown: Shown) -> tuple[Group, Mapping[str, str]]:
    """The figures of the first queries of a BEIR folder over its whole corpus, and the queries.

    Raises DataFileError.
    """
    from eval.libraries import add_documents, temporary

    data = load_beir(folder, QUERIES)
    with temporary(Settings()) as library:
        search = add_documents(library, data.corpus)
        found, _ = search_all(data, search, lambda q: shown(list(q), "ค้นหา / searching"))
    return figures.of_retrieval(folder.name, data, found), data.queries

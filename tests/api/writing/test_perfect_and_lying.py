"""A model that says nothing but the truth, and one that never does, over whole question sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.answering import Answer, Citation, answer
from api.answering.scope import known_organizations
from api.proof.figures import figures_in
from api.writing.answering import answering, whole
from eval.asking import as_ask
from eval.grading import Pointer, grade
from eval.questions import Question, load_questions
from ingest.pipeline import find_files, parse_file
from ingest.readers.markup import clean
from retriever.library import Library
from tests.api.writing.conftest import writing
from tests.api.writing.scripted import lying, perfect
from tests.chat_server import Script
from tests.conftest import SAMPLES

SAMPLE_QUESTIONS = SAMPLES.parent / "questions.jsonl"
SHARED = Path(__file__).parents[3].parent / "shared"


@dataclass(frozen=True)
class Told:
    """A question's answer by the model and without it."""

    question: Question
    said: Answer
    default: Answer

    def is_correct(self, said: Answer) -> bool:
        cited = [Pointer(c.source, c.line_start, c.line_end) for c in said.citations]
        return grade(self.question, said.text, said.answerable, cited).correct


@dataclass(frozen=True)
class Set:
    library: Library
    questions: tuple[Question, ...]

    def told(self, script: Script) -> list[Told]:
        with writing(script, chat_timeout=60) as (writer, _):
            return [
                Told(
                    question,
                    whole(answering(as_ask(question), self.library, writer)),
                    answer(as_ask(question), self.library),
                )
                for question in self.questions
            ]

    @property
    def organizations(self) -> list[str]:
        return [o.name for o in known_organizations(self.library.plans())]

    def lines(self, citations: Sequence[Citation]) -> str:
        plans = {c.plan_id: self.library.plan(c.plan_id) for c in citations}
        cited = (plans[c.plan_id].lines[c.line_start - 1 : c.line_end] for c in citations)
        return "\n".join(clean(line) for lines in cited for line in lines)


@pytest.fixture(scope="module", params=["samples", "development"])
def questions(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Set]:
    folder, path = SAMPLES, SAMPLE_QUESTIONS
    if request.param == "development":
        folder, path = SHARED / "plans", SHARED / "eval" / "dev.jsonl"
        if not path.exists():
            pytest.skip("the real plans and their questions are not here")
    library = Library.open(tmp_path_factory.mktemp("asked"), vectors=False)
    library.add_many((parse_file(file, name), name) for file, name in find_files([folder]))
    yield Set(library, tuple(load_questions(path)))
    library.close()


def test_a_perfect_model_is_heard(questions: Set) -> None:
    """At least 95 % of its sentences pass, and what it says is as right as ours."""
    told = questions.told(perfect)
    written = [each.said.writing for each in told if each.said.writing]
    kept = sum(writing.kept for writing in written)
    dropped = sum(writing.dropped for writing in written)
    assert len(written) > len(told) / 2
    assert kept >= 0.95 * (kept + dropped)
    assert sum(w.fallback is None for w in written) >= 0.95 * len(written)
    lost = [t.question.id for t in told if t.is_correct(t.default) and not t.is_correct(t.said)]
    assert len(lost) <= 0.02 * len(told)


def test_no_figure_of_a_lying_model_reaches_the_answer(questions: Set) -> None:
    told = questions.told(lying(questions.organizations))
    assert sum(each.said.writing is not None for each in told) > len(told) / 2
    strange, lost = [], []
    for each in told:
        known = figures_in(each.default.text + "\n" + questions.lines(each.said.citations))
        values = {figure.value for figure in known}
        wrong = [f.text for f in figures_in(each.said.text) if f.value not in values]
        strange += [(each.question.id, text) for text in wrong]
        if each.is_correct(each.default) and not each.is_correct(each.said):
            lost.append(each.question.id)
    assert strange == []
    assert lost == []

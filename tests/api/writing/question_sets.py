"""Question sets answered with a scripted model, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from api.answering import Answer, Citation, answer
from api.answering.scope import known_organizations
from api.proof.figures import figures_in
from api.writing import attempt
from api.writing.answering import answering, whole
from eval.asking import as_ask
from eval.grading import Pointer, grade
from eval.questions import Question, load_questions
from ingest.pipeline import find_files, parse_file
from ingest.readers.markup import clean
from retriever.library import Library
from tests.api.writing.conftest import writing
from tests.chat_server import Script


@dataclass(frozen=True)
class Told:
    """A question's answer by the model and without it; ``strange`` are figures of the former that
    stand neither in the latter nor in the lines that it cites."""

    question: Question
    said: Answer
    default: Answer
    strange: tuple[str, ...]

    @property
    def is_lost(self) -> bool:
        return self._is_correct(self.default) and not self._is_correct(self.said)

    def _is_correct(self, said: Answer) -> bool:
        cited = [Pointer(c.source, c.line_start, c.line_end) for c in said.citations]
        return grade(self.question, said.text, said.answerable, cited).correct


@dataclass
class Outcome:
    """``sentence_ms`` is the time of each check, ``answer_ms`` that of all checks of an answer."""

    told: list[Told] = field(default_factory=list)
    sentence_ms: list[float] = field(default_factory=list)
    answer_ms: list[float] = field(default_factory=list)

    def count(self, name: str) -> int:
        """Sentences ``kept``, ``repaired`` or ``dropped``."""
        return sum(getattr(t.said.writing, name) for t in self.told if t.said.writing)

    @property
    def asked(self) -> int:
        return sum(t.said.writing is not None for t in self.told)

    @property
    def fallbacks(self) -> int:
        return sum(t.said.writing is not None and t.said.mode != "llm" for t in self.told)

    @property
    def strange(self) -> list[tuple[str, str]]:
        return [(t.question.id, figure) for t in self.told for figure in t.strange]

    @property
    def lost(self) -> list[str]:
        return [t.question.id for t in self.told if t.is_lost]


@dataclass(frozen=True)
class QuestionSet:
    library: Library
    questions: tuple[Question, ...]

    @property
    def organizations(self) -> list[str]:
        return [o.name for o in known_organizations(self.library.plans())]

    def answered(self, script: Script) -> Outcome:
        outcome = Outcome()
        with writing(script, chat_timeout=60) as (writer, _), _timed(outcome.sentence_ms):
            for question in self.questions:
                ask = as_ask(question)
                before = len(outcome.sentence_ms)
                said = whole(answering(ask, self.library, writer))
                if said.writing:
                    outcome.answer_ms.append(sum(outcome.sentence_ms[before:]))
                default = answer(ask, self.library)
                outcome.told.append(Told(question, said, default, self._strange(said, default)))
        return outcome

    def _strange(self, said: Answer, default: Answer) -> tuple[str, ...]:
        known = figures_in(f"{default.text}\n{self._lines(said.citations)}")
        values = {figure.value for figure in known}
        return tuple(f.text for f in figures_in(said.text) if f.value not in values)

    def _lines(self, citations: Sequence[Citation]) -> str:
        plans = {c.plan_id: self.library.plan(c.plan_id) for c in citations}
        cited = (plans[c.plan_id].lines[c.line_start - 1 : c.line_end] for c in citations)
        return "\n".join(clean(line) for lines in cited for line in lines)


@contextmanager
def question_set(questions: Path, plans: Path, data_dir: Path) -> Iterator[QuestionSet]:
    library = Library.open(data_dir, vectors=False)
    try:
        library.add_many((parse_file(file, name), name) for file, name in find_files([plans]))
        yield QuestionSet(library, tuple(load_questions(questions)))
    finally:
        library.close()


@contextmanager
def _timed(times: list[float]) -> Iterator[None]:
    real = attempt.checked

    def checked(*arguments: Any) -> Any:
        started = perf_counter()
        verdict = real(*arguments)
        times.append((perf_counter() - started) * 1000)
        return verdict

    with patch.object(attempt, "checked", checked):
        yield

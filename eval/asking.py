"""Putting a question to the answering that the API, the CLI and LINE use."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from api.answering import Ask, evidence
from api.writing.answering import answering, whole
from api.writing.model_writer import ModelWriter
from eval.claims import judge, valid_pointer
from eval.grading import Pointer
from eval.judge.surroundings import surroundings
from eval.questions import Question
from eval.run import EVIDENCE_DEPTH, Reply
from retriever.library import Library


def as_ask(question: Question) -> Ask:
    profile = question.profile
    return Ask(
        message=question.question,
        profile_organization=profile.organization if profile else None,
        profile_position=profile.position if profile else None,
        organization=None,
        fiscal_year=None,
        history=question.history or (),
    )


def asker(library: Library, writer: ModelWriter | None = None) -> Callable[[Question], Reply]:
    """A function that answers a question from ``library``, with a chat model where ``writer`` is
    given, and notes the evidence found."""

    def ask_one(question: Question) -> Reply:
        ask = as_ask(question)
        start = perf_counter()
        said = whole(answering(ask, library, writer))
        ms = (perf_counter() - start) * 1000
        plans = {c.plan_id: library.plan(c.plan_id) for c in said.citations}
        return Reply(
            text=said.text,
            answerable=said.answerable,
            needs=said.needs,
            citations=tuple(Pointer(c.source, c.line_start, c.line_end) for c in said.citations),
            evidence=tuple(
                Pointer(hit.plan.source, hit.passage.span.line_start, hit.passage.span.line_end)
                for hit in evidence(ask, library, EVIDENCE_DEPTH)
            ),
            ms=ms,
            quotes=tuple(c.quote for c in said.citations),
            contexts=tuple(surroundings(c, plans[c.plan_id]) for c in said.citations),
            claims=judge(said, plans),
            invalid=tuple(
                number
                for number, c in enumerate(said.citations, start=1)
                if not valid_pointer(c, plans)
            ),
            writing=said.writing,
        )

    return ask_one

"""Asking a question set and summing up how the answers fared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

from api.answering.models import Writing
from eval.claims import Claim
from eval.evidence import evidence_measures
from eval.grading import Pointer, Verdict, evidence_rank, grade
from eval.measures import measured
from eval.questions import GoldSpan, Question

# How many of the passages found are compared with the gold spans.
EVIDENCE_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """What the system said to a question: the answer, what it cites, the evidence it found.

    ``quotes`` are the words of the citations, in their order, ``contexts`` what these stand under
    in their plans; ``claims`` the answer's sentences and whether their citations support them;
    ``invalid`` the numbers of citations whose lines don't exist or don't hold their quote;
    ``evidence`` is best first; ``ms`` is the time of the answer alone; ``writing`` says how a chat
    model fared that was to write it.
    """

    text: str
    answerable: bool
    needs: str | None
    citations: tuple[Pointer, ...]
    evidence: tuple[Pointer, ...]
    ms: float
    quotes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    invalid: tuple[int, ...] = ()
    writing: Writing | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, its reply, the verdict, and the rank by which the evidence was found."""

    question: Question
    reply: Reply
    verdict: Verdict
    rank: int | None


def ask_all(questions: Iterable[Question], ask: Callable[[Question], Reply]) -> tuple[Outcome, ...]:
    """Ask one question after the other. An error of ``ask`` goes up, with the question's id."""
    outcomes = []
    for question in questions:
        try:
            reply = ask(question)
        except Exception as error:
            error.add_note(f"while asking question {question.id}")
            raise
        verdict = grade(question, reply.text, reply.answerable, reply.citations)
        rank = evidence_rank(reply.evidence, question.gold, question.gold_mode)
        outcomes.append(Outcome(question, reply, verdict, rank))
    return tuple(outcomes)


def result(
    outcomes: Sequence[Outcome],
    lines: Mapping[str, Sequence[str]] = MappingProxyType({}),
    name: str = "",
) -> dict[str, Any]:
    """The whole result as it is written: measures over all, by group, and each question.

    ``lines`` of the plans, by file name, give the gold spans their text; ``name`` is the question
    set's.
    """
    rankings = [(o.reply.evidence, o.question.gold, o.question.gold_mode) for o in outcomes]
    ranked = evidence_measures(rankings)
    entries = [
        {**_entry(outcome, lines), "retrieval": found if outcome.question.answerable else None}
        for outcome, found in zip(outcomes, ranked, strict=True)
    ]
    return {
        "set": name,
        "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "version": version("hrplan"),
        **measured(entries),
        **_written([o.reply.writing for o in outcomes if o.reply.writing]),
        "questions": entries,
    }


def _written(found: Sequence[Writing]) -> dict[str, int]:
    """How often a chat model wrote the answer and how often ours stood in, and what became of
    its sentences; nothing where none was asked."""
    if not found:
        return {}
    return {
        "model_answers": sum(writing.fallback is None for writing in found),
        "model_fallbacks": sum(writing.fallback is not None for writing in found),
        "model_sentences_kept": sum(writing.kept for writing in found),
        "model_sentences_repaired": sum(writing.repaired for writing in found),
        "model_sentences_dropped": sum(writing.dropped for writing in found),
    }


def _entry(outcome: Outcome, lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    question, reply, verdict = outcome.question, outcome.reply, outcome.verdict
    nothing = ("",) * len(reply.citations)
    told = zip(reply.citations, reply.quotes or nothing, reply.contexts or nothing, strict=True)
    return {
        **question.model_dump(mode="json", exclude={"gold"}),
        "gold": [_gold(gold, lines) for gold in question.gold],
        "answered": reply.answerable,
        "needs": reply.needs,
        "answer": reply.text,
        "citations": [
            {
                "id": number,
                **asdict(citation),
                "valid": number not in reply.invalid,
                "quote": quote,
                "context": context,
            }
            for number, (citation, quote, context) in enumerate(told, start=1)
        ],
        "claims": [asdict(claim) for claim in reply.claims],
        "evidence": [asdict(pointer) for pointer in reply.evidence],
        "correct": verdict.correct,
        "right": verdict.right,
        "cited": verdict.cited,
        "direct": verdict.direct,
        "missing": [list(group) for group in verdict.missing],
        "forbidden": list(verdict.forbidden),
        "uncited": [_gold(gold, lines) for gold in verdict.uncited],
        "writing": asdict(reply.writing) if reply.writing else None,
        "rank": outcome.rank,
        "ms": round(reply.ms, 3),
    }


def _gold(gold: GoldSpan, lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    text = "\n".join(lines.get(gold.doc, ())[gold.line_start - 1 : gold.line_end])
    return {**gold.model_dump(), "text": text}

"""Asking a question set and summing up how the answers fared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from eval.claims import Claim
from eval.grading import Pointer, Verdict, evidence_rank, grade, is_single_fact
from eval.questions import GoldSpan, Question

# How many of the passages found are compared with the gold spans.
EVIDENCE_DEPTH = 10
_CUTOFFS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the system said to a question: the answer, what it cites, the evidence it found.

    ``quotes`` are the words of the citations, in their order; ``claims`` the answer's sentences
    and whether their citations support them; ``evidence`` is best first; ``ms`` is the time of
    the answer alone.
    """

    text: str
    answerable: bool
    needs: str | None
    citations: tuple[Pointer, ...]
    evidence: tuple[Pointer, ...]
    ms: float
    quotes: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


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


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    """The measures over some outcomes; fractions are 0..1, None where nothing is to be counted.

    ``correct`` is over all questions; ``correct_answerable``, ``right``, ``cited`` and
    ``false_refusal`` over the answerable ones, ``refused_unanswerable`` over the others.
    ``direct`` and ``single_fact_median_chars`` (of the whole answer) are over the answerable
    single-fact questions. ``hit@k`` is over the answerable questions with gold mode "any",
    follow-ups included; ``hit_all@k`` over those with "all", where each gold span must be among
    the first k passages. ``citation_recall`` is the share of the sentences of all answers that
    their citations support, ``citation_precision`` the share of citations that help to (after
    ALCE; ``eval.claims``). ``gold_precision`` is the share of the citations in answers to
    answerable questions that overlap a gold span of their question, ``gold_recall`` the share of
    gold spans that a citation overlaps; all four count over all questions at once.
    """
    answerable = [o for o in outcomes if o.question.answerable]
    unanswerable = [o for o in outcomes if not o.question.answerable]
    single = [o for o in answerable if is_single_fact(o.question)]
    chars = [len(o.reply.text) for o in single]
    times = [o.reply.ms for o in outcomes]
    claims = [claim for o in outcomes for claim in o.reply.claims]
    return {
        "n": len(outcomes),
        "correct": _share(o.verdict.correct for o in outcomes),
        "correct_answerable": _share(o.verdict.correct for o in answerable),
        "right": _share(o.verdict.right for o in answerable),
        "cited": _share(o.verdict.cited for o in answerable),
        "refused_unanswerable": _share(not o.reply.answerable for o in unanswerable),
        "false_refusal": _share(not o.reply.answerable for o in answerable),
        "direct": _share(bool(o.verdict.direct) for o in single),
        "single_fact_median_chars": percentile(chars, 50),
        "citation_precision": _share(
            claim.supported and citation not in claim.idle
            for claim in claims
            for citation in claim.citations
        ),
        "citation_recall": _share(claim.supported for claim in claims),
        "gold_precision": _share(
            any(citation.overlaps(gold) for gold in o.question.gold)
            for o in answerable
            for citation in o.reply.citations
        ),
        "gold_recall": _share(
            gold not in o.verdict.uncited for o in answerable for gold in o.question.gold
        ),
        **_hits("hit", [o for o in answerable if o.question.gold_mode == "any"]),
        **_hits("hit_all", [o for o in answerable if o.question.gold_mode == "all"]),
        "ms_p50": percentile(times, 50),
        "ms_p95": percentile(times, 95),
    }


def result(
    outcomes: Sequence[Outcome], lines: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> dict[str, Any]:
    """The whole result as it is written: measures over all, by group, and each question.

    ``lines`` of the plans, by file name, give the gold spans their text.
    """
    return {
        **summarise(outcomes),
        "by_category": _by(outcomes, lambda o: (o.question.category,)),
        "by_style": _by(outcomes, lambda o: (o.question.style,)),
        "by_difficulty": _by(outcomes, lambda o: (o.question.difficulty,)),
        "by_document": _by(outcomes, lambda o: {gold.doc for gold in o.question.gold}),
        "questions": [_entry(outcome, lines) for outcome in outcomes],
    }


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Linear between the two nearest values, to three decimals; None of no values."""
    return round(float(np.percentile(values, percent)), 3) if values else None


def _share(flags: Iterable[bool]) -> float | None:
    counted = list(flags)
    return round(sum(counted) / len(counted), 4) if counted else None


def _hits(name: str, outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    return {
        f"{name}@{k}": _share(o.rank is not None and o.rank <= k for o in outcomes)
        for k in _CUTOFFS
    }


def _by(
    outcomes: Sequence[Outcome], keys: Callable[[Outcome], Iterable[str]]
) -> dict[str, dict[str, float | int | None]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for key in keys(outcome):
            groups[key].append(outcome)
    return {key: summarise(groups[key]) for key in sorted(groups)}


def _entry(outcome: Outcome, lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    question, reply, verdict = outcome.question, outcome.reply, outcome.verdict
    quotes = reply.quotes or ("",) * len(reply.citations)
    return {
        **question.model_dump(mode="json", exclude={"gold"}),
        "gold": [_gold(gold, lines) for gold in question.gold],
        "answered": reply.answerable,
        "needs": reply.needs,
        "answer": reply.text,
        "citations": [
            {"id": number, **asdict(citation), "quote": quote}
            for number, (citation, quote) in enumerate(
                zip(reply.citations, quotes, strict=True), start=1
            )
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
        "rank": outcome.rank,
        "ms": round(reply.ms, 3),
    }


def _gold(gold: GoldSpan, lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    text = "\n".join(lines.get(gold.doc, ())[gold.line_start - 1 : gold.line_end])
    return {**gold.model_dump(), "text": text}

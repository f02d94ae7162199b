"""Figures for Prometheus. No label holds what people write: all have a few known values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Literal, TypeAlias

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from api.answering.models import Writing
from api.schemas import ChatResponse
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import Spent

Channel: TypeAlias = Literal["chat", "stream", "line"]
LineOutcome: TypeAlias = Literal[
    "answered", "late", "ignored", "repeated", "refused", "failed", "lost"
]

# Seconds; LINE takes a reply for about a minute.
_REPLY = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 45, 60)
# Seconds. An answer takes some 10 ms, one with a larger model or a busy machine seconds.
_ANSWER = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_MODEL = (0.5, 1, 2.5, 5, 10, 20, 30, 60, 120)
_MILLION = 1_000_000
_INGEST = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """Of one application: each has a registry of its own. ``prices`` are of a million tokens that
    a chat model reads and writes."""

    def __init__(self, prices: tuple[float, float] = (0, 0)) -> None:
        self._prices = prices
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._questions = self._counter(
            "hrplan_questions", "Questions by what became of them", "channel", "outcome"
        )
        self._answers = self._histogram("hrplan_answer_seconds", "Making an answer", _ANSWER)
        self._searches = self._histogram("hrplan_search_seconds", "A search", _ANSWER)
        self._requests = self._histogram(
            "hrplan_http_request_seconds", "Requests", _ANSWER, "method", "route", "status"
        )
        self._feedback = self._counter("hrplan_feedback", "Verdicts on answers", "verdict")
        self._changes = self._counter(
            "hrplan_plan_changes", "Plans added and removed over HTTP", "outcome"
        )
        self._ingest = self._histogram("hrplan_ingest_seconds", "Reading and keeping one", _INGEST)
        self._written = self._counter(
            "hrplan_chat_model_answers", "Answers a chat model was to write", "outcome"
        )
        self._sentences = self._counter(
            "hrplan_chat_model_sentences", "Its sentences by what the check said", "verdict"
        )
        self._tokens = self._counter("hrplan_chat_model_tokens", "As its server counts", "kind")
        self._cost = self._counter(
            "hrplan_chat_model_cost", "By the prices that are set, in their currency"
        )
        self._writing = self._histogram("hrplan_chat_model_seconds", "Waiting for it", _MODEL)
        self._line = self._counter("hrplan_line_events", "LINE's by what became of them", "outcome")
        self._replies = self._histogram(
            "hrplan_line_reply_seconds", "From an event to its reply", _REPLY
        )
        self._pushes = self._counter("hrplan_line_pushes", "Messages that count as such", "outcome")
        self._ready = self._gauge("hrplan_ready", "1 while questions are answered")
        self._plans = self._gauge("hrplan_library_plans", "Plans in the library")
        self._passages = self._gauge("hrplan_library_passages", "Passages in the library")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(name, text, registry=self.registry)

    def _histogram(
        self, name: str, text: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(name, text, labels, buckets=buckets, registry=self.registry)

    @contextmanager
    def answering(self, channel: Channel) -> Iterator[Callable[[ChatResponse], None]]:
        """Around an answer, timed and counted; the function given takes it. What raises is
        counted as failed."""
        responses: list[ChatResponse] = []
        started = perf_counter()
        try:
            yield responses.append
        except Exception:
            self._questions.labels(channel, "failed").inc()
            raise
        for response in responses:
            self._answers.observe(perf_counter() - started)
            self._questions.labels(channel, _outcome(response)).inc()

    def wrote(self, writing: Writing, spent: Spent) -> None:
        """An answer that a chat model was to write."""
        self._written.labels(writing.fallback or "written").inc()
        self._sentences.labels("kept").inc(writing.kept)
        self._sentences.labels("repaired").inc(writing.repaired)
        self._sentences.labels("dropped").inc(writing.dropped)
        self._tokens.labels("input").inc(spent.input_tokens)
        self._tokens.labels("output").inc(spent.output_tokens)
        price, output_price = self._prices
        cost = spent.input_tokens * price + spent.output_tokens * output_price
        self._cost.inc(cost / _MILLION)
        if spent.seconds:
            self._writing.observe(spent.seconds)

    @contextmanager
    def searching(self) -> Iterator[None]:
        """A search that fails is no figure of how long searches take."""
        started = perf_counter()
        yield
        self._searches.observe(perf_counter() - started)

    @contextmanager
    def changing(self) -> Iterator[Callable[[str], None]]:
        """Around a plan's way in; the function given takes what became of it, such as ``added``.
        What raises is counted as failed."""
        outcomes: list[str] = []
        started = perf_counter()
        try:
            yield outcomes.append
        except Exception:
            self._changes.labels("failed").inc()
            raise
        for outcome in outcomes:
            self._changes.labels(outcome).inc()
        self._ingest.observe(perf_counter() - started)

    def removed(self) -> None:
        self._changes.labels("removed").inc()

    def verdict(self, verdict: str | None) -> None:
        """``up``, ``down``, or None for one that is taken back."""
        self._feedback.labels(verdict or "taken_back").inc()

    def line_events(self, outcome: LineOutcome, count: int = 1) -> None:
        """``repeated`` came before, ``refused`` has no reply since LINE didn't take it, ``lost``
        could not be answered in time."""
        self._line.labels(outcome).inc(count)

    def replied(self, seconds: float) -> None:
        self._replies.observe(seconds)

    def pushed(self, taken: bool) -> None:
        self._pushes.labels("taken" if taken else "refused").inc()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).observe(seconds)

    def exposition(self, library: Library | None) -> bytes:
        """The figures in Prometheus's text format; ``library`` is None while nobody is answered."""
        self._ready.set(library is not None)
        if library is not None:
            plans = library.plans()
            self._plans.set(len(plans))
            self._passages.set(sum(plan.passage_count for plan in plans))
        return generate_latest(self.registry)


def _outcome(response: ChatResponse) -> str:
    if response.needs is not None:
        return "asked_back"
    return "answered" if response.answerable else "refused"

"""Putting inquiries to a chat model: a few at a time, each once, each failure by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Any

from eval.judge.models import Inquiry, NoVerdict, Opinion, Verdict, read_verdict
from prompts import prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

Track = Callable[[Sequence[Any], str], Iterable[Any]]

# Requests under way at once: what a server of one's own bears, and far below hosted limits.
THREADS = 4
# A server that is down or a key that is refused isn't asked for each claim of a run.
GIVE_UP_AFTER = 8
_NOT_ASKED = f"not asked after {GIVE_UP_AFTER} failures in a row"
# How servers say that they can't answer in a given shape: bad request, not found (a route or a
# parameter), unprocessable, not implemented.
_SHAPE_REFUSED = (400, 404, 422, 501)


class Asker:
    """Asks ``model``; ``opinions`` holds what was said of each inquiry so far."""

    def __init__(self, model: BaseChatModel, track: Track, threads: int = THREADS) -> None:
        self.opinions: dict[Inquiry, Opinion] = {}
        self.calls = 0
        self._model = model
        self._shaped = _shaped(model)
        self._track = track
        self._threads = threads
        self._failed_in_a_row = 0
        self._lock = Lock()

    def ask(self, inquiries: Iterable[Inquiry], description: str) -> None:
        """Asks what hasn't been asked; the client's own retries are part of a call."""
        fresh = [one for one in dict.fromkeys(inquiries) if one not in self.opinions]
        if not fresh:
            return
        pool = ThreadPoolExecutor(self._threads)
        try:
            futures = [pool.submit(self._counted, inquiry) for inquiry in fresh]
            for inquiry, future in self._track(list(zip(fresh, futures, strict=True)), description):
                self.opinions[inquiry] = future.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _counted(self, inquiry: Inquiry) -> Opinion:
        """In a thread of its own."""
        if self._failed_in_a_row >= GIVE_UP_AFTER:
            return Opinion(None, _NOT_ASKED)
        opinion = self._opinion(inquiry)
        with self._lock:
            self.calls += 1
            self._failed_in_a_row = self._failed_in_a_row + 1 if opinion.supported is None else 0
        return opinion

    def _opinion(self, inquiry: Inquiry) -> Opinion:
        start = perf_counter()
        text = asked(inquiry)
        tokens = None
        try:
            parsed, message = self._invoke(text)
            tokens = _tokens(message)
            verdict = read_verdict(parsed, message.text)
        except Exception as error:
            # Of any kind: each provider's client raises its own.
            return Opinion(None, _name(error), _since(start), tokens)
        return Opinion(verdict.supported, verdict.why, _since(start), tokens)

    def _invoke(self, text: str) -> tuple[Any, AIMessage]:
        """What the client parsed, and the message; in plain text where no shape can be asked."""
        shaped = self._shaped  # another thread may learn meanwhile that it is refused
        if shaped is not None:
            try:
                told = shaped.invoke(text)
                return told["parsed"], told["raw"]
            except Exception as error:
                if getattr(error, "status_code", None) not in _SHAPE_REFUSED:
                    raise
        message = self._model.invoke(text)
        self._shaped = None  # the same request was fine without: so are the next
        return None, message


def asked(inquiry: Inquiry) -> str:
    """The whole text that the model reads. What plans say can't end the tags around it."""
    passages = "\n\n".join(
        f"[{number}]\n{passage}" for number, passage in enumerate(inquiry.passages, start=1)
    )
    data = {"question": inquiry.question, "claim": inquiry.claim, "evidence": passages}
    return prompt("judge").fill(fence=_fence("\n".join(data.values())), **data)


def _fence(data: str) -> str:
    """A mark that ``data`` doesn't hold; the same for the same data, so that runs compare."""
    mark = sha256(data.encode("utf-8")).hexdigest()[:16]
    while mark in data:
        mark = sha256(mark.encode("utf-8")).hexdigest()[:16]
    return mark


def _shaped(model: BaseChatModel) -> Any:
    """The model bound to the shape of a verdict; None for one that can't be.

    As a JSON schema and not as a class: with a class the client raises at other text, which is
    then lost.
    """
    try:
        return model.with_structured_output(Verdict.model_json_schema(), include_raw=True)
    except NotImplementedError:
        return None


def _tokens(message: AIMessage) -> tuple[int, int] | None:
    usage = message.usage_metadata
    return (usage["input_tokens"], usage["output_tokens"]) if usage else None


def _name(error: Exception) -> str:
    """The kind and the status alone: a server's own words may repeat the key."""
    if isinstance(error, NoVerdict):
        return "no verdict in the reply"
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__} (HTTP {status})" if status else type(error).__name__


def _since(start: float) -> float:
    return (perf_counter() - start) * 1000

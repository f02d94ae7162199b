"""An answer in a chat model's words, or the default one, marked so, where that can't be had."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from api.answering import Answer, Ask, Considered
from api.answering.models import Fallback, Writing
from api.writing.attempt import Attempt
from api.writing.availability import Availability
from api.writing.composing import Piece
from api.writing.exchange import Exchange, completed, rewritten
from api.writing.exhibits import Exhibits
from api.writing.failures import told
from api.writing.injections import addresses_a_model
from api.writing.telling import Telling
from prompts import version_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)

_QUESTION = 400  # characters of a question that is written anew
PROMPTS = (
    "writing.md",
    "writing_question.md",
    "writing_repair.md",
    "writing_reasons.yaml",
    "rewriting.md",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What an answer cost: seconds of waiting and tokens."""

    seconds: float
    input_tokens: int
    output_tokens: int


class ModelWriter:
    """Writes answers with a model, called ``name``, in ``seconds`` each at most.

    ``open_model`` gives the model, which takes seconds to load, when it is first needed;
    ``observe`` is told of each answer that it was asked for.
    """

    def __init__(
        self,
        open_model: Callable[[], BaseChatModel],
        name: str,
        seconds: float,
        observe: Callable[[Writing, Spent], None] = lambda writing, spent: None,
    ) -> None:
        self._open_model = open_model
        self._name = name
        self._seconds = seconds
        self._observe = observe
        self._availability = Availability()
        self._with_tools = True
        self._owed: Counter[str] = Counter()
        self._lock = Lock()

    @cached_property
    def _model(self) -> BaseChatModel:
        return self._open_model()

    def open(self) -> None:
        """Loads the model's package now; raises ChatModelError where it can't be used."""
        _ = self._model

    def deadline(self) -> float:
        """By when an answer that is begun now must be had, on the clock of ``monotonic``. The
        seconds are the model's: loading its package takes none of them."""
        self.open()
        return monotonic() + self._seconds

    def write(
        self, ask: Ask, considered: Considered, deadline: float
    ) -> Generator[Piece, None, Answer]:
        """Gives each piece once it is checked, and returns the whole answer.

        An answer that asks back or says that the plans don't contain it stands as it is. Nothing
        is given before what the default answer tells first is told: then no other can follow.
        """
        default = considered.answer
        if considered.query is None or not default.answerable or not default.citations:
            return default
        exhibits = Exhibits(considered)
        texts = (ask.message, ask.profile_organization or "", ask.profile_position or "")
        if exhibits.tainted or any(map(addresses_a_model, texts)):
            return self._default(default, "guarded")
        model = self._model
        if not self._availability.enter():
            return self._default(default, "paused")
        attempt = Attempt(
            exchange=Exchange(model, deadline, self._with_tools),
            exhibits=exhibits,
            telling=Telling(default, considered.query),
            known=considered.known,
        )
        failed: bool | None = None
        try:
            yield from attempt.pieces(ask, considered.query, considered.cases)
            failed = attempt.fallback in ("timeout", "failed")
        finally:
            self._availability.leave(failed)
            self._with_tools = self._with_tools and attempt.exchange.with_tools
            if attempt.exchange.model is not model:
                self._model = attempt.exchange.model
        return self._ended(default, attempt)

    def rewrite(self, ask: Ask, deadline: float) -> Ask | None:
        """A follow-up as a question of its own, with the same asker; None where it can't be."""
        if any(map(addresses_a_model, (*ask.history, ask.message))):
            return None
        message = self._heard(lambda model, tokens: rewritten(model, ask, deadline, tokens))
        return replace(ask, message=message) if message and len(message) <= _QUESTION else None

    def complete(self, text: str, deadline: float) -> str | None:
        """What the model says to ``text``; None where it can't be asked or doesn't answer."""
        return self._heard(lambda model, tokens: completed(model, text, deadline, tokens))

    def _heard(self, hear: Callable[[BaseChatModel, Counter[str]], str]) -> str | None:
        """What is heard, of which no answer of its own comes: its tokens are told with the next."""
        model = self._model
        if not self._availability.enter():
            return None
        failed = True
        tokens: Counter[str] = Counter()
        try:
            said = hear(model, tokens)
            failed = False
        except Exception as error:
            log.warning(told(error))
            return None
        finally:
            self._availability.leave(failed)
            with self._lock:
                self._owed.update(tokens)
        return said

    def _ended(self, default: Answer, attempt: Attempt) -> Answer:
        writing = Writing(
            self._name,
            version_of(*PROMPTS),
            attempt.fallback,
            attempt.kept,
            attempt.repaired,
            attempt.dropped,
        )
        self._told(writing, monotonic() - attempt.started, attempt.exchange.tokens)
        if writing.fallback:
            return replace(default, writing=writing)
        return replace(
            default,
            text=attempt.composer.text,
            citations=attempt.composer.citations,
            mode="llm",
            writing=writing,
        )

    def _default(self, default: Answer, fallback: Fallback) -> Answer:
        writing = Writing(self._name, version_of(*PROMPTS), fallback)
        self._told(writing, 0.0, Counter())
        return replace(default, writing=writing)

    def _told(self, writing: Writing, seconds: float, tokens: Counter[str]) -> None:
        with self._lock:
            whole, self._owed = self._owed + tokens, Counter()
        self._observe(writing, Spent(seconds, whole["input_tokens"], whole["output_tokens"]))

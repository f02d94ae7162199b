"""An answer in a chat model's words, or the default one, marked so, where that can't be had."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from api.answering import Answer, Ask, Considered
from api.answering.case import Case
from api.answering.models import Fallback, Writing
from api.answering.understand import Query
from api.writing.availability import Availability
from api.writing.checking import Failed, Passed, checked
from api.writing.composing import Composer, Piece
from api.writing.drafts import Draft
from api.writing.exchange import Exchange, rewritten
from api.writing.exhibits import Exhibits
from api.writing.injections import addresses_a_model
from api.writing.telling import Telling
from api.writing.tools import Tools
from ingest.models import Organization
from prompts import version_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)

_QUESTION = 400  # characters of a question that is written anew
PROMPTS = ("writing", "writing_question", "writing_repair")
Verdict = Passed | Failed


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
        self._opening = Lock()
        self._name = name
        self._seconds = seconds
        self._observe = observe
        self._availability = Availability()
        self._with_tools = True

    @cached_property
    def _model(self) -> BaseChatModel:
        with self._opening:
            return self._open_model()

    def open(self) -> None:
        """Loads the model's package now; raises ChatModelError where it can't be used."""
        _ = self._model

    def write(
        self, ask: Ask, considered: Considered, known: Sequence[Organization]
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
        attempt = _Attempt(
            exchange=Exchange(model, monotonic() + self._seconds, self._with_tools),
            exhibits=exhibits,
            telling=Telling(default, considered.query),
            known=known,
        )
        failed: bool | None = None
        try:
            yield from attempt.pieces(ask, considered.query, considered.cases)
            failed = attempt.fallback in ("timeout", "failed")
        finally:
            self._availability.leave(failed)
            self._with_tools = self._with_tools and attempt.exchange.with_tools
        return self._ended(default, attempt)

    def rewrite(self, ask: Ask) -> Ask | None:
        """A follow-up as a question of its own, with the same asker; None where it can't be."""
        texts = (*ask.history, ask.message)
        model = self._model
        if any(map(addresses_a_model, texts)) or not self._availability.enter():
            return None
        failed = True
        try:
            message = rewritten(model, ask, monotonic() + self._seconds)
            failed = False
        except Exception as error:
            log.warning("the chat model gave no question: %s", type(error).__name__)
            return None
        finally:
            self._availability.leave(failed)
        return replace(ask, message=message) if 0 < len(message) <= _QUESTION else None

    def _ended(self, default: Answer, attempt: _Attempt) -> Answer:
        writing = Writing(
            self._name,
            version_of(*PROMPTS),
            attempt.fallback,
            attempt.kept,
            attempt.repaired,
            attempt.dropped,
        )
        tokens = attempt.exchange.tokens
        seconds = monotonic() - attempt.started
        self._observe(writing, Spent(seconds, tokens["input_tokens"], tokens["output_tokens"]))
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
        self._observe(writing, Spent(0.0, 0, 0))
        return replace(default, writing=writing)


class _Attempt:
    """One answer being written: what passed, what waits for its repair, and how it ended."""

    def __init__(
        self,
        exchange: Exchange,
        exhibits: Exhibits,
        telling: Telling,
        known: Sequence[Organization],
    ) -> None:
        self.exchange = exchange
        self.composer = Composer()
        self.fallback: Fallback | None = None
        self.kept = self.repaired = self.dropped = 0
        self.started = monotonic()
        self._exhibits = exhibits
        self._telling = telling
        self._known = known
        self._held: list[Piece] = []
        self._is_told = False

    def pieces(self, ask: Ask, query: Query, cases: Sequence[Case]) -> Iterator[Piece]:
        """What passes, in the model's order, as soon as the question's answer is among it."""
        self.exchange.ask(ask, query, self._exhibits)
        tools = Tools(cases, self._exhibits)
        waiting: list[Verdict] = []
        try:
            for draft in self.exchange.sentences(tools):
                verdict = self._check(draft)
                # In the order in which it was said: nothing passes what waits for its repair.
                if waiting or isinstance(verdict, Failed):
                    waiting.append(verdict)
                else:
                    yield from self._keep(verdict)
            waiting = self._mended(waiting)
        except TimeoutError:
            self.fallback = "timeout"
        except Exception as error:
            # Of any kind: each provider's client has its own.
            status = getattr(error, "status_code", "")
            log.warning("the chat model failed: %s %s", type(error).__name__, status)
            self.fallback = "failed"
        for verdict in waiting:
            if isinstance(verdict, Passed):
                yield from self._keep(verdict)
            else:
                self.dropped += 1
        yield from self._rest()

    def _check(self, draft: Draft) -> Verdict:
        return checked(draft, self._exhibits, self._known)

    def _keep(self, passed: Passed) -> Iterable[Piece]:
        self.kept += 1
        self._held.append(self.composer.add(passed.text, passed.citations))
        if not self._is_told:
            composer = self.composer
            self._is_told = self._telling.is_told(composer.text, composer.citations)
        if self._is_told:
            yield from self._held
            self._held = []

    def _mended(self, verdicts: list[Verdict]) -> list[Verdict]:
        """The same with the model's second try in the place of what failed, where that passes."""
        failed = [at for at, verdict in enumerate(verdicts) if isinstance(verdict, Failed)]
        if not failed and (self.kept or verdicts):
            return verdicts
        problems = [_problem(n, verdicts[at]) for n, at in enumerate(failed, 1)]
        mended = list(verdicts)
        for order, draft in enumerate(self.exchange.repaired(problems or [_NOTHING_READ]), 1):
            verdict = self._check(draft)
            if isinstance(verdict, Failed) or self._is_said(verdict, mended):
                continue
            self.repaired += 1
            number = draft.fixes or order
            if 1 <= number <= len(failed) and isinstance(mended[failed[number - 1]], Failed):
                mended[failed[number - 1]] = verdict
            else:
                mended.append(verdict)
        return mended

    def _is_said(self, passed: Passed, verdicts: Sequence[Verdict]) -> bool:
        """Whether the model says again what it was right to say before."""
        others = (verdict for verdict in verdicts if isinstance(verdict, Passed))
        return passed.text in self.composer.text or any(passed.text == o.text for o in others)

    def _rest(self) -> Iterator[Piece]:
        """The end: items that a list left out, or why there is no answer of the model's."""
        if not self._is_told:
            nothing = self.kept + self.dropped == 0
            self.fallback = self.fallback or ("unreadable" if nothing else "unsupported")
            return
        self.fallback = None
        for text, citations in self._telling.untold(self.composer.text):
            yield self.composer.add(text, citations)


_NOTHING_READ = "ไม่พบประโยคในรูปแบบ JSON ที่กำหนด เขียนคำตอบทั้งหมดใหม่"


def _problem(number: int, verdict: Verdict) -> str:
    assert isinstance(verdict, Failed)
    return f"{number}. {verdict.draft.text}\n   ({verdict.reason})"

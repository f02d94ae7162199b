"""One answer being written: its sentences as they come, are checked, mended and told."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic

from api.answering import Ask
from api.answering.evidence.case import Case
from api.answering.models import Fallback
from api.answering.understanding.query import Query
from api.writing.checking import Failed, Passed, checked, read_ahead
from api.writing.composing import Composer, Piece
from api.writing.drafts import Draft
from api.writing.exchange import Exchange
from api.writing.exhibits import Exhibits
from api.writing.failures import told
from api.writing.telling import Telling
from api.writing.tools import Tools
from ingest.models import Organization
from prompts import reasons

log = logging.getLogger(__name__)

Verdict = Passed | Failed


class Attempt:
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
        reading = read_ahead(self._exhibits, self._known)
        waiting: list[Verdict] = []
        try:
            for draft in self.exchange.sentences(tools, reading):
                verdict = self._check(draft)
                # In the order in which it was said: nothing passes what waits for its repair.
                if waiting or isinstance(verdict, Failed):
                    waiting.append(verdict)
                else:
                    yield from self._keep(verdict)
            waiting = self._mended(waiting)
        except Exception as error:
            # Of any kind: each provider's client has its own.
            log.warning(told(error))
            self.fallback = "timeout" if isinstance(error, TimeoutError) else "failed"
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
        for order, draft in enumerate(
            self.exchange.repaired(problems or [reasons()["unreadable"]]), 1
        ):
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


def _problem(number: int, verdict: Verdict) -> str:
    assert isinstance(verdict, Failed)
    return f"{number}. {verdict.draft.text}\n   ({verdict.reason})"

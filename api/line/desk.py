"""Events being worked on: each answered within the life of its reply token, or with a button."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

from api.line import words
from api.line.client import CONNECTIONS, LineClient
from api.line.dialogue import Dialogue
from api.line.events import Said, read_event
from api.line.messages import Message, text_message, waiting_message
from api.metrics import LineOutcome, Metrics
from retriever.catalogue import LineShelf, Taken

log = logging.getLogger(__name__)

Answer: TypeAlias = Future[list[Message]]

# An answer that isn't there by then is fetched with a button: the token lives for about a minute,
# and a person looks away from the chat sooner.
ANSWER_SECONDS = 20.0
# Threads that wait for LINE, some 0.2 s a reply: 100 replies a second need 20.
_SENDERS = 32
# More wait to be sent than that: no more are taken.
_SENDING = 64
# An animation is shown at once or not at all: with many waiting, answers come first.
ANIMATED_SECONDS = 1.0
# More animations than this wait for a slow LINE: no more are asked for.
_ANIMATIONS = CONNECTIONS - _SENDERS


@dataclass(eq=False, slots=True)
class Work:
    """An event, what it says, and whether its sender was told of its answer, or of a delay."""

    event: Taken
    said: Said
    _told: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, event: Taken) -> Work:
        """One that can't be read is of no interest."""
        said = Said("ignored")
        try:
            said = read_event(json.loads(event.payload))
        except Exception:
            log.exception("a LINE event can't be read")
        return cls(event, said)

    def claim(self) -> bool:
        """True for the first alone: the answer, or that it takes longer."""
        return self._told.acquire(blocking=False)

    @property
    def is_told(self) -> bool:
        return self._told.locked()

    @property
    def is_question(self) -> bool:
        return self.said.kind == "text"

    @property
    def is_ignored(self) -> bool:
        return self.said.kind == "ignored" or (self.is_question and not self.said.addressed)

    @property
    def age(self) -> float:
        return time.time() - self.event.received_at

    @property
    def answer_id(self) -> str:
        """Of an answer that is fetched: the same for whatever process makes it."""
        return uuid5(NAMESPACE_URL, self.event.id).hex


class Desk:
    """``answering`` answers are made at once. What is public is called by one thread, which
    ``wake`` wakes when there is room, or an event is done."""

    def __init__(
        self,
        dialogue: Dialogue,
        client: LineClient,
        shelf: LineShelf,
        metrics: Metrics,
        answering: int,
        *,
        push: bool,
    ) -> None:
        self._dialogue = dialogue
        self._client = client
        self._shelf = shelf
        self._metrics = metrics
        self._push = push
        # As many wait for their turn as are being answered, so that no thread waits for work.
        self._most = 2 * answering
        self._answers = ThreadPoolExecutor(answering, "line-answer")
        self._senders = ThreadPoolExecutor(_SENDERS, "line-send")
        self._aside = ThreadPoolExecutor(_ANIMATIONS, "line-aside")
        self._animations = threading.BoundedSemaphore(_ANIMATIONS)
        self._lock = threading.Lock()
        self._answering: dict[Answer, Work] = {}
        self._sending = 0
        self._done: list[str] = []
        self.wake = threading.Event()

    def close(self) -> None:
        for pool in (self._answers, self._senders, self._aside):
            pool.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    @property
    def room(self) -> int:
        """How many more events may be begun."""
        with self._lock:
            return max(0, min(self._most - len(self._answering), _SENDING - self._sending))

    @property
    def outbox(self) -> int:
        """How many more replies may wait to be sent."""
        with self._lock:
            return max(0, _SENDING - self._sending)

    @property
    def is_idle(self) -> bool:
        with self._lock:
            return not self._answering and not self._sending

    @property
    def patience(self) -> float:
        """Seconds from when an event came to when its answer is late."""
        return ANSWER_SECONDS

    def finished(self) -> list[str]:
        """Ids of the events that were done, till ``forget`` is told that this was kept."""
        with self._lock:
            return list(self._done)

    def forget(self, done: Sequence[str]) -> None:
        with self._lock:
            del self._done[: len(done)]

    def begin(self, event: Taken) -> None:
        work = Work.of(event)
        if work.is_ignored:
            self._finish(work, "ignored")
        elif work.is_question:
            self._animate(work)
            self._answer(work, self._answered)
        else:
            self._send(work, lambda: self._replied(work, self._dialogue.respond(work.said)))

    def begin_late(self, event: Taken) -> None:
        """As ``begin``, for one that waited so long that a question gets the button at once."""
        work = Work.of(event)
        if work.is_question and not work.is_ignored:
            self._send(work, lambda: self._be_late(work, None))
        else:
            self.begin(event)

    def make_good(self, event: Taken) -> None:
        """Makes the answer of an event whose sender got a button, if it can be fetched still."""
        work = Work.of(event)
        work.claim()
        chat = self._dialogue.chat(work.said)
        if self._shelf.late_answers.get(work.answer_id, chat) is None:
            self._finish(work)
        else:
            self._answer(work, self._finish_late)

    def until_late(self) -> float:
        """Seconds until somebody is to be told that the answer takes longer."""
        with self._lock:
            ages = [work.age for work in self._answering.values() if not work.is_told]
        return max(0.0, ANSWER_SECONDS - max(ages, default=0.0))

    def tell_late(self) -> None:
        """Tells those whose answer takes longer."""
        with self._lock:
            slow = [each for each in self._answering.items() if each[1].age >= ANSWER_SECONDS]
        for answer, work in slow:
            if work.claim():
                self._send(work, partial(self._be_late, work, answer))

    # Answers

    def _answer(self, work: Work, then: Callable[[Work, Answer], None]) -> None:
        answer = self._answers.submit(self._dialogue.respond, work.said)
        with self._lock:
            self._answering[answer] = work

        def made(answer: Answer) -> None:
            if not answer.cancelled():
                then(work, answer)
            # Last: an event is at every moment being answered, being told or done.
            with self._lock:
                del self._answering[answer]
            self.wake.set()

        answer.add_done_callback(made)

    def _answered(self, work: Work, answer: Answer) -> None:
        if work.claim():
            self._send(work, lambda: self._told(work, answer))

    def _told(self, work: Work, answer: Answer) -> LineOutcome:
        failed = _failed(answer)
        told = self._replied(work, failed or answer.result())
        return "failed" if failed else told

    # Replies

    def _send(self, work: Work, say: Callable[[], LineOutcome | None]) -> None:
        """``say`` beside; it gives what became of the event, None where it isn't done by that."""
        with self._lock:
            self._sending += 1
        with suppress(RuntimeError):  # shutting down: the event is taken again
            self._senders.submit(self._say, work, say)

    def _say(self, work: Work, say: Callable[[], LineOutcome | None]) -> None:
        try:
            outcome = say()
        except Exception:
            log.exception("unforeseen error over a LINE event")
            outcome = "failed"
        if outcome:
            self._finish(work, outcome)
        with self._lock:
            self._sending -= 1
        self.wake.set()

    def _finish(self, work: Work, outcome: LineOutcome | None = None) -> None:
        if outcome:
            self._metrics.line_events(outcome)
        with self._lock:
            self._done.append(work.event.id)
        self.wake.set()

    def _replied(self, work: Work, messages: list[Message]) -> LineOutcome:
        if not messages or not work.said.reply_token:
            return "ignored"
        if not self._client.reply(work.said.reply_token, messages):
            return "refused"
        self._metrics.replied(work.age)
        return "answered"

    def _animate(self, work: Work) -> None:
        """The loading animation, beside the work; left out where LINE is slow, or we are."""
        is_late = work.age > ANIMATED_SECONDS
        if not work.said.direct or is_late or not self._animations.acquire(blocking=False):
            return
        shown = self._aside.submit(self._client.show_loading, work.said.chat)
        shown.add_done_callback(lambda _: self._animations.release())

    # Late answers

    def _be_late(self, work: Work, answer: Answer | None) -> LineOutcome | None:
        """A button in place of the answer, which is being made, or will be."""
        self._shelf.late_answers.begin(work.answer_id, self._dialogue.chat(work.said))
        told = self._replied(work, [waiting_message(work.answer_id)])
        if told != "answered":
            return told
        self._metrics.line_events("late")
        self._shelf.inbox.promise(work.event.id, begun=answer is not None)
        if answer is not None:
            answer.add_done_callback(partial(self._finish_late, work))
        return None

    def _finish_late(self, work: Work, answer: Answer) -> None:
        # It may come when the library is being closed: another process makes it anew.
        with suppress(Exception):
            messages = _failed(answer) or answer.result()
            is_waited_for = self._shelf.late_answers.finish(work.answer_id, messages)
            self._finish(work)
            if is_waited_for and self._push:
                taken = self._client.push(work.said.chat, messages, work.answer_id)
                self._metrics.pushed(taken)


def _failed(answer: Answer) -> list[Message]:
    """What is told of an answer that failed; nothing of another."""
    error = answer.exception()
    if error is None:
        return []
    log.error("unforeseen error over a question from LINE", exc_info=error)
    return [text_message(words.FAILED)]

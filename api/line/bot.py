"""The bot at work: events out of the inbox, each answered within the life of its reply token."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from api.line import words
from api.line.client import LineClient
from api.line.dialogue import Dialogue
from api.line.events import Said, read_event
from api.line.messages import Message, text_message, waiting_message
from api.metrics import LineOutcome, Metrics
from api.settings import Settings
from retriever.catalogue import Incoming, LineShelf, Taken
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter

log = logging.getLogger(__name__)

# An answer that isn't there by then is fetched with a button: the token lives for about a minute,
# and a person looks away from the chat sooner.
ANSWER_SECONDS = 20.0
# Threads mostly wait: for a chat model, and for LINE.
_WORKERS = 8
# Events of other processes, and those whose worker died, are looked for this often.
_LOOK_SECONDS = 1.0
# An animation is shown at once or not at all: with many waiting, answers come first.
ANIMATED_SECONDS = 1.0
# More animations than this wait for a slow LINE: no more are asked for.
_ANIMATIONS = 16


@dataclass(frozen=True, slots=True)
class Work:
    """An event and what it says."""

    event: Taken
    said: Said


class Bot:
    """``start`` it once the library is open, ``close`` it before the library is closed."""

    def __init__(
        self, dialogue: Dialogue, client: LineClient, shelf: LineShelf, metrics: Metrics, push: bool
    ) -> None:
        self._dialogue = dialogue
        self._client = client
        self._shelf = shelf
        self._metrics = metrics
        self._push = push
        self._workers = ThreadPoolExecutor(_WORKERS, "line-worker")
        self._answers = ThreadPoolExecutor(_WORKERS, "line-answer")
        self._aside = ThreadPoolExecutor(2, "line-aside")
        self._animations = threading.BoundedSemaphore(_ANIMATIONS)
        self._slots = threading.Semaphore(_WORKERS)
        self._running: set[Future[None]] = set()
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._dispatcher = threading.Thread(target=self._dispatch, name="line", daemon=True)

    @classmethod
    def opened(
        cls, settings: Settings, library: Library, writer: ModelWriter | None, metrics: Metrics
    ) -> Bot:
        """At work, on what an earlier process left, too."""
        token = settings.line_channel_access_token
        assert token is not None
        client = LineClient(token.get_secret_value(), settings.line_api_base.rstrip("/"))
        dialogue = Dialogue(settings, library, writer, metrics)
        bot = cls(dialogue, client, library.line, metrics, settings.line_push)
        bot.start()
        return bot

    def start(self) -> None:
        self._dispatcher.start()

    def close(self, seconds: float) -> None:
        """What was accepted is answered, as far as that takes no more than ``seconds``; the rest
        stays in the inbox for the next process."""
        until = time.monotonic() + seconds
        self._closing.set()
        self._wake.set()
        self._dispatcher.join(max(0.0, until - time.monotonic()))
        wait(list(self._running), max(0.0, until - time.monotonic()))
        for pool in (self._workers, self._answers, self._aside):
            pool.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    def accept(self, events: Sequence[dict[str, Any]]) -> None:
        """Keeps the events that are new; on return they survive the end of this process."""
        incoming = [self._incoming(event) for event in events]
        new = self._shelf.inbox.put(incoming)
        if new < len(incoming):
            self._metrics.line_events("repeated", len(incoming) - new)
        self._wake.set()

    def _incoming(self, event: dict[str, Any]) -> Incoming:
        payload = json.dumps(event, ensure_ascii=False)
        source = event.get("source")
        ids = source if isinstance(source, dict) else {}
        names = [str(ids.get(name, "")) for name in ("groupId", "roomId", "userId")]
        given = event.get("webhookEventId")
        event_id = given if isinstance(given, str) else sha256(payload.encode()).hexdigest()
        return Incoming(event_id, self._dialogue.hashed(*names), payload)

    # The dispatcher

    def _dispatch(self) -> None:
        looked = 0.0
        while True:
            self._wake.clear()
            try:
                if time.monotonic() - looked >= _LOOK_SECONDS:
                    looked = time.monotonic()
                    if lost := self._shelf.inbox.lose():
                        self._metrics.line_events("lost", lost)
                        log.warning("%s LINE events were too old to be answered", lost)
                found = self._hand_out()
            except Exception:
                log.exception("the LINE inbox can't be read")
                found = False
            if not found:
                if self._closing.is_set():
                    return
                self._wake.wait(_LOOK_SECONDS)

    def _hand_out(self) -> bool:
        """Gives events to the workers that are free; whether there were any."""
        free = 0
        while free < _WORKERS and self._slots.acquire(blocking=free == 0):
            free += 1
        taken: list[Taken] = []
        try:
            taken = self._shelf.inbox.take(free)
        finally:
            for _ in range(free - len(taken)):
                self._slots.release()
        for event in taken:
            running = self._workers.submit(self._work, event)
            self._running.add(running)
            running.add_done_callback(self._worked)
        return bool(taken)

    def _worked(self, running: Future[None]) -> None:
        self._running.discard(running)
        self._slots.release()
        self._wake.set()

    # A worker

    def _work(self, event: Taken) -> None:
        try:
            outcome = self._handle(event)
        except Exception:
            log.exception("unforeseen error over a LINE event")
            outcome = "failed"
        self._shelf.inbox.done(event.id)
        self._metrics.line_events(outcome)

    def _handle(self, event: Taken) -> LineOutcome:
        work = Work(event, read_event(json.loads(event.payload)))
        said = work.said
        if said.kind == "ignored" or (said.kind == "text" and not said.addressed):
            return "ignored"
        if said.kind != "text":
            return self._replied(work, self._dialogue.respond(said))
        self._animate(work)
        answer = self._answers.submit(self._dialogue.respond, said)
        try:
            messages = answer.result(max(0.0, event.received_at + ANSWER_SECONDS - time.time()))
        except NotYet:
            return self._be_late(work, answer)
        except Exception:
            log.exception("unforeseen error over a question from LINE")
            self._replied(work, [text_message(words.FAILED)])
            return "failed"
        return self._replied(work, messages)

    def _replied(self, work: Work, messages: list[Message]) -> LineOutcome:
        if not messages or not work.said.reply_token:
            return "ignored"
        if not self._client.reply(work.said.reply_token, messages):
            return "refused"
        self._metrics.replied(time.time() - work.event.received_at)
        return "answered"

    def _animate(self, work: Work) -> None:
        """The loading animation, beside the work; left out where LINE is slow, or we are."""
        said = work.said
        is_late = time.time() - work.event.received_at > ANIMATED_SECONDS
        if not said.direct or is_late or not self._animations.acquire(blocking=False):
            return
        shown = self._aside.submit(self._client.show_loading, said.chat)
        shown.add_done_callback(lambda _: self._animations.release())

    # Late answers

    def _be_late(self, work: Work, answer: Future[list[Message]]) -> LineOutcome:
        answer_id = uuid4().hex
        self._shelf.late_answers.begin(answer_id, self._dialogue.chat(work.said))
        told = self._replied(work, [waiting_message(answer_id)])
        answer.add_done_callback(partial(self._finish_late, answer_id, work.said))
        return "late" if told == "answered" else told

    def _finish_late(self, answer_id: str, said: Said, answer: Future[list[Message]]) -> None:
        if answer.cancelled():
            return
        if answer.exception() is not None:
            log.error("unforeseen error over a question from LINE", exc_info=answer.exception())
            messages = [text_message(words.FAILED)]
        else:
            messages = answer.result()
        # It may come when the library is being closed; whoever fetches is asked to ask again.
        with suppress(Exception):
            is_waited_for = self._shelf.late_answers.finish(answer_id, messages)
            if is_waited_for and self._push:
                self._metrics.pushed(self._client.push(said.chat, messages, answer_id))

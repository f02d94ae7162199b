"""The bot at work: events out of the inbox, each handed on, and what becomes of it."""

from __future__ import annotations

import json
import logging
import math
import threading
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from api.line.client import LineClient
from api.line.desk import Desk
from api.line.dialogue import Dialogue
from api.metrics import Metrics
from api.settings import Settings
from retriever.catalogue import Incoming, LineShelf, Taken
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter

log = logging.getLogger(__name__)

# Events of other processes, and those whose worker died, are looked for this often.
_LOOK_SECONDS = 1.0
# Where the oldest waits for so long, more come than can be answered: then the newest are answered
# at once and the oldest get the button, in place of all that wait as long as they may.
OVERLOADED_SECONDS = 10.0


class Bot:
    """``start`` it once the library is open, ``close`` it before the library is closed."""

    def __init__(self, desk: Desk, dialogue: Dialogue, shelf: LineShelf, metrics: Metrics) -> None:
        self._desk = desk
        self._dialogue = dialogue
        self._inbox = shelf.inbox
        self._metrics = metrics
        self._overloaded = False
        self._owing = False
        # Whether the inbox may have events that could be taken.
        self._arrived = True
        self._looked = 0.0
        self._until = math.inf
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
        # A chat model is waited for; without one an answer is work, which threads only hinder.
        answering = 2 if writer is None else 8
        desk = Desk(dialogue, client, library.line, metrics, answering, push=settings.line_push)
        bot = cls(desk, dialogue, library.line, metrics)
        bot.start()
        return bot

    def start(self) -> None:
        self._dispatcher.start()

    def close(self, seconds: float) -> None:
        """What was accepted is answered, as far as that takes no more than ``seconds``; the rest
        stays in the inbox for the next process."""
        self._until = time.monotonic() + seconds
        self._closing.set()
        self._desk.wake.set()
        self._dispatcher.join(seconds)
        self._desk.close()

    def accept(self, events: Sequence[dict[str, Any]]) -> None:
        """Keeps the events that are new; on return they survive the end of this process."""
        incoming = [self._incoming(event) for event in events]
        new = self._inbox.put(incoming)
        if new < len(incoming):
            self._metrics.line_events("repeated", len(incoming) - new)
        self._arrived = True
        self._desk.wake.set()

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
        desk = self._desk
        while time.monotonic() < self._until:
            desk.wake.clear()
            may_end = self._closing.is_set() and desk.is_idle
            found = False
            try:
                self._look()
                desk.tell_late()
                found = self._hand_out()
            except Exception:
                log.exception("the LINE inbox can't be read")
            if may_end and not found:
                return
            if not (found and desk.room):
                desk.wake.wait(min(_LOOK_SECONDS, desk.until_late()))

    def _look(self) -> None:
        """At what is nobody's work: events that are too old, and those that soon will be."""
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        self._arrived = True
        backlog = self._inbox.lose()
        self._overloaded = backlog.age > OVERLOADED_SECONDS
        self._owing = backlog.owing
        if backlog.lost:
            self._metrics.line_events("lost", backlog.lost)
            log.warning("%s LINE events were too old to be answered", backlog.lost)

    def _hand_out(self) -> bool:
        """Gives out what there is room for; whether there was anything."""
        desk, inbox = self._desk, self._inbox
        done = desk.finished()
        # Buttons are no work: they wait for nobody's answer.
        late = inbox.take_late(desk.outbox, desk.patience) if self._overloaded else []
        for event in late:
            desk.begin_late(event)
        room = desk.room
        taken = self._taken(room, done)
        for event in taken:
            desk.begin(event)
        spare = room - len(taken)
        if spare and self._owing and not self._closing.is_set():
            owed = inbox.take_promised(spare)
            self._owing = len(owed) == spare
            for event in owed:
                desk.make_good(event)
        return bool(taken or late)

    def _taken(self, room: int, done: list[str]) -> list[Taken]:
        """As many as there is room for; ``done`` is kept. Without either nothing is asked for."""
        if not done and not (room and self._arrived):
            return []
        # What arrives from here on may be missed, and is looked for again.
        self._arrived = False
        taken = self._inbox.take(room, done=done, newest_first=self._overloaded)
        self._desk.forget(done)
        self._arrived = self._arrived or len(taken) == room
        return taken

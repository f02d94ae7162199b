"""What the bot notes in a conversation beside what was said: always the last thing in it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.answering.understanding.vocabulary import vocabulary
from api.answering.understanding.wording import corrected
from retriever.library import Library

# Longer than any answer takes; none that is being made now was begun before.
_REMEMBERED_SECONDS = 600.0
_TURN = 3  # entries: what was asked, what was answered, and the note


@dataclass(frozen=True, slots=True)
class Asked:
    """That somebody was asked for organisation and position: for which ``question`` ("" for none),
    and what was said of them already, where this isn't kept with the person."""

    question: str = ""
    organization: str | None = None
    position: str | None = None


class Notes:
    """Gone with the conversation."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._forgotten: dict[str, float] = {}

    def forget(self, session_id: str) -> None:
        """Whoever answers in this conversation now is to forget it, too."""
        now = time.monotonic()
        kept = self._forgotten.copy().items()
        self._forgotten = {name: at for name, at in kept if now - at < _REMEMBERED_SECONDS}
        self._forgotten[session_id] = now

    def is_forgotten(self, session_id: str, since: float) -> bool:
        """``since`` is of ``time.monotonic``."""
        return self._forgotten.get(session_id, -1.0) >= since

    def asked(self, session_id: str) -> Asked | None:
        """None where the last thing said was something else."""
        last = self._last(session_id)
        if "question" not in last:
            return None
        return Asked(last["question"], last.get("organization"), last.get("position"))

    def ask(self, session_id: str, asked: Asked) -> None:
        note = {
            "question": asked.question,
            "organization": asked.organization,
            "position": asked.position,
        }
        self._library.append_messages(session_id, {"by": "line", **note})

    def unanswered(self, session_id: str) -> None:
        """The plans had no answer to what was asked last."""
        self._library.append_messages(session_id, {"by": "line", "unanswered": True})

    def leave_behind(self, session_id: str, message: str) -> None:
        """Forgets a question that had no answer, unless the message goes on with it: a subject
        that no plan has would be looked for in whatever is asked next."""
        if "unanswered" not in self._last(session_id):
            return
        if not vocabulary().follow_up.search(corrected(message)):
            messages = self._library.session(session_id).messages
            self._library.line.people.forget_conversation(session_id)
            self._library.append_messages(session_id, *messages[:-_TURN])

    def _last(self, session_id: str) -> Mapping[str, Any]:
        messages = self._library.session(session_id).messages
        last = messages[-1] if messages else {}
        return last if last.get("by") == "line" else {}

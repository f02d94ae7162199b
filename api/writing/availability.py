"""When a model is left alone: too many answers at once, or a server that just failed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic

# Each answer under way holds a thread of the server's forty; others are asked without a model.
AT_ONCE = 16
# A server that failed this often in a row is left alone for some seconds: each question would
# wait for it in vain. Then one question tries it again.
FAILURES, PAUSE_SECONDS = 3, 30.0


class Availability:
    """Shared by the answers of one process. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._under_way = 0
        self._failures = 0
        self._until = 0.0

    def enter(self) -> bool:
        """Whether the model may be asked now; if so, ``leave`` must follow."""
        with self._lock:
            if self._under_way >= AT_ONCE or self._clock() < self._until:
                return False
            if self._failures >= FAILURES:
                self._until = self._clock() + PAUSE_SECONDS
            self._under_way += 1
            return True

    def leave(self, failed: bool | None) -> None:
        """``failed``: whether the server didn't answer; None where that isn't known."""
        with self._lock:
            self._under_way -= 1
            if failed is None:
                return
            self._failures = self._failures + 1 if failed else 0
            self._until = self._clock() + PAUSE_SECONDS if self._failures >= FAILURES else 0.0

"""Waiting for something slow no longer than is allowed, however it hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")

AHEAD = 100  # pieces that are made before they are taken
_LOOK = 0.1  # seconds after which a thread looks whether it is still waited for


class _End:
    """After the last piece; with the error that ended it, if one did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class Until(Generic[T]):
    """The pieces that ``make`` gives, made in a thread of their own.

    TimeoutError is raised at ``deadline`` (of ``time.monotonic``). The thread can't be stopped:
    left behind, it ends with the next piece or with its own time-out. Until the first piece
    comes, the waiting thread takes the steps of ``meanwhile``.
    """

    def __init__(
        self,
        make: Callable[[], Iterable[T]],
        deadline: float,
        meanwhile: Iterable[object] = (),
    ) -> None:
        self._make = make
        self._deadline = deadline
        self._meanwhile = meanwhile
        self._pieces: Queue[T | _End] = Queue(AHEAD)
        self._left = threading.Event()

    def __iter__(self) -> Iterator[T]:
        threading.Thread(target=self._run, daemon=True, name="chat-model").start()
        try:
            for _ in self._meanwhile:
                if not self._pieces.empty() or monotonic() > self._deadline:
                    break
            while True:
                piece = self._next()
                if isinstance(piece, _End):
                    if piece.error is not None:
                        raise piece.error
                    return
                yield piece
        finally:
            self._left.set()

    def _next(self) -> T | _End:
        left = self._deadline - monotonic()
        if left <= 0:  # though pieces may wait: somebody who says much would go on and on
            raise TimeoutError
        try:
            return self._pieces.get(timeout=left)
        except Empty:
            raise TimeoutError from None

    def _run(self) -> None:
        try:
            for piece in self._make():
                if not self._put(piece):
                    return
            self._put(_End())
        except BaseException as error:
            self._put(_End(error))

    def _put(self, piece: T | _End) -> bool:
        """Whether somebody still waits for it."""
        while not self._left.is_set():
            try:
                self._pieces.put(piece, timeout=_LOOK)
                return True
            except Full:
                continue
        return False

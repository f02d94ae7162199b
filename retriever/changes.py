"""One program at a time changes a library; others wait their turn.

Between a plan's way into the indexes and into the catalogue the two differ: a program that
opened the library then would mend what isn't broken, and two writers of the lexical index
fail. So every change and every opening is made under a lock file in the data folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = "changes.lock"
# A batch of plans is kept in a second or two; who waits longer is told.
_PATIENCE_SECONDS = 3.0


@contextmanager
def changing(
    data_dir: Path, on_wait: Callable[[], None] | None = None, timeout: float = -1
) -> Iterator[None]:
    """Holds the library for a change; ``on_wait`` is called when that takes some seconds.

    ``timeout`` is how many seconds to wait after that, -1 for ever; raises filelock.Timeout.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir / LOCK)
    try:
        lock.acquire(timeout=_PATIENCE_SECONDS)
    except Timeout:
        if on_wait is not None:
            on_wait()
        lock.acquire(timeout=timeout)
    try:
        yield
    finally:
        lock.release()

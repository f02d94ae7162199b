"""What a model's server may send: so much, for so long, and from the address that is set alone.

A server that never ends its answer, as one that sends a comment a second, would keep a thread and a
connection long after the person has the default answer; one that sends without end, the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from time import monotonic
from typing import Any

# Bytes of one reply. The longest that is heard comes in some 4 MB, five characters an event.
MOST = 8_000_000
# The same of one that is compressed, which may grow a thousandfold.
MOST_COMPRESSED = 300_000


def bounds(seconds: float) -> dict[str, Any]:
    """Arguments of a client of httpx (or httpx2) whose responses end after ``seconds``, however
    they come, and which goes where it is sent, not where a response sends it: a question and the
    lines of plans would go along."""
    return {"follow_redirects": False, "event_hooks": {"response": [_ending(seconds)]}}


def _ending(seconds: float) -> Callable[[Any], None]:
    def bound(response: Any) -> None:
        is_plain = response.headers.get("content-encoding", "identity") == "identity"
        most = MOST if is_plain else MOST_COMPRESSED
        response.stream = _bounded(response, monotonic() + seconds, most)

    return bound


def _bounded(response: Any, deadline: float, most: int) -> Any:
    """The response's stream; it raises ConnectionError where there is too much of it."""
    # The two libraries have the same classes, and each wants its own.
    base: Any = import_module(type(response).__module__.split(".")[0]).SyncByteStream
    stream = response.stream

    class Bounded(base):  # type: ignore[misc]
        def __iter__(self) -> Iterator[bytes]:
            left = most
            for data in stream:
                left -= len(data)
                if left < 0 or monotonic() > deadline:
                    raise ConnectionError("too much, or too long")
                yield data

        def close(self) -> None:
            stream.close()

    return Bounded()

"""Waiting for what happens, on a machine that may be busy with much else."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable

# What is waited for comes at once, or within seconds; a machine that is busy may stall for long.
# Only a test that fails waits to the end.
PATIENCE = 120.0
# Systems give out ports above these by themselves, to connections, too.
_PORTS = range(20_000, 30_000)


def wait_until(
    holds: Callable[[], object], seconds: float = PATIENCE, what: Callable[[], object] = str
) -> None:
    """Returns once ``holds`` does; raises AssertionError, with ``what`` there is, after
    ``seconds``."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, what()
        time.sleep(0.01)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, and that nobody is given by chance."""
    for port in random.sample(_PORTS, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")

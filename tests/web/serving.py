"""An application in a thread, for a browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

START_SECONDS = 60


@contextmanager
def served(app: Any, *, abandon: bool = False) -> Iterator[str]:
    """The address of ``app``, with a slash at its end. At the end, what it still answers is waited
    for, unless it is to be abandoned."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        server.force_exit = abandon
        thread.join(START_SECONDS)

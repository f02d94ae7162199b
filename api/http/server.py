"""uvicorn with an end in which nothing that was accepted is lost."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import uvicorn
from fastapi import FastAPI

from api.http.stage import Stage
from retriever.library import Library

log = logging.getLogger(__name__)

# Rounds of the event loop, each of which accepts all that waits in the socket's queue.
_ROUNDS = 3
# A request on its way over an open connection arrives within this, or counts as not sent.
_SILENCE_SECONDS = 1.0
_TICK_SECONDS = 0.05


class Server(uvicorn.Server):
    """Serves ``app`` at once, and questions as soon as ``opening`` gives the library.

    What ``opening`` raises ends the server, and is found in ``failure``. ``on_ready`` is called
    when questions are answered.
    """

    def __init__(
        self,
        app: FastAPI,
        opening: Callable[[], Library],
        on_ready: Callable[[], None],
        stop_seconds: int,
    ) -> None:
        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            # Who is believed about addresses is a setting of the application.
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=stop_seconds,
        )
        super().__init__(config)
        self._stage: Stage = app.state.stage
        self._opening = opening
        self._on_ready = on_ready
        self._opened: asyncio.Future[Library] | None = None
        self.failure: BaseException | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        self._opened = loop.create_future()
        self._opened.add_done_callback(self._on_opened)
        # A daemon: opening may wait for another program, and the end must not wait for that.
        threading.Thread(target=self._open, args=(loop, self._opened), daemon=True).start()

    def _open(self, loop: asyncio.AbstractEventLoop, opened: asyncio.Future[Library]) -> None:
        tell: Callable[[], None]
        try:
            library = self._opening()
            tell = partial(opened.set_result, library)
        except BaseException as error:
            tell = partial(opened.set_exception, error)
        # The loop is closed where nobody waited for this.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(tell)

    def _on_opened(self, opened: asyncio.Future[Library]) -> None:
        if opened.cancelled():
            return
        self.failure = opened.exception()
        if self.failure is not None:
            self.should_exit = True
            return
        self._stage.open(opened.result())
        if not self.should_exit:
            log.debug("ready")
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """No new connections; what was accepted is answered, within the seconds of the setting."""
        log.debug("stopping")
        self._stage.stop()
        # A connection that waits in the queue when the socket is closed would be reset.
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        if self._opened is not None:
            await asyncio.wait({self._opened}, timeout=self.config.timeout_graceful_shutdown)
        await self._let_speak()
        await super().shutdown()

    async def _let_speak(self) -> None:
        """Connections that stay silent are closed by ``shutdown``: whoever sent is heard first."""
        loop = asyncio.get_running_loop()
        until = loop.time() + min(_SILENCE_SECONDS, self.config.timeout_graceful_shutdown or 0)
        while self.server_state.connections and loop.time() < until and not self.force_exit:
            await asyncio.sleep(_TICK_SECONDS)

"""uvicorn with an end in which nothing that was accepted is lost."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

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
        self._opener: asyncio.Task[None] | None = None
        self.failure: BaseException | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._opener = asyncio.create_task(self._open())

    async def _open(self) -> None:
        try:
            library = await asyncio.to_thread(self._opening)
        except BaseException as error:
            self.failure = error
            self.should_exit = True
            return
        self._stage.open(library)
        if not self.should_exit:
            log.info("ready")
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """No new connections; what was accepted is answered, within the seconds of the setting."""
        log.info("stopping")
        self._stage.stop()
        # A connection that waits in the queue when the socket is closed would be reset.
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        if self._opener is not None:
            await self._opener
        await self._let_speak()
        await super().shutdown()

    async def _let_speak(self) -> None:
        """Connections that stay silent are closed by ``shutdown``: whoever sent is heard first."""
        loop = asyncio.get_running_loop()
        until = loop.time() + min(_SILENCE_SECONDS, self.config.timeout_graceful_shutdown or 0)
        while self.server_state.connections and loop.time() < until and not self.force_exit:
            await asyncio.sleep(_TICK_SECONDS)

"""``hrplan serve``."""

from __future__ import annotations

import gc
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from api.cli.opening import opened
from api.cli.output import CliError, say
from api.settings import Settings

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter
    from retriever.library import Library


def serve() -> None:
    """เปิดบริการเว็บและ API / Serve the page and the HTTP API."""
    settings = Settings()
    listener = _listen(settings)
    # Only this command pays for the web stack.
    from api import logs
    from api.http.app import create_app
    from api.http.server import Server

    logs.set_up(settings)
    app = create_app(settings, None)
    with ExitStack() as stack:
        server = Server(
            app,
            lambda: _opened(settings, stack, app.state.writer),
            lambda: say(f"ถามแผน: {_address(listener)}"),
            settings.stop_seconds,
        )
        with _ended_by_signals():
            server.run([listener])
            _wait_for_cut_off()
        if server.failure is not None:
            raise server.failure


def _opened(settings: Settings, stack: ExitStack, writer: ModelWriter | None) -> Library:
    """The library with all that an answer needs; ``stack`` closes it."""
    from api.warmup import warm_up

    # Two dictionaries of 60,000 words each: looking through them for garbage again and again
    # takes longer than making them, and they stay until the end.
    gc.disable()
    try:
        library = stack.enter_context(opened(settings, vectors=True))
        warm_up(library)
        if writer is not None:
            writer.open()
        gc.freeze()
    finally:
        gc.enable()
    return library


def _wait_for_cut_off() -> None:
    """An answer that was cut off still reads the library in its thread, which can't be stopped."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A signal that ended the server comes once more when it is done: that is no failure."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: None)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise CliError(
            f"เปิดที่ {where} ไม่ได้ กรุณาเปลี่ยน HRPLAN_HOST หรือ HRPLAN_PORT",
            f"can't listen on {where} ({error.strerror}); change HRPLAN_HOST or HRPLAN_PORT",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

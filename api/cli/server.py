"""``hrplan serve``."""

from __future__ import annotations

import gc
import socket
from contextlib import suppress

from api.cli.opening import opened
from api.cli.output import CliError, say
from api.settings import Settings


def serve() -> None:
    """เปิดบริการเว็บและ API / Serve the page and the HTTP API."""
    settings = Settings()
    listener = _listen(settings)
    # Only this command pays for the web stack.
    import uvicorn

    from api.http.app import create_app
    from api.warmup import warm_up

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                say(f"ถามแผน: {_address(listener)}")

    # Two dictionaries of 60,000 words each: looking through them for garbage again and again
    # takes longer than making them, and they stay until the end.
    gc.disable()
    with opened(settings, vectors=True) as library:
        app = create_app(settings, library)
        # Callers that come meanwhile wait in the socket's queue, until all is ready.
        warm_up(library)
        gc.freeze()
        gc.enable()
        server = Server(uvicorn.Config(app, log_level="warning", access_log=False))
        # Ctrl-C is how a server is ended: no failure. Requests are done by then.
        with suppress(KeyboardInterrupt):
            server.run([listener])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise CliError(
            f"เปิดที่ {where} ไม่ได้ กรุณาเปลี่ยน HRPLAN_HOST หรือ HRPLAN_PORT",
            f"can't listen on {where} ({error.strerror}); change HRPLAN_HOST or HRPLAN_PORT",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

"""How far the server is: the library being opened, questions answered, or stopping."""

from __future__ import annotations

import asyncio
from typing import Literal, TypeAlias

from api.http.errors import ApiProblem
from retriever.library import Library

Name: TypeAlias = Literal["opening", "ready", "stopping"]

# Callers that come while the library is opened wait this long for it.
OPENING_SECONDS = 30.0
TEXTS = {
    "opening": ("กำลังเปิดคลังแผน กรุณาลองใหม่ในอีกสักครู่", "the library is being opened; try again soon"),
    "stopping": ("ระบบกำลังปิด กรุณาลองใหม่ในอีกสักครู่", "the server is stopping; try again soon"),
}


class Stage:
    """Belongs to the event loop: ``open`` and ``stop`` are called there."""

    def __init__(self, library: Library | None = None) -> None:
        self._library = library
        self._stopping = False
        self._opened = asyncio.Event()
        if library is not None:
            self._opened.set()

    @property
    def name(self) -> Name:
        if self._stopping:
            return "stopping"
        return "opening" if self._library is None else "ready"

    @property
    def ready(self) -> Library | None:
        """The library, while questions are answered."""
        return None if self._stopping else self._library

    def open(self, library: Library) -> None:
        self._library = library
        self._opened.set()

    def stop(self) -> None:
        """What was accepted is still answered, from the library that is open."""
        self._stopping = True

    async def library(self) -> Library:
        """The library, as soon as it is open; ApiProblem (503) where that takes too long."""
        try:
            await asyncio.wait_for(self._opened.wait(), OPENING_SECONDS)
        except TimeoutError:
            raise self.problem() from None
        assert self._library is not None
        return self._library

    async def opened(self) -> Library:
        """The library, however long that takes."""
        await self._opened.wait()
        assert self._library is not None
        return self._library

    def problem(self) -> ApiProblem:
        """Why nobody is answered now."""
        return ApiProblem(503, self.name, *TEXTS[self.name])

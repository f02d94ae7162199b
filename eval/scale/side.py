"""What is measured at size, whichever side: files in, and lines of them found by a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Scope(NamedTuple):
    """Whose plans are searched: one organisation's, one year's, or all."""

    organization: str | None = None
    year: int | None = None


class Place(NamedTuple):
    """Lines of a file that were found, 1-based and inclusive."""

    source: str
    line_start: int
    line_end: int


Tell = Callable[[int], None]


class Side(Protocol):
    """Over a folder of its own; made anew in each process."""

    def ingest(self, files: Sequence[Path], tell: Tell) -> dict[str, Any]: ...

    def open(self) -> None: ...

    def wait_ready(self) -> None: ...

    def search(self, query: str, scope: Scope, k: int) -> list[Place]: ...

    def close(self) -> None: ...

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retriever.embedding import Embedder, load_embedder
from retriever.library import Library


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def open_library(tmp_path: Path, embedder: Embedder) -> Iterator[Callable[[], Library]]:
    """Opens the same folder as often as asked; what is left open is closed at the end."""
    opened: list[Library] = []

    def open_one() -> Library:
        opened.append(Library.open(tmp_path / "data", embedder=embedder))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Callable[[], Library]) -> Library:
    library = open_library()
    assert library.wait_ready(30)
    return library

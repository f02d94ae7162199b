from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from api.answering import Answer, Ask, answer
from ingest.pipeline import parse_bytes
from retriever.embedding import load_embedder
from retriever.library import Library
from tests.api.answering.plans import DON, TWIN_SUBDISTRICT, TWIN_TOWN, UNDATED

LibraryOf = Callable[..., Library]
Say = Callable[..., Answer]


@pytest.fixture(scope="session")
def library_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibraryOf]:
    """A library of the texts given, for reading only; the same texts give the same library."""
    embedder = load_embedder()
    opened: dict[tuple[str, ...], Library] = {}

    def open_one(*texts: str) -> Library:
        if texts not in opened:
            library = Library.open(tmp_path_factory.mktemp("small"), embedder=embedder)
            plans = [parse_bytes(text.encode(), f"plan-{n}.txt") for n, text in enumerate(texts)]
            library.add_many((plan, plan.source) for plan in plans)
            opened[texts] = library
        return opened[texts]

    yield open_one
    for library in opened.values():
        library.close()


@pytest.fixture(scope="session")
def don(library_of: LibraryOf) -> Library:
    return library_of(DON)


@pytest.fixture(scope="session")
def towns(library_of: LibraryOf) -> Library:
    return library_of(DON, TWIN_TOWN, TWIN_SUBDISTRICT, UNDATED)


@pytest.fixture
def ask_don(don: Library) -> Say:
    """Asks the plan of ดอนสมมุติ."""
    return lambda message, **more: answer(Ask(message, **more), don)


@pytest.fixture
def ask_towns(towns: Library) -> Say:
    """Asks four small plans."""
    return lambda message, **more: answer(Ask(message, **more), towns)


@pytest.fixture
def ask_samples(sample_library: Library) -> Say:
    """Asks the sample plans."""
    return lambda message, **more: answer(Ask(message, **more), sample_library)

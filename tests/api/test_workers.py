"""Several server processes over one data folder and one Chroma server."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from retriever.catalogue import Catalogue
from retriever.library import Library
from tests.api.test_models import QUERY, get, served, upload
from tests.conftest import PLAN
from tests.retriever.conftest import chroma_url as chroma_url  # a fixture
from tests.retriever.plans import make_plan
from tests.waiting import PATIENCE, wait_until

WORKERS = 3


def collections(url: str, data: Path) -> list[str]:
    import chromadb

    catalogue = Catalogue.open(data / "catalogue.sqlite")
    identity = catalogue.identity[:16]
    catalogue.close()
    host, port = url.removeprefix("http://").split(":")
    names = [one.name for one in chromadb.HttpClient(host, int(port)).list_collections()]
    return [name for name in names if identity in name]


def test_all_workers_see_what_one_of_them_took_in(tmp_path: Path, chroma_url: str) -> None:
    data = tmp_path / "data"
    with Library.open(data, vectors=False) as library:
        library.add_many((make_plan(f"สวน{at}"), str(at)) for at in range(20))
    with ExitStack() as stack:
        workers = [
            stack.enter_context(served(data, HRPLAN_CHROMA_URL=chroma_url)) for _ in range(WORKERS)
        ]
        for address in workers:
            assert get(address, QUERY)
        for at, address in enumerate(workers):
            upload(address, f"plan-{at}.txt", PLAN.replace("ดอนสมมุติ", f"ดอนสมมุติ{'กขค'[at]}"))
            for other in workers:
                assert any("ธุรการ" in str(hit["text"]) for hit in get(other, "งานธุรการยุคดิจิทัล"))
        wait_until(lambda: len(collections(chroma_url, data)) == 1)
    with Library.open(data, chroma_url=chroma_url) as library:
        assert library.wait_ready(PATIENCE)
        index = library._dense._index
        assert index is not None
        assert index.keys() == set(library._catalogue.keys())


def test_processes_that_open_at_once_build_one_collection(tmp_path: Path, chroma_url: str) -> None:
    with Library.open(tmp_path, vectors=False) as library:
        library.add_many((make_plan(f"สวน{at}"), str(at)) for at in range(20))
    with ExitStack() as stack:
        libraries = [
            stack.enter_context(Library.open(tmp_path, chroma_url=chroma_url)) for _ in range(4)
        ]
        assert all(library.wait_ready(PATIENCE) for library in libraries)
        generations = {
            library._dense._index.generation for library in libraries if library._dense._index
        }
        assert len(generations) == 1 == len(collections(chroma_url, tmp_path))

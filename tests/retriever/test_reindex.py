"""Another model's vectors are built beside the old ones, which answer meanwhile."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retriever.catalogue import Catalogue
from retriever.embedding import Embedder
from retriever.fusion import Leg
from retriever.identity import ModelMismatch
from retriever.library import Library
from retriever.reindex import Reindex, ReindexError
from tests.retriever.plans import make_plan
from tests.retriever.test_identity import QUERY, Turned
from tests.waiting import PATIENCE

PLANS = [make_plan(f"สวน{at}") for at in range(6)]


def fill(folder: Path, embedder: Embedder) -> None:
    with Library.open(folder, embedder=embedder) as library:
        library.add_many([(plan, plan.source) for plan in PLANS])
        assert library.wait_ready(PATIENCE)


def reindex(folder: Path, embedder: Embedder) -> int:
    """How many passages it embedded."""
    done: list[int] = []
    with Reindex(folder, embedder, None) as run:
        run.embed(done.append)
        run.publish(lambda count: None)
    return sum(done)


def models(folder: Path) -> list[str]:
    catalogue = Catalogue.open(folder / "catalogue.sqlite")
    names = [model.name for model in catalogue.models.all()]
    catalogue.close()
    return sorted(names)


def test_the_new_model_answers_and_the_old_one_goes(tmp_path: Path, embedder: Embedder) -> None:
    fill(tmp_path, embedder)
    new = Turned(embedder)
    assert reindex(tmp_path, new) == sum(len(plan.passages) for plan in PLANS)
    assert models(tmp_path) == ["turned"]
    with pytest.raises(ModelMismatch):
        Library.open(tmp_path, embedder=embedder)
    with Library.open(tmp_path, embedder=new) as library:
        assert library.wait_ready(PATIENCE)
        assert library.search(QUERY)[0].ranks[Leg.DENSE] == 1
        index = library._dense._index
        assert index is not None
        assert index.keys() == set(library._catalogue.keys())
        assert [path.name for path in (tmp_path / "vectors").iterdir() if path.is_dir()] == [
            index.generation
        ]


def test_the_same_model_has_nothing_to_do(tmp_path: Path, embedder: Embedder) -> None:
    fill(tmp_path, embedder)
    with Reindex(tmp_path, embedder, None) as run:
        assert (run.is_current, run.missing, run.passages) == (True, 0, 30)


def test_the_old_library_answers_until_it_is_closed(tmp_path: Path, embedder: Embedder) -> None:
    fill(tmp_path, embedder)
    new = Turned(embedder)
    late = make_plan("บ้านสวน", ("หลักสูตรช่างไฟฟ้าแรงสูง",))
    with Library.open(tmp_path, embedder=embedder) as old:
        assert old.wait_ready(PATIENCE)
        reindex(tmp_path, new)
        assert models(tmp_path) == sorted([embedder.name, "turned"])
        assert old.search(QUERY)[0].ranks[Leg.DENSE] == 1
        old.add(late, "late")
        assert old.search("ช่างไฟฟ้าแรงสูง")[0].ranks[Leg.DENSE] == 1
        assert old.wait_ready(PATIENCE)
        assert old.search("ช่างไฟฟ้าแรงสูง")[0].ranks[Leg.DENSE] == 1
    with Library.open(tmp_path, embedder=new) as library:
        assert library.wait_ready(PATIENCE)
        first = library.search("ช่างไฟฟ้าแรงสูง", plan_ids=[late.id])[0]
        assert first.ranks[Leg.DENSE] == 1
        index = library._dense._index
        assert index is not None
        assert index.keys() == set(library._catalogue.keys())
    assert models(tmp_path) == ["turned"]


def test_what_changes_meanwhile_is_embedded_too(tmp_path: Path, embedder: Embedder) -> None:
    fill(tmp_path, embedder)
    new = Turned(embedder)
    late = make_plan("บ้านสวน", ("หลักสูตรช่างไฟฟ้าแรงสูง",))
    with Library.open(tmp_path, embedder=embedder) as old, Reindex(tmp_path, new, None) as run:
        assert old.wait_ready(PATIENCE)
        run.embed(lambda count: None)
        old.add(late, "late")
        old.remove(PLANS[0].id)
        assert run.missing == 1
        run.publish(lambda count: None)
        assert run.missing == 0
    with Library.open(tmp_path, embedder=new) as library:
        assert library.wait_ready(PATIENCE)
        index = library._dense._index
        assert index is not None
        assert index.keys() == set(library._catalogue.keys())


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path, embedder: Embedder) -> None:
    fill(tmp_path, embedder)
    with Reindex(tmp_path, embedder, None), pytest.raises(ReindexError, match="under way"):
        Reindex(tmp_path, embedder, None)


STUCK = """
import itertools, sys, threading
from pathlib import Path
from retriever.embedding import load_embedder
from retriever.reindex import Reindex
from tests.retriever.test_identity import Turned

embedded = itertools.count(1)

def tell(count):
    print(count, flush=True)
    if next(embedded) == 3:
        threading.Event().wait()

with Reindex(Path(sys.argv[1]), Turned(load_embedder()), None) as run:
    run.embed(tell)
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, embedder: Embedder) -> None:
    fill(tmp_path, embedder)
    command = [sys.executable, "-c", STUCK, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for _ in range(3):
            assert run.stdout.readline() == "5\n"
        run.send_signal(signal.SIGKILL)
    with Library.open(tmp_path, embedder=embedder) as old:
        assert old.search(QUERY)[0].ranks[Leg.DENSE] == 1
    assert 0 < reindex(tmp_path, Turned(embedder)) <= 20


def test_a_chroma_server_gets_the_new_collection_and_loses_the_old(
    tmp_path: Path, embedder: Embedder, chroma_url: str
) -> None:
    import chromadb

    new = Turned(embedder)
    with Library.open(tmp_path, embedder=embedder, chroma_url=chroma_url) as old:
        identity = old._catalogue.identity
        old.add_many([(plan, plan.source) for plan in PLANS])
        assert old.wait_ready(PATIENCE)
        with Reindex(tmp_path, new, chroma_url) as run:
            run.embed(lambda count: None)
            run.publish(lambda count: None)
        assert old.search(QUERY)[0].ranks[Leg.DENSE] == 1
    with Library.open(tmp_path, embedder=new, chroma_url=chroma_url) as library:
        assert library.wait_ready(PATIENCE)
        assert library.search(QUERY)[0].ranks[Leg.DENSE] == 1
    host, port = chroma_url.removeprefix("http://").split(":")
    client = chromadb.HttpClient(host=host, port=int(port))
    ours = [one.name for one in client.list_collections() if identity[:16] in one.name]
    assert len(ours) == 1

"""A process killed while it writes costs nothing that it had reported as kept."""

from __future__ import annotations

import multiprocessing
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retriever.embedding import Embedder
from retriever.fusion import Leg
from retriever.library import Library
from tests.retriever.writer import ORIGINS, keep_plans
from tests.waiting import PATIENCE, wait_until

KILLS = 8
# Each writer is a fork of one process that has imported everything.
PROCESSES = multiprocessing.get_context("forkserver")


def lines_of(told: Path) -> list[str]:
    """The whole lines: the last may have been cut short."""
    text = told.read_text(encoding="utf-8") if told.exists() else ""
    return text.split("\n")[:-1]


def killed(folder: Path, told: Path, turn: int, pick: random.Random) -> list[str]:
    """What a writer reported as kept until it was killed, while opening or while it kept plans."""
    writer = PROCESSES.Process(target=keep_plans, args=(folder, told, turn))
    writer.start()
    if turn % 4:
        wait_until(lambda: len(lines_of(told)) > 1 or not writer.is_alive())
    time.sleep(pick.uniform(0, 0.5))
    assert writer.is_alive()
    writer.kill()
    writer.join()
    writer.close()
    return lines_of(told)[1:]


def in_step(library: Library) -> bool:
    """Whether catalogue, lexical index and vectors hold the same passages."""
    assert library.wait_ready(PATIENCE)
    index = library._dense._index
    assert index is not None
    known = set(library._catalogue.keys())
    return library._lexical.keys() == index.keys() == known


@pytest.fixture(scope="module", autouse=True)
def _preloaded() -> None:
    PROCESSES.set_forkserver_preload(["chromadb", "tests.retriever.writer"])


def test_what_was_kept_is_found_after_each_of_many_kills(
    tmp_path: Path, embedder: Embedder
) -> None:
    """All of them on one library, so that a kill finds what earlier ones left behind."""
    pick = random.Random(2569)
    latest: dict[int, str] = {}
    kept = 0
    for turn in range(KILLS):
        reported = killed(tmp_path / "data", tmp_path / f"told-{turn}", turn, pick)
        latest |= {at % ORIGINS: plan_id for at, plan_id in enumerate(reported)}
        kept += len(reported)
        with Library.open(tmp_path / "data", embedder=embedder) as library:
            ids = {summary.id for summary in library.plans()}
            # The plan after the last one reported may be in, in the place of the one before it.
            unsure = len(reported) % ORIGINS
            certain = {plan_id for origin, plan_id in latest.items() if origin != unsure}
            assert certain <= ids
            assert len(ids - certain) <= 1
            latest.update((unsure, plan_id) for plan_id in ids - certain)
            assert all(library.plan(plan_id).passages for plan_id in ids)
            assert in_step(library)
            if ids:
                assert Leg.DENSE in library.search("หลักสูตรนักบริหารงานคลัง")[0].ranks
    assert kept >= KILLS // 2


BATCH_WRITER = """
import sys
from pathlib import Path
from retriever import intake
from retriever.library import Library
from tests.retriever.plans import make_plan

intake._BATCH_PASSAGES = 100
with Library.open(Path(sys.argv[1])) as library:
    library.wait_ready()
    plans = ((make_plan(f"สวน{at}"), f"origin {at}") for at in range(100_000))
    library.add_many(plans, on_progress=lambda change: print(change.plan_id, flush=True))
"""


@pytest.mark.parametrize("seconds", [0.02, 0.33])
def test_a_batch_is_kept_whole_or_not_at_all(
    tmp_path: Path, embedder: Embedder, seconds: float
) -> None:
    command = [sys.executable, "-c", BATCH_WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        kept = [writer.stdout.readline().strip()]
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        kept += writer.stdout.read().split()
    with Library.open(tmp_path, embedder=embedder) as library:
        plans = library.plans()
        assert set(kept) <= {plan.id for plan in plans}
        # The batch after the last one reported may be in, whole: 20 plans of 5 passages.
        assert len(plans) % 20 == 0
        assert all(len(library.plan(plan.id).passages) == plan.passage_count for plan in plans)
        assert library._lexical.keys() == set(library._catalogue.keys())
        assert library._catalogue.settled()


def test_keys_are_compared_only_after_a_change_cut_short(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retriever.lexical import LexicalIndex
    from tests.retriever.plans import make_plan

    compared: list[int] = []
    keys = LexicalIndex.keys

    def counted(index: LexicalIndex) -> set[int]:
        compared.append(1)
        return keys(index)

    with Library.open(tmp_path, embedder=embedder) as library:
        change = library.add(make_plan("สวน"), "a")
        library.add(make_plan("ไร่"), "b")
        library.add(make_plan("นา"), "b")
        library.remove(change.plan_id)
    monkeypatch.setattr(LexicalIndex, "keys", counted)
    with Library.open(tmp_path, embedder=embedder) as library:
        assert not compared
        library._catalogue.reserve_keys(1)  # what comes before a change
    with Library.open(tmp_path, embedder=embedder):
        assert compared
    compared.clear()
    with Library.open(tmp_path, embedder=embedder):
        assert not compared

"""A process killed while it writes costs nothing that it had reported as kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retriever.embedding import Embedder
from retriever.fusion import Leg
from retriever.library import Library

WRITER = """
import sys
from pathlib import Path
from retriever.library import Library
from tests.retriever.plans import make_plan

with Library.open(Path(sys.argv[1])) as library:
    library.wait_ready(30)
    for at in range(10_000):
        print(library.add(make_plan(f"สวน{at}"), f"origin {at % 5}").plan_id, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.05, 0.21, 0.38])
def test_what_was_kept_is_found_after_a_kill(
    tmp_path: Path, embedder: Embedder, seconds: float
) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        kept = [writer.stdout.readline().strip() for _ in range(6)]
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        kept += writer.stdout.read().split()
    with Library.open(tmp_path, embedder=embedder) as library:
        assert library.wait_ready(30)
        ids = {summary.id for summary in library.plans()}
        # The plan after the last one reported may be in, in the place of the oldest.
        assert set(kept[-4:]) <= ids
        assert len(ids) == 5
        assert all(library.plan(plan_id).passages for plan_id in ids)
        known = set(library._catalogue.keys())
        index = library._dense._index
        assert index is not None
        assert library._lexical.keys() == index.keys() == known
        assert Leg.DENSE in library.search("หลักสูตรนักบริหารงานคลัง")[0].ranks
